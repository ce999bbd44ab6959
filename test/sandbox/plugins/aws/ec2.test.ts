import assert from "node:assert/strict";
import {
  CreateTagsCommand,
  DescribeSecurityGroupRulesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { CreateInstanceProfileCommand } from "@aws-sdk/client-iam";
import { type Properties, UNKNOWN } from "../../../../provider/protocol/wire";
import { FIRST_START } from "../../accounts/testAccounts";
import { type Customer, customer } from "./customer";

const INSTANCE = "aws:ec2/instance:Instance";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

describe("aws stand-in: EC2", () => {
  let it_: Customer;

  before(async function () {
    this.timeout(FIRST_START);
    it_ = await customer("operator");
    for (const InstanceProfileName of ["carried", "carried-next"])
      await it_.clients.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
  });
  after(() => it_?.stop());

  describe("Instance", () => {
    const made: string[] = [];
    const args = (over: Properties = {}): Properties => ({
      ami: "ami-0abcdef1234567890",
      instanceType: "m5.xlarge",
      iamInstanceProfile: "carried",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      ...over,
    });
    const create = async (over: Properties = {}) => {
      const state = await it_.plugin.create(INSTANCE, args(over));
      made.push(state.id);
      return { ...state, inputs: (await it_.plugin.check(INSTANCE, args(over))).inputs };
    };
    afterEach(async () => {
      for (const id of made.splice(0))
        await it_.clients.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    });

    it("runs with its profile, and what AWS fills in is no drift", async () => {
      const { id, inputs, outputs } = await create({ tags: { Name: "aspera" } });
      assert.match(id, /^i-/);
      assert.equal(outputs.instanceState, "running");
      assert.equal(outputs.iamInstanceProfile, "carried");
      assert.equal(outputs.arn, `arn:aws:ec2:us-east-1:111122223333:instance/${id}`);
      assert.deepEqual(outputs.tagsAll, { environment: "test", Name: "aspera" });
      assert.ok(outputs.subnetId && outputs.privateIp, "AWS filled in");
      const seen = await it_.plugin.read(INSTANCE, id, inputs, outputs);
      assert.deepEqual(seen.inputs, inputs);
      assert.deepEqual((await it_.plugin.diff(INSTANCE, seen.inputs, inputs)).properties, []);
    });

    it("is refused with a profile that is not there, as on AWS", async () => {
      await assert.rejects(create({ iamInstanceProfile: "nobody" }), /Invalid IAM Instance Profile name/);
    });

    it("has addresses only AWS can say in a preview", async () => {
      const { outputs } = await it_.plugin.create(INSTANCE, args(), true);
      assert.deepEqual(
        [outputs.privateIp, outputs.arn, outputs.ami],
        [UNKNOWN, UNKNOWN, "ami-0abcdef1234567890"],
      );
    });

    it("takes another profile and other tags in place", async () => {
      const { id, inputs, outputs } = await create();
      const news = args({ iamInstanceProfile: "carried-next", tags: { owner: "ops" } });
      const diff = await it_.plugin.diff(INSTANCE, inputs, (await it_.plugin.check(INSTANCE, news)).inputs);
      assert.deepEqual(diff.replaces, []);
      const changed = await it_.plugin.update(INSTANCE, id, outputs, inputs, news);
      assert.equal(changed.iamInstanceProfile, "carried-next");
      assert.deepEqual(changed.tagsAll, { environment: "test", owner: "ops" });
    });

    it("says what the emulator cannot change, instead of believing it", async () => {
      const { id, inputs, outputs } = await create();
      await assert.rejects(
        it_.plugin.update(INSTANCE, id, outputs, inputs, args({ instanceType: "m5.2xlarge" })),
        /emulator cannot change instanceType of an instance; AWS can, in place\nhint: /,
      );
    });

    const replacing: [string, Properties, Properties, string[]][] = [
      ["another image", {}, { ami: "ami-1" }, ["ami"]],
      ["another subnet", { subnetId: "subnet-1" }, { subnetId: "subnet-2" }, ["subnetId"]],
      ["another type, in place", {}, { instanceType: "t3.micro" }, []],
      ["other user data, in place", { userData: "a" }, { userData: "b" }, []],
      [
        "other user data, when the program says so",
        { userData: "a", userDataReplaceOnChange: true },
        { userData: "b", userDataReplaceOnChange: true },
        ["userData"],
      ],
      [
        "an encrypted root volume",
        { rootBlockDevice: { volumeSize: 8 } },
        { rootBlockDevice: { volumeSize: 8, encrypted: true } },
        ["rootBlockDevice"],
      ],
      [
        "a larger root volume, in place",
        { rootBlockDevice: { volumeSize: 8 } },
        { rootBlockDevice: { volumeSize: 9 } },
        [],
      ],
    ];
    for (const [what, olds, news, replaces] of replacing)
      it(`replaces for: ${what}`, async () => {
        const diff = await it_.plugin.diff(INSTANCE, args(olds), args(news));
        assert.equal(diff.changed, true);
        assert.deepEqual([diff.replaces, diff.deleteBeforeReplace], [replaces, false]);
      });

    it("is gone once terminated, and terminating it again is harmless", async () => {
      const { id, inputs, outputs } = await create();
      await it_.plugin.delete(INSTANCE, id, outputs);
      await it_.plugin.delete(INSTANCE, id, outputs);
      assert.equal((await it_.plugin.read(INSTANCE, id, inputs, outputs)).id, "");
      made.length = 0;
    });
  });

  describe("SecurityGroup and its rules", () => {
    let number = 0;
    const group = async () => it_.plugin.create(GROUP, { name: `aspera-${++number}`, description: "d" });
    const rules = async (id: string) => {
      const Filters = [{ Name: "group-id", Values: [id] }];
      const { SecurityGroupRules = [] } = await it_.clients.ec2.send(
        new DescribeSecurityGroupRulesCommand({ Filters }),
      );
      return SecurityGroupRules.map(({ IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4 }) =>
        [IsEgress ? "out" : "in", IpProtocol, FromPort, ToPort, CidrIpv4].join(" "),
      ).sort();
    };

    it("lets nothing in or out at first", async () => {
      const { id, outputs } = await group();
      assert.match(id, /^sg-/);
      assert.deepEqual(await rules(id), []);
      const inputs = (await it_.plugin.check(GROUP, { name: `aspera-${number}`, description: "d" })).inputs;
      assert.deepEqual((await it_.plugin.read(GROUP, id, inputs, outputs)).inputs, inputs);
    });

    it("is replaced for another description, and shows a foreign tag", async () => {
      const { id, outputs } = await group();
      const inputs = (await it_.plugin.check(GROUP, { name: `aspera-${number}`, description: "d" })).inputs;
      assert.deepEqual((await it_.plugin.diff(GROUP, inputs, { ...inputs, description: "e" })).replaces, [
        "description",
      ]);
      await it_.clients.ec2.send(
        new CreateTagsCommand({ Resources: [id], Tags: [{ Key: "who", Value: "hand" }] }),
      );
      const seen = await it_.plugin.read(GROUP, id, inputs, outputs);
      assert.deepEqual((await it_.plugin.diff(GROUP, seen.inputs, inputs)).detailed, {
        tags: "DELETE",
        "tagsAll.who": "DELETE",
      });
      const mended = await it_.plugin.update(GROUP, id, seen.outputs, seen.inputs, {
        name: `aspera-${number}`,
        description: "d",
      });
      assert.deepEqual(mended, outputs);
    });

    it("has one rule for each resource: made, changed, deleted", async () => {
      const { id: securityGroupId, outputs: ofGroup } = await group();
      const ssh = {
        securityGroupId,
        ipProtocol: "tcp",
        fromPort: 33001,
        toPort: 33001,
        cidrIpv4: "192.0.2.0/24",
      };
      const rule = await it_.plugin.create(INGRESS, ssh);
      const out = await it_.plugin.create(EGRESS, {
        securityGroupId,
        ipProtocol: "-1",
        cidrIpv4: "0.0.0.0/0",
      });
      assert.deepEqual(await rules(securityGroupId), [
        "in tcp 33001 33001 192.0.2.0/24",
        "out -1 -1 -1 0.0.0.0/0",
      ]);

      const seen = await it_.plugin.read(INGRESS, rule.id, ssh, rule.outputs);
      assert.deepEqual(seen.inputs, ssh);
      const everything = { securityGroupId, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" };
      assert.deepEqual((await it_.plugin.read(EGRESS, out.id, everything, out.outputs)).inputs, everything);

      const narrower = { ...ssh, cidrIpv4: "192.0.2.7/32" };
      assert.deepEqual((await it_.plugin.diff(INGRESS, ssh, narrower)).replaces, []);
      await it_.plugin.update(INGRESS, rule.id, rule.outputs, ssh, narrower);
      assert.ok((await rules(securityGroupId)).includes("in tcp 33001 33001 192.0.2.7/32"));

      await it_.plugin.delete(INGRESS, rule.id, rule.outputs);
      await it_.plugin.delete(INGRESS, rule.id, rule.outputs);
      assert.equal((await it_.plugin.read(INGRESS, rule.id, ssh, rule.outputs)).id, "");
      await it_.plugin.delete(EGRESS, out.id, out.outputs);
      assert.deepEqual(await rules(securityGroupId), []);
      await it_.plugin.delete(GROUP, securityGroupId, ofGroup);
      assert.equal((await it_.plugin.read(GROUP, securityGroupId, {}, ofGroup)).id, "");
    });
  });
});
