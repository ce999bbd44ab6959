import assert from "node:assert/strict";
import { resourcesOf } from "../../../commands/policy/state";
import { SIGNATURE } from "../../../provider/protocol/secrets";

const SECRET = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270" };
const PROVIDER = "urn:pulumi:prod::shop::pulumi:providers:aws::bucket-account";
const provider = {
  urn: PROVIDER,
  type: "pulumi:providers:aws",
  inputs: { allowedAccountIds: '["444455556666"]' },
};
const role = (more: object) => ({
  urn: "urn:pulumi:prod::shop::aws:iam/role:Role::acme",
  type: "aws:iam/role:Role",
  ...more,
});
const read = (...resources: object[]) =>
  resourcesOf(JSON.stringify({ version: 3, deployment: { resources } }));

describe("commands: policy, what a state holds", () => {
  it("opens secrets that are in clear, and keeps the mark", () => {
    const [one] = read(
      role({
        inputs: {
          assumeRolePolicy: { ...SECRET, plaintext: JSON.stringify('{"Statement": []}') },
          inlinePolicies: [{ name: "all", policy: { ...SECRET, plaintext: '"{}"' } }],
          path: "/",
        },
      }),
    );
    assert.deepEqual(one, {
      urn: "urn:pulumi:prod::shop::aws:iam/role:Role::acme",
      type: "aws:iam/role:Role",
      props: {
        assumeRolePolicy: '{"Statement": []}',
        inlinePolicies: [{ name: "all", policy: "{}" }],
        path: "/",
      },
      accounts: [],
      secrets: ["assumeRolePolicy", "inlinePolicies"],
    });
  });

  it("shows encrypted ones as the engine does", () => {
    const [one] = read(role({ inputs: { assumeRolePolicy: { ...SECRET, ciphertext: "v1:abcd" } } }));
    assert.deepEqual([one?.props, one?.secrets], [{ assumeRolePolicy: "[secret]" }, ["assumeRolePolicy"]]);
  });

  it("tells the account by the ARN that AWS answered, else by the provider", () => {
    const arn = "arn:aws:iam::111122223333:role/acme";
    const accounts = (one: object) => read(provider, role(one)).at(-1)?.accounts;
    assert.deepEqual(accounts({ provider: `${PROVIDER}::0a1b` }), ["444455556666"]);
    assert.deepEqual(accounts({ provider: `${PROVIDER}::0a1b`, outputs: { arn } }), ["111122223333"]);
    assert.deepEqual(accounts({ outputs: { arn: "arn:aws:s3:::acme-media" } }), []);
  });

  it("passes over what is only there to be deleted, and takes an empty state", () => {
    assert.deepEqual(read(role({ delete: true })), []);
    assert.deepEqual(resourcesOf('{"deployment": {}}'), []);
  });

  it("refuses what is no state", () => {
    for (const text of ["", "[]", '{"steps": []}', '{"deployment": {"resources": [{"urn": 1}]}}'])
      assert.throws(() => resourcesOf(text), /^Error: expected a state, got other JSON\nhint: /, text);
  });
});
