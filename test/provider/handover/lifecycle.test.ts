import assert from "node:assert/strict";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { fingerprint } from "../../../model/docroot/fingerprint";
import { codeIn } from "../../../model/findings/finding";
import { overdue } from "../../../model/findings/handover/overdue";
import { stillAllowed } from "../../../model/findings/handover/stillAllowed";
import { handoverLifecycle, openPlanned } from "../../../provider/handover/lifecycle";
import type { Look } from "../../../provider/handover/look";
import { parseFormer, trustedIn } from "../../../provider/handover/memory";
import type { CheckedInputs, HandoverState } from "../../../provider/handover/properties";
import { INPUTS as LINK } from "../link/inputs";

const { required: _r, wait: _w, fullProof: _f, widerStillAllowed: _s, ...link } = LINK;
const INPUTS: CheckedInputs = {
  ...link,
  prefix: "incoming/",
  serverRoleId: "AROAEXAMPLE",
  vendorRights: false,
  stillAllowed: [],
};
const ROTATED: CheckedInputs = { ...INPUTS, externalId: "the-new-one" };
const IN_PLACE: Look = { seen: "in place", carriesRole: true };
const NOT_SEEN: Look = { seen: "not seen", carriesRole: false };
const ELSEWHERE: Look = { seen: "elsewhere", carriesRole: true };
const EARLIER = "an earlier external ID";

/** A lifecycle whose server looks so. @param look undefined: a look fails the test. */
function on(look: Look | undefined, { report = false, now = "2026-11-26T12:00:00Z" } = {}) {
  const logged: [severity: string, code: string | undefined, message: string][] = [];
  const lifecycle = handoverLifecycle({
    look: async () => look ?? assert.fail("nobody should be asked"),
    now: () => new Date(now),
    log: async (severity, message) => void logged.push([severity, codeIn(message), message]),
    reportOnly: () => report,
  });
  return { ...lifecycle, logged };
}
const first = async () => (await on(undefined).create(INPUTS)).state;
const rotating = async () => on(NOT_SEEN).update(await first(), ROTATED);

