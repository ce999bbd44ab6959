import assert from "node:assert/strict";
import fc from "fast-check";
import { OPERATIONS, type Operation, s3Permissions } from "../../../model/access/s3Permissions";

const ACME = { partition: "aws", bucketAccount: "444455556666", bucket: "acme-media" } as const;
const OWN = { StringEquals: { "aws:ResourceAccount": "444455556666" } };

describe("access: S3 permissions", () => {
  it("is the vendor's prefix policy, bound to the bucket's account, when everything is allowed", () => {
    assert.deepEqual(s3Permissions({ ...ACME, prefix: "incoming/", access: OPERATIONS }), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ListFolder",
          Effect: "Allow",
          Action: "s3:ListBucket",
          Resource: "arn:aws:s3:::acme-media",
          Condition: { StringLike: { "s3:prefix": ["incoming/*"] }, ...OWN },
        },
        {
          Sid: "ReadBucketFacts",
          Effect: "Allow",
          Action: ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"],
          Resource: "arn:aws:s3:::acme-media",
          Condition: OWN,
        },
        {
          Sid: "UseObjects",
          Effect: "Allow",
          Action: [
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:ListMultipartUploadParts",
            "s3:PutObject",
          ],
          Resource: "arn:aws:s3:::acme-media/incoming/*",
          Condition: OWN,
        },
      ],
    });
  });

  const objectActions: Record<Operation, string[]> = {
    upload: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
    download: ["s3:GetObject"],
    browse: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts"],
    delete: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts"],
  };
  for (const operation of OPERATIONS) {
    it(`gives ${operation} alone its own object rights`, () => {
      const objects = s3Permissions({ ...ACME, prefix: "", access: [operation] }).Statement.at(-1);
      assert.deepEqual(objects?.Action, objectActions[operation]);
      assert.equal(objects?.Resource, "arn:aws:s3:::acme-media/*");
    });
  }

  it("lets delete alone list nothing", () => {
    const text = JSON.stringify(s3Permissions({ ...ACME, prefix: "", access: ["delete"] }));
    assert.doesNotMatch(text, /"s3:ListBucket"|GetBucketLocation/);
  });

  it("never reaches another bucket, another folder or another account, whatever is asked for", () => {
    const access = fc.subarray([...OPERATIONS], { minLength: 1 });
    fc.assert(
      fc.property(access, fc.constantFrom("", "incoming/", "a/b/"), (operations, prefix) => {
        for (const statement of s3Permissions({ ...ACME, prefix, access: operations }).Statement) {
          assert.equal(statement.Effect, "Allow");
          assert.deepEqual(statement.Condition?.StringEquals, OWN.StringEquals);
          assert.ok(
            statement.Resource === "arn:aws:s3:::acme-media" ||
              statement.Resource === `arn:aws:s3:::acme-media/${prefix}*`,
          );
          assert.doesNotMatch(JSON.stringify(statement.Action), /\*/);
        }
      }),
    );
  });
});
