import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupRulesCommand,
} from "@aws-sdk/client-ec2";
import { profileClients } from "../../sandbox/accounts";
import { playConsole } from "./console";
import { testProject } from "./project";
import { TestSandbox, type TestStack } from "./sandbox";

/** A server's own stack that launches it. */
const SERVER_STACK = `config:
  aspera:serverAccount: {id: "111122223333", region: us-east-1, profile: operator}
  aspera:serverRole: {name: aspera-launched, create: true}
  aspera:server:
    instance: {amiId: ami-0abcdef1234567890, type: m5.xlarge, tags: {owner: media-ops}}
    securityGroup: {transfers: [203.0.113.0/24], nodeApi: [198.51.100.7/32]}
encryptionsalt: v1:gzmiD6hkeQI=:v1:TnSwbXOHZfEHKrPs:olvDqjBUDC7+xQVZi+f7Z1TjSiVxmg==
`;

describe("e2e: a launched server (instance)", function () {
  this.timeout(300_000);
  let world: TestSandbox;
  let stack: TestStack;
  let instanceId = "";
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    stack = await world.stack("dev-server", "Pulumi.dev-one-account.yaml", () => SERVER_STACK);
  });
  after(() => world?.stop());

  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);
  const outputs = async (of: TestStack) => JSON.parse((await of.pulumi("stack", "output", "--json")).output);
  const operator = () => {
    const { home, accountsEndpoint } = world.sandbox;
    return profileClients({ home, endpoint: accountsEndpoint, profile: "operator" });
  };
  const instanceOf = async (id: string) => {
    const { Reservations = [] } = await operator().ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [id] }),
    );
    return Reservations[0]?.Instances?.[0];
  };

  it("up launches it with the instance profile and exactly the ports that were asked for", async () => {
    succeeds(await stack.up());
    const made = await outputs(stack);
    instanceId = made.instanceId;
    assert.match(instanceId, /^i-/);
    assert.deepEqual(made.nextSteps, [
      "take the server's host key: npm run host-key -- --stack dev-server; each customer's stack pins it",
      "bring up a stack per customer; each names this server role in aspera:serverRole",
    ]);
    const instance = await instanceOf(instanceId);
    assert.equal(
      instance?.IamInstanceProfile?.Arn,
      "arn:aws:iam::111122223333:instance-profile/aspera-launched",
    );
    assert.equal(instance?.Tags?.find(({ Key }) => Key === "owner")?.Value, "media-ops");
    const group = instance?.SecurityGroups?.[0]?.GroupId ?? "";
    const { SecurityGroupRules = [] } = await operator().ec2.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [group] }] }),
    );
    const rules = SecurityGroupRules.map(
      ({ IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4 }) =>
        `${IsEgress ? "out" : "in"} ${IpProtocol} ${FromPort}-${ToPort} ${CidrIpv4}`,
    );
    assert.deepEqual(rules.sort(), [
      "in tcp 33001-33001 203.0.113.0/24",
      "in tcp 443-443 198.51.100.7/32",
      "in tcp 9092-9092 198.51.100.7/32",
      "in udp 33001-33001 203.0.113.0/24",
      "out tcp 443-443 0.0.0.0/0",
    ]);
    succeeds(await stack.preview());
  });

  it("a change that would replace it is refused before anything is made, unless that is allowed", async () => {
    stack.edit((text) => text.replace("ami-0abcdef1234567890", "ami-0fedcba9876543210"));
    const refused = await stack.up();
    assert.notEqual(refused.exitCode, 0);
    assert.match(
      refused.output,
      new RegExp(
        `server\\.instance\\.amiId changes from ami-0abcdef1234567890 to .* the running server ${instanceId}`,
      ),
    );
    assert.match(refused.output, /hint: .*allowReplace: true.*\[launch-instance-would-be-replaced\]/);
    assert.equal((await instanceOf(instanceId))?.State?.Name, "running");

    stack.edit((text) => text.replace("    securityGroup:", "    allowReplace: true\n    securityGroup:"));
    const shown = await stack.preview();
    assert.equal(shown.exitCode, 7, shown.output);
    assert.match(shown.output, /aws:ec2\/instance:Instance: \(replace\)/);
    stack.edit((text) =>
      text.replace("    allowReplace: true\n", "").replace("ami-0fedcba9876543210", "ami-0abcdef1234567890"),
    );
    succeeds(await stack.preview());
  });

  it("is open to the world only when that is said, and then it is said in every preview", async () => {
    stack.edit((text) => text.replace("203.0.113.0/24", "0.0.0.0/0"));
    const refused = await stack.preview();
    assert.match(
      refused.output,
      /server\.securityGroup: expected the address blocks of clients, got 0\.0\.0\.0\/0/,
    );
    stack.edit((text) => text.replace("transfers:", "public: true, transfers:"));
    const shown = await stack.preview();
    assert.equal(shown.exitCode, 7, shown.output);
    assert.match(shown.output, /warning: .*\n.*\[settings-open-to-the-world\]/);
    stack.edit((text) => text.replace("public: true, ", "").replace("0.0.0.0/0", "203.0.113.0/24"));
  });

  it("launched for a customer it waits for its host key; once that is pinned, the docroot follows", async () => {
    let pinned = "";
    const customer = await world.stack("dev-launching", "Pulumi.dev-one-account.yaml", (text) => {
      pinned = /\n {4}knownHostsFile: .*/.exec(text)?.[0] ?? "";
      return text
        .replace(pinned, "\n    instance: {amiId: ami-0abcdef1234567890, type: m5.xlarge}")
        .replace("aspera:tags:", "aspera:restart: restart\n  aspera:tags:");
    });
    const before = world.docrootOf("xfer2");
    const launched = await customer.up();
    succeeds(launched);
    assert.match(launched.output, /warning: .*\n.*\[settings-host-key-awaited\]/);
    assert.match((await outputs(customer)).nextSteps.join(), /npm run host-key -- --stack dev-launching/);
    assert.equal(world.docrootOf("xfer2"), before);

    const refused = await customer.preview();
    assert.notEqual(refused.exitCode, 0);
    assert.match(
      refused.output,
      /launched server i-[0-9a-f]+ has no pinned host key.*\n.*\[launch-host-key-missing\]/,
    );

    await pinByConsole(customer, pinned);
    succeeds(await customer.up());
    assert.equal(world.docrootOf("xfer2"), "s3://s3.amazonaws.com/operator-media/incoming/");
    succeeds(await customer.preview());
    await destroyed(customer);
  });

  /** Lifts the protection in an `up` of its own, as docs/launch.md says, and destroys the stack. */
  async function destroyed(one: TestStack): Promise<void> {
    await one.configure("server.instance.terminationProtection", "false");
    succeeds(await one.up());
    succeeds(await one.destroy());
  }

  /** `npm run host-key`: a key that the console did not print is never proposed; the one that it printed is pinned. */
  async function pinByConsole(customer: TestStack, knownHosts: string): Promise<void> {
    const file = readFileSync(/knownHostsFile: (.*)/.exec(knownHosts)?.[1] ?? "", "utf8");
    const [, type = "", key = ""] = /^\S+ (ssh-ed25519) (\S+)/m.exec(file) ?? [];
    const printed = (bytes: Buffer) => {
      const sha256 = createHash("sha256").update(bytes).digest("base64").replace(/=+$/, "");
      const line = `ec2: 256 SHA256:${sha256} root@ip-10-0-0-1 (ED25519)`;
      return `[  1.0] boot\r\nec2: -----BEGIN SSH HOST KEY FINGERPRINTS-----\r\n${line}\r\nec2: -----END SSH HOST KEY FINGERPRINTS-----\r\n`;
    };
    let text = printed(Buffer.from("the key of another server"));
    const console = await playConsole(() => text);
    const project = testProject(world);
    const ask = () =>
      project.run("hostKey", ["--stack", customer.name], undefined, {
        AWS_ENDPOINT_URL_EC2: console.endpoint,
      });
    try {
      const foreign = await ask();
      assert.equal(foreign.code, 1, foreign.stdout);
      assert.match(
        foreign.stderr,
        / shows SHA256:\S+, but the console of .*\n.*\[launch-host-key-not-confirmed\]/,
      );
      assert.doesNotMatch(foreign.stdout + foreign.stderr, /pulumi config set/);
      text = printed(Buffer.from(key, "base64"));
      const own = await ask();
      assert.equal(own.code, 0, own.stderr);
      assert.ok(
        own.stdout.includes(`--stack ${customer.name} --path 'aspera:server.hostKey' '${type} ${key}'`),
      );
      await customer.configure("server.hostKey", `${type} ${key}`);
    } finally {
      console.close();
    }
  }

  it("a server that runs already is adopted by its id, and its profile is looked at", async () => {
    const adopted = await world.stack("dev-adopting", "Pulumi.dev-one-account.yaml", (text) =>
      text.replace("    user: ec2-user", `    user: ec2-user\n    instanceId: ${instanceId}`),
    );
    succeeds(await adopted.up());
    assert.match(
      (await outputs(adopted)).nextSteps[0],
      /^replace the other instance profile of the server: aws ec2 replace-iam-instance-profile-association .*Name=aspera-server$/,
    );
    succeeds(await adopted.destroy());
  });

  it("somebody's rule in its security group is told, and not removed", async () => {
    const group = (await instanceOf(instanceId))?.SecurityGroups?.[0]?.GroupId ?? "";
    await operator().ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: group,
        IpPermissions: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
      }),
    );
    const { output } = await stack.preview();
    assert.match(
      output,
      /security group aspera-dev-server lets in .*: tcp 22 from 0\.0\.0\.0\/0\n[^[]*\[launch-foreign-ingress\]/,
    );
  });

  it("destroy ends it with its security group, once its protection is lifted", async () => {
    const refused = await stack.destroy();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /OperationNotPermitted: .* may not be terminated/);
    await destroyed(stack);
    assert.match((await instanceOf(instanceId))?.State?.Name ?? "gone", /terminated|shutting-down|gone/);
  });
});
