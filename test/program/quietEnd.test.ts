import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { quietEnd } from "../../program/quietEnd";

describe("program: the end of a run", () => {
  it("says nothing once the engine has gone, and hands everything on until then", () => {
    const target = new EventEmitter() as unknown as NodeJS.Process;
    const told: unknown[] = [];
    target.on("unhandledRejection", (reason) => told.push(reason));
    let over = false;
    quietEnd(target, () => over);
    const reject = (reason: Error) =>
      (target as unknown as EventEmitter).emit("unhandledRejection", reason, Promise.resolve());
    const mistake = new Error("a mistake of the program");
    reject(mistake);
    assert.deepEqual([told, target.exitCode], [[mistake], undefined]);
    over = true;
    reject(new Error("14 UNAVAILABLE: resource monitor shut down"));
    assert.deepEqual([told, target.exitCode], [[mistake], 32], "and the run has not gone well");
  });

  it("is known from the SDK's own state", () => {
    const { getStore } = require("@pulumi/pulumi/runtime/state");
    assert.ok("terminated" in getStore(), "the SDK still calls it so");
  });
});
