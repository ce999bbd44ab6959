import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { assumeRight } from "../../components/access/assumeRight";
import { s3Permissions } from "../../components/access/s3Permissions";
import { stackPolicy, stackPolicyName } from "../../components/access/stackPolicy";
import { customerWith, oneAccountCustomer } from "../settings/stack";

describe("access: what a stack adds to the server role", () => {
  it("two accounts: the right to assume the bucket role, and nothing of S3", () => {
    const arn = pulumi.output("arn:aws:iam::444455556666:role/aspera-acme");
    const policy = stackPolicy(customerWith(), arn);
    assert.deepEqual(policy, assumeRight<pulumi.Input<string>>(arn));
    assert.equal(policy.Statement[0]?.Resource, arn);
  });

  it("one account: the rights themselves, on a bucket of the server's own account", () => {
    const policy = stackPolicy(oneAccountCustomer(), undefined);
    assert.deepEqual(
      policy,
      s3Permissions({
        partition: "aws",
        bucketAccount: "111122223333",
        bucket: "acme-media",
        prefix: "incoming/",
        access: ["upload", "download", "browse", "delete"],
      }),
    );
    assert.doesNotMatch(JSON.stringify(policy), /sts:AssumeRole/);
  });

  it("one account, full access: every right on that bucket, none on another", () => {
    const customer = oneAccountCustomer({ bucket: { name: "acme-media", prefix: "a/", access: ["full"] } });
    assert.deepEqual(stackPolicy(customer, undefined).Statement, [
      {
        Sid: "FullAccess",
        Effect: "Allow",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::acme-media", "arn:aws:s3:::acme-media/*"],
        Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } },
      },
    ]);
  });

  it("is one policy, under the stack's own name", () => {
    assert.equal(stackPolicyName("acme-prod"), "aspera-acme-prod");
  });
});
