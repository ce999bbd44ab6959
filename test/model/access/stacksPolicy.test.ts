import assert from "node:assert/strict";
import { assumeRight } from "../../../model/access/assumeRight";
import { s3Permissions } from "../../../model/access/s3Permissions";
import { saysWhatAStackCan } from "../../../model/access/stacksPolicy";

const ROLE = "arn:aws:iam::444455556666:role/aspera-acme";
const S3 = { partition: "aws", bucketAccount: "111122223333", bucket: "operator-media", prefix: "in/" };
const can = (...Statement: object[]) =>
  saysWhatAStackCan(JSON.stringify({ Version: "2012-10-17", Statement }));

describe("access: what a stack's policy on the server role can say", () => {
  it("is the right to assume one role, or rights on a bucket of one account", () => {
    assert.ok(saysWhatAStackCan(JSON.stringify(assumeRight(ROLE))));
    assert.ok(
      saysWhatAStackCan(JSON.stringify(assumeRight(ROLE, [`${ROLE}-before`]))),
      "while it is renamed",
    );
    for (const access of [["upload"], ["download"], ["browse"], ["delete"], ["upload", "delete"]] as const)
      for (const vendorRights of [false, true])
        assert.ok(
          saysWhatAStackCan(JSON.stringify(s3Permissions({ ...S3, access, vendorRights }))),
          access.join(),
        );
    assert.ok(saysWhatAStackCan(JSON.stringify(s3Permissions({ ...S3, access: [], fullAccess: true }))));
    assert.ok(
      saysWhatAStackCan(JSON.stringify({ Statement: assumeRight(ROLE).Statement[0] })),
      "not in a list",
    );
  });

  const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  it("is the use of the bucket's KMS key through S3 beside these rights, in any partition", () => {
    for (const kmsKeyArn of [KEY, KEY.replace("aws", "aws-cn").replace("us-east-1", "cn-north-1")])
      for (const fullAccess of [false, true])
        assert.ok(
          saysWhatAStackCan(
            JSON.stringify(s3Permissions({ ...S3, access: ["upload"], fullAccess, kmsKeyArn })),
          ),
        );
  });

  const assume = { Effect: "Allow", Action: "sts:AssumeRole", Resource: ROLE };
  const bound = { StringEquals: { "aws:ResourceAccount": "111122223333" } };
  const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", Condition: bound };
  const through = (service: string) => ({ StringEquals: { "kms:ViaService": service } });
  const use = {
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: KEY,
    Condition: through("s3.us-east-1.amazonaws.com"),
  };
  for (const [what, ...statements] of [
    ["everything", { Effect: "Allow", Action: "*", Resource: "*" }],
    ["any role", { ...assume, Resource: "*" }],
    ["a pattern of roles", { ...assume, Resource: `${ROLE}*` }],
    ["a role and a pattern", { ...assume, Resource: [ROLE, `${ROLE}*`] }],
    ["no role", { ...assume, Resource: [] }],
    ["one role twice over", assume, { ...assume, Resource: `${ROLE}2` }],
    ["more than to assume", { ...assume, Action: ["sts:AssumeRole", "sts:TagSession"] }],
    ["both kinds", assume, read],
    ["S3 of any account", { ...read, Condition: undefined }],
    [
      "S3 of two accounts",
      { ...read, Condition: { StringEquals: { "aws:ResourceAccount": ["111122223333", "444455556666"] } } },
    ],
    ["S3 of a pattern of accounts", { ...read, Condition: { StringLike: { "aws:ResourceAccount": "*" } } }],
    ["a key without S3", use],
    ["a key not through S3", read, { ...use, Condition: undefined }],
    ["a key through another service", read, { ...use, Condition: through("ec2.us-east-1.amazonaws.com") }],
    ["a key through any service", read, { ...use, Condition: through("*") }],
    ["a key of any kind", read, { ...use, Resource: "arn:aws:kms:us-east-1:111122223333:key/*" }],
    ["two keys", read, { ...use, Resource: [KEY, `${KEY}2`] }],
    ["a key's deletion", read, { ...use, Action: "kms:ScheduleKeyDeletion" }],
    ["S3 and another service", { ...read, Action: ["s3:GetObject", "iam:PassRole"] }],
    ["all but some actions", { Effect: "Allow", NotAction: "iam:*", Resource: "*", Condition: bound }],
    ["all but some resources", { ...read, NotResource: "x" }],
    ["a denial", { ...assume, Effect: "Deny" }],
    ["nothing"],
  ] as [string, ...object[]][]) {
    it(`is not ${what}`, () => assert.equal(can(...statements), false));
  }

  it("is no text that cannot be read", () => {
    for (const text of ["", "x", "null", "[]", '{"Statement": 1}', '{"Statement": [null]}'])
      assert.equal(saysWhatAStackCan(text), false, text);
  });
});
