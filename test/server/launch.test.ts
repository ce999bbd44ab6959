import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import { launchServer } from "../../components/server/launchServer";
import { EGRESS, PORTS, portRules } from "../../components/server/ports";
import { replacing } from "../../components/server/replacement";
import type { InstanceSettings, Settings } from "../../components/settings/types";
import { only, type Registered, recordResources, settledValue } from "../mocks/resources";
import { ONE_ACCOUNT, settingsWith } from "../settings/stack";
import { ED25519 } from "./hostKeys";

const INSTANCE = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };

/** The settings of a server's own stack that launches it. */
function launching(server: object): Settings {
  const none = { ...ONE_ACCOUNT, bucket: undefined, transferUser: undefined };
  return settingsWith({ ...none, server: { instance: INSTANCE, hostKey: ED25519, ...server } });
}

describe("server: ports (instance)", () => {
  it("are those of the vendor's page, and 22 is none of them", () => {
    const said = Object.entries(PORTS).flatMap(([service, ports]) =>
      ports.map(({ protocol, port }) => `${service} ${protocol} ${port}`),
    );
    assert.deepEqual(said, [
      "transfers tcp 33001",
      "transfers udp 33001",
      "nodeApi tcp 443",
      "nodeApi tcp 9092",
      "httpFallback tcp 8080",
      "httpFallback tcp 8443",
    ]);
  });

  it("make one rule for each port and block, each with a name of its own", () => {
    const rules = portRules(PORTS.transfers, ["203.0.113.0/24", "2001:db8::/32", "203.0.113.0/24"]);
    assert.deepEqual(
      rules.map(({ name }) => name),
      [
        "tcp-33001-203.0.113.0/24",
        "tcp-33001-2001-db8--/32",
        "udp-33001-203.0.113.0/24",
        "udp-33001-2001-db8--/32",
      ],
    );
    assert.deepEqual(portRules([EGRESS], []), []);
  });
});

describe("server: what would replace an instance (instance)", () => {
  const wanted: InstanceSettings = {
    ...INSTANCE,
    securityGroupIds: [],
    address: "public",
    metadataOptions: { httpTokens: "required", hopLimit: 1 },
    tags: {},
    terminationProtection: true,
  };
  const found = {
    id: "i-0123456789abcdef0",
    amiId: INSTANCE.amiId,
    subnetId: "subnet-0123456789abcdef0",
    keyName: "",
  };

  it("is named, with what is there and what was asked for", () => {
    assert.deepEqual(replacing(wanted, found), []);
    assert.deepEqual(replacing({ ...wanted, amiId: "ami-0fedcba9876543210" }, found), [
      { property: "amiId", from: "ami-0123456789abcdef0", to: "ami-0fedcba9876543210" },
    ]);
    assert.deepEqual(
      replacing({ ...wanted, keyName: "operator", subnetId: "subnet-0fedcba9876543210" }, found),
      [
        { property: "subnetId", from: "subnet-0123456789abcdef0", to: "subnet-0fedcba9876543210" },
        { property: "keyName", from: "none", to: "operator" },
      ],
    );
    const encrypted = { ...wanted, rootVolume: { encrypted: true } };
    assert.equal(
      replacing(encrypted, { ...found, rootEncrypted: false })[0]?.property,
      "rootVolume.encrypted",
    );
    assert.deepEqual(replacing(encrypted, found), [], "not seen, so nothing is said");
  });

  it("is not what changes in place", () => {
    const changed = {
      ...wanted,
      type: "m5.2xlarge",
      securityGroupIds: ["sg-0123456789abcdef0"],
      metadataOptions: { httpTokens: "optional", hopLimit: 2 } as const,
      terminationProtection: false,
      tags: { owner: "media-ops" },
    };
    assert.deepEqual(replacing(changed, found), []);
  });
});

