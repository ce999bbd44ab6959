import assert from "node:assert/strict";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ResourceHandler } from "../../../provider/protocol/handler";
import { service } from "../../../provider/protocol/service";
import { timeLimit } from "../../../provider/protocol/timeLimit";

const URN = "urn:pulumi:dev::aspera::x:index:Thing::it";

describe("protocol: customTimeouts", () => {
  const limits: (number | undefined)[] = [];
  const noted = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    limits.push(timeLimit()?.seconds);
    return {};
  };
  const thing: ResourceHandler<number> = {
    inputs: {},
    computed: [],
    create: async () => ({ id: "1", outputs: await noted() }),
    update: noted,
    delete: async () => {},
  };
  const methods = service(
    {
      name: "x",
      title: "x",
      version: "1",
      configure: async () => 0,
      resources: { "x:index:Thing": () => thing },
      invokes: {},
    },
    async () => {},
  );
  const ask = (method: string, request: object) =>
    new Promise<void>((resolve, reject) => {
      const handler = methods[method] as unknown as (call: object, done: (error: unknown) => void) => void;
      handler({ request }, (error) => (error ? reject(error) : resolve()));
    });

  it("reach what is done in a create and an update, side by side, each its own", async () => {
    await ask("configure", new rpc.ConfigureRequest());
    const create = (seconds: number) =>
      ask("create", new rpc.CreateRequest().setUrn(URN).setProperties(new Struct()).setTimeout(seconds));
    const update = (seconds: number) =>
      ask("update", new rpc.UpdateRequest().setUrn(URN).setNews(new Struct()).setTimeout(seconds));
    await Promise.all([create(60), create(0), update(90), update(0)]);
    assert.deepEqual(limits, [60, undefined, 90, undefined]);
    assert.equal(timeLimit(), undefined);
  });
});
