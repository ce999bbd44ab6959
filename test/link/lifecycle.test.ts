import assert from "node:assert/strict";
import { linkLifecycle } from "../../components/link/lifecycle";
import { LINK_STANDS, type LinkState } from "../../components/link/properties";
import type { Verdict } from "../../components/link/words";
import { INPUTS } from "./inputs";

const STANDS: Verdict = { ...LINK_STANDS, passing: false };
const REFUSED: Verdict = {
  link: "assume refused",
  atFault: "bucket account",
  nextStep: "mend it",
  passing: true,
};
const OPEN: Verdict = { ...REFUSED, link: "open: assumable without the external ID" };
const NO_CURL: Verdict = { link: "no curl", atFault: "server", nextStep: "install curl", passing: false };

/** A lifecycle whose server proves one thing after the other, the last for ever; a proof takes a second. */
function on(verdicts: Verdict[], full = false) {
  const asked: boolean[] = [];
  const said: string[] = [];
  let clock = 0;
  const lifecycle = linkLifecycle({
    prove: async (_inputs, refusals) => {
      asked.push(refusals);
      clock += 1;
      return verdicts[Math.min(asked.length, verdicts.length) - 1] as Verdict;
    },
    pause: async (seconds) => {
      clock += seconds;
    },
    now: () => clock,
    say: (line) => said.push(line),
    askedForFull: () => full,
  });
  return { ...lifecycle, asked, said, took: () => clock };
}

async function failureOf(run: Promise<unknown>) {
  const error = await run.then(
    () => assert.fail("accepted"),
    (thrown) => thrown,
  );
  return error as Error & { id: string; properties: LinkState; reasons: string[] };
}

describe("the life of a link", () => {
  it("a first up proves everything once, and is done", async () => {
    const world = on([STANDS]);
    assert.deepEqual(await world.create(INPUTS), { id: "acme@aspera.example.com", outs: INPUTS });
    assert.deepEqual(world.asked, [true]);
    assert.deepEqual(world.said, []);
  });

  it("waits while IAM spreads, and says once what it waits for", async () => {
    const world = on([REFUSED, REFUSED, OPEN, STANDS]);
    assert.deepEqual((await world.create(INPUTS)).outs, INPUTS);
    assert.equal(world.asked.length, 4);
    assert.equal(world.said.length, 2);
    assert.match(world.said[0] ?? "", /^link: assume refused; .* up to 120 s$/);
  });

  it("gives up within its time, and fails with what it still is", async () => {
    const world = on([REFUSED]);
    const error = await failureOf(world.create(INPUTS));
    assert.ok(world.took() <= 121, String(world.took()));
    assert.ok(world.took() > 110, String(world.took()));
    assert.match(
      error.message,
      /^expected the server aspera\.example\.com:33001 to reach bucket "acme-media" .* got: assume refused \(waited 120 s\)/,
    );
    assert.match(
      error.message,
      /to be mended by: bucket account\. The docroot was not switched\nhint: mend it$/,
    );
    // What the engine takes for a partial failure: the resource is kept, as it is, and the run fails.
    assert.equal(error.id, "acme@aspera.example.com");
    assert.deepEqual(error.reasons, [error.message]);
    assert.deepEqual(error.properties, {
      ...INPUTS,
      link: "assume refused",
      atFault: "bucket account",
      nextStep: "mend it",
    });
  });

  it("keeps every input in a failure, the engine's own too", async () => {
    const error = await failureOf(on([NO_CURL]).create({ ...INPUTS, __provider: "shim" } as typeof INPUTS));
    assert.equal((error.properties as unknown as Record<string, unknown>).__provider, "shim");
  });

  it("does not wait for what waiting does not mend", async () => {
    const world = on([NO_CURL]);
    await failureOf(world.create(INPUTS));
    assert.equal(world.asked.length, 1);
    const impatient = on([REFUSED, STANDS]);
    await failureOf(impatient.create({ ...INPUTS, wait: 0 }));
    assert.equal(impatient.asked.length, 1);
  });

  it("goes on where the stack only wants a report", async () => {
    const world = on([NO_CURL]);
    const { outs } = await world.create({ ...INPUTS, required: false });
    assert.equal(outs.link, "no curl");
    assert.match(world.said[0] ?? "", /^link: no curl; .*\nhint: install curl$/);
  });

  it("an update proves as a create does", async () => {
    const state = { ...INPUTS, ...REFUSED };
    assert.deepEqual((await on([STANDS]).update("id", state, INPUTS)).outs, INPUTS);
    assert.equal((await failureOf(on([NO_CURL]).update("id", state, INPUTS))).id, "id");
  });

  it("a refresh proves once, whatever comes of it, and shows it as inputs", async () => {
    const world = on([REFUSED]);
    const { inputs, props } = await world.read("id", INPUTS);
    assert.equal(inputs.link, "assume refused");
    assert.equal(inputs.atFault, "bucket account");
    assert.equal(inputs.nextStep, "mend it");
    assert.deepEqual(inputs, props);
    assert.ok(!("passing" in inputs));
    assert.equal(world.asked.length, 1);
    assert.deepEqual(world.said, []);
  });

  it("a refresh asks for refusals when the stack or the run wants it, or the link did not stand", async () => {
    const asked = async (state: LinkState, full = false) => {
      const world = on([STANDS], full);
      await world.read("id", state);
      return world.asked[0];
    };
    assert.equal(await asked(INPUTS), false);
    assert.equal(await asked({ ...INPUTS, fullRefresh: true }), true);
    assert.equal(await asked(INPUTS, true), true);
    assert.equal(await asked({ ...INPUTS, link: OPEN.link }), true);
  });
});
