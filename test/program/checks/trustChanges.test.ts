import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { bucketRoleTrust, ec2Trust } from "../../../model/access/trustPolicy";
import { messageOf } from "../../../model/findings/finding";
import type { AwsAccount } from "../../../program/aws/account";
import { bucketRoleTrustChange, serverRoleTrustChange } from "../../../program/checks/trustChanges";
import { account, refusing } from "../../mocks/account";
import { settledValue } from "../../mocks/resources";
import { customerWith, EXTERNAL_ID, inner, settingsWith } from "../settings/stack";

const SERVER_ROLE = "arn:aws:iam::111122223333:role/aspera-server";
const SERVER_ROLES = [{ arn: SERVER_ROLE, uniqueId: "AROA" }];
const OURS = bucketRoleTrust({ serverRoles: SERVER_ROLES, externalIds: [EXTERNAL_ID] });

/** An account whose role of that name trusts so. IAM gives the document URL-encoded. */
const trusted = (roleName: string, document: object) =>
  account({
    GetRole: ({ RoleName }) => {
      assert.equal(RoleName, roleName);
      return { Role: { AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(document)) } };
    },
  });
const missing = account({ GetRole: refusing("NoSuchEntityException", 404) });
const denied = account({ GetRole: refusing("AccessDenied", 403) });

describe("checks: what somebody changed in the bucket role's trust", () => {
  const changeIn = (one: AwsAccount, before = "") =>
    settledValue(bucketRoleTrustChange(customerWith(), SERVER_ROLE, one, pulumi.secret(before)));
  const trusting = async (document: object, before?: string) =>
    (await changeIn(trusted("aspera-acme", document), before)).map(messageOf);

  it("is told in words, with its code at the end, and without the external ID", async () => {
    const open = { ...OURS, Statement: [{ ...OURS.Statement[0], Condition: undefined }] };
    assert.deepEqual(await trusting(open), [
      "the trust of bucket role aspera-acme differs: the server role may sts:AssumeRole without any condition; " +
        "expected: the server role may sts:AssumeRole with external ID (ours)\n" +
        "hint: ask who changed it; `pulumi up` puts it back [access-bucket-role-trust-changed]",
    ]);
    const other = bucketRoleTrust({
      serverRoles: SERVER_ROLES,
      externalIds: [EXTERNAL_ID, "hush-hush"],
    });
    const [said = "", ...more] = await trusting(other);
    assert.match(
      said,
      /differs: the server role may sts:AssumeRole with external ID \(ours\) or \(another\); /,
    );
    assert.doesNotMatch(said, new RegExp(`${EXTERNAL_ID}|hush-hush`));
    assert.deepEqual(more, []);
  });

  it("names whoever was added", async () => {
    const stranger = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
    const [said = ""] = await trusting({ ...OURS, Statement: [...OURS.Statement, stranger] });
    assert.match(said, /\(ours\); anybody at all may sts:AssumeRole without any condition; expected: /);
  });

  it("is nothing while the trust is ours, whatever its Sid", async () => {
    assert.deepEqual(await trusting(OURS), []);
    assert.deepEqual(await trusting({ ...OURS, Statement: [{ ...OURS.Statement[0], Sid: "y" }] }), []);
  });

  it("counts the session name, where the settings demand one, and what the stack itself left of it", async () => {
    const named = (...sessionNames: string[]) =>
      bucketRoleTrust({ serverRoles: SERVER_ROLES, externalIds: [EXTERNAL_ID], sessionNames });
    const demanding = customerWith({ sessionName: { name: "acme", required: true } });
    const said = async (customer: typeof demanding, document: object, left?: readonly string[]) => {
      const before = JSON.stringify({
        externalIds: [],
        serverRoles: [],
        ...(left && { sessionNames: left }),
      });
      const account = trusted("aspera-acme", document);
      const role = SERVER_ROLES[0]?.arn ?? "";
      return (await settledValue(bucketRoleTrustChange(customer, role, account, pulumi.output(before)))).map(
        messageOf,
      );
    };
    assert.deepEqual(await said(demanding, named("acme"), ["acme"]), []);
    assert.deepEqual(await said(customerWith({ sessionName: "acme" }), OURS), [], "sent, and not demanded");
    assert.deepEqual(await said(demanding, OURS), [], "not demanded yet: a running docroot may use any");
    assert.deepEqual(await said(demanding, named("acme", "old"), ["acme", "old"]), [], "a name that goes");
    const [wider = ""] = await said(demanding, OURS, ["acme"]);
    assert.match(wider, /expected: .* if sts:RoleSessionName StringEquals acme, with external ID \(ours\)/);
    const [other = ""] = await said(demanding, named("globex"), ["acme"]);
    assert.match(other, /StringEquals globex, .*; expected: .* StringEquals acme, /);
  });

  it("is nothing of a role that is not there yet, or that cannot be read: its resource says so", async () => {
    for (const one of [missing, denied]) assert.deepEqual(await changeIn(one), []);
  });

  it("is nothing that this stack put there itself: a former external ID or server role, together or not", async () => {
    const [FORMER_ROLE, FORMER_ID] = ["arn:aws:iam::111122223333:role/aspera-old", "the-former-one"];
    const before = JSON.stringify({
      externalIds: [EXTERNAL_ID, FORMER_ID],
      serverRoles: [SERVER_ROLE, FORMER_ROLE],
    });
    const roles = [...SERVER_ROLES, { arn: FORMER_ROLE, uniqueId: "AROB" }];
    for (const serverRoles of [SERVER_ROLES, roles])
      for (const externalIds of [[EXTERNAL_ID], [FORMER_ID], [EXTERNAL_ID, FORMER_ID]])
        assert.deepEqual(await trusting(bucketRoleTrust({ serverRoles, externalIds }), before), []);
    const both = bucketRoleTrust({ serverRoles: roles, externalIds: [EXTERNAL_ID, FORMER_ID] });
    assert.equal((await trusting(both)).length, 1, "once it was taken away it is somebody's change");
  });

  it("is no secret, although it is made of secrets", async () => {
    const change = bucketRoleTrustChange(customerWith(), SERVER_ROLE, missing, pulumi.secret(""));
    assert.equal(await pulumi.isSecret(change), false);
  });
});

