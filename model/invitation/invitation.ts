import * as v from "valibot";
import { OPERATIONS } from "../access/s3Permissions";
import { property, secretText } from "../schema/property";

/** The form that this program writes, and the only one that it reads. */
export const INVITATION_VERSION = 1;

/** What marks a document as an invitation of ours. */
export const MARK = "aspera";

/** Beside the four operations: everything that S3 can do, on the whole bucket. */
const FULL = "full";

const text = (expected: string) => property(v.string(), expected);
const account = () =>
  property(v.pipe(v.string(), v.regex(/^\d{12}$/)), "an account ID: twelve digits in quotes");

/**
 * What the operator of an Aspera server sends to the owner of a bucket: all that their side is made of. It holds the external
 * ID in clear, so it is for them alone. Names and rights are looked at more closely by the settings that are made of it.
 */
export const invitationSchema = v.strictObject({
  invitation: property(v.literal(MARK), `"${MARK}"`),
  version: property(v.literal(INVITATION_VERSION), String(INVITATION_VERSION)),
  /** AWS partition of both accounts. */
  partition: text("an AWS partition such as aws"),
  /** Region of the server, in which the bucket must be too. */
  region: text("a region such as us-east-1"),
  /** The account with the server. */
  serverAccount: account(),
  /** The one role that may assume the bucket role. Its id cannot be looked up from another account. */
  serverRole: property(
    v.strictObject({ arn: text("the ARN of a role"), uniqueId: text("IAM's own id of a role, AROA...") }),
    "an object with arn and uniqueId",
  ),
  /** The account with the bucket: whom this is for. */
  bucketAccount: account(),
  /** The role to make, which the server will assume. */
  bucketRole: property(
    v.strictObject({ name: text("the name of a role"), path: text("the path of a role, / for none") }),
    "an object with name and path",
  ),
  /** The place, and the rights on it. */
  bucket: property(
    v.strictObject({
      name: text("the name of a bucket"),
      /** Empty for the whole bucket. */
      prefix: text("a folder, or empty text"),
      access: property(
        v.array(property(v.picklist([...OPERATIONS, FULL]), `one of ${[...OPERATIONS, FULL].join(", ")}`)),
        `a list of ${OPERATIONS.join(", ")}, or [${FULL}]`,
      ),
      /** Whether each word grants what IBM's table asks for it; default false. */
      vendorRights: v.optional(property(v.boolean(), "true or false")),
      /** The KMS key that the bucket is encrypted with; default none. */
      kmsKeyArn: v.optional(text("the ARN of a KMS key")),
    }),
    "an object with name, prefix and access",
  ),
  /** What the server presents to assume the bucket role. */
  externalId: secretText("an external ID"),
  /** The one name that the server's sessions must bear; default: any. */
  sessionName: v.optional(text("a session name")),
});

/** An invitation whose form is right. */
export type Invitation = v.InferOutput<typeof invitationSchema>;
