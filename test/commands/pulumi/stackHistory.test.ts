import assert from "node:assert/strict";
import { stackHistory } from "../../../commands/pulumi/stackHistory";
import { type Answer, FakeEngine } from "../customer/engine";

describe("commands: the history of a stack", () => {
  let engine: FakeEngine;
  afterEach(() => engine.stop());
  const runs = (count: number, startTime: string): Answer =>
    Array.from({ length: count }, () => ({ kind: "update", startTime }));

  it("is read to its end, page by page", async () => {
    engine = new FakeEngine({ "stack history": [runs(100, "2026-11-01"), runs(2, "2026-03-01")] });
    const all = await stackHistory("acme-prod");
    assert.equal(all.length, 102);
    assert.equal(all.at(-1)?.startTime, "2026-03-01");
    const asked = "stack history --json --show-secrets --page-size 100";
    assert.deepEqual(engine.calls, [
      `${asked} --page 1 --stack acme-prod`,
      `${asked} --page 2 --stack acme-prod`,
    ]);
  });

  it("of a stack that was never up is empty; what the engine refuses is said", async () => {
    engine = new FakeEngine({ "stack history": [[], { fails: "no stack named 'x' found" }] });
    assert.deepEqual(await stackHistory("x"), []);
    await assert.rejects(stackHistory("x"), /^Error: no stack named 'x' found$/);
  });
});
