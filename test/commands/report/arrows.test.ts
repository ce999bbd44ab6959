import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN_COLUMNS } from "../../../commands/drift/columns";
import { failedCheck, interpret, type StackCheck } from "../../../commands/drift/interpret";
import { arrowsOf, BREAKS } from "../../../commands/report/arrows";
import { LINK_OPERATIONS, type LinkOperations, NOTHING_ASKED, RESULTS } from "../../../model/link/results";
import { ALL_FINDINGS, findingOf } from "../../../program/findings/registry";
import { captured } from "../drift/fixtures";

const CLEAN = interpret("dev", captured("clean"), 1);
const states = (check: StackCheck, two = true) =>
  Object.fromEntries(arrowsOf(check, two).map(({ name, state }) => [name, state]));
/** A check whose proof found this. */
const found = (code: string, operations: LinkOperations = NOTHING_ASKED): StackCheck => {
  const { transient = false, unseen = false } = findingOf(code) ?? assert.fail(code);
  const finding = { code, owner: "operator", transient, unseen, text: "x", hint: "y" } as const;
  return {
    ...CLEAN,
    columns: { ...CLEAN.columns, link: `${code} (operator)` },
    findings: [finding],
    operations,
  };
};

describe("report: the arrows of the picture", () => {
  it("knows every finding of the proof, and no other", () => {
    const codes = ALL_FINDINGS.map(({ code }) => code).filter((code) => code.startsWith("link-"));
    assert.deepEqual(Object.keys(BREAKS).sort(), codes.sort());
  });

  it("a link that stands is green all the way, in one account too", () => {
    assert.deepEqual(states(CLEAN), {
      ssh: "good",
      profile: "good",
      assume: "good",
      refusal: "good",
      bucket: "good",
    });
    assert.deepEqual(states(CLEAN, false), { ssh: "good", profile: "good", bucket: "good" });
  });

  it("what is before the fault was proven, what is after it was not seen", () => {
    const three = (code: string) => {
      const { profile, assume, bucket } = states(found(code));
      return [profile, assume, bucket];
    };
    assert.deepEqual(three("link-no-instance-role"), ["bad", "not seen", "not seen"]);
    assert.deepEqual(three("link-assume-refused"), ["good", "bad", "not seen"]);
    assert.deepEqual(three("link-list-refused"), ["good", "good", "bad"]);
    for (const code of ["link-clock-off", "link-waiting", "link-proof-not-held", "link-unexpected-answer"])
      assert.deepEqual(three(code), ["not seen", "not seen", "not seen"], code);
  });

  it("a role that opens without the external ID is red, whatever the bucket says", () => {
    const open = found("link-open-without-external-id", {
      ...NOTHING_ASKED,
      refusedWithoutExternalId: "open",
      refusedWithWrongExternalId: "verified",
    });
    const [, , , refusal] = arrowsOf(open, true);
    assert.deepEqual(refusal, { name: "refusal", state: "bad", text: "open: without external ID" });
  });

  it("nothing is green of a check that could not be made", () => {
    assert.deepEqual(
      [...new Set(Object.values(states(failedCheck("dev", "the settings do not parse", 1))))],
      ["not seen"],
    );
    assert.deepEqual(
      [...new Set(Object.values(states({ ...CLEAN, columns: UNKNOWN_COLUMNS, operations: NOTHING_ASKED })))],
      ["not seen"],
    );
  });

  it("law: one operation that did not end as it must is never green", () => {
    const operations = fc.record(
      Object.fromEntries(LINK_OPERATIONS.map((name) => [name, fc.constantFrom(...RESULTS)])),
    );
    fc.assert(
      fc.property(operations, (all) => {
        const told = all as unknown as LinkOperations;
        const { refusal, bucket } = states({ ...CLEAN, operations: told });
        const { refusedWithoutExternalId, refusedWithWrongExternalId, ...others } = told;
        const wrong = (results: readonly string[]) =>
          results.some((one) => one === "open" || one === "refused");
        assert.equal(refusal === "bad", wrong([refusedWithoutExternalId, refusedWithWrongExternalId]));
        assert.equal(bucket === "bad", wrong(Object.values(others)));
        if (refusal === "good") assert.ok(Object.values(told).includes("verified"));
      }),
    );
  });
});
