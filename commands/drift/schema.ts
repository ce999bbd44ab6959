import * as v from "valibot";
import { described, FINDING, jsonDocument, linkOperations, type Same, text } from "../jsonDocument";
import type { DriftDocument } from "./document";

const verdict = v.picklist(["clean", "drift", "gone", "failed"]);

const columns = v.strictObject({
  server: text("whether the Aspera server can be asked"),
  docroot: text("docroot and transfer user"),
  services: text("Aspera's services and software"),
  link: text("the proof from the server that the link stands"),
  access: text("roles, trusts, policies, the profile, a launched server"),
});

const difference = v.strictObject({
  resource: text("name of the resource in the program"),
  type: text("its type, as `aws:iam/role:Role`"),
  component: v.optional(text("the component that it is a part of, as `BucketRole`; absent outside of one")),
  change: described(
    v.picklist(["changed", "missing", "left over", "to be replaced"]),
    "`missing` where the program wants it, `left over` where it does not",
  ),
  property: v.optional(text("absent where it is about the resource as a whole")),
  seen: v.optional(described(v.unknown(), "what there is; secrets are `[secret]`")),
  wanted: v.optional(described(v.unknown(), "what the program wants")),
  found: described(
    v.array(v.picklist(["world", "program"])),
    "the world differs from the state, the program from the world, or both",
  ),
});

const stack = v.strictObject({
  stack: text("its name"),
  verdict: described(verdict, "its own"),
  columns: described(columns, "the texts of the table"),
  findings: described(
    v.array(v.strictObject({ ...FINDING, transient: described(v.boolean(), "waiting can help") })),
    "everything that was found and has a code",
  ),
  differences: described(v.array(difference), "everything that is not as the stack wants it"),
  operations: v.optional(
    described(
      linkOperations,
      "each operation of the link, as this check's proof saw it; absent without a link",
    ),
  ),
  warnings: described(v.array(v.string()), "warnings without a code: the engine's, another provider's"),
  failure: v.optional(text("why the check could not be made; with `failed` alone")),
  took: described(v.number(), "seconds"),
});

/** What `npm run drift -- --json` prints. */
export const driftSchema = jsonDocument({
  verdict: described(verdict, "over all stacks: `failed` outweighs `drift`, and `gone` is outweighed by all"),
  stacks: described(v.array(stack), "one entry a stack, in the order asked for"),
});

/** A field of the document that the schema does not have, or the other way round, is a type error here. */
export const ALL_FIELDS: Same<DriftDocument, v.InferOutput<typeof driftSchema>> = true;
