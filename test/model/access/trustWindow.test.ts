import assert from "node:assert/strict";
import { ec2Trust } from "../../../model/access/trustPolicy";
import { daysUntilEnd, hasEnded, isInstant, isReversed, opensLater } from "../../../model/access/trustWindow";

const NOW = new Date("2026-11-24T12:00:00Z");
/** The dates of IBM's article on IAM roles. */
const ARTICLE = { notBefore: "2010-08-16T12:00:00Z", notAfter: "2033-02-18T13:00:00Z" };

describe("access: the window of a server role's trust", () => {
  it("becomes the condition of the vendor's article", () => {
    assert.deepEqual(ec2Trust("aws", ARTICLE).Statement[0]?.Condition, {
      DateGreaterThan: { "aws:CurrentTime": "2010-08-16T12:00:00Z" },
      DateLessThan: { "aws:CurrentTime": "2033-02-18T13:00:00Z" },
    });
    assert.deepEqual(ec2Trust("aws", { notAfter: ARTICLE.notAfter }).Statement[0]?.Condition, {
      DateLessThan: { "aws:CurrentTime": "2033-02-18T13:00:00Z" },
    });
    assert.equal("Condition" in (ec2Trust("aws").Statement[0] ?? {}), false);
  });

  it("is written in instants of the calendar, in UTC", () => {
    for (const right of ["2033-02-18T13:00:00Z", "2024-02-29T23:59:59Z"]) assert.ok(isInstant(right), right);
    for (const wrong of [
      "",
      "2033-02-18",
      "2033-02-18T13:00Z",
      "2033-02-18T13:00:00",
      "2033-02-18T13:00:00+01:00",
      "2033-02-18T13:00:00.000Z",
      "2023-02-29T00:00:00Z",
      "2033-02-30T00:00:00Z",
      "2033-13-01T00:00:00Z",
      "2033-02-18T25:00:00Z",
      "2033-02-18T13:00:00Z\n",
    ]) {
      assert.ok(!isInstant(wrong), JSON.stringify(wrong));
    }
  });

  it("opens before it closes", () => {
    assert.equal(isReversed(ARTICLE), false);
    assert.equal(isReversed({ notBefore: ARTICLE.notAfter, notAfter: ARTICLE.notBefore }), true);
    assert.equal(isReversed({ notBefore: ARTICLE.notAfter, notAfter: ARTICLE.notAfter }), true);
    assert.equal(isReversed({ notBefore: ARTICLE.notAfter }), false);
  });

  it("has ended once its last instant is here", () => {
    assert.equal(hasEnded({ notAfter: "2026-11-24T12:00:01Z" }, NOW), false);
    assert.equal(hasEnded({ notAfter: "2026-11-24T12:00:00Z" }, NOW), true);
    assert.equal(hasEnded({ notBefore: "2010-08-16T12:00:00Z" }, NOW), false);
  });

  it("opens later until its first instant is here", () => {
    assert.equal(opensLater({ notBefore: "2026-11-24T12:00:01Z" }, NOW), true);
    assert.equal(opensLater({ notBefore: "2026-11-24T12:00:00Z" }, NOW), false);
    assert.equal(opensLater({ notAfter: "2033-02-18T13:00:00Z" }, NOW), false);
  });

  it("has whole days left until its end", () => {
    assert.equal(daysUntilEnd({ notAfter: "2026-12-24T12:00:00Z" }, NOW), 30);
    assert.equal(daysUntilEnd({ notAfter: "2026-12-24T11:59:59Z" }, NOW), 29);
    assert.equal(daysUntilEnd({ notAfter: "2026-11-25T13:00:00Z" }, NOW), 1);
    assert.equal(daysUntilEnd({ notAfter: "2026-11-24T13:00:00Z" }, NOW), 0);
    assert.equal(daysUntilEnd({ notBefore: "2010-08-16T12:00:00Z" }, NOW), undefined);
  });
});
