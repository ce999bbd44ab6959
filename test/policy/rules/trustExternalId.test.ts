import assert from "node:assert/strict";
import fc from "fast-check";
import { trustExternalId } from "../../../policy/rules/trustExternalId";
import { role, SERVER_ROLE, trusting } from "./resources";

describe("policy: trust-external-id", () => {
  const said = (change: object) => trustExternalId.violations(role(trusting(change)));
  const asked = (operator: string, id: unknown) =>
    said({ Condition: { [operator]: { "sts:ExternalId": id } } });

  it("is kept by an ID that is compared whole, or one of several", () => {
    assert.deepEqual(said({}), []);
    assert.deepEqual(asked("StringEquals", ["acme-4d1f", "acme-2b7c"]), []);
    assert.deepEqual(said({ Condition: { StringEquals: { "STS:externalid": "acme-4d1f" } } }), []);
  });

  it("is broken by another account without an ID", () => {
    const none = ["expected StringEquals on sts:ExternalId, got none in statement Server"];
    assert.deepEqual(said({ Condition: undefined }), none);
    assert.deepEqual(said({ Condition: { StringEquals: { "sts:RoleSessionName": "aspera" } } }), none);
    for (const AWS of ["*", "111122223333", "AROAEXAMPLE", [SERVER_ROLE]])
      assert.deepEqual(said({ Principal: { AWS }, Condition: {} }), none, String(AWS));
    assert.deepEqual(said({ Principal: "*", Condition: {} }), none);
    assert.deepEqual(said({ Principal: undefined, NotPrincipal: { AWS: SERVER_ROLE }, Condition: {} }), none);
  });

  it("is broken by a pattern, whatever its form", () => {
    for (const operator of [
      "StringLike",
      "StringEqualsIfExists",
      "ForAllValues:StringEquals",
      "StringNotEquals",
    ])
      assert.deepEqual(asked(operator, "acme-*"), [
        `expected StringEquals on sts:ExternalId, got ${operator} in statement Server`,
      ]);
    for (const id of [
      "acme-*",
      "acme-?",
      "*",
      "",
      [],
      "\u0024{aws:PrincipalTag/customer}",
      ["acme-4d1f", "*"],
    ])
      assert.deepEqual(
        asked("StringEquals", id),
        ["expected an external ID, got a pattern or what STS takes for none in statement Server"],
        String(id),
      );
  });

  it("leaves the role's own account, services and identity providers alone", () => {
    const own = { AWS: "arn:aws:iam::444455556666:role/reporting" };
    assert.deepEqual(said({ Principal: own, Condition: undefined }), []);
    assert.deepEqual(said({ Principal: { Service: "ec2.amazonaws.com" }, Condition: undefined }), []);
    const Federated = "arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com";
    const web = { Principal: { Federated }, Action: "sts:AssumeRoleWithWebIdentity", Condition: {} };
    assert.deepEqual(said(web), []);
  });

  it("takes every account for another one where nobody says which is the role's", () => {
    const own = { AWS: "arn:aws:iam::444455556666:role/reporting" };
    const trust = role(trusting({ Principal: own, Condition: undefined }));
    for (const accounts of [[], ["444455556666", "111122223333"]])
      assert.equal(trustExternalId.violations({ ...trust, accounts }).length, 1);
  });

  it("never tells the ID", () => {
    const id = fc.stringMatching(/^[\w+=,.@:/-]{12,40}[*?]$/);
    fc.assert(
      fc.property(id, (text) => {
        const told = [...asked("StringLike", text), ...asked("StringEquals", text)].join();
        assert.ok(told !== "" && !told.includes(text));
      }),
    );
  });
});
