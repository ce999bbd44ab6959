import assert from "node:assert/strict";
import { proofSessionPolicy } from "../../../model/access/proofSessionPolicy";

const role = (partition: string) => `arn:${partition}:iam::444455556666:role/aspera-acme`;

describe("the session of a proof", () => {
  it("may list the bucket, use objects of the proof's own name under the prefix, and nothing else", () => {
    assert.deepEqual(JSON.parse(proofSessionPolicy(role("aws-cn"), "acme-media", "incoming/")), {
      Version: "2012-10-17",
      Statement: [
        { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws-cn:s3:::acme-media" },
        {
          Sid: "OwnObject",
          Effect: "Allow",
          Action: [
            ...["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:DeleteObjectVersion"],
            ...["s3:GetObject", "s3:PutObject"],
          ],
          Resource: "arn:aws-cn:s3:::acme-media/incoming/aspera-proof-*",
        },
        { Sid: "UseKey", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" },
      ],
    });
  });

  it("is text that STS takes, with any prefix, and means the same", () => {
    const text = proofSessionPolicy(role("aws"), "acme-media", "é/日本\u{1f4c1}/");
    assert.match(text, /^[\t\n\r -\u00ff]+$/);
    const [, upload] = JSON.parse(text).Statement;
    assert.equal(upload.Resource, "arn:aws:s3:::acme-media/é/日本\u{1f4c1}/aspera-proof-*");
  });

  it("may use the bucket's own KMS key and no other, where that is known", () => {
    const key = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const { Statement } = JSON.parse(proofSessionPolicy(role("aws"), "acme-media", "incoming/", key));
    assert.deepEqual(Statement[2], {
      Sid: "UseKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: key,
    });
  });

  it("fits into STS's 2048 characters with the longest prefix", () => {
    const longest = proofSessionPolicy(role("aws-us-gov"), "b".repeat(63), `${"p".repeat(767)}/`);
    assert.ok(longest.length <= 2048);
  });
});
