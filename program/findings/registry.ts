import { type AnyFinding, MODEL_FINDINGS } from "../../model/findings";
import {
  ACCESS_FINDINGS,
  CUSTOMER_FINDINGS,
  FLEET_FINDINGS,
  LAUNCH_FINDINGS,
  PREFLIGHT_FINDINGS,
  SETTINGS_FINDINGS,
} from "./index";

/** Every finding that there is: the model's, then the program's, in the order of docs/findings.md. */
export const ALL_FINDINGS = [
  ...MODEL_FINDINGS,
  ...ACCESS_FINDINGS,
  ...LAUNCH_FINDINGS,
  ...SETTINGS_FINDINGS,
  ...PREFLIGHT_FINDINGS,
  ...CUSTOMER_FINDINGS,
  ...FLEET_FINDINGS,
] as readonly AnyFinding[];

const BY_CODE = new Map(ALL_FINDINGS.map((kind) => [kind.code, kind]));

/** The finding of a code; undefined for a code that is nobody's. */
export function findingOf(code: string): AnyFinding | undefined {
  return BY_CODE.get(code);
}
