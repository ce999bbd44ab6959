import assert from "node:assert/strict";
import { type Found, found } from "../../../model/findings/finding";
import { assumeRefused } from "../../../model/findings/link/assumeRefused";
import { noCurl } from "../../../model/findings/link/noCurl";
import { waiting } from "../../../model/findings/link/waiting";
import { LINK_STANDS } from "../../../model/link/facts";
import { linkVerdict } from "../../../model/link/verdict";
import { linkLifecycle } from "../../../provider/link/lifecycle";
import type { LinkState } from "../../../provider/link/properties";
import { linkResource } from "../../../provider/link/resource";
import { shownOf } from "../../../provider/link/waiting";
import { ResourceInitFailure } from "../../../provider/protocol/initFailure";
import { UNKNOWN } from "../../../provider/protocol/wire";
import { FACTS } from "../../model/link/facts";
import { INPUTS } from "./inputs";

const AWAITING = { ...INPUTS, awaits: "444455556666", wait: 0 };
const REFUSED = found(assumeRefused, { ...FACTS, because: "" });
const BY_US = found(assumeRefused, {
  ...FACTS,
  because: "because no identity-based policy allows the sts:AssumeRole action",
});
const NO_CURL = found(noCurl, {});
const WAITS = found(waiting, { account: "444455556666", bucketRoleArn: FACTS.bucketRoleArn ?? "" });
const WAITING: LinkState = { ...AWAITING, ...linkVerdict(WAITS), stood: false };
const STOOD: LinkState = { ...AWAITING, ...LINK_STANDS, stood: true };

/** A lifecycle whose server always proves the same. */
function on(wrong: Found | undefined) {
  const logged: string[] = [];
  const lifecycle = linkLifecycle({
    prove: async () => wrong,
    pause: async () => {},
    now: () => 0,
    log: async (severity, message) => {
      logged.push(`${severity} ${message}`);
    },
    askedForFull: () => false,
  });
  return { ...lifecycle, logged };
}

const fails = (run: Promise<unknown>) => assert.rejects(run, ResourceInitFailure);

describe("a link that waits for the other side (side)", () => {
  it("says whom it waits for, and for what", () => {
    assert.equal(
      WAITS.text,
      `waiting for account 444455556666: role ${FACTS.bucketRoleArn?.split("/").pop()} cannot be assumed yet`,
    );
    assert.equal(BY_US.owner, "server account");
  });

  it("a first up goes through, and so do those after it, until the role can be assumed", async () => {
    const world = on(REFUSED);
    assert.deepEqual((await world.create(AWAITING)).state, WAITING);
    assert.match(world.logged.join("\n"), /^warning waiting for account .*\[link-waiting\]$/ms);
    assert.deepEqual(await on(REFUSED).update("id", WAITING, AWAITING), WAITING);
    assert.deepEqual(await on(undefined).update("id", WAITING, AWAITING), STOOD);
    assert.deepEqual((await on(undefined).create(AWAITING)).state, STOOD);
  });

  it("one that stood once, or was made before anybody was waited for, is an error as ever", async () => {
    await fails(on(REFUSED).update("id", STOOD, AWAITING));
    const { stood: _, ...earlier } = STOOD;
    await fails(on(REFUSED).update("id", earlier, AWAITING));
    const seen = await on(REFUSED).read(STOOD);
    assert.deepEqual([seen.finding, seen.stood], [assumeRefused.code, true]);
  });

  it("waits for nothing else: not for a refusal of our own account, not for what is wrong here", async () => {
    for (const wrong of [BY_US, NO_CURL]) {
      await fails(on(wrong).create(AWAITING));
      assert.equal((await on(wrong).read(WAITING)).finding, wrong.code);
    }
    await fails(on(REFUSED).create({ ...INPUTS, wait: 0 }));
  });

  it("where a report is enough, goes on at once, and never waits later", async () => {
    const { state } = await on(REFUSED).create({ ...AWAITING, required: false });
    assert.deepEqual([state.finding, state.stood], [assumeRefused.code, true]);
  });

  it("a first up that failed for another reason may still wait at the next", async () => {
    const failed = { ...AWAITING, ...linkVerdict(NO_CURL), stood: false };
    assert.deepEqual(await on(REFUSED).update("id", failed, AWAITING), WAITING);
  });

  it("a refresh keeps the words, also of one who has acted: then nothing is wrong any more", async () => {
    const world = on(REFUSED);
    assert.deepEqual(await world.read(WAITING), WAITING);
    assert.match(world.logged.join(), /^warning waiting for account .*\[link-waiting\]$/ms);
    const acted = await on(undefined).read(WAITING);
    assert.deepEqual(acted, { ...WAITING, ...LINK_STANDS, link: WAITS.text });
    assert.deepEqual(await on(REFUSED).read(acted), WAITING, "acted, and thought better of it");
  });

  describe("in a preview", () => {
    const wanted = { ...AWAITING, ...LINK_STANDS };
    const acted = { ...WAITING, ...LINK_STANDS, link: WAITS.text };

    it("nothing differs while it waits, and all that differs of one who has acted are the words", () => {
      assert.deepEqual(shownOf(WAITING), { ...AWAITING, ...LINK_STANDS });
      assert.deepEqual(shownOf(acted), { ...AWAITING, ...LINK_STANDS, link: WAITS.text });
      const refused = { ...STOOD, ...linkVerdict(REFUSED) };
      assert.deepEqual(shownOf(refused), { ...AWAITING, ...linkVerdict(REFUSED) });
    });

    it("knows whether it will have stood as far as was looked", () => {
      const planned = (olds?: LinkState) => {
        const saved = olds && { id: "id", inputs: { ...olds }, outputs: { ...olds } };
        return linkResource.planned?.(wanted, saved, undefined).stood;
      };
      assert.equal(planned(), UNKNOWN);
      assert.equal(planned(WAITING), false);
      assert.equal(planned(acted), true);
      assert.equal(planned(STOOD), true);
      assert.equal(planned({ ...WAITING, ...linkVerdict(NO_CURL) }), UNKNOWN);
    });
  });
});
