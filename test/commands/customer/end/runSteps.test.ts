import assert from "node:assert/strict";
import type { Run } from "../../../../commands/customer/end/evidence";
import { runSteps } from "../../../../commands/customer/end/runSteps";
import type { Look, Step } from "../../../../commands/customer/end/step";
import { at, RUN } from "./run";

const NOT_BEGUN: Run = { ...RUN, steps: [], removed: [], proofs: [], open: [] };

describe("end: one step after the other", () => {
  let heard: string[];
  let kept: Run[];
  let acted: string[];
  beforeEach(() => {
    [heard, kept, acted] = [[], [], []];
  });

  const step = (name: string, look: Look | Error, more: Partial<Step> = {}): Step => ({
    name,
    by: ["deployer"],
    look: async () => {
      if (look instanceof Error) throw look;
      return look;
    },
    act: async () => {
      acted.push(name);
      return { did: `${name} did` };
    },
    ...more,
  });
  const run = (steps: Step[], agrees: (question: string) => Promise<boolean>, signal?: AbortSignal) => {
    let second = 0;
    return runSteps(NOT_BEGUN, steps, {
      say: (line) => heard.push(line),
      agrees: (question) => {
        heard.push(question);
        return agrees(question);
      },
      now: () => new Date(at(++second)),
      keep: (one) => kept.push(one),
      signal: signal ?? new AbortController().signal,
    });
  };
  const yes = async () => true;
  const outcomes = ({ steps }: Run) => steps.map(({ step: name, outcome }) => `${name}: ${outcome}`);

  it("says what it will do, asks, does it, and keeps each step", async () => {
    const proof = { what: "role a", outcome: "gone", said: "none" };
    const gone = { what: "role a", where: "bucket account 4" };
    const done = await run(
      [
        step("one", { already: "so", proofs: [proof] }),
        step(
          "two",
          { will: "remove it" },
          { act: async () => ({ did: "removed", removed: [gone], open: ["o"] }) },
        ),
      ],
      yes,
    );
    assert.deepEqual(heard, [
      "1/2 one",
      "    done already: so",
      "    role a: gone, none",
      "2/2 two",
      "    will remove it",
      "    go on?",
      "    done: removed",
    ]);
    assert.deepEqual(done, {
      ...NOT_BEGUN,
      steps: [
        { step: "one", outcome: "done already", said: "so", by: ["deployer"], at: at(1) },
        { step: "two", outcome: "done", said: "removed", by: ["deployer"], at: at(2) },
      ],
      proofs: [{ ...proof, at: at(1) }],
      removed: [{ ...gone, at: at(2) }],
      open: ["o"],
    });
    assert.deepEqual(kept.map(outcomes), [["one: done already"], ["one: done already", "two: done"]]);
  });

  it("asks nothing where there is only something to look at", async () => {
    const proof = { what: "the link", outcome: "stands", said: "it reaches" };
    const done = await run([step("one", { looked: "nothing was changed", proofs: [proof] })], yes);
    assert.deepEqual(heard, [
      "1/1 one",
      "    looked: nothing was changed",
      "    the link: stands, it reaches",
    ]);
    assert.deepEqual([outcomes(done), acted], [["one: looked"], []]);
  });

  it("ends at the first no, and does nothing behind it", async () => {
    const done = await run([step("one", { will: "x" }), step("two", { will: "y" })], async () => false);
    assert.deepEqual([outcomes(done), acted], [["one: not wanted"], []]);
    assert.equal(done.stopped, 'stopped by the answer no at step "one"');
    assert.deepEqual(kept.at(-1), done);
  });

  it("goes on without what is not possible when that is wanted, and only then", async () => {
    const steps = [step("one", { cannot: "no way", open: ["not closed"] }), step("two", { will: "y" })];
    const done = await run(steps, yes);
    assert.deepEqual(outcomes(done), ["one: not possible", "two: done"]);
    assert.deepEqual([done.open, done.stopped], [["not closed"], undefined]);
    assert.equal(heard.filter((line) => line.includes("no way")).length, 1);
    const stopped = await run(steps, async (question) => !question.includes("without"));
    assert.deepEqual([outcomes(stopped), stopped.open], [["one: not wanted"], []]);
  });

  it("ends at a failure, of a look or a deed, with the first line of why", async () => {
    const act = () => Promise.reject(new Error("expected this\nhint: that"));
    const failed = await run([step("one", { will: "x" }, { act }), step("two", { will: "y" })], yes);
    assert.deepEqual([outcomes(failed), acted], [["one: failed"], []]);
    assert.equal(failed.stopped, 'failed (expected this) at step "one"');
    assert.equal(failed.steps[0]?.said, "expected this\nhint: that");
    const unseen = await run([step("one", new Error("denied"))], yes);
    assert.equal(unseen.stopped, 'failed (denied) at step "one"');
  });

  it("lets go at an interrupt, but for the engine, which gives its locks back first", async () => {
    for (const heedsInterrupt of [undefined, true] as const) {
      const interrupt = new AbortController();
      let release = () => {};
      const ended = new Promise<void>((resolve) => {
        release = resolve;
      });
      let isOver = false;
      const act = async () => {
        interrupt.abort(new Error("interrupted"));
        await ended;
        throw new Error("interrupted");
      };
      const going = run([step("one", { will: "x" }, { act, heedsInterrupt })], yes, interrupt.signal);
      going.then(() => {
        isOver = true;
      });
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(isOver, !heedsInterrupt);
      release();
      assert.equal((await going).stopped, 'interrupted at step "one"');
    }
  });

  it("begins nothing when it is interrupted already", async () => {
    const signal = AbortSignal.abort(new Error("interrupted"));
    const done = await run([step("one", { will: "x" })], yes, signal);
    assert.deepEqual([acted, done.stopped], [[], 'interrupted at step "one"']);
  });
});
