import assert from "node:assert/strict";
import { Instance } from "@pulumi/aws/ec2/instance";
import * as pulumi from "@pulumi/pulumi";
import { SecurityGroup } from "../../components/SecurityGroup";
import { ServerInstance, type ServerInstanceArgs } from "../../components/ServerInstance";
import { only, type Registered, recordResources, settled, settledValue } from "../mocks/resources";
import { accounts, providers } from "./fixtures";

const INSTANCE = "aws:ec2/instance:Instance";
const ARGS = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge", instanceProfile: "aspera-server" };
const CLIENTS = { groupName: "aspera-acme", transfers: ["203.0.113.0/24"] };

describe("components: ServerInstance", () => {
  let registered: Registered[];
  const at = async (publicIp: string, privateIp = "10.0.0.7") => {
    registered = await recordResources({ [INSTANCE]: { publicIp, privateIp } });
  };
  beforeEach(() => at("198.51.100.7"));
  const made = async (args: Partial<ServerInstanceArgs> = {}, opts: pulumi.ComponentResourceOptions = {}) => {
    const server = new ServerInstance(
      "server",
      { ...ARGS, ...args },
      { provider: providers().server, ...opts },
    );
    await settled(server);
    return server;
  };

  it("carries the profile, answers version 2 of its metadata alone, and cannot be terminated; the rest is AWS's", async () => {
    const server = await made();
    assert.deepEqual(only(registered, INSTANCE).wire, {
      ami: "ami-0123456789abcdef0",
      instanceType: "m5.xlarge",
      iamInstanceProfile: "aspera-server",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      disableApiTermination: true,
    });
    assert.equal(server.securityGroup, undefined);
    assert.deepEqual(accounts(registered), { "server-instance": "server-account" });
  });

  it("is what the arguments say in every part, outputs among them", async () => {
    await made({
      amiId: pulumi.output("ami-b"),
      type: pulumi.output("m5.2xlarge"),
      instanceProfile: pulumi.output("aspera-b"),
      subnetId: pulumi.output("subnet-1"),
      securityGroupIds: [pulumi.output("sg-1"), "sg-2"],
      keyName: pulumi.output("operator"),
      httpTokens: "optional",
      hopLimit: 2,
      rootVolume: { sizeGib: 200, type: "gp3", encrypted: true },
      terminationProtection: false,
      tags: { owner: pulumi.output("media-ops") },
    });
    assert.deepEqual(only(registered, INSTANCE).wire, {
      ami: "ami-b",
      instanceType: "m5.2xlarge",
      subnetId: "subnet-1",
      keyName: "operator",
      iamInstanceProfile: "aspera-b",
      vpcSecurityGroupIds: ["sg-1", "sg-2"],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "optional", httpPutResponseHopLimit: 2 },
      rootBlockDevice: { volumeSize: 200, volumeType: "gp3", encrypted: true },
      disableApiTermination: false,
      tags: { owner: "media-ops" },
    });
  });

  it("leaves size and type of the root volume to the image", async () => {
    await made({ rootVolume: { encrypted: true } });
    assert.deepEqual(only(registered, INSTANCE).wire.rootBlockDevice, { encrypted: true });
  });

  it("goes into a security group of its own beside the given ones, in the same account", async () => {
    const server = await made({ securityGroupIds: ["sg-1"], securityGroup: CLIENTS });
    assert.deepEqual(only(registered, INSTANCE).wire.vpcSecurityGroupIds, [
      "sg-1",
      "server-clients-group-id",
    ]);
    assert.ok(server.securityGroup instanceof SecurityGroup);
    assert.equal(only(registered, "aspera:components:SecurityGroup").parent, "server");
    assert.deepEqual(new Set(Object.values(accounts(registered))), new Set(["server-account"]));

    registered.length = 0;
    await made({ securityGroup: CLIENTS });
    assert.deepEqual(only(registered, INSTANCE).wire.vpcSecurityGroupIds, ["server-clients-group-id"]);
  });

  for (const protect of [true, false]) {
    it(`${protect ? "is" : "is not"} protected, and its security group never is: that is easily made again`, async () => {
      await made({ securityGroup: CLIENTS }, { protect });
      assert.equal(only(registered, INSTANCE).protect, protect);
      const group = registered.filter(({ name }) => name.startsWith("server-clients"));
      assert.equal(group.length, 5, "component, group, and three rules");
      assert.deepEqual(new Set(group.map((one) => one.protect)), new Set([false]));
    });
  }

  it("is reached at its public address, unless the private one is wanted or there is no other", async () => {
    const address = async (args: Partial<ServerInstanceArgs> = {}) =>
      settledValue((await made(args)).address);
    assert.equal(await address(), "198.51.100.7");
    assert.equal(await address({ address: "public" }), "198.51.100.7");
    assert.equal(await address({ address: "private" }), "10.0.0.7");
    await at("");
    assert.equal(await address(), "10.0.0.7");
  });

  it("has a typed instance", async () => {
    const server = await made();
    assert.ok(server.instance instanceof Instance);
    assert.equal(await settledValue(server.instance.id), "server-instance-id");
    assert.equal(only(registered, INSTANCE).parent, "server");
  });
});
