import assert from "node:assert/strict";
import { service } from "../../../provider/protocol/service";

describe("protocol: cancel", () => {
  const answered = (cancel?: () => void) =>
    new Promise<unknown>((resolve, reject) => {
      const plugin = {
        name: "x",
        title: "x",
        version: "1",
        configure: async () => 0,
        resources: {},
        invokes: {},
      };
      const methods = service({ ...plugin, ...(cancel && { cancel }) }, async () => {});
      const method = methods.cancel as unknown as (
        call: object,
        done: (e: unknown, a: unknown) => void,
      ) => void;
      method({ request: {} }, (error, answer) => (error ? reject(error) : resolve(answer)));
    });

  it("ends what the plugin has under way, once for each time", async () => {
    let ended = 0;
    await answered(() => ended++);
    assert.equal(ended, 1);
  });

  it("is answered where a plugin has nothing to end", async () => {
    assert.ok(await answered());
  });
});
