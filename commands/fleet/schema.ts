import * as v from "valibot";
import { described, FINDING, jsonDocument, text } from "../jsonDocument";

/** What a stack encrypts. */
const HIDDEN = v.literal("[secret]");

const stack = v.strictObject({
  stack: text("its name"),
  side: text("`both`, `server` or `bucket`"),
  transferUser: v.optional(text("from its settings, as the next four")),
  bucketAccount: v.optional(text("id of the bucket's AWS account")),
  bucketRole: v.optional(text("name of the role in it")),
  bucket: v.optional(text("name of the bucket")),
  prefix: v.optional(text("folder in it")),
  externalId: v.optional(text("a fingerprint of it, which means something in this document alone")),
  link: v.optional(text("output of the last `up`, as the next four (docs/outputs.md)")),
  docroot: v.optional(text("what the server serves")),
  operations: v.optional(
    described(v.union([v.record(v.string(), v.string()), HIDDEN]), "each operation with its result"),
  ),
  lastSeen: v.optional(text("when the server last answered, in UTC")),
  stillAllowed: v.optional(
    described(v.union([v.array(v.string()), HIDDEN]), "what a change that is not finished still allows"),
  ),
  licenceUntil: v.optional(text("last day of Aspera's licence, `2027-12-31`")),
  restart: text("mode of `aspera:restart`"),
  unread: v.optional(text("why it could not be read")),
});

const room = v.strictObject({
  characters: described(v.number(), "of the stacks' policies on the role"),
  limit: described(v.number(), "what IAM allows"),
  longest: described(v.number(), "characters of the longest policy"),
  moreCustomers: described(v.number(), "how many of that length still fit"),
});

const server = v.strictObject({
  place: text("host and port"),
  role: text("name of the server role"),
  account: text("id of its AWS account"),
  room: v.optional(described(room, "for inline policies on the server role; absent without a customer")),
  stacks: described(v.array(stack), "what a stack does not have, or nobody knows, is absent"),
});

/** What `npm run fleet -- --json` prints. */
export const fleetSchema = jsonDocument({
  servers: described(v.array(server), "each with the stacks that are about it"),
  withoutServer: described(v.array(stack), "stacks of the bucket's side alone, and what could not be read"),
  findings: described(
    v.array(
      v.strictObject({ ...FINDING, stacks: described(v.array(v.string()), "which stacks it is about") }),
    ),
    "what stacks share that is one customer's, and what is short",
  ),
});

/** The document. */
export type FleetDocument = v.InferOutput<typeof fleetSchema>;