describe("handover: what an up leaves allowed", () => {
  it("is nothing after the first one, and nobody is asked", async () => {
    const { id, state } = await on(undefined).create(INPUTS);
    assert.equal(id, "acme@aspera.example.com");
    assert.deepEqual(
      [state.stillAllowed, state.formerExternalIds, state.formerPlaces, state.former, state.trustedBefore],
      [[], [], [], "", ""],
    );
  });

  it("is the external ID before, until the new docroot is seen in place", async () => {
    const state = await rotating();
    assert.deepEqual(state.formerExternalIds, ["acme-4d1f"]);
    assert.deepEqual(state.stillAllowed, [EARLIER]);
    const done = await on(IN_PLACE).update(state, ROTATED);
    assert.deepEqual([done.formerExternalIds, done.stillAllowed, done.former], [[], [], ""]);
  });

  it("is every one before, as long as none was in place, and nothing of them after a way back", async () => {
    const third = { ...INPUTS, externalId: "the-third" };
    const state = await on(NOT_SEEN).update(await rotating(), third);
    assert.deepEqual(state.formerExternalIds, ["acme-4d1f", "the-new-one"]);
    const back = await on(NOT_SEEN).update(state, INPUTS);
    assert.deepEqual(back.formerExternalIds, ["the-new-one", "the-third"]);
    assert.deepEqual((await on(IN_PLACE).update(back, INPUTS)).formerExternalIds, []);
  });

  it("is nothing that never got there: an up that failed leads back without a trace", async () => {
    const { state } = await on(ELSEWHERE).read(await rotating());
    assert.equal(state.seen, "elsewhere");
    const back = await on(undefined).update(state, INPUTS);
    assert.deepEqual([back.stillAllowed, back.formerExternalIds], [[], []]);
    const third = await on(NOT_SEEN).update(state, { ...INPUTS, externalId: "the-third" });
    assert.deepEqual(third.formerExternalIds, ["acme-4d1f"]);
  });

  it("is what was wanted last, where only its form was changed and the change never got there", async () => {
    const rotated = await rotating();
    const reworded = { ...ROTATED, template: "s3://{host}/{bucket}/{prefix}?b={externalId}&a={roleArn}" };
    const { state } = await on(NOT_SEEN).read(await on(NOT_SEEN).update(rotated, reworded));
    const third = await on(NOT_SEEN).update(state, { ...reworded, externalId: "the-third" });
    assert.deepEqual(third.formerExternalIds, ["acme-4d1f", "the-new-one"]);
  });

  it("is what the docroots before it are called by, so that a look knows them", async () => {
    const asked: (readonly string[])[] = [];
    const lifecycle = handoverLifecycle({
      look: async (_inputs, former) => {
        asked.push(former);
        return NOT_SEEN;
      },
      now: () => new Date("2026-11-26T12:00:00Z"),
      log: async () => {},
      reportOnly: () => false,
    });
    const state = await lifecycle.update(await first(), ROTATED);
    await lifecycle.read(state);
    const before = fingerprint(docrootTexts(INPUTS).uri);
    assert.deepEqual(asked, [[before], [before]]);
  });

  it("keeps a session's name that nobody demanded, until a trust demands another", async () => {
    const named = { ...INPUTS, sessionName: "s1" };
    const state = await on(NOT_SEEN).update(await first(), named);
    assert.deepEqual([state.stillAllowed, state.formerSessionNames], [[], []]);
    const demanded = await on(NOT_SEEN).update(state, { ...named, sessionNameRequired: true });
    assert.deepEqual([demanded.stillAllowed, demanded.formerSessionNames], [["sessions of any name"], ["*"]]);
    const forgotten = (await on(IN_PLACE).read(state)).state;
    assert.equal(forgotten.former, "", "what takes nothing away is forgotten once the new one is in place");
  });

  it("is a key to which this up gives the right, whatever a proof before it says", async () => {
    const key = (id: string) => `arn:aws:kms:us-east-1:444455556666:key/${id}`;
    const { state } = await on(undefined).create({ ...INPUTS, kmsKeyArn: key("1") });
    for (const kmsKeyArn of [key("2"), undefined]) {
      const changed = await on(IN_PLACE).update(state, { ...INPUTS, kmsKeyArn });
      assert.deepEqual(
        changed.formerPlaces.map((place) => place.kmsKeyArn),
        [key("1")],
      );
      const done = await on(IN_PLACE).update(changed, { ...INPUTS, kmsKeyArn });
      assert.deepEqual(done.formerPlaces, []);
      assert.equal(openPlanned(state, { ...INPUTS, kmsKeyArn }, new Date(), false).length, 1);
    }
  });

  it("is what a user before may still use, although the new user's docroot was seen to be another", async () => {
    // Rotated, and not contracted; then a rename that fails half way; then rotated again.
    const renamed = { ...ROTATED, transferUser: "acme2" };
    const failed = await on(ELSEWHERE).update(await rotating(), renamed);
    const { state } = await on(ELSEWHERE).read(failed);
    const third = await on(ELSEWHERE).update(state, { ...renamed, externalId: "the-third" });
    assert.deepEqual(third.formerExternalIds, ["acme-4d1f", "the-new-one"]);
    const done = (await on(IN_PLACE).read(third)).state;
    assert.deepEqual([third.moved, done.moved], [true, false]);
  });

  it("keeps no look of before the switch: the docroot may be in place once the up has ended", async () => {
    assert.equal((await on(ELSEWHERE).update(await first(), ROTATED)).seen, "not seen");
  });

  it("goes in the same up where the docroot stays as it is and is in place", async () => {
    const narrow: CheckedInputs = { ...INPUTS, access: ["download"] };
    const kept = await on(NOT_SEEN).update(await first(), narrow);
    assert.deepEqual(kept.stillAllowed, ["incoming/ in acme-media: upload, download, browse"]);
    const done = await on(IN_PLACE).update(await first(), narrow);
    assert.deepEqual([done.stillAllowed, done.formerPlaces], [[], []]);
  });

  it("is nothing where more is wanted, and nobody is asked", async () => {
    const wide: CheckedInputs = { ...INPUTS, prefix: "", vendorRights: true };
    assert.deepEqual((await on(undefined).update(await first(), wide)).stillAllowed, []);
  });

  it("is the session name before, or any, until the new docroot is seen in place; then the name is demanded", async () => {
    const named = { ...INPUTS, sessionName: "acme", sessionNameRequired: true };
    const state = await on(NOT_SEEN).update(await first(), named);
    assert.deepEqual([state.formerSessionNames, state.stillAllowed], [["*"], ["sessions of any name"]]);
    assert.equal(trustedIn((await on(NOT_SEEN).read(state)).state.trustedBefore).sessionNames, undefined);
    const done = await on(IN_PLACE).update(state, named);
    assert.deepEqual([done.formerSessionNames, done.stillAllowed], [[], []]);
    assert.deepEqual(trustedIn((await on(undefined).read(done)).state.trustedBefore).sessionNames, ["acme"]);
    const renamed = await on(NOT_SEEN).update(done, { ...named, sessionName: "acme-2" });
    assert.deepEqual(renamed.formerSessionNames, ["acme"]);
  });

  it("is the right on the KMS key before, with its place (kms)", async () => {
    const key = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const { state } = await on(undefined).create({ ...INPUTS, kmsKeyArn: key });
    const other = { ...INPUTS, kmsKeyArn: key.replace("1234abcd", "00000000") };
    const moved = await on(NOT_SEEN).update(state, other);
    assert.deepEqual(
      moved.formerPlaces.map(({ kmsKeyArn }) => kmsKeyArn),
      [key],
    );
    assert.deepEqual((await on(IN_PLACE).update(moved, other)).formerPlaces, []);
  });

  it("is nothing of a trust that the customer's own side makes", async () => {
    const ours: CheckedInputs = { ...INPUTS, awaits: "444455556666" };
    const { state } = await on(undefined).create(ours);
    const rotated = await on(undefined).update(state, { ...ours, externalId: "the-new-one", prefix: "new/" });
    assert.deepEqual([rotated.stillAllowed, rotated.formerExternalIds], [[], []]);
  });

  it("is the former server role, unless the server was seen to carry the new one", async () => {
    const news = { ...INPUTS, serverRoleArn: "arn:aws:iam::111122223333:role/new", serverRoleId: "AROANEW" };
    const kept = await on(NOT_SEEN).update(await first(), news);
    assert.deepEqual(kept.formerServerRoles, [{ arn: INPUTS.serverRoleArn, uniqueId: "AROAEXAMPLE" }]);
    const carried = await on({ seen: "not seen", carriesRole: true }).update(await first(), news);
    assert.deepEqual(carried.formerServerRoles, []);
  });

  it("is the former bucket role for the server's right, and a former place", async () => {
    const news = { ...INPUTS, bucketRoleArn: "arn:aws:iam::444455556666:role/new", bucket: "acme-archive" };
    const kept = await on(NOT_SEEN).update(await first(), news);
    assert.deepEqual(kept.formerBucketRoles, [INPUTS.bucketRoleArn]);
    assert.deepEqual(
      kept.formerPlaces.map(({ bucket, prefix }) => [bucket, prefix]),
      [["acme-media", "incoming/"]],
    );
  });

  it("is an ID that a person named and takes out, while a docroot may use it", async () => {
    const named = { ...INPUTS, previousExternalIds: ["a-named-one"] };
    const state = (await on(undefined).create(named)).state;
    // The trust holds it beside the one that the docroot presents, and nobody is told that it stays.
    assert.deepEqual([state.formerExternalIds, state.stillAllowed], [["a-named-one"], []]);
    assert.deepEqual(trustedIn((await on(undefined).update(state, named)).trustedBefore).externalIds, [
      "acme-4d1f",
      "a-named-one",
    ]);
    const taken = await on(NOT_SEEN).update(state, INPUTS);
    assert.deepEqual([taken.formerExternalIds, taken.stillAllowed], [["a-named-one"], [EARLIER]]);
  });

  it("says what stays, and since when in what it remembers", async () => {
    const lifecycle = on(NOT_SEEN);
    const state = await lifecycle.update(await first(), ROTATED);
    assert.deepEqual(
      lifecycle.logged.map(([severity, code]) => [severity, code]),
      [["info", stillAllowed.code]],
    );
    assert.ok(!lifecycle.logged.join().includes("acme-4d1f"));
    assert.deepEqual(
      parseFormer(state.former).map(({ since }) => since),
      ["2026-11-26T12:00:00.000Z"],
    );
  });

  it("remembers what the trust held before, which is nobody's change", async () => {
    const state = await rotating();
    assert.deepEqual(trustedIn(state.trustedBefore), {
      externalIds: ["acme-4d1f"],
      serverRoles: [INPUTS.serverRoleArn],
      bucketRoles: [INPUTS.bucketRoleArn],
    });
    const read = (await on(IN_PLACE).read(state)).state;
    assert.deepEqual(trustedIn(read.trustedBefore).externalIds, ["the-new-one", "acme-4d1f"]);
    const done = (await on(undefined).read(await on(IN_PLACE).update(read, ROTATED))).state;
    assert.deepEqual(trustedIn(done.trustedBefore).externalIds, ["the-new-one"]);
  });
});

