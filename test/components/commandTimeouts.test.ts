import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { commandTimeouts } from "../../components/commandTimeouts";

describe("components: the limit of the apply Command", () => {
  const both = (limit: string) => ({ create: limit, update: limit });

  it("is an hour, and the wait for transfers where there is one", () => {
    assert.deepEqual(commandTimeouts(), both("60m"));
    assert.deepEqual(commandTimeouts({ restart: "none", idleWait: 7200 }), both("60m"));
    assert.deepEqual(commandTimeouts({ restart: "whenIdle" }), both("70m"));
    assert.deepEqual(commandTimeouts({ restart: "whenIdle", idleWait: 7201 }), both("181m"));
  });

  it("is none where the wait is not known", () => {
    const restart = { restart: "whenIdle" } as const;
    assert.equal(commandTimeouts(pulumi.output(restart)), undefined);
    assert.equal(commandTimeouts(Promise.resolve(restart)), undefined);
  });
});
