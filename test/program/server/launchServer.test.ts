import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import { launchServer } from "../../../program/server/launchServer";
import type { Settings } from "../../../program/settings";
import { only, type Registered, recordResources, settled, settledValue } from "../../mocks/resources";
import { ED25519 } from "../../model/ssh/hostKeys";
import { ONE_ACCOUNT, settingsWith } from "../settings/stack";

const INSTANCE = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
const TYPE = "aws:ec2/instance:Instance";
const ROLE = { name: "aspera-server", arn: "arn", uniqueId: "AROA", instanceProfile: "aspera-profile" };

/** The settings of a server's own stack that launches it. */
function launching(server: object): Settings {
  const none = { ...ONE_ACCOUNT, bucket: undefined, transferUser: undefined };
  return settingsWith({ ...none, server: { instance: INSTANCE, hostKey: ED25519, ...server } });
}

describe("server: the launch (instance)", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await recordResources({ [TYPE]: { publicIp: "198.51.100.7", privateIp: "10.0.0.7" } });
  });
  const launch = async (server: object = {}, stack = "acme-prod") => {
    const provider = new Provider("server-account", { region: "us-east-1" });
    const launched = launchServer({ ...launching(server), stack }, ROLE, provider);
    assert.ok(launched);
    await settled(launched);
    return launched;
  };

  it("carries the server role's profile and its stack's name, in the server account", async () => {
    await launch();
    const { name, inputs, provider } = only(registered, TYPE);
    assert.equal(name, "server-instance");
    assert.deepEqual(inputs, {
      ami: INSTANCE.amiId,
      instanceType: INSTANCE.type,
      iamInstanceProfile: "aspera-profile",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      disableApiTermination: true,
      tags: { Name: "aspera-acme-prod", "aspera-stack": "acme-prod" },
    });
    assert.match(provider, /providers:aws::server-account::/);
  });

  it("is what the settings say in every part, and its stack's name cannot be taken from it", async () => {
    await launch({
      instance: {
        ...INSTANCE,
        subnetId: "subnet-0123456789abcdef0",
        securityGroupIds: ["sg-0123456789abcdef0"],
        keyName: "operator",
        rootVolume: { sizeGib: 200, type: "gp3", encrypted: true },
        metadataOptions: { httpTokens: "required", hopLimit: 2 },
        tags: { owner: "media-ops", "aspera-stack": "globex-prod" },
        terminationProtection: false,
      },
      securityGroup: { transfers: ["203.0.113.0/24"], nodeApi: ["2001:db8::/32"] },
    });
    assert.deepEqual(only(registered, TYPE).inputs, {
      ami: INSTANCE.amiId,
      instanceType: INSTANCE.type,
      subnetId: "subnet-0123456789abcdef0",
      vpcSecurityGroupIds: ["sg-0123456789abcdef0", "server-clients-group-id"],
      keyName: "operator",
      iamInstanceProfile: "aspera-profile",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 },
      rootBlockDevice: { volumeSize: 200, volumeType: "gp3", encrypted: true },
      disableApiTermination: false,
      tags: { Name: "aspera-acme-prod", owner: "media-ops", "aspera-stack": "acme-prod" },
    });
    assert.deepEqual(
      registered
        .filter(({ type }) => /SecurityGroup/.test(type) && type.startsWith("aws:"))
        .map(({ name }) => name),
      [
        "server-clients-group",
        "server-clients-in-tcp-33001-203.0.113.0/24",
        "server-clients-in-udp-33001-203.0.113.0/24",
        "server-clients-in-tcp-443-2001-db8--/32",
        "server-clients-in-tcp-9092-2001-db8--/32",
        "server-clients-out-tcp-443-0.0.0.0/0",
      ],
    );
    assert.equal(only(registered, "aws:ec2/securityGroup:SecurityGroup").inputs.name, "aspera-acme-prod");
  });

  for (const [what, server, stack, expected] of [
    ["is kept from deletion", {}, "acme-prod", true],
    ["may be replaced where the settings say so", { allowReplace: true }, "acme-prod", false],
    ["is nobody's loss in the sandbox", {}, "dev", false],
    ["is kept in a stack that is only called alike", {}, "developers", true],
  ] as const) {
    it(what, async () => {
      await launch({ ...server, securityGroup: { transfers: ["203.0.113.0/24"] } }, stack);
      assert.equal(only(registered, TYPE).protect, expected);
      assert.equal(only(registered, "aws:ec2/securityGroup:SecurityGroup").protect, false);
    });
  }

  it("is reached at the address that the settings prefer", async () => {
    assert.equal(await settledValue((await launch()).address), "198.51.100.7");
    const launched = await launch({ instance: { ...INSTANCE, address: "private" } });
    assert.equal(await settledValue(launched.address), "10.0.0.7");
  });

  it("does not happen for a server that runs already", () => {
    const provider = new Provider("server-account", { region: "us-east-1" });
    assert.equal(launchServer(settingsWith(), ROLE, provider), undefined);
  });
});
