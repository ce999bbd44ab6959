import assert from "node:assert/strict";
import { revokeSessions } from "../../../model/access/revokeSessions";
import { roleWildcard } from "../../../policy/rules/roleWildcard";
import { resource, role } from "./resources";

const OBJECTS = "arn:aws:s3:::acme-media/incoming/*";
const BUCKET_ROLE = "arn:aws:iam::444455556666:role/aspera-acme";

describe("policy: role-wildcard", () => {
  const said = (statement: object, type = "aws:iam/rolePolicy:RolePolicy") =>
    roleWildcard.violations(
      resource(type, {
        policy: JSON.stringify({ Statement: { Sid: "Rights", Effect: "Allow", ...statement } }),
      }),
    );

  it("is kept by actions, buckets, keys and roles by name", () => {
    assert.deepEqual(said({ Action: ["s3:GetObject", "s3:PutObject"], Resource: OBJECTS }), []);
    assert.deepEqual(said({ Action: "s3:ListBucket", Resource: "arn:aws-cn:s3:::acme-media" }), []);
    assert.deepEqual(said({ Action: "sts:AssumeRole", Resource: BUCKET_ROLE }), []);
  });

  it("is broken by a wildcard in an action", () => {
    for (const Action of ["s3:*", "s3:Get*", "*", "S3:Delete?bject", "kms:*"])
      assert.deepEqual(
        said({ Action, Resource: OBJECTS }),
        [`expected names, got action ${Action} in statement Rights of policy`],
        Action,
      );
    assert.deepEqual(said({ NotAction: "iam:*", Resource: OBJECTS }), [
      "expected names, got NotAction in statement Rights of policy",
    ]);
  });

  it("is broken by a wildcard in a bucket, a role, a key or an account", () => {
    for (const [Action, Resource] of [
      ["s3:GetObject", "*"],
      ["s3:GetObject", "arn:aws:s3:::*"],
      ["s3:GetObject", "arn:aws:s3:::acme-*/incoming/*"],
      ["s3:GetObject", "arn:*:s3:::acme-media/*"],
      ["sts:AssumeRole", "arn:aws:iam::444455556666:role/*"],
      ["sts:AssumeRole", "arn:aws:iam::*:role/aspera-acme"],
      ["kms:Decrypt", "arn:aws:kms:us-east-1:444455556666:key/*"],
    ])
      assert.deepEqual(
        said({ Action, Resource }),
        [`expected names, got resource ${Resource} in statement Rights of policy`],
        Resource,
      );
    assert.deepEqual(said({ Action: "s3:GetObject", NotResource: OBJECTS }), [
      "expected names, got NotResource in statement Rights of policy",
    ]);
    assert.equal(said({ Action: ["s3:*", "s3:GetObject"], Resource: ["*", OBJECTS] }).length, 2);
  });

  it("leaves alone what is of no link, and what denies", () => {
    assert.deepEqual(said({ Action: "ec2:Describe*", Resource: "*" }), []);
    const revoked = { policy: JSON.stringify(revokeSessions(new Date(0))) };
    assert.deepEqual(roleWildcard.violations(resource("aws:iam/rolePolicy:RolePolicy", revoked)), []);
  });

  it("looks at managed policies of one's own, and at those inside of a role", () => {
    assert.equal(said({ Action: "s3:*", Resource: OBJECTS }, "aws:iam/policy:Policy").length, 1);
    const policy = { Statement: [{ Effect: "Allow", Action: "s3:*", Resource: OBJECTS }] };
    assert.deepEqual(roleWildcard.violations(role([], { inlinePolicies: [{ name: "all", policy }] })), [
      "expected names, got action s3:* in statement 1 of inlinePolicies all",
    ]);
    assert.deepEqual(roleWildcard.violations(role([])), []);
    assert.equal(
      roleWildcard.violations(resource("aws:iam/policy:Policy", { policy: "[secret]" })).length,
      1,
    );
  });
});
