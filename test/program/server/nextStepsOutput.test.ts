import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { launchServer } from "../../../program/server/launchServer";
import { nextStepsOutput } from "../../../program/server/nextStepsOutput";
import type { Settings } from "../../../program/settings";
import { type Answers, account, refusing } from "../../mocks/account";
import { recordResources, settledValue } from "../../mocks/resources";
import { ED25519 } from "../../model/ssh/hostKeys";
import { inner, ONE_ACCOUNT, settingsWith } from "../settings/stack";

const ID = "i-0123456789abcdef0";
const INSTANCE = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
const ROLE = {
  name: "aspera-server",
  arn: pulumi.output("arn:aws:iam::111122223333:role/servers/aspera-server"),
  uniqueId: "AROAEXAMPLE",
  instanceProfile: pulumi.output("aspera-server"),
};
const TRANSFER = "transfer a file as acme, and look for it in the bucket";
const ATTACH =
  "attach the instance profile to the server: aws ec2 associate-iam-instance-profile --region us-east-1 --profile operator";
const SERVERS_OWN = { ...ONE_ACCOUNT, bucket: undefined, transferUser: undefined };

/** The steps where the server account answers so; where no answer is given, it must not be asked. */
async function steps(settings: Settings, answers: Answers, launches = false) {
  await recordResources();
  const provider = new Provider("server-account", { region: "us-east-1" });
  const launched = launches ? launchServer(settings, ROLE, provider) : undefined;
  assert.equal(launched !== undefined, launches);
  return settledValue(nextStepsOutput(settings, ROLE, account(answers), { launched }));
}

/** The account's one running instance, with a profile of that ARN. */
const carrying = (Arn?: string): Answers => ({
  DescribeInstances: () => ({
    Reservations: [{ Instances: [{ InstanceId: ID, ...(Arn && { IamInstanceProfile: { Arn } }) }] }],
  }),
});
const PROFILE = "arn:aws:iam::111122223333:instance-profile/servers/aspera-server";

describe("server: what to do next, looked up", () => {
  it("asks under the role's own path, and gives the line to paste where no instance carries it", async () => {
    assert.deepEqual(await steps(settingsWith(), carrying()), [
      `${ATTACH} --instance-id INSTANCE_ID_OF_THE_SERVER --iam-instance-profile Name=aspera-server`,
      TRANSFER,
    ]);
    assert.deepEqual(await steps(settingsWith(), carrying(PROFILE)), [TRANSFER]);
  });

  it("sends nobody to replace the profile of a server whose role another stack makes", async () => {
    const elsewhere = settingsWith({
      serverRole: { name: "aspera-server" },
      ...inner("server", { instanceId: ID }),
    });
    const other = carrying("arn:aws:iam::111122223333:instance-profile/other");
    assert.deepEqual(await steps(elsewhere, other), [
      "the server carries another instance profile, whose role its customers trust: correct `name` in aspera:serverRole",
      TRANSFER,
    ]);
    const own = settingsWith(inner("server", { instanceId: ID }));
    assert.match((await steps(own, other))[0] ?? "", /replace-iam-instance-profile-association/);
  });

  it("asks for the instance that the settings name, in a customer's stack and in the server's own", async () => {
    const bare: Answers = {
      DescribeInstances: (input) => {
        assert.deepEqual(input.InstanceIds, [ID]);
        return carrying().DescribeInstances?.(input) ?? {};
      },
    };
    const customers = settingsWith(inner("server", { instanceId: ID }));
    const line = `${ATTACH} --instance-id ${ID} --iam-instance-profile Name=aspera-server`;
    assert.deepEqual(await steps(customers, bare), [line, TRANSFER]);
    const own = settingsWith({ ...SERVERS_OWN, ...inner("server", { instanceId: ID }) });
    const [first, second = ""] = await steps(own, bare);
    assert.equal(first, line);
    assert.match(second, /^bring up a stack per customer; /);
  });

  it("names the role that holds the rights in the statement for the bucket's KMS key (kms)", async () => {
    const key = (account: string) =>
      `arn:aws:kms:us-east-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const said = async (changes: object) =>
      (await steps(settingsWith({ ...changes }), carrying(PROFILE))).join("\n");
    const two = await said(inner("bucket", { kmsKeyArn: key("444455556666") }));
    assert.match(two, /"aws:PrincipalArn":"arn:aws:iam::444455556666:role\/aspera-acme"/);
    const one = await said({ ...ONE_ACCOUNT, ...inner("bucket", { kmsKeyArn: key("111122223333") }) });
    assert.match(one, /"aws:PrincipalArn":"arn:aws:iam::111122223333:role\/servers\/aspera-server"/);
    const none = inner("bucket", { kmsKeyArn: key("444455556666"), access: ["browse"] });
    assert.equal(await said(none), TRANSFER, "to list takes no key");
  });

  it("looks in the partition of the server's region", async () => {
    const region = { region: "us-gov-west-1" };
    const settings = settingsWith({ ...inner("serverAccount", region), ...inner("bucketAccount", region) });
    const list = carrying(PROFILE.replace("arn:aws:", "arn:aws-us-gov:"));
    assert.deepEqual(await steps(settings, list), [TRANSFER]);
  });

  it("says so where no look can be had", async () => {
    const [first = "", ...more] = await steps(settingsWith(), {
      DescribeInstances: refusing("UnauthorizedOperation", 403),
    });
    assert.match(first, /^unless the server carries it already, attach /);
    assert.deepEqual(more, [TRANSFER]);
  });

  it("sends nobody to transfer a file before the docroot is in place", async () => {
    await recordResources();
    let place = (_docroot: string) => {};
    const docroot = pulumi.output(
      new Promise<string>((resolve) => {
        place = resolve;
      }),
    );
    const output = nextStepsOutput(settingsWith(), ROLE, account(carrying(PROFILE)), { docroot });
    const early = new Promise((resolve) => setTimeout(resolve, 50, "not yet"));
    assert.equal(await Promise.race([settledValue(output), early]), "not yet");
    place("s3://s3.amazonaws.com/acme-media");
    assert.deepEqual(await settledValue(output), [TRANSFER]);
  });

  it("asks the proof whether there is a link to transfer over", async () => {
    await recordResources();
    const said = (link: string, nextStep: string) => {
      const facts = {
        link: pulumi.output(link),
        finding: pulumi.output("none"),
        nextStep: pulumi.output(nextStep),
      };
      return settledValue(nextStepsOutput(settingsWith(), ROLE, account(carrying(PROFILE)), { link: facts }));
    };
    assert.deepEqual(await said("verified", "none"), [TRANSFER]);
    const [first = ""] = await said("the clock is off", "set it");
    assert.match(first, /^fix the link, .*: set it$/);
  });

  it("does not look for what the launch itself attaches; the host key comes next", async () => {
    const unpinned = settingsWith({ server: { instance: INSTANCE } });
    assert.deepEqual(await steps(unpinned, {}, true), [
      "pin the server's host key: npm run host-key -- --stack acme-prod; then `pulumi up` again",
    ]);
    const own = settingsWith({ ...SERVERS_OWN, server: { instance: INSTANCE, hostKey: ED25519 } });
    const [key = "", ...more] = await steps(own, {}, true);
    assert.match(key, /^take the server's host key: npm run host-key -- --stack acme-prod; /);
    assert.equal(more.length, 1);
    const pinned = settingsWith({ server: { instance: INSTANCE, hostKey: ED25519 } });
    assert.deepEqual(await steps(pinned, {}, true), [TRANSFER]);
  });
});
