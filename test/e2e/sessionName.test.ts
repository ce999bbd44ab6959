import assert from "node:assert/strict";
import { GetRoleCommand, GetRolePolicyCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { clientsFor, rootKeys } from "../../sandbox/accounts/clients";
import { transfer } from "../../sandbox/server";
import { TestSandbox, type TestStack } from "./sandbox";

const KEY = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const RoleName = "aspera-acme";

/** The emulator knows no rights on KMS keys: that a key refuses is tested with the agent and the verdict. */
describe("e2e: a session name that the trust demands, and a KMS key", function () {
  this.timeout(600_000);
  let world: TestSandbox;
  let stack: TestStack;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    stack = await world.stack("dev", "Pulumi.dev.yaml", (text) =>
      text
        .replace("config:\n", "config:\n  aspera:prove: {mode: required, longestWait: 5}\n")
        .replace("prefix: incoming/,", `prefix: incoming/, kmsKeyArn: "${KEY}",`)
        .replace(
          "  aspera:transferUser",
          "  aspera:sessionName: {name: acme, required: true}\n  aspera:transferUser",
        ),
    );
  });
  after(() => world?.stop());

  const iam = () => clientsFor(world.sandbox.accountsEndpoint, rootKeys("444455556666")).iam;
  const trust = async () => {
    const { Role } = await iam().send(new GetRoleCommand({ RoleName }));
    return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
  };

  const put = () =>
    transfer.put({
      home: world.sandbox.home,
      user: "acme",
      localFile: world.asperaConf,
      path: "/report.txt",
    });

  it("stands in docroot and trust, and the proof and a transfer come through", async () => {
    const up = await stack.up();
    assert.equal(up.exitCode, 0, up.output);
    assert.match(up.output, /settings-session-name-required/);
    assert.match(world.docrootOf("acme") ?? "", /&iam-role\.session-name=acme$/);
    assert.deepEqual(JSON.parse(await trust()).Statement[0].Condition.StringEquals["sts:RoleSessionName"], [
      "acme",
    ]);
    await put();
    const { PolicyDocument } = await iam().send(
      new GetRolePolicyCommand({ RoleName, PolicyName: "aspera-s3" }),
    );
    const { Statement } = JSON.parse(decodeURIComponent(PolicyDocument ?? ""));
    assert.equal(Statement.at(-1).Resource, KEY);
    const { nextSteps } = JSON.parse((await stack.pulumi("stack", "output", "--json")).output);
    assert.ok(
      nextSteps.some((step: string) => step.includes('"aws:PrincipalArn"')),
      nextSteps.join("\n"),
    );
  });

  it("is clean afterwards, and another name in the trust keeps the proof out until `up` puts it back", async () => {
    const clean = await stack.preview();
    assert.equal(clean.exitCode, 0, clean.output);
    const PolicyDocument = (await trust()).replace('"acme"', '"globex"');
    await iam().send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    const seen = await stack.preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(seen.output, /link-assume-refused/);
    assert.match(
      seen.output,
      /if sts:RoleSessionName StringEquals globex, with external ID \(ours\); expected: /,
    );
    await assert.rejects(put(), /AccessDenied/);
    const up = await stack.up();
    assert.equal(up.exitCode, 0, up.output);
    assert.match(await trust(), /"acme"/);
    await put();
  });
});