describe("checks: what somebody changed in the server role's trust", () => {
  const window = { notBefore: "2010-08-16T12:00:00Z" };
  const trusting = async (document: object, serverRole: Record<string, unknown> = {}) => {
    const settings = settingsWith(inner("serverRole", serverRole));
    return (await serverRoleTrustChange(settings, trusted("aspera-server", document))).map(messageOf);
  };
  const open = { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } }] };

  it("is told in words, with its code at the end", async () => {
    assert.deepEqual(await trusting(open), [
      "the trust of server role aspera-server differs: anybody at all may sts:AssumeRole without any condition; " +
        "expected: ec2.amazonaws.com may sts:AssumeRole without any condition\n" +
        "hint: ask who changed it; `pulumi up` of the stack that makes the role puts it back " +
        "[access-server-role-trust-changed]",
    ]);
  });

  it("counts the window in which the role may be carried", async () => {
    assert.deepEqual(await trusting(ec2Trust("aws")), []);
    assert.deepEqual(await trusting(ec2Trust("aws", window), { trustWindow: window }), []);
    assert.equal((await trusting(ec2Trust("aws"), { trustWindow: window })).length, 1);
    assert.equal((await trusting(ec2Trust("aws", window))).length, 1);
  });

  it("knows the service's name in the partition of the region", async () => {
    const region = { region: "cn-north-1" };
    const settings = settingsWith({ ...inner("serverAccount", region), ...inner("bucketAccount", region) });
    const there = trusted("aspera-server", ec2Trust("aws-cn"));
    assert.deepEqual(await serverRoleTrustChange(settings, there), []);
  });

  it("is told by the stack that makes the role only, and nothing is said of a missing one", async () => {
    const another = settingsWith({ serverRole: { name: "aspera-server" } });
    assert.deepEqual(await serverRoleTrustChange(another, account({})), [], "nobody is asked");
    assert.deepEqual(await serverRoleTrustChange(settingsWith(), missing), []);
  });
});
