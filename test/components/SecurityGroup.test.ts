import assert from "node:assert/strict";
import { SecurityGroup as Group } from "@pulumi/aws/ec2/securityGroup";
import * as pulumi from "@pulumi/pulumi";
import { SecurityGroup, type SecurityGroupArgs } from "../../components/SecurityGroup";
import { only, type Registered, recordResources, settled, settledValue } from "../mocks/resources";
import { accounts, providers } from "./fixtures";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";

describe("components: SecurityGroup", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await recordResources();
  });
  const made = async (args: Partial<SecurityGroupArgs> = {}) => {
    const all = { groupName: "aspera-acme", transfers: ["203.0.113.0/24"], ...args };
    const group = new SecurityGroup("clients", all, { provider: providers().server });
    await settled(group);
    return group;
  };
  /** Each rule as `in tcp 33001-33001 203.0.113.0/24`. */
  const rules = () =>
    registered
      .filter(({ type }) => /SecurityGroup(In|E)gressRule$/.test(type))
      .map(({ type, wire }) => {
        assert.equal(wire.securityGroupId, "clients-group-id");
        const way = /Ingress/.test(type) ? "in" : "out";
        return `${way} ${wire.ipProtocol} ${wire.fromPort}-${wire.toPort} ${wire.cidrIpv4 ?? wire.cidrIpv6}`;
      })
      .sort();

  it("lets in who transfers, by SSH and FASP, and out to S3 and STS wherever they are; nothing else", async () => {
    await made();
    assert.deepEqual(only(registered, GROUP).wire, {
      name: "aspera-acme",
      description: "Clients of an IBM Aspera server.",
    });
    assert.deepEqual(only(registered, GROUP).hideDiffs, ["ingress", "egress"], "its rules are their own");
    assert.deepEqual(rules(), [
      "in tcp 33001-33001 203.0.113.0/24",
      "in udp 33001-33001 203.0.113.0/24",
      "out tcp 443-443 0.0.0.0/0",
    ]);
  });

  it("opens the vendor's ports of each service to its own clients only, and 22 to nobody", async () => {
    await made({
      vpcId: "vpc-0123456789abcdef0",
      transfers: ["203.0.113.0/24"],
      nodeApi: ["2001:db8::/32"],
      httpFallback: ["198.51.100.0/24"],
      egress: ["10.0.0.0/8", "2001:db8:1::/48"],
    });
    assert.equal(only(registered, GROUP).wire.vpcId, "vpc-0123456789abcdef0");
    assert.deepEqual(rules(), [
      "in tcp 33001-33001 203.0.113.0/24",
      "in tcp 443-443 2001:db8::/32",
      "in tcp 8080-8080 198.51.100.0/24",
      "in tcp 8443-8443 198.51.100.0/24",
      "in tcp 9092-9092 2001:db8::/32",
      "in udp 33001-33001 203.0.113.0/24",
      "out tcp 443-443 10.0.0.0/8",
      "out tcp 443-443 2001:db8:1::/48",
    ]);
  });

  it("says of each rule what it is for, by the family of its block", async () => {
    await made({ transfers: ["203.0.113.0/24", "2001:db8::/32"], egress: [] });
    const rule = (name: string) => registered.find((one) => one.name === name)?.wire;
    const common = { securityGroupId: "clients-group-id", fromPort: 33001, toPort: 33001 };
    assert.deepEqual(rule("clients-in-udp-33001-203.0.113.0/24"), {
      ...common,
      ipProtocol: "udp",
      description: "transfers (FASP)",
      cidrIpv4: "203.0.113.0/24",
    });
    assert.deepEqual(rule("clients-in-tcp-33001-2001-db8--/32"), {
      ...common,
      ipProtocol: "tcp",
      description: "session start of every transfer (SSH)",
      cidrIpv6: "2001:db8::/32",
    });
  });

  it("makes one rule for each port and block, named after them; a block that is named twice counts once", async () => {
    await made({ transfers: ["203.0.113.0/24", "2001:db8::/32", "203.0.113.0/24"], egress: [] });
    assert.deepEqual(Object.keys(accounts(registered)), [
      "clients-group",
      "clients-in-tcp-33001-2001-db8--/32",
      "clients-in-tcp-33001-203.0.113.0/24",
      "clients-in-udp-33001-2001-db8--/32",
      "clients-in-udp-33001-203.0.113.0/24",
    ]);
  });

  it("is in its provider's account with all its rules, and gives its id", async () => {
    const group = await made({ groupName: pulumi.output("aspera-b"), vpcId: pulumi.output("vpc-1") });
    const one = only(registered, GROUP);
    assert.deepEqual([one.wire.name, one.wire.vpcId], ["aspera-b", "vpc-1"]);
    assert.deepEqual(new Set(Object.values(accounts(registered))), new Set(["server-account"]));
    for (const { type, parent } of registered) if (type.startsWith("aws:")) assert.equal(parent, "clients");
    assert.equal(await settledValue(group.groupId), "clients-group-id");
    assert.ok(group.group instanceof Group);
  });
});
