import assert from "node:assert/strict";
import { codeIn, type Found, found } from "../../../model/findings/finding";
import { assumeRefused } from "../../../model/findings/link/assumeRefused";
import { noCurl } from "../../../model/findings/link/noCurl";
import { openWithoutExternalId } from "../../../model/findings/link/openWithoutExternalId";
import { linkVerdict } from "../../../model/link/verdict";
import { linkLifecycle } from "../../../provider/link/lifecycle";
import type { LinkState } from "../../../provider/link/properties";
import { ResourceInitFailure } from "../../../provider/protocol/initFailure";
import { FACTS } from "../../model/link/facts";
import { INPUTS, STATE } from "./inputs";

const REFUSED = found(assumeRefused, { ...FACTS, because: "" });
const OPEN = found(openWithoutExternalId, FACTS);
const NO_CURL = found(noCurl, {});

/** A lifecycle whose server proves one thing after the other, the last for ever; a proof takes a second. */
function on(proofs: (Found | undefined)[], full = false) {
  const asked: boolean[] = [];
  const logged: [severity: string, message: string][] = [];
  let clock = 0;
  const lifecycle = linkLifecycle({
    prove: async (_inputs, refusals) => {
      asked.push(refusals);
      clock += 1;
      return proofs[Math.min(asked.length, proofs.length) - 1];
    },
    pause: async (seconds) => {
      clock += seconds;
    },
    now: () => clock,
    log: async (severity, message) => {
      logged.push([severity, message]);
    },
    askedForFull: () => full,
  });
  return { ...lifecycle, asked, logged, took: () => clock };
}

async function failureOf(run: Promise<unknown>): Promise<ResourceInitFailure> {
  const error = await run.then(
    () => assert.fail("accepted"),
    (thrown) => thrown,
  );
  // What the engine takes for a partial failure: the resource is kept, as it is, and the run fails.
  assert.ok(error instanceof ResourceInitFailure, String(error));
  return error;
}

describe("the life of a link", () => {
  it("of which some findings pass by themselves, and others do not", () => {
    assert.deepEqual([REFUSED.transient, OPEN.transient, NO_CURL.transient], [true, true, false]);
  });

  it("a first up proves everything once, and is done", async () => {
    const world = on([undefined]);
    assert.deepEqual(await world.create(INPUTS), { id: "acme@aspera.example.com", state: STATE });
    assert.deepEqual(world.asked, [true]);
    assert.deepEqual(world.logged, []);
  });

  it("waits while IAM spreads, and says once what it waits for", async () => {
    const world = on([REFUSED, REFUSED, OPEN, undefined]);
    assert.deepEqual((await world.create(INPUTS)).state, STATE);
    assert.equal(world.asked.length, 4);
    assert.deepEqual(
      world.logged.map(([severity, message]) => [
        severity,
        message.includes(REFUSED.text),
        message.includes(OPEN.text),
      ]),
      [
        ["info", true, false],
        ["info", false, true],
      ],
    );
    assert.match(world.logged[0]?.[1] ?? "", /up to 120 s$/);
  });

  it("gives up within its time, and fails with what it still is", async () => {
    const world = on([REFUSED]);
    const error = await failureOf(world.create(INPUTS));
    assert.ok(world.took() <= 121, String(world.took()));
    assert.ok(world.took() > 110, String(world.took()));
    assert.ok(
      error.message.startsWith(
        `expected the server aspera.example.com:33001 to reach bucket "acme-media" by its roles alone, got: ${REFUSED.text} (waited 120 s)`,
      ),
      error.message,
    );
    assert.ok(
      error.message.includes(`to be put right by: ${REFUSED.owner}. The docroot was not switched\nhint: `),
    );
    assert.equal(codeIn(error.message), assumeRefused.code);
    assert.equal(error.id, "acme@aspera.example.com");
    assert.deepEqual(error.properties, { ...INPUTS, ...linkVerdict(REFUSED) });
  });

  it("keeps every input in a failure, those that it does not know too", async () => {
    const error = await failureOf(on([NO_CURL]).create({ ...INPUTS, another: "kept" } as typeof INPUTS));
    assert.equal(error.properties.another, "kept");
  });

  it("does not wait for what waiting does not put right", async () => {
    const world = on([NO_CURL]);
    const error = await failureOf(world.create(INPUTS));
    assert.equal(world.asked.length, 1);
    assert.doesNotMatch(error.message, /waited/);
    const impatient = on([REFUSED, undefined]);
    await failureOf(impatient.create({ ...INPUTS, wait: 0 }));
    assert.equal(impatient.asked.length, 1);
  });

  it("goes on where the stack only wants a report, and warns with what it is", async () => {
    const world = on([NO_CURL]);
    const { state } = await world.create({ ...INPUTS, required: false });
    assert.deepEqual(state, { ...INPUTS, required: false, ...linkVerdict(NO_CURL) });
    assert.deepEqual(
      world.logged.map(([severity, message]) => [severity, codeIn(message)]),
      [["warning", noCurl.code]],
    );
  });

  it("an update proves as a create does", async () => {
    assert.deepEqual(await on([undefined]).update("id", INPUTS), STATE);
    assert.equal((await failureOf(on([NO_CURL]).update("id", INPUTS))).id, "id");
  });

  it("a refresh proves once, whatever comes of it, and shows it in the words of a diff", async () => {
    const world = on([REFUSED]);
    const { link, finding, owner, nextStep, ...rest } = await world.read(STATE);
    assert.deepEqual(
      { link, finding, owner, nextStep },
      { link: REFUSED.text, finding: assumeRefused.code, owner: REFUSED.owner, nextStep: REFUSED.hint },
    );
    assert.deepEqual(rest, INPUTS, "and nothing else of a finding");
    assert.equal(world.asked.length, 1);
    assert.deepEqual(world.logged, []);
    assert.deepEqual(await on([undefined]).read({ ...STATE, ...linkVerdict(REFUSED) }), STATE);
  });

  it("a refresh asks for refusals when the stack or the run wants it, or the link did not stand", async () => {
    const asked = async (state: LinkState, full = false) => {
      const world = on([undefined], full);
      await world.read(state);
      return world.asked[0];
    };
    assert.equal(await asked(STATE), false);
    assert.equal(await asked({ ...STATE, fullProof: true }), true);
    assert.equal(await asked(STATE, true), true);
    assert.equal(await asked({ ...STATE, link: OPEN.text }), true);
  });
});
