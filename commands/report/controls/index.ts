import type { ReportedControl } from "../document";
import { ACCESS_CONTROLS } from "./access";
import type { Control, ControlFacts } from "./control";
import { OPERATION_CONTROLS } from "./operation";

/** Every control, in the order of the report: who gets in, what they may do, how it is run and watched. */
export const CONTROLS: readonly Control[] = [...ACCESS_CONTROLS, ...OPERATION_CONTROLS];

/** How each control stands for a stack; those that are not about such a stack are left out. */
export function reportedControls(facts: ControlFacts): ReportedControl[] {
  return CONTROLS.flatMap(({ control, iso27001, mpa, judged }) => {
    const how = judged(facts);
    return how ? [{ control, ...how, iso27001, mpa }] : [];
  });
}
