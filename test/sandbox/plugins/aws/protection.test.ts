import assert from "node:assert/strict";
import { join } from "node:path";
import { DescribeInstancesCommand, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import type { Properties } from "../../../../provider/protocol/wire";
import { instancesFolder, type Kept, keptInstances } from "../../../../sandbox/plugins/aws/keptInstances";
import { FIRST_START } from "../../accounts/testAccounts";
import { type Customer, customer } from "./customer";

const INSTANCE = "aws:ec2/instance:Instance";
const GET_INSTANCE = "aws:ec2/getInstance:getInstance";
const VERSION_TWO = { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 };

describe("aws stand-in: what the emulator forgets of an instance", () => {
  let it_: Customer;
  const made: string[] = [];

  before(async function () {
    this.timeout(FIRST_START);
    it_ = await customer("operator");
  });
  after(() => it_?.stop());
  afterEach(async () => {
    for (const id of made.splice(0))
      await it_.clients.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
  });

  const args = (over: Properties = {}): Properties => ({
    ami: "ami-0abcdef1234567890",
    instanceType: "m5.xlarge",
    metadataOptions: VERSION_TWO,
    disableApiTermination: true,
    ...over,
  });
  const checked = async (over: Properties = {}) => (await it_.plugin.check(INSTANCE, args(over))).inputs;
  const create = async (over: Properties = {}) => {
    const state = await it_.plugin.create(INSTANCE, args(over));
    made.push(state.id);
    return { ...state, inputs: await checked(over) };
  };
  /** What somebody does in the console. */
  const byHand = (id: string, changes: Partial<Kept>) => {
    const kept = keptInstances(instancesFolder(join(it_.accounts.home, "pulumi-home")));
    kept.write(id, { ...kept.read(id), ...changes });
  };
  const drift = async (state: Awaited<ReturnType<typeof create>>, over: Properties = {}) => {
    const seen = await it_.plugin.read(INSTANCE, state.id, state.inputs, state.outputs);
    return { seen, diff: await it_.plugin.diff(INSTANCE, seen.inputs, await checked(over)) };
  };
  const stateOf = async (id: string) => {
    const { Reservations } = await it_.clients.ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    return Reservations?.[0]?.Instances?.[0]?.State?.Name;
  };

  describe("metadata options", () => {
    it("are those of the program with EC2's own for the rest, and are no drift", async () => {
      const state = await create();
      assert.deepEqual(state.outputs.metadataOptions, {
        ...VERSION_TWO,
        httpProtocolIpv6: "disabled",
        instanceMetadataTags: "disabled",
      });
      const { seen, diff } = await drift(state);
      assert.deepEqual([seen.inputs, diff.properties], [state.inputs, []]);
    });

    it("are drift when version 1 was allowed by hand, and are put back in place", async () => {
      const state = await create();
      const optional = {
        ...(state.outputs.metadataOptions as Kept["metadataOptions"]),
        httpTokens: "optional",
      };
      byHand(state.id, { metadataOptions: optional });
      const { seen, diff } = await drift(state);
      assert.deepEqual(seen.outputs.metadataOptions, optional);
      assert.deepEqual([diff.detailed, diff.replaces], [{ "metadataOptions.httpTokens": "UPDATE" }, []]);

      await it_.plugin.update(INSTANCE, state.id, seen.outputs, seen.inputs, args());
      assert.deepEqual((await drift(state)).diff.properties, []);
      const [looked] = (await it_.plugin.invoke(GET_INSTANCE, { instanceId: state.id })).metadataOptions as [
        Properties,
      ];
      assert.equal(looked.httpTokens, "required");
    });

    it("that the program does not name are nobody's drift", async () => {
      const state = await create();
      const tagged = {
        ...(state.outputs.metadataOptions as Kept["metadataOptions"]),
        instanceMetadataTags: "enabled",
      };
      byHand(state.id, { metadataOptions: tagged });
      assert.deepEqual((await drift(state)).diff.properties, []);
    });
  });

  describe("termination protection", () => {
    const refused = (id: string) =>
      new RegExp(
        `^Error: 1 error occurred:\\n\\t\\* terminating EC2 Instance \\(${id}\\): operation error EC2: TerminateInstances, ` +
          "https response error StatusCode: 400, RequestID: [0-9a-f-]{36}, api error OperationNotPermitted: " +
          `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.\\n\\n$`,
      );

    it("keeps an instance from being terminated, and forceDestroy only counts once it is in the state", async () => {
      const { id, outputs } = await create();
      assert.deepEqual([outputs.disableApiTermination, outputs.forceDestroy], [true, false]);
      await assert.rejects(it_.plugin.delete(INSTANCE, id, outputs), refused(id));
      assert.equal(await stateOf(id), "running");

      await it_.plugin.delete(INSTANCE, id, { ...outputs, forceDestroy: true });
      assert.equal(await stateOf(id), "terminated");
    });

    it("is lifted in place, by an update of its own", async () => {
      const { id, inputs, outputs } = await create();
      const open = { disableApiTermination: false };
      assert.deepEqual((await it_.plugin.diff(INSTANCE, inputs, await checked(open))).replaces, []);
      const lifted = await it_.plugin.update(INSTANCE, id, outputs, inputs, args(open));
      assert.equal(lifted.disableApiTermination, false);
      await it_.plugin.delete(INSTANCE, id, lifted);
      assert.equal(await stateOf(id), "terminated");
    });

    it("set by hand holds as well, whatever the state believes, and is drift", async () => {
      const open = { disableApiTermination: false };
      const state = await create(open);
      byHand(state.id, { disableApiTermination: true });
      assert.deepEqual((await drift(state, open)).diff.detailed, { disableApiTermination: "UPDATE" });
      await assert.rejects(it_.plugin.delete(INSTANCE, state.id, state.outputs), refused(state.id));
    });

    it("of an instance that is gone keeps nobody", async () => {
      const { id, outputs } = await create();
      await it_.clients.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
      await it_.plugin.delete(INSTANCE, id, outputs);
    });

    it("is EC2's own default where the program says nothing: none", async () => {
      const state = await create({ disableApiTermination: undefined, metadataOptions: undefined });
      assert.equal(state.outputs.disableApiTermination, false);
      assert.deepEqual(
        (await drift(state, { disableApiTermination: undefined, metadataOptions: undefined })).diff
          .properties,
        [],
      );
    });
  });
});
