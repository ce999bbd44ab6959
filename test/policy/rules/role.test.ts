import assert from "node:assert/strict";
import { roleFullAccess } from "../../../policy/rules/roleFullAccess";
import { roleSessionLength } from "../../../policy/rules/roleSessionLength";
import { resource, role } from "./resources";

const OF_AWS = "arn:aws:iam::aws:policy/";

describe("policy: role-full-access", () => {
  const attached = (policyArn: string) =>
    roleFullAccess.violations(resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn }));

  it("is broken by what AWS calls full access, or an administrator's", () => {
    for (const name of [
      "AmazonS3FullAccess",
      "AdministratorAccess",
      "AdministratorAccess-Amplify",
      "PowerUserAccess",
      "IAMFullAccess",
      "AmazonDynamoDBFullAccess_v2",
      "job-function/SystemAdministrator",
    ])
      assert.deepEqual(attached(OF_AWS + name), [`expected rights on one bucket, got ${OF_AWS}${name}`]);
    assert.equal(attached("arn:aws-us-gov:iam::aws:policy/AmazonS3FullAccess").length, 1);
  });

  it("is kept by others, and by a policy of one's own that is only called so", () => {
    for (const arn of [`${OF_AWS}AmazonSSMManagedInstanceCore`, `${OF_AWS}AmazonS3ReadOnlyAccess`])
      assert.deepEqual(attached(arn), []);
    assert.deepEqual(attached("arn:aws:iam::444455556666:policy/FullAccess"), []);
  });

  it("looks wherever a policy can be attached to a role", () => {
    const [arn, arns] = [`${OF_AWS}AmazonS3FullAccess`, [`${OF_AWS}AmazonS3FullAccess`]];
    assert.equal(roleFullAccess.violations(role([], { managedPolicyArns: arns })).length, 1);
    for (const [type, props] of [
      ["aws:iam/policyAttachment:PolicyAttachment", { policyArn: arn }],
      ["aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", { policyArns: arns }],
    ] as const)
      assert.equal(roleFullAccess.violations(resource(type, props)).length, 1, type);
    assert.deepEqual(roleFullAccess.violations(role([])), []);
  });
});

describe("policy: role-session-length", () => {
  const lasting = (maxSessionDuration?: unknown) =>
    roleSessionLength.violations(role([], { maxSessionDuration }));

  it("is kept by an hour, and by AWS's default", () => {
    assert.deepEqual(lasting(3600), []);
    assert.deepEqual(lasting(), []);
  });

  it("is broken by more", () => {
    assert.deepEqual(lasting(3601), ["expected maxSessionDuration of 3600 at most, got 3601"]);
    assert.equal(lasting("43200").length, 1);
    assert.equal(lasting("[secret]").length, 1, "not seen is not kept");
  });
});