describe("handover: what a refresh tells", () => {
  it("is nothing while nothing is open, and nobody is asked", async () => {
    const lifecycle = on(undefined);
    const { inputs, state } = await lifecycle.read(await first());
    assert.deepEqual([inputs.stillAllowed, state.seen, lifecycle.logged], [[], "not seen", []]);
    for (const output of ["former", "formerExternalIds", "seen", "trustedBefore"])
      assert.ok(!(output in inputs), output);
  });

  it("is an input that differs, so that the next up looks", async () => {
    const { inputs, state } = await on(IN_PLACE).read(await rotating());
    assert.deepEqual([inputs.stillAllowed, state.seen], [[EARLIER], "in place"]);
  });

  it("is a finding alone in a check for drift, which changes nothing and asks nobody", async () => {
    const lifecycle = on(undefined, { report: true });
    const { inputs, state } = await lifecycle.read(await rotating());
    assert.deepEqual([inputs.stillAllowed, state.formerExternalIds], [[], ["acme-4d1f"]]);
    assert.deepEqual(
      lifecycle.logged.map(([severity, code]) => [severity, code]),
      [["warning", stillAllowed.code]],
    );
  });

  it("is a warning once it is overdue, in every run", async () => {
    for (const report of [true, false])
      for (const [now, expected] of [
        ["2026-12-03T11:59:59Z", stillAllowed.code],
        ["2026-12-03T12:00:00Z", overdue.code],
      ] as const) {
        const lifecycle = on(NOT_SEEN, { report, now });
        await lifecycle.read(await rotating());
        const [[severity, code] = []] = lifecycle.logged;
        assert.equal(code, expected);
        if (code === overdue.code) assert.equal(severity, "warning");
      }
  });

  it("reads a memory of another form as none, and does not tell it", async () => {
    const broken = { ...(await rotating()), former: "SECRET{" };
    const { state } = await on(undefined).read(broken);
    assert.deepEqual(state.formerExternalIds, []);
    assert.deepEqual(parseFormer('"text"'), []);
  });
});

