import { bucketArn, partitionOfArn } from "../aws/arn";
import { kmsActions } from "./kmsRights";
import { policyDocument, type Statement } from "./policyDocument";

/**
 * What bounds the proof's session, as JSON text: enough to list, to start and abort an upload, and to make, read and delete an
 * object of the proof's own name, and no more; nobody's file can be read or deleted with it. Listing is not bound to the prefix, or the proof would refuse itself what the role must
 * refuse. The key of the bucket may be used as far as the role may: a right that is missing there must be missed there.
 * @param prefix folder inside the bucket: empty, or ending with a slash.
 * @param kmsKeyArn the bucket's KMS key; default any, since a session policy gives nothing that the role does not have.
 */
export function proofSessionPolicy(
  bucketRoleArn: string,
  bucket: string,
  prefix: string,
  kmsKeyArn = "*",
): string {
  const partition = partitionOfArn(bucketRoleArn);
  const statements: Statement[] = [
    { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn(partition, bucket) },
    {
      Sid: "OwnObject",
      Effect: "Allow",
      Action: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:GetObject",
        "s3:PutObject",
      ],
      Resource: bucketArn(partition, bucket, `${prefix}aspera-proof-*`),
    },
    { Sid: "UseKey", Effect: "Allow", Action: kmsActions(["s3:PutObject"]), Resource: kmsKeyArn },
  ];
  return inLatin1(JSON.stringify(policyDocument(...statements)));
}

/** STS takes U+0020 to U+00FF as they are (AssumeRole, `Policy`); beyond these JSON has its escapes, which mean the same. A role's policy
 * cannot be written so: see policyText.ts. */
function inLatin1(json: string): string {
  return json.replace(
    /[^\u0020-\u00ff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
