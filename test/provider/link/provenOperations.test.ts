import assert from "node:assert/strict";
import { found } from "../../../model/findings/finding";
import { noCurl } from "../../../model/findings/link/noCurl";
import { operationsOf } from "../../../model/link/results";
import type { Further, LinkProof } from "../../../provider/link/prove";
import { provenOperations } from "../../../provider/link/provenOperations";
import { ResourceInitFailure } from "../../../provider/protocol/initFailure";
import { OWN_OBJECT, STANDS } from "../../model/link/facts";
import { INPUTS } from "./inputs";

const FULL = operationsOf({ ...STANDS, ...OWN_OBJECT });
const QUIET = operationsOf({ ...STANDS, without: "not asked", wrong: "not asked" });
const stands = { wrong: undefined, operations: QUIET, leavesVersions: false };

describe("link: what is remembered of its operations", () => {
  /** What a run of the resource remembers, and what its proofs were asked. */
  async function remembering(proofs: LinkProof[], before?: object, refusals = true) {
    const asked: Further[] = [];
    const proven = provenOperations(async (_inputs, further) => {
      asked.push(further);
      return proofs[asked.length - 1] ?? stands;
    }, before);
    for (const _ of proofs) await proven.prove(INPUTS, refusals);
    return { told: proven.told(), asked };
  }

  it("a full proof makes an object of its own, a quiet one never", async () => {
    assert.deepEqual((await remembering([stands])).asked, [{ refusals: true, ownObject: true }]);
    assert.deepEqual((await remembering([stands], {}, false)).asked, [{ refusals: false, ownObject: false }]);
  });

  it("a bucket that would keep what a proof leaves is not asked again by a refresh", async () => {
    const first = await remembering([{ ...stands, operations: FULL, leavesVersions: true }]);
    assert.equal(first.told.leavesVersions, true);
    const { told, asked } = await remembering([stands], first.told);
    assert.deepEqual(asked, [{ refusals: true, ownObject: false }]);
    assert.deepEqual(told, { operations: FULL, leavesVersions: true });
  });

  it("is what the last proof says, with what it did not ask from before while the link stands", async () => {
    const before = { operations: FULL, leavesVersions: false };
    assert.deepEqual((await remembering([stands], before)).told, before);
    const wrong = { ...stands, wrong: found(noCurl, {}) };
    assert.deepEqual((await remembering([wrong], before)).told, { operations: QUIET, leavesVersions: false });
    const last = { ...stands, operations: FULL };
    assert.deepEqual((await remembering([wrong, last])).told, { operations: FULL, leavesVersions: false });
    assert.deepEqual((await remembering([], before)).told, before);
  });

  it("is kept of a run that fails and keeps its resource, and of no other failure", async () => {
    const proven = provenOperations(async () => ({ ...stands, wrong: found(noCurl, {}) }));
    await proven.prove(INPUTS, true);
    const told = { operations: QUIET, leavesVersions: false };
    const failing = proven.kept(Promise.reject(new ResourceInitFailure("id", { link: "x" }, "why")));
    await assert.rejects(failing, (error) => {
      assert.ok(error instanceof ResourceInitFailure);
      assert.deepEqual([error.id, error.message, error.properties], ["id", "why", { link: "x", ...told }]);
      return true;
    });
    await assert.rejects(proven.kept(Promise.reject(new Error("other"))), { message: "other" });
    assert.deepEqual(await proven.kept(Promise.resolve({ id: "id" })), { id: "id", ...told });
  });
});
