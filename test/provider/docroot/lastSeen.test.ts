import assert from "node:assert/strict";
import { found } from "../../../model/findings/finding";
import { unreachable } from "../../../model/findings/server/unreachable";
import { sighting } from "../../../provider/docroot/lastSeen";
import { ALL_WELL_ANSWER } from "../../model/server/answer";
import { PLACE } from "../connection";

const EARLIER = { lastSeen: "2026-11-26T15:15:16Z" };
const FAILURE = found(unreachable, { place: PLACE, reason: "connection refused", atJumpHost: false });

describe("docroot: when the server was last seen", () => {
  const looked = async (...looks: ("answer" | "failure")[]) => {
    let time = Date.parse("2026-11-27T08:00:00.123Z");
    const seen = sighting(() => {
      time += 1000;
      return new Date(time);
    });
    const look = seen.by(async (kind: "answer" | "failure") =>
      kind === "answer" ? { answer: ALL_WELL_ANSWER } : { failure: FAILURE },
    );
    for (const kind of looks) await look(kind);
    return seen;
  };

  it("is when it last answered, to the second", async () => {
    assert.deepEqual((await looked("answer")).told(EARLIER), {
      lastSeen: "2026-11-27T08:00:01Z",
      licenceUntil: "",
    });
    assert.deepEqual((await looked("answer", "answer", "failure")).told(), {
      lastSeen: "2026-11-27T08:00:02Z",
      licenceUntil: "",
    });
  });

  it("stays where nobody looked or nobody answered", async () => {
    for (const seen of [await looked(), await looked("failure")]) {
      assert.deepEqual(seen.told(EARLIER), EARLIER);
      assert.deepEqual(seen.told(), {}, "never seen");
    }
  });
});
