import * as v from "valibot";
import { OPERATIONS } from "../../model/access/s3Permissions";
import { RESULTS } from "../../model/link/results";
import { property } from "../../model/schema/property";
import { serverConnection } from "../../model/ssh/connection";
import { nodeApi } from "../docroot/applyProperties";
import { docrootPlace } from "../docroot/properties";

/**
 * What the Link resource is told and what it sees. What is seen is an input whose wanted value is a constant, so that the
 * engine shows a link that does not stand as an ordinary property diff.
 */

/** Where the server asks during a proof; addresses without path. */
const endpoints = v.object({
  metadata: property(v.string(), "Instance metadata service; on EC2 `http://169.254.169.254`."),
  sts: property(v.string(), "STS of the region."),
  s3: property(v.string(), "S3 of the region."),
});

/** What a program says of a link. */
export const linkInputs = v.object({
  connection: property(serverConnection, "How the server is reached."),
  transferUser: property(v.string(), "System user in aspera.conf whose docroot leads over this link."),
  ...docrootPlace.entries,
  sessionNameRequired: v.optional(
    property(
      v.boolean(),
      "Whether the bucket role's trust lets in sessions of that name only, so that the proof's bear it; default false.",
    ),
  ),
  kmsKeyArn: v.optional(
    property(v.string(), "ARN of the KMS key that the bucket is encrypted with; default: none is known."),
  ),
  access: property(v.array(v.picklist(OPERATIONS)), "What a transfer user may do in the bucket."),
  vendorRights: v.optional(
    property(
      v.boolean(),
      "Whether each operation has all that IBM's table asks for it, so that this is proven too; default false.",
    ),
  ),
  fullAccess: v.optional(
    property(v.boolean(), "Whether everything in the bucket is allowed, whatever the prefix; default false."),
    false,
  ),
  region: property(v.string(), "Region of the server."),
  endpoints: property(endpoints, "Where the server asks during a proof."),
  serverRoleArn: property(v.string(), "ARN of the role that the server must carry."),
  nodeApi: v.optional(nodeApi),
  required: v.optional(
    property(v.boolean(), "Whether an `up` fails when the link does not stand; default true."),
    true,
  ),
  wait: v.optional(
    property(v.number(), "Seconds that an `up` waits for the link to stand; default 120."),
    120,
  ),
  fullProof: v.optional(
    property(v.boolean(), "Whether every refresh asks for what must be refused, too; default false."),
    false,
  ),
  awaits: v.optional(
    property(
      v.string(),
      "Id of the account whose owner may not have made the bucket role yet: until the link stood once, an `up` goes through without it; default: nobody is waited for.",
    ),
  ),
  widerStillAllowed: v.optional(
    property(
      v.boolean(),
      "Whether a former, wider place is still allowed, so that nothing is concluded from what lies outside of the prefix; default false.",
    ),
    false,
  ),
});

/** What a proof comes to, in the words that people read in a diff. */
export const verdictProperties = v.object({
  link: property(v.string(), "`verified`, or what is wrong."),
  finding: property(v.string(), "Code of what is wrong (docs/findings.md); `none` when nothing is."),
  owner: property(v.string(), "Whose it is to put right; `nobody` when nothing is wrong."),
  nextStep: property(v.string(), "What to do next; `none` when nothing is wrong."),
});

const result = (description: string) => property(v.picklist(RESULTS), description);

/** What the resource remembers: outputs alone, so that what a proof did not ask makes no difference. */
export const linkOutputs = v.object({
  stood: property(
    v.boolean(),
    "Whether the link ever stood, or an `up` went on without it: from then on nobody is waited for.",
  ),
  operations: property(
    v.object({
      read: result("Read back an object of the proof's own."),
      write: result("Start an upload into the folder and abort it."),
      list: result("List the folder."),
      delete: result("Delete an object of the proof's own."),
      refusedWithoutExternalId: result("The bucket role cannot be assumed without the external ID."),
      refusedWithWrongExternalId: result("Nor with a wrong one."),
    }),
    "Each operation as the last proof that asked for it saw it: `verified`, `refused`, `open`, `not proven` or `not asked`.",
  ),
  leavesVersions: property(
    v.boolean(),
    "Whether the bucket keeps versions that the proof cannot delete: then only an `up` asks to delete, and reading is not asked.",
  ),
});

export type LinkInputs = v.InferOutput<typeof linkInputs>;
/** What it remembers of its proofs. */
export type ProvenOutputs = Omit<v.InferOutput<typeof linkOutputs>, "stood">;
/** What the resource remembers: its inputs, and the words of what was seen last. */
export type LinkState = LinkInputs &
  v.InferOutput<typeof verdictProperties> &
  // A state that was written before there was one lacks it.
  Partial<Pick<v.InferOutput<typeof linkOutputs>, "stood">>;