describe("server: the launch (instance)", () => {
  let registered: Registered[];
  let provider: Provider;
  beforeEach(async () => {
    registered = await recordResources({
      "aws:ec2/instance:Instance": { publicIp: "198.51.100.7", privateIp: "10.0.0.7" },
    });
    provider = new Provider("server-account", { region: "us-east-1" });
  });
  const role = { name: "aspera-server", arn: "arn", uniqueId: "AROA", instanceProfile: "aspera-server" };
  const launch = async (server: object, stack = "acme-prod") => {
    const launched = launchServer({ ...launching(server), stack }, role, provider);
    assert.ok(launched);
    await settledValue(launched.instance.urn);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return launched;
  };

  it("carries the server role's profile, and its stack's name", async () => {
    await launch({});
    const { inputs, provider: account } = only(registered, "aws:ec2/instance:Instance");
    assert.deepEqual(inputs, {
      ami: INSTANCE.amiId,
      instanceType: INSTANCE.type,
      iamInstanceProfile: "aspera-server",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      disableApiTermination: true,
      tags: { Name: "aspera-acme-prod", "aspera-stack": "acme-prod" },
    });
    assert.match(account, /providers:aws::server-account::/);
  });

  it("goes into its own security group beside the given ones, one rule for each port and source", async () => {
    await launch({
      instance: { ...INSTANCE, securityGroupIds: ["sg-0123456789abcdef0"] },
      securityGroup: { transfers: ["203.0.113.0/24"], nodeApi: ["2001:db8::/32"] },
    });
    assert.deepEqual(only(registered, "aws:ec2/instance:Instance").inputs.vpcSecurityGroupIds, [
      "sg-0123456789abcdef0",
      "server-clients-group-id",
    ]);
    const rules = registered
      .filter(({ type }) => /SecurityGroup(In|E)gressRule$/.test(type))
      .map(({ type, inputs }) => {
        const { ipProtocol, fromPort, toPort, cidrIpv4, cidrIpv6, securityGroupId } = inputs;
        assert.equal(securityGroupId, "server-clients-group-id");
        const way = type.includes("Ingress") ? "in" : "out";
        return `${way} ${ipProtocol} ${fromPort}-${toPort} ${cidrIpv4 ?? cidrIpv6}`;
      });
    assert.deepEqual(rules.sort(), [
      "in tcp 33001-33001 203.0.113.0/24",
      "in tcp 443-443 2001:db8::/32",
      "in tcp 9092-9092 2001:db8::/32",
      "in udp 33001-33001 203.0.113.0/24",
      "out tcp 443-443 0.0.0.0/0",
    ]);
  });

  it("is what the settings say in every part, and its stack's name cannot be taken from it", async () => {
    const instance = {
      ...INSTANCE,
      subnetId: "subnet-0123456789abcdef0",
      keyName: "operator",
      rootVolume: { sizeGib: 200, type: "gp3", encrypted: true },
      metadataOptions: { httpTokens: "required", hopLimit: 2 },
      tags: { owner: "media-ops", "aspera-stack": "globex-prod" },
      terminationProtection: false,
    };
    await launch({ instance });
    assert.deepEqual(only(registered, "aws:ec2/instance:Instance").inputs, {
      ami: INSTANCE.amiId,
      instanceType: INSTANCE.type,
      subnetId: "subnet-0123456789abcdef0",
      keyName: "operator",
      iamInstanceProfile: "aspera-server",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 },
      rootBlockDevice: { volumeSize: 200, volumeType: "gp3", encrypted: true },
      disableApiTermination: false,
      tags: { Name: "aspera-acme-prod", owner: "media-ops", "aspera-stack": "acme-prod" },
    });
  });

  for (const [what, server, stack, expected] of [
    ["is kept from deletion", {}, "acme-prod", true],
    ["may be replaced where the settings say so", { allowReplace: true }, "acme-prod", false],
    ["is nobody's loss in the sandbox", {}, "dev", false],
  ] as const) {
    it(what, async () => {
      await launch(server, stack);
      assert.equal(only(registered, "aws:ec2/instance:Instance").protect, expected);
    });
  }

  it("opens each service to its own clients only, in the server's account and the wanted network", async () => {
    await launch({
      securityGroup: {
        vpcId: "vpc-0123456789abcdef0",
        transfers: ["203.0.113.0/24"],
        httpFallback: ["198.51.100.0/24"],
        egress: ["10.0.0.0/8"],
      },
    });
    assert.equal(
      only(registered, "aws:ec2/securityGroup:SecurityGroup").inputs.vpcId,
      "vpc-0123456789abcdef0",
    );
    const made = registered.filter(({ type }) => /SecurityGroup/.test(type) && type.startsWith("aws:"));
    for (const { name, provider } of made) assert.match(provider, /providers:aws::server-account::/, name);
    assert.deepEqual(made.map(({ name }) => name).sort(), [
      "server-clients-group",
      "server-clients-in-tcp-33001-203.0.113.0/24",
      "server-clients-in-tcp-8080-198.51.100.0/24",
      "server-clients-in-tcp-8443-198.51.100.0/24",
      "server-clients-in-udp-33001-203.0.113.0/24",
      "server-clients-out-tcp-443-10.0.0.0/8",
    ]);
  });

  it("is reached at its private address where it has no public one", async () => {
    await recordResources({ "aws:ec2/instance:Instance": { publicIp: "", privateIp: "10.0.0.7" } });
    provider = new Provider("server-account", { region: "us-east-1" });
    assert.equal(await settledValue((await launch({})).address), "10.0.0.7");
  });

  it("is reached at its public address, unless the private one is wanted", async () => {
    assert.equal(await settledValue((await launch({})).address), "198.51.100.7");
    const launched = await launch({ instance: { ...INSTANCE, address: "private" } });
    assert.equal(await settledValue(launched.address), "10.0.0.7");
  });

  it("does not happen for a server that runs already", () => {
    const settings = settingsWith();
    assert.equal(launchServer(settings, role, provider), undefined);
  });
});
