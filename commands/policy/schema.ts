import * as v from "valibot";
import { described, jsonDocument, text } from "../jsonDocument";

const verdict = v.picklist(["kept", "broken", "failed"]);

const violation = v.strictObject({
  urn: text("the resource"),
  message: text("what is wrong, a sentence"),
  exceptions: described(
    v.array(v.strictObject({ id: text("its name in the file"), reason: text("as the file has it") })),
    "those that consent to it; empty where nobody does",
  ),
});

const policy = v.strictObject({
  policy: text("its name, as docs/policy-pack.md lists it"),
  severity: described(v.picklist(["low", "medium", "high", "critical"]), "how bad a violation is"),
  level: described(v.picklist(["advisory", "mandatory", "disabled"]), "how much a violation matters"),
  resources: described(v.number(), "how many it is about"),
  mend: text("what to change where it is broken"),
  violations: described(v.array(violation), "what breaks it, excepted or not"),
});

const state = v.strictObject({
  name: text("the stack, or the file"),
  verdict: described(verdict, "its own"),
  encrypted: described(v.boolean(), "a secret in it could not be read, which breaks what needs it"),
  policies: described(
    v.array(policy),
    "every policy, in the order of docs/policy-pack.md; empty with `failed`",
  ),
  failure: v.optional(text("why the state could not be read; with `failed` alone")),
});

/** What `npm run policy -- --json` prints. */
export const policySchema = jsonDocument({
  verdict: described(
    verdict,
    "`broken`: a mandatory policy is, without an exception; `failed` outweighs it, and `kept` is the rest",
  ),
  states: described(v.array(state), "one entry a stack or file, in the order asked for"),
});

/** The document. */
export type PolicyDocument = v.InferOutput<typeof policySchema>;
