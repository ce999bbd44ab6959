import assert from "node:assert/strict";
import { assumeRight } from "../../../model/access/assumeRight";
import { type S3Access, s3Permissions } from "../../../model/access/s3Permissions";
import { serverRight, serverRightName } from "../../../model/access/serverRight";

const S3: S3Access = {
  partition: "aws",
  bucketAccount: "111122223333",
  bucket: "acme-media",
  prefix: "incoming/",
  access: ["upload", "download", "browse", "delete"],
};

describe("access: what a customer adds to the server role", () => {
  it("two accounts: the right to assume the bucket role, and nothing of S3", () => {
    const arn = "arn:aws:iam::444455556666:role/aspera-acme";
    const right = serverRight(S3, arn);
    assert.deepEqual(right, assumeRight(arn));
    assert.equal(right.Statement[0]?.Resource, arn);
    assert.doesNotMatch(JSON.stringify(right), /s3:/);
  });

  it("one account: the rights themselves, on a bucket of the server's own account", () => {
    const right = serverRight(S3, undefined);
    assert.deepEqual(right, s3Permissions(S3));
    assert.doesNotMatch(JSON.stringify(right), /sts:AssumeRole/);
  });

  it("one account, full access: every right on that bucket, none on another", () => {
    assert.deepEqual(serverRight({ ...S3, prefix: "a/", fullAccess: true }, undefined).Statement, [
      {
        Sid: "FullAccess",
        Effect: "Allow",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::acme-media", "arn:aws:s3:::acme-media/*"],
        Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } },
      },
    ]);
  });

  it("is one policy, under the customer's own name", () => {
    assert.equal(serverRightName("acme-prod"), "aspera-acme-prod");
  });
});
