import assert from "node:assert/strict";
import { trustAccountRoot } from "../../../policy/rules/trustAccountRoot";
import { role, trusting } from "./resources";

const ROOT = { AWS: "arn:aws:iam::111122223333:root" };
const NAMED = "arn:aws:iam::111122223333:role/aspera-server";

describe("policy: trust-account-root", () => {
  const said = (change: object) => trustAccountRoot.violations(role(trusting(change)));
  const under = (operator: string, arn: string | string[]) =>
    said({ Principal: ROOT, Condition: { [operator]: { "aws:PrincipalArn": arn } } });

  it("is kept by a role that is named, and by a root with aws:PrincipalArn", () => {
    assert.deepEqual(said({}), []);
    for (const operator of ["ArnEquals", "ArnLike", "StringEquals", "StringLike", "ForAnyValue:StringEquals"])
      assert.deepEqual(under(operator, NAMED), [], operator);
    assert.deepEqual(under("ArnLike", "arn:aws:iam::111122223333:role/aspera-*"), []);
    assert.deepEqual(
      said({ Principal: ROOT, Condition: { ArnEquals: { "AWS:principalarn": [NAMED] } } }),
      [],
      "keys of conditions have no case",
    );
  });

  it("is broken by a root alone, as an ARN or as an id, in any partition", () => {
    for (const AWS of [ROOT.AWS, "111122223333", "arn:aws-us-gov:iam::111122223333:root"])
      assert.deepEqual(said({ Principal: { AWS } }), [
        `expected aws:PrincipalArn to name a role beside ${AWS}, got nobody's name in statement Server`,
      ]);
    assert.equal(said({ Principal: { AWS: [NAMED, ROOT.AWS] } }).length, 1);
    assert.equal(said({ Principal: ROOT, Sid: undefined })[0]?.split(" in ")[1], "statement 1");
  });

  it("is broken by a condition that everybody of the account meets", () => {
    for (const arn of ["*", "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/*"])
      assert.equal(under("ArnLike", arn).length, 1, arn);
    assert.equal(under("ArnLike", [NAMED, "*"]).length, 1, "one of two");
    for (const operator of ["ArnEqualsIfExists", "ArnNotEquals", "ForAllValues:StringEquals"])
      assert.equal(under(operator, NAMED).length, 1, operator);
    assert.equal(under("ArnEquals", []).length, 1);
  });

  it("does not mind what allows nobody to assume the role", () => {
    assert.deepEqual(said({ Principal: ROOT, Effect: "Deny" }), []);
    assert.deepEqual(said({ Principal: ROOT, Action: "sts:TagSession" }), []);
    for (const Action of ["sts:*", "*", ["sts:TagSession", "STS:assumerole"]])
      assert.equal(said({ Principal: ROOT, Action }).length, 1, String(Action));
    assert.equal(said({ Principal: ROOT, Action: undefined, NotAction: "sts:TagSession" }).length, 1);
  });

  it("reads a trust that is an object, and says so where it cannot read one", () => {
    const props = { assumeRolePolicy: { Statement: trusting({ Principal: ROOT }) } };
    assert.equal(trustAccountRoot.violations({ ...role([]), props }).length, 1);
    for (const assumeRolePolicy of ["[secret]", "{", '{"Statement": [null]}'])
      assert.deepEqual(trustAccountRoot.violations({ ...role([]), props: { assumeRolePolicy } }), [
        "expected a policy that can be read, got assumeRolePolicy that is encrypted or no JSON",
      ]);
  });
});
