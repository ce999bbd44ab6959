import assert from "node:assert/strict";
import { describeTrust } from "../../../model/access/describeTrust";
import { bucketRoleTrust } from "../../../model/access/trustPolicy";

const SERVER_ROLE = "arn:aws:iam::111122223333:role/aspera-server";
const READER = { serverRoles: [SERVER_ROLE], externalIds: ["acme-4d1f"] };
const WANTED = bucketRoleTrust({
  serverRoles: [{ arn: SERVER_ROLE, uniqueId: "AROAEXAMPLE" }],
  externalIds: READER.externalIds,
});
/** The wanted trust with its statement changed. */
const changed = (change: object) =>
  describeTrust(JSON.stringify({ ...WANTED, Statement: [{ ...WANTED.Statement[0], ...change }] }), READER);

describe("access: a trust in words", () => {
  it("says what is meant", () => {
    assert.deepEqual(changed({}), ["the server role may sts:AssumeRole with external ID (ours)"]);
  });

  const cases: [string, object, string][] = [
    ["no condition", { Condition: undefined }, "the server role may sts:AssumeRole without any condition"],
    ["anybody", { Principal: "*" }, "anybody at all may sts:AssumeRole with external ID (ours)"],
    [
      "a whole account",
      { Principal: { AWS: "arn:aws:iam::999999999999:root" } },
      "everybody in account 999999999999 may sts:AssumeRole with external ID (ours)",
    ],
    [
      "a dead role",
      { Principal: { AWS: "AROADEADEXAMPLE" } },
      "a role that is gone (AROADEADEXAMPLE) may sts:AssumeRole with external ID (ours)",
    ],
    [
      "one more role",
      { Principal: { AWS: [SERVER_ROLE, "arn:aws:iam::111122223333:role/other"] } },
      "the server role and arn:aws:iam::111122223333:role/other may sts:AssumeRole with external ID (ours)",
    ],
    [
      "another external ID",
      { Condition: { StringEquals: { "sts:ExternalId": ["acme-4d1f", "guess"] } } },
      "the server role may sts:AssumeRole with external ID (ours) or (another)",
    ],
    [
      "a pattern",
      { Condition: { StringLike: { "sts:ExternalId": "*" } } },
      "the server role may sts:AssumeRole if the external ID StringLike (another)",
    ],
    [
      "another external ID under a key of another case, which IAM takes as well",
      { Condition: { StringEquals: { "STS:externalid": ["acme-4d1f", "guess"] } } },
      "the server role may sts:AssumeRole with external ID (ours) or (another)",
    ],
    [
      "one condition more",
      { Condition: { ...WANTED.Statement[0]?.Condition, Bool: { "aws:SecureTransport": "true" } } },
      "the server role may sts:AssumeRole if aws:SecureTransport Bool true, with external ID (ours)",
    ],
    [
      "everything but an action",
      { Action: undefined, NotAction: "sts:AssumeRole" },
      "the server role may anything but sts:AssumeRole with external ID (ours)",
    ],
    ["a denial", { Effect: "Deny" }, "the server role must not sts:AssumeRole with external ID (ours)"],
    [
      "everybody but",
      { Principal: undefined, NotPrincipal: { AWS: SERVER_ROLE } },
      "everybody but the server role may sts:AssumeRole with external ID (ours)",
    ],
  ];
  for (const [what, change, expected] of cases) {
    it(`tells ${what}`, () => assert.deepEqual(changed(change), [expected]));
  }

  it("tells an empty trust, and a statement that was added", () => {
    assert.deepEqual(describeTrust('{"Version":"2012-10-17"}', READER), ["nobody"]);
    const added = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
    const both = JSON.stringify({ ...WANTED, Statement: [...WANTED.Statement, added] });
    assert.equal(describeTrust(both, READER)[1], "anybody at all may sts:AssumeRole without any condition");
  });

  it("never shows an external ID, ours or another's", () => {
    for (const [, change] of cases) assert.doesNotMatch(changed(change).join(), /acme-4d1f|guess/);
  });
});
