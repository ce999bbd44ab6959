import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { bucketRoleTrust } from "../../../model/access/trustPolicy";
import { messageOf } from "../../../model/findings/finding";
import { rolesWithSharedTrust } from "../../../program/checks/rolesWithSharedTrust";
import { type Answers, account, refusing } from "../../mocks/account";
import { settledValue } from "../../mocks/resources";
import { customerWith, EXTERNAL_ID } from "../settings/stack";

const SERVER_ROLE = "arn:aws:iam::111122223333:role/aspera-server";
const OURS = bucketRoleTrust({
  serverRoles: [{ arn: SERVER_ROLE, uniqueId: "x" }],
  externalIds: [EXTERNAL_ID],
});
const THEIRS = bucketRoleTrust({
  serverRoles: [{ arn: SERVER_ROLE, uniqueId: "x" }],
  externalIds: ["globex-1"],
});
const EC2 = {
  Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
};

const role = (RoleName: string, trust: object) => ({
  RoleName,
  AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
});
const said = async (answers: Answers, before: object | "" = "") => {
  const trustedBefore = pulumi.secret(before === "" ? "" : JSON.stringify(before));
  const one = account(answers, "bucketAccount");
  const found = await settledValue(rolesWithSharedTrust(customerWith(), SERVER_ROLE, one, trustedBefore));
  return found.map(messageOf);
};
const among = (...Roles: object[]) => said({ ListRoles: () => ({ Roles }) });

describe("checks: other roles of the bucket account that trust the server role", () => {
  it("are named with their trust in words, without an ID", async () => {
    assert.deepEqual(await among(role("aspera-acme", OURS), role("copy", OURS), role("any", EC2)), [
      "beside bucket role aspera-acme, the server may become role copy (the server role may sts:AssumeRole with external ID " +
        "(ours))\n" +
        "hint: ask who made it and what for; a role that no link needs goes, and one that another link needs has an external " +
        "ID of its own [access-roles-with-shared-trust]",
    ]);
  });

  it("are not spoken of where there is ours alone, and another stack's", async () => {
    assert.deepEqual(
      await among(role("aspera-acme", OURS), role("aspera-globex", THEIRS), role("x", EC2)),
      [],
    );
    assert.deepEqual(await said({ ListRoles: () => ({}) }), []);
  });

  it("are none that this stack itself left there, under another name or with another ID", async () => {
    const Roles = [role("aspera-acme-old", OURS), role("copy", THEIRS)];
    const before = {
      externalIds: ["globex-1"],
      serverRoles: [SERVER_ROLE],
      bucketRoles: ["arn:aws:iam::444455556666:role/aspera/aspera-acme-old"],
    };
    const [one = "", ...more] = await said({ ListRoles: () => ({ Roles }) }, before);
    assert.match(
      one,
      /may become role copy \(the server role may sts:AssumeRole with external ID \(ours\)\)\n/,
    );
    assert.deepEqual(more, []);
    assert.match((await said({ ListRoles: () => ({ Roles }) }))[0] ?? "", /role aspera-acme-old \(/);
  });

  it("are looked for on every page, a thousand at a time", async () => {
    const pages: (string | undefined)[] = [];
    const [one = ""] = await said({
      ListRoles: ({ Marker, MaxItems }) => {
        pages.push(Marker as string | undefined);
        assert.equal(MaxItems, 1000);
        return Marker === undefined
          ? { Roles: [role("aspera-acme", OURS)], IsTruncated: true, Marker: "2" }
          : { Roles: [role("late", OURS)] };
      },
    });
    assert.deepEqual(pages, [undefined, "2"]);
    assert.match(one, /role late/);
  });

  it("are said to be out of sight where they may not be listed", async () => {
    assert.deepEqual(await said({ ListRoles: refusing("AccessDenied", 403) }), [
      "whether other roles of account 444455556666 trust the server role is not visible from here: AccessDenied: no\n" +
        "hint: let the credentials of aspera:bucketAccount use iam:ListRoles [access-roles-not-visible]",
    ]);
  });
});
