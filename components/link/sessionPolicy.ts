import { policyDocument, type Statement } from "../access/policyDocument";
import { bucketArn } from "../accounts/arn";
import type { LinkFacts } from "./properties";

/**
 * What bounds the proof's session, as JSON text: enough to list, and to start and abort an upload, and no more; nothing
 * can be read or deleted with it. Listing is not bound to the prefix, or the proof would refuse itself what the role must
 * refuse. Uploads to a bucket with a KMS key begin with `kms:GenerateDataKey`. STS takes at most 2048 characters. Empty
 * where no role is assumed: an instance's own session cannot be bounded.
 */
export function proofSessionPolicy({
  bucketRole,
  bucket,
  prefix,
}: Pick<LinkFacts, "bucketRole" | "bucket" | "prefix">): string {
  if (bucketRole === "") return "";
  const partition = bucketRole.split(":")[1] ?? "aws";
  const statements: Statement[] = [
    { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn(partition, bucket) },
    {
      Sid: "StartUpload",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: bucketArn(partition, bucket, `${prefix}aspera-proof-*`),
    },
    { Sid: "EncryptUpload", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: "*" },
  ];
  return JSON.stringify(policyDocument(...statements));
}
