import * as v from "valibot";
import { OPERATIONS } from "../../model/access/s3Permissions";
import { property, secretText } from "../../model/schema/property";
import { linkInputs } from "../link/properties";

/**
 * What the Handover resource is told and what it remembers: what one docroot needs in both accounts, and what the docroots
 * before it needed, as long as one of them may be in use.
 */

const secretList = (description: string) =>
  v.pipe(v.array(v.string()), v.description(description), v.metadata({ secret: true }));

const { connection, transferUser, bucket, prefix, bucketRoleArn, externalId, template, storageHost } =
  linkInputs.entries;
const { access, fullAccess, region, endpoints, serverRoleArn } = linkInputs.entries;
const { sessionName, sessionNameRequired, kmsKeyArn, awaits } = linkInputs.entries;

/** What a program says of a handover: the link that is wanted. */
export const handoverInputs = v.object({
  connection,
  transferUser,
  ...{ bucket, prefix, bucketRoleArn, externalId, template, storageHost },
  ...{ sessionName, sessionNameRequired, kmsKeyArn, awaits },
  ...{ access, fullAccess, region, endpoints, serverRoleArn },
  serverRoleId: property(v.string(), "IAM's own id of the server role (`AROA...`)."),
  vendorRights: v.optional(
    property(v.boolean(), "Whether each operation has all that IBM's table asks for it; default false."),
    false,
  ),
  previousExternalIds: v.optional(
    secretList("External IDs that are trusted besides, as long as they are named here; default none."),
  ),
});

/** What is wanted of every handover. */
export const openProperty = v.object({
  stillAllowed: property(
    v.array(v.string()),
    "What trust and rights allow for a former docroot, in words; empty when nothing is left of it.",
  ),
});

/** What may be done where in a bucket. */
export const place = v.object({
  bucket: property(v.string(), "Name of the bucket."),
  prefix: property(v.string(), "Folder inside the bucket, ending with a slash; empty for the whole of it."),
  access: property(v.array(v.picklist(OPERATIONS)), "What may be done there."),
  vendorRights: property(v.boolean(), "Whether IBM's table is granted."),
  fullAccess: property(v.boolean(), "Whether everything in the bucket is allowed."),
  kmsKeyArn: v.optional(property(v.string(), "ARN of the KMS key that may be used; left out for none.")),
});

const serverRoles = v.array(
  v.object({
    arn: property(v.string(), "ARN of the role."),
    uniqueId: property(v.string(), "IAM's own id of it (`AROA...`)."),
  }),
);

/** What a look at the server comes to. */
export const SEEN = ["in place", "elsewhere", "not seen"] as const;

/** What the resource remembers beside its inputs. */
export const handoverOutputs = v.object({
  // Of an `up` that leaves this resource out, such as one with `--target`, trust and rights get the state's.
  place: property(place, "The wanted place in a bucket, on which the rights must be held."),
  demandedSessionNames: property(
    v.array(v.string()),
    "Names of sessions of which the trust is to demand one; empty for any.",
  ),
  former: secretText("The former allowances with the time since when each is no longer wanted, as JSON."),
  formerExternalIds: secretList(
    "External IDs that the trust must hold besides the one that the wanted docroot presents.",
  ),
  formerSessionNames: property(
    v.array(v.string()),
    "Names of sessions that the trust must let in besides the one that it demands; `*` for any.",
  ),
  formerBucketRoles: property(
    v.array(v.string()),
    "ARNs of the bucket roles that the server must be able to assume besides.",
  ),
  formerServerRoles: property(serverRoles, "Server roles that the trust must hold besides."),
  formerPlaces: property(v.array(place), "Places in buckets on which the rights must be held besides."),
  seen: property(
    v.picklist(SEEN),
    "The wanted docroot as it was last looked at: `in place`, which takes a proof; `elsewhere`, when the user has another; `not seen`, also while nothing former is allowed and nobody looks.",
  ),
  moved: property(
    v.boolean(),
    "Whether the docroot went to another user or server and was not seen in place there since: the one before may be in use still, where nobody looks.",
  ),
  trustedBefore: secretText(
    "What the trust held before this run, as JSON; empty when nothing is known of it.",
  ),
});

export type HandoverInputs = v.InferOutput<typeof handoverInputs>;
export type CheckedInputs = HandoverInputs & v.InferOutput<typeof openProperty>;
export type HandoverState = CheckedInputs & v.InferOutput<typeof handoverOutputs>;

/** What must be so. */
export const NOTHING_FORMER = { stillAllowed: [] as string[] };
