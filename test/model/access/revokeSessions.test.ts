import assert from "node:assert/strict";
import fc from "fast-check";
import { REVOKED_SESSIONS, revokedBefore, revokeSessions } from "../../../model/access/revokeSessions";

describe("access: revoked sessions", () => {
  const TIME = new Date("2026-11-26T15:40:25.678Z");

  it("is AWS's own document, under AWS's own name", () => {
    assert.equal(REVOKED_SESSIONS, "AWSRevokeOlderSessions");
    assert.deepEqual(revokeSessions(TIME), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Action: ["*"],
          Resource: ["*"],
          Condition: { DateLessThan: { "aws:TokenIssueTime": "2026-11-26T15:40:25Z" } },
        },
      ],
    });
  });

  it("is known again by its time, whatever the time", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }), (time) => {
        const document = revokeSessions(time);
        const { Statement } = document;
        assert.equal(
          revokedBefore(JSON.stringify(document)),
          Statement[0].Condition.DateLessThan["aws:TokenIssueTime"],
        );
      }),
    );
  });

  it("is not any other document: one that denies less revokes nothing", () => {
    const text = JSON.stringify(revokeSessions(TIME));
    for (const other of [
      "",
      "{}",
      "null",
      '{"Statement":[]}',
      text.replace('"Deny"', '"Allow"'),
      text.replace('"Action":["*"]', '"Action":["s3:GetObject"]'),
      text.replace("DateLessThan", "DateGreaterThan"),
      text.replace("2026-11-26T15:40:25Z", "soon"),
    ])
      assert.equal(revokedBefore(other), undefined, other);
  });
});