describe("handover: what a preview promises", () => {
  const now = new Date("2026-11-26T12:00:00Z");
  const planned = (olds: HandoverState, news: CheckedInputs, report = false) =>
    openPlanned(olds, news, now, report).flatMap(({ externalIds }) => externalIds);

  it("is that the old stays while the docroot is to be switched", async () => {
    assert.deepEqual(planned(await first(), ROTATED), ["acme-4d1f"]);
  });

  it("is that it goes once the new one was seen in place, and stays where it was not", async () => {
    const state = await rotating();
    assert.deepEqual(planned({ ...state, seen: "in place" }, ROTATED), []);
    assert.deepEqual(planned(state, ROTATED), ["acme-4d1f"]);
    assert.deepEqual(
      planned({ ...state, seen: "in place" }, ROTATED, true),
      ["acme-4d1f"],
      "a check plans nothing",
    );
  });

  it("is that a narrower right holds at once, but not for another user, server or role", async () => {
    const narrow: CheckedInputs = { ...INPUTS, access: ["download"] };
    const state = await first();
    assert.equal(openPlanned(state, narrow, now, false).length, 0);
    const others: Partial<CheckedInputs>[] = [
      { transferUser: "acme2" },
      { connection: { ...INPUTS.connection, hostKey: "ssh-ed25519 OTHER" } },
      { serverRoleArn: "arn:aws:iam::111122223333:role/new" },
      { prefix: "new/" },
    ];
    for (const other of others)
      assert.equal(openPlanned(state, { ...narrow, ...other }, now, false).length, 1, JSON.stringify(other));
  });
});

describe("handover: while the other side is waited for (side)", () => {
  const AWAITING: CheckedInputs = { ...INPUTS, awaits: "444455556666" };
  const renamed: CheckedInputs = { ...AWAITING, bucketRoleArn: `${INPUTS.bucketRoleArn}-two` };
  const waiting = async () => (await on(undefined).create(AWAITING)).state;

  it("nothing is former: the docroot before was never switched", async () => {
    const state = await on(ELSEWHERE).update(await waiting(), renamed);
    assert.deepEqual([state.stillAllowed, state.formerBucketRoles], [[], []]);
  });

  it("nothing is left by a user whose docroot was never switched", async () => {
    const user = { ...AWAITING, transferUser: "acme2" };
    const moved = await on(ELSEWHERE).update(await waiting(), user);
    assert.equal(moved.moved, false);
    const state = await on(ELSEWHERE).update(moved, { ...renamed, transferUser: "acme2" });
    assert.deepEqual([state.stillAllowed, state.formerBucketRoles], [[], []]);
    assert.equal((await on(NOT_SEEN).update(await waiting(), user)).moved, true, "nobody can tell");
    const inUse = await on(ELSEWHERE).update({ ...(await waiting()), moved: true }, user);
    assert.equal(inUse.moved, true, "an earlier one may be in use");
  });

  it("what nobody can tell is kept, as ever", async () => {
    const state = await on(NOT_SEEN).update(await waiting(), renamed);
    assert.deepEqual(state.formerBucketRoles, [INPUTS.bucketRoleArn]);
  });
});
