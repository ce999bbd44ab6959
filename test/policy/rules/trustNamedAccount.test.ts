import assert from "node:assert/strict";
import { trustNamedAccount } from "../../../policy/rules/trustNamedAccount";
import { role, SERVER_ROLE, trusting } from "./resources";

describe("policy: trust-named-account", () => {
  const said = (change: object) => trustNamedAccount.violations(role(trusting(change)));

  it("is kept by principals with an account, of any partition", () => {
    const assumed = "arn:aws:sts::111122223333:assumed-role/aspera-server/i-0";
    for (const AWS of [
      SERVER_ROLE,
      "111122223333",
      "arn:aws-cn:iam::111122223333:root",
      [SERVER_ROLE, assumed],
    ])
      assert.deepEqual(said({ Principal: { AWS } }), [], String(AWS));
    assert.deepEqual(said({ Principal: { Service: "ec2.amazonaws.com" } }), []);
  });

  it("is broken by anybody, whatever the condition, and by who is gone", () => {
    const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } };
    assert.deepEqual(said({ Principal: { AWS: "*" }, Condition }), [
      "expected a principal with its account, got * in statement Server",
    ]);
    assert.equal(said({ Principal: "*", Condition }).length, 1);
    assert.deepEqual(said({ Principal: { AWS: ["AROAEXAMPLE", SERVER_ROLE] } }), [
      "expected a principal with its account, got AROAEXAMPLE in statement Server",
    ]);
  });

  it("is broken by everybody but some", () =>
    assert.deepEqual(said({ Principal: undefined, NotPrincipal: { AWS: SERVER_ROLE } }), [
      "expected principals that are named, got NotPrincipal in statement Server",
    ]));
});
