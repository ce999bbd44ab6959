import assert from "node:assert/strict";
import { messageOf } from "../../../model/findings/finding";
import { foreignIngressRules } from "../../../program/checks/foreignIngress";
import { type Answers, account, refusing } from "../../mocks/account";
import { settingsWith } from "../settings/stack";

const GROUP = "sg-0123456789abcdef0";
const instance = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
const launching = (securityGroup?: object) => settingsWith({ server: { instance, securityGroup } });
const SETTINGS = launching({ transfers: ["203.0.113.0/24", "2001:DB8:0::/32"], nodeApi: ["203.0.113.0/24"] });

const rule = (IpProtocol: string, port: number, source: object, more: object = {}) => ({
  SecurityGroupRuleId: `sgr-${port}`,
  GroupId: GROUP,
  IsEgress: false,
  IpProtocol,
  FromPort: port,
  ToPort: port,
  ...source,
  ...more,
});
const OFFICE = { CidrIpv4: "203.0.113.0/24" };
const OURS = [
  ...["tcp", "udp"].flatMap((protocol) => [
    rule(protocol, 33001, OFFICE),
    rule(protocol, 33001, { CidrIpv6: "2001:db8::/32" }),
  ]),
  rule("tcp", 443, OFFICE),
  rule("tcp", 9092, OFFICE),
  rule("tcp", 443, { CidrIpv4: "0.0.0.0/0" }, { IsEgress: true }),
];

/** The server account, whose group of that name has these rules; another group is there, too. */
const having = (...SecurityGroupRules: object[]): Answers => ({
  DescribeSecurityGroups: ({ Filters }) => {
    assert.deepEqual(Filters, [{ Name: "group-name", Values: ["aspera-acme-prod"] }]);
    const other = { GroupName: "default", GroupId: "sg-0fedcba9876543210" };
    return { SecurityGroups: [other, { GroupName: "aspera-acme-prod", GroupId: GROUP }] };
  },
  DescribeSecurityGroupRules: ({ Filters }) => {
    assert.deepEqual(Filters, [{ Name: "group-id", Values: [GROUP] }]);
    return { SecurityGroupRules };
  },
});
const said = async (answers: Answers, settings = SETTINGS) =>
  (await foreignIngressRules(settings, account(answers))).map(messageOf);

describe("checks: who is let in beside those of the settings (securityGroup)", () => {
  it("is nobody while the rules are the settings', in whatever spelling", async () => {
    assert.deepEqual(await said(having(...OURS)), []);
    assert.deepEqual(await said(having(...OURS.slice(2))), [], "a rule that lacks is the engine's to see");
  });

  it("is told with port and source, and the line that takes it out", async () => {
    const world = rule("tcp", 22, { CidrIpv4: "0.0.0.0/0" });
    assert.deepEqual(await said(having(...OURS, world)), [
      "security group aspera-acme-prod lets in what aspera:server.securityGroup does not name: tcp 22 from 0.0.0.0/0\n" +
        "hint: a rule of this stack's earlier settings goes with the next `pulumi up`; what somebody added stays until it " +
        "is taken out:\n" +
        `aws ec2 revoke-security-group-ingress --region us-east-1 --profile operator --group-id ${GROUP} ` +
        "--security-group-rule-ids sgr-22 [launch-foreign-ingress]",
    ]);
  });

  for (const [what, one, words] of [
    ["another block on our port", rule("udp", 33001, { CidrIpv4: "0.0.0.0/0" }), "udp 33001 from 0.0.0.0/0"],
    ["a wider range", rule("tcp", 33001, OFFICE, { ToPort: 33100 }), "tcp 33001-33100 from 203.0.113.0/24"],
    ["everything", rule("-1", -1, { CidrIpv6: "::/0" }), "everything from ::/0"],
    ["a group", rule("tcp", 22, { ReferencedGroupInfo: { GroupId: "sg-1" } }), "tcp 22 from sg-1"],
    ["a prefix list", rule("tcp", 22, { PrefixListId: "pl-1" }), "tcp 22 from pl-1"],
  ] as const) {
    it(`is seen: ${what}`, async () => {
      const [message = ""] = await said(having(...OURS, one));
      assert.ok(message.split("\n")[0]?.endsWith(`: ${words}`), message);
    });
  }

  it("is not asked where the stack has no such group, or none yet", async () => {
    assert.deepEqual(await said({}, launching()), []);
    assert.deepEqual(await said({}, settingsWith()), []);
    assert.deepEqual(await said({ DescribeSecurityGroups: () => ({}) }), []);
  });

  it("is said to be out of sight where it may not be asked", async () => {
    const denied = refusing("UnauthorizedOperation", 403);
    for (const operation of ["DescribeSecurityGroups", "DescribeSecurityGroupRules"]) {
      const [message = ""] = await said({ ...having(), [operation]: denied });
      assert.match(message, /cannot be listed: UnauthorizedOperation: no\n.*\[launch-ingress-not-visible\]$/);
    }
  });
});
