import assert from "node:assert/strict";
import { found } from "../../../model/findings/finding";
import { assumeRefused } from "../../../model/findings/link/assumeRefused";
import { listRefused } from "../../../model/findings/link/listRefused";
import { proofNotHeld } from "../../../model/findings/link/proofNotHeld";
import { wrongRole } from "../../../model/findings/link/wrongRole";
import { lookOf } from "../../../provider/handover/look";
import { ALL_WELL_ANSWER } from "../../model/server/answer";

const ANOTHER = { ...ALL_WELL_ANSWER, same: false };

describe("handover: a look at the server", () => {
  it("finds the docroot in place only where it is served and the proof passed", () => {
    assert.equal(lookOf(ALL_WELL_ANSWER, undefined).seen, "in place");
    assert.equal(lookOf(ALL_WELL_ANSWER, found(listRefused, listRefused.example)).seen, "not seen");
    assert.equal(lookOf(undefined, undefined).seen, "not seen");
  });

  it("finds it elsewhere only where the one that runs is known to need nothing of the wanted one", () => {
    const { fingerprint } = ANOTHER;
    assert.equal(lookOf(ANOTHER, undefined, [fingerprint]).seen, "elsewhere", "a former one");
    for (const owner of ["another", "none"] as const)
      assert.equal(lookOf({ ...ANOTHER, owner }, undefined).seen, "elsewhere", owner);
    // In another form, or edited by hand: it names our role still.
    assert.equal(lookOf(ANOTHER, undefined, ["fedcba9876543210"]).seen, "not seen");
  });

  it("believes no file that asperanoded has not been started with", () => {
    for (const asperanoded of ["answers, restart pending", "stopped", "running, does not answer"] as const)
      for (const answer of [ALL_WELL_ANSWER, ANOTHER])
        assert.equal(lookOf({ ...answer, asperanoded }, undefined).seen, "not seen", asperanoded);
  });

  it("knows the role that the server carries from how far the proof came", () => {
    const carries = (wrong: Parameters<typeof lookOf>[1]) => lookOf(ANOTHER, wrong).carriesRole;
    assert.ok(carries(undefined));
    assert.ok(carries(found(assumeRefused, assumeRefused.example)));
    assert.ok(!carries(found(wrongRole, wrongRole.example)));
    assert.ok(!carries(found(proofNotHeld, proofNotHeld.example)));
  });
});
