import assert from "node:assert/strict";
import { CUSTOMER, customerWith, faultWith, inner, settingsWith } from "./stack";

const ROLE = "arn:aws:iam::444455556666:role/team/deploy";

describe("an account", () => {
  it("has an ID of twelve digits in quotes", () => {
    for (const id of [
      "1111-2222-3333",
      "11112222333",
      "1111222233334",
      "11112222333x",
      " 111122223333",
      "",
    ]) {
      assert.equal(faultWith(inner("serverAccount", { id })).key, "aspera:serverAccount.id", id);
    }
  });

  it("has a region of any partition", () => {
    for (const region of [
      "us-gov-west-1",
      "cn-north-1",
      "ap-southeast-4",
      "us-iso-east-1",
      "eusc-de-east-1",
    ]) {
      const changes = { ...inner("serverAccount", { region }), ...inner("bucketAccount", { region }) };
      assert.equal(settingsWith(changes).serverAccount.region, region);
    }
    for (const region of ["us-east-1a", "US-EAST-1", "useast1", "us-east", ""]) {
      assert.equal(faultWith(inner("serverAccount", { region })).key, "aspera:serverAccount.region", region);
    }
  });

  it("is reached with a profile, a role, or the environment's credentials", () => {
    const assumeRole = { roleArn: ROLE, externalId: "given-by-acme" };
    const { bucketAccount } = customerWith(inner("bucketAccount", { profile: undefined, assumeRole }));
    assert.equal(bucketAccount.profile, undefined);
    assert.equal(bucketAccount.assumeRole?.roleArn, ROLE);
    assert.equal(bucketAccount.assumeRole?.externalId?.reveal(), "given-by-acme");
    assert.equal(
      settingsWith(inner("serverAccount", { profile: undefined })).serverAccount.profile,
      undefined,
    );

    const both = faultWith(inner("bucketAccount", { assumeRole: { roleArn: ROLE } }));
    assert.deepEqual([both.key, both.got], ["aspera:bucketAccount", "both"]);
  });

  it("assumes a role of its own account and partition", () => {
    const withRole = (roleArn: string, region = "us-east-1") => ({
      ...inner("serverAccount", { region }),
      ...inner("bucketAccount", { region, profile: undefined, assumeRole: { roleArn } }),
    });
    const inGovCloud = "arn:aws-us-gov:iam::444455556666:role/x";
    assert.ok(settingsWith(withRole(inGovCloud, "us-gov-west-1")));
    for (const [roleArn, region] of [
      [inGovCloud, "us-east-1"],
      ["arn:aws:iam::444455556666:role/x", "cn-north-1"],
    ] as const) {
      const { key, expected, got } = faultWith(withRole(roleArn, region));
      assert.equal(key, "aspera:bucketAccount");
      assert.match(
        `${expected}; ${got}`,
        new RegExp(`region ${region}; one in partition ${roleArn.split(":")[1]}$`),
      );
    }
    assert.match(faultWith(withRole("arn:aws:iam::111122223333:role/x")).got, /account 111122223333/);
    assert.match(faultWith(withRole("arn:aws:iam:444455556666:role/x")).hint, /two colons/);
    for (const arn of [
      "arn:aws:iam::44445555666:role/x",
      "arn:aws:iam::444455556666:user/x",
      "arn:aws:sts::444455556666:assumed-role/x/y",
      "arn:aws:iam::444455556666:role/",
      "arn:aws:iam::444455556666:role/a b",
      `arn:aws:iam::444455556666:role/x\n`,
    ]) {
      assert.equal(faultWith(withRole(arn)).key, "aspera:bucketAccount.assumeRole.roleArn", arn);
    }
    assert.equal(
      faultWith(inner("bucketAccount", { profile: undefined, assumeRole: {} })).key,
      "aspera:bucketAccount.assumeRole.roleArn",
    );
  });
});

describe("the two accounts", () => {
  it("are different accounts", () => {
    const same = { bucketAccount: { id: "111122223333", region: "us-east-1", profile: "acme" } };
    const fault = faultWith(same);
    assert.equal(fault.key, "aspera:bucketAccount.id");
    assert.match(
      fault.expected,
      /an account other than aspera:serverAccount, to go with bucketRole, externalId/,
    );
    assert.equal(fault.got, '"111122223333"');
    assert.match(faultWith({ ...same, externalId: undefined }).hint, /or remove bucketRole: /);
  });

  it("share a region, since Aspera serves no bucket in another one", () => {
    const fault = faultWith(inner("bucketAccount", { region: "eu-west-1" }));
    assert.deepEqual(
      [fault.key, fault.expected, fault.got],
      ["aspera:bucketAccount.region", "the server's region us-east-1", '"eu-west-1"'],
    );
  });

  it("share a partition: no role of one can be assumed from another", () => {
    const fault = faultWith(inner("bucketAccount", { region: "us-gov-west-1" }));
    assert.deepEqual(
      [fault.key, fault.expected, fault.got],
      [
        "aspera:bucketAccount.region",
        "a region of partition aws, as the server's us-east-1",
        "us-gov-west-1, of partition aws-us-gov",
      ],
    );
    assert.match(fault.hint, /AWS lets no role of one partition be assumed from another/);
  });

  it("need two identities", () => {
    assert.equal(
      faultWith(inner("bucketAccount", { profile: "operator" })).got,
      "the profile of aspera:serverAccount",
    );
    const { id, region } = CUSTOMER.serverAccount as { id: string; region: string };
    const fault = faultWith({
      serverAccount: { id, region },
      ...inner("bucketAccount", { profile: undefined }),
    });
    assert.match(fault.got, /environment's credentials, for both/);
  });

  it("have two identities when either assumes a role", () => {
    const { id, region } = CUSTOMER.serverAccount as { id: string; region: string };
    const own = { serverAccount: { id, region }, ...inner("bucketAccount", { profile: undefined }) };
    const role = (account: string) => ({ assumeRole: { roleArn: `arn:aws:iam::${account}:role/deploy` } });
    assert.ok(settingsWith({ ...own, serverAccount: { id, region, ...role(id) } }));
    assert.ok(
      settingsWith({ ...own, ...inner("bucketAccount", { profile: undefined, ...role("444455556666") }) }),
    );
  });
});
