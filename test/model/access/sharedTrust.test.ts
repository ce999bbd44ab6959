import assert from "node:assert/strict";
import { sharedTrust } from "../../../model/access/sharedTrust";
import { bucketRoleTrust } from "../../../model/access/trustPolicy";

const SERVER_ROLE = "arn:aws:iam::111122223333:role/aspera-server";
const READER = { serverRoles: [SERVER_ROLE, `${SERVER_ROLE}-before`], externalIds: ["ours-1", "ours-0"] };
const trust = (...externalIds: string[]) =>
  bucketRoleTrust({ serverRoles: [{ arn: SERVER_ROLE, uniqueId: "x" }], externalIds });
const told = (document: object) => sharedTrust(JSON.stringify(document), READER);

describe("access: another role's trust in the server role", () => {
  const [statement] = trust("theirs-1").Statement;

  it("is nothing where another stack made it, with an external ID of its own", () => {
    assert.equal(told(trust("theirs-1")), undefined);
    assert.equal(told(trust("theirs-1", "theirs-2")), undefined, "while it is rotated");
    assert.equal(told({ Statement: { ...statement, Action: ["sts:AssumeRole"] } }), undefined);
    const named = { serverRoles: [{ arn: SERVER_ROLE, uniqueId: "x" }], externalIds: ["theirs-1"] };
    assert.equal(told(bucketRoleTrust({ ...named, sessionNames: ["globex"] })), undefined);
  });

  it("is told in words, without an ID, where ours opens it, none, or more than a stack says", () => {
    assert.equal(told(trust("ours-1")), "the server role may sts:AssumeRole with external ID (ours)");
    assert.match(told(trust("theirs-1", "ours-1")) ?? "", /\(another\) or \(ours\)/);
    assert.match(told(trust("ours-0")) ?? "", /\(ours\)/, "one that was ours before");
    const before = { ...statement, Principal: { AWS: `${SERVER_ROLE}-before` }, Condition: undefined };
    assert.equal(typeof told({ Statement: before }), "string");
    const without = { ...statement, Condition: undefined };
    assert.equal(told({ Statement: [without] }), "the server role may sts:AssumeRole without any condition");
    const { Condition } = statement as unknown as { Condition: { StringEquals: object } };
    for (const wider of [
      { ...statement, Action: ["sts:AssumeRole", "sts:TagSession"] },
      { ...statement, Principal: { AWS: [SERVER_ROLE, "arn:aws:iam::111122223333:role/other"] } },
      { ...statement, Principal: { AWS: SERVER_ROLE, Service: "ec2.amazonaws.com" } },
      { ...statement, Condition: { StringLike: Condition.StringEquals } },
      { ...statement, Condition: { ...Condition, Bool: { "aws:SecureTransport": "true" } } },
      { ...statement, Condition: { StringEquals: { "aws:PrincipalTag/x": "y" } } },
    ])
      assert.equal(typeof told({ Statement: wider }), "string", JSON.stringify(wider));
    const second = { Statement: [statement, without] };
    assert.match(told(second) ?? "", /\(another\); the server role may sts:AssumeRole without/);
    assert.doesNotMatch(told(second) ?? "", /theirs/);
  });

  it("is nothing of roles that do not name the server role", () => {
    for (const AWS of ["arn:aws:iam::111122223333:root", `${SERVER_ROLE}2`, "AROAEXAMPLE"])
      assert.equal(told({ Statement: { ...statement, Principal: { AWS } } }), undefined);
    assert.equal(told({ Statement: { ...statement, Condition: undefined, Effect: "Deny" } }), undefined);
    assert.equal(
      told({ Statement: { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" } }),
      undefined,
    );
    assert.equal(sharedTrust("no JSON", READER), undefined);
  });
});
