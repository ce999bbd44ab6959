import assert from "node:assert/strict";
import { found } from "../../../model/findings/finding";
import { noSystemUser } from "../../../model/findings/server/noSystemUser";
import { unreachable } from "../../../model/findings/server/unreachable";
import { findingsOf, observedProperties } from "../../../provider/docroot/observation";
import { ALL_WELL } from "../../../provider/docroot/properties";
import { ALL_WELL_ANSWER } from "../../model/server/answer";
import { CONNECTION, PLACE } from "../connection";

const OF = { connection: CONNECTION, transferUser: "acme" };
const LAST = { ...ALL_WELL, docroot: "s3://last", asperanoded: "stopped" };
const SEEN = { ...LAST, lastSeen: "2026-11-26T15:15:16Z" };

describe("docroot: what an observation comes to", () => {
  it("finds why a server could not be asked, and nothing else", () => {
    const failure = found(unreachable, { place: PLACE, reason: "connection refused", atJumpHost: false });
    assert.deepEqual(findingsOf({ failure }, OF), [failure]);
    assert.deepEqual(findingsOf({}, OF), []);
  });

  it("finds what up cannot put right, of this user on this server", () => {
    const answer = { ...ALL_WELL_ANSWER, systemUser: "missing on the server" } as const;
    assert.deepEqual(findingsOf({ answer }, OF), [
      found(noSystemUser, { place: PLACE, transferUser: "acme" }),
    ]);
  });

  it("shows the problem that keeps a docroot from being changed in place of `reachable`", () => {
    const answer = { ...ALL_WELL_ANSWER, problem: "two <path> at line 3" };
    assert.equal(observedProperties({ answer }, LAST, "s3://wanted").server, "two <path> at line 3");
  });

  it("keeps the last words of a server that gives no answer, and says that they are old", () => {
    const server = "no answer; last seen at 2026-11-26T15:15:16Z";
    assert.deepEqual(observedProperties({}, SEEN, "s3://wanted"), { ...LAST, server });
    const again = observedProperties({}, { ...SEEN, server }, "s3://wanted");
    assert.equal(again.server, server, "said once, and no difference while nothing changes");
  });

  it("knows no time of a server that was never seen", () => {
    assert.deepEqual(observedProperties({}, LAST, "s3://wanted"), { ...LAST, server: "no answer" });
  });
});
