import assert from "node:assert/strict";
import { engineLog } from "../../../provider/protocol/engineLog";
import { type FakeEngine, fakeEngine } from "./fakeEngine";

const URN = "urn:pulumi:dev::aspera::aspera:index:Link::link";

describe("provider: lines for the person who runs Pulumi", () => {
  let engine: FakeEngine;
  beforeEach(async () => {
    engine = await fakeEngine();
  });
  afterEach(() => engine.stop());

  it("reach the engine beside their resource, in order, as loud as they are", async () => {
    const log = engineLog(engine.address);
    await log(URN, "info", "waiting for ä");
    await log(URN, "warning", "not what it should be\nhint: look");
    assert.deepEqual(engine.logged, [
      { severity: "INFO", urn: URN, message: "waiting for ä" },
      { severity: "WARNING", urn: URN, message: "not what it should be\nhint: look" },
    ]);
  });

  it("are shown to nobody without an engine", async () => {
    await engineLog(undefined)(URN, "info", "lost");
    await engineLog("")(URN, "info", "lost");
    assert.deepEqual(engine.logged, []);
  });

  it("are lost where the engine is gone or knows no lines, and fail nothing", async () => {
    const log = engineLog(engine.address);
    engine.stop();
    await log(URN, "info", "lost");
    assert.deepEqual(engine.logged, []);
  });
});
