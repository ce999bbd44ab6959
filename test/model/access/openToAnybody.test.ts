import assert from "node:assert/strict";
import { openToAnybody } from "../../../model/access/openToAnybody";

const BUCKET = "arn:aws:s3:::acme-media";
const READ = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${BUCKET}/*` };
const open = (...Statement: object[]) => openToAnybody(JSON.stringify({ Version: "2012-10-17", Statement }));
const if_ = (Condition: object) => open({ ...READ, Condition });

describe("access: what a bucket policy lets anybody do", () => {
  it("is each statement that allows everybody, however it is written", () => {
    const told = [`s3:GetObject on ${BUCKET}/*`];
    assert.deepEqual(open(READ), told);
    for (const Principal of ["*", ["*"], { AWS: "*" }, { AWS: ["*"] }, { AWS: ["arn:aws:iam::1:root", "*"] }])
      assert.deepEqual(open({ ...READ, Principal }), told, JSON.stringify(Principal));
    assert.deepEqual(openToAnybody(JSON.stringify({ Statement: READ })), told, "a statement alone");
    assert.deepEqual(open({ ...READ, Principal: undefined, NotPrincipal: { AWS: "x" } }), told);
    assert.deepEqual(open({ ...READ, Action: undefined, NotAction: ["s3:PutObject"], Resource: "*" }), [
      "everything but s3:PutObject on *",
    ]);
    assert.deepEqual(
      open(READ, { ...READ, Action: ["s3:PutObject", "s3:DeleteObject"], Resource: [BUCKET, `${BUCKET}/*`] }),
      [...told, `s3:PutObject, s3:DeleteObject on ${BUCKET}, ${BUCKET}/*`],
    );
  });

  it("is nothing that is denied, or allowed to somebody who is named", () => {
    assert.deepEqual(open(), []);
    assert.deepEqual(open({ ...READ, Effect: "Deny" }), []);
    for (const Principal of [
      { AWS: "arn:aws:iam::444455556666:root" },
      { Service: "logging.s3.amazonaws.com" },
    ])
      assert.deepEqual(open({ ...READ, Principal }), []);
  });

  it("is nothing that a condition keeps to somebody, or to some place", () => {
    for (const condition of [
      { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      { StringLike: { "aws:userid": "AROAEXAMPLE:*" } },
      { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::444455556666:role/*"] } },
      { IpAddress: { "AWS:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } },
      { StringEquals: { "aws:SourceVpce": "vpce-1", "s3:x-amz-acl": "private" } },
    ])
      assert.deepEqual(if_(condition), [], JSON.stringify(condition));
  });

  it("is all that a condition only seems to narrow", () => {
    for (const condition of [
      {},
      { Bool: { "aws:SecureTransport": "true" } },
      { StringLike: { "aws:PrincipalArn": "*" } },
      { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
      { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } },
      { NotIpAddress: { "aws:SourceIp": "203.0.113.7/32" } },
      { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"] } },
      { IpAddress: { "aws:SourceIp": "::/0" } },
      { StringLike: { "aws:Referer": "https://example.com/*" } },
      { StringEquals: { "aws:PrincipalAccount": `$${"{aws:PrincipalAccount}"}` } },
    ])
      assert.equal(if_(condition).length, 1, JSON.stringify(condition));
  });

  it("is told where it cannot be read", () => {
    assert.deepEqual(openToAnybody("no JSON"), ["what cannot be read in the policy"]);
  });
});
