import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { launchServer } from "../../../program/server/launchServer";
import { nextStepsOutput } from "../../../program/server/nextStepsOutput";
import type { Settings } from "../../../program/settings";
import { failing, type Lookup, recordResources, settledValue } from "../../mocks/resources";
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

/** The steps where the server account answers so. */
async function steps(
  settings: Settings,
  list: Lookup,
  get: Lookup = failing("no instance"),
  launches = false,
) {
  await recordResources(
    {},
    { "aws:ec2/getInstances:getInstances": list, "aws:ec2/getInstance:getInstance": get },
  );
  const provider = new Provider("server-account", { region: "us-east-1" });
  const launched = launches ? launchServer(settings, ROLE, provider) : undefined;
  assert.equal(launched !== undefined, launches);
  return settledValue(nextStepsOutput(settings, ROLE, provider, launched));
}

describe("server: what to do next, looked up", () => {
  it("asks under the role's own path, and gives the line to paste where no instance carries it", async () => {
    const none: Lookup = ({ filters }) => {
      const arn = "arn:aws:iam::111122223333:instance-profile/servers/aspera-server";
      assert.deepEqual(filters, [{ name: "iam-instance-profile.arn", values: [arn] }]);
      return { ids: [] };
    };
    assert.deepEqual(await steps(settingsWith(), none), [
      `${ATTACH} --instance-id INSTANCE_ID_OF_THE_SERVER --iam-instance-profile Name=aspera-server`,
      TRANSFER,
    ]);
    assert.deepEqual(await steps(settingsWith(), () => ({ ids: [ID] })), [TRANSFER]);
  });

  it("asks for the instance that the settings name, in a customer's stack and in the server's own", async () => {
    const get: Lookup = ({ instanceId }) => {
      assert.equal(instanceId, ID);
      return { iamInstanceProfile: "" };
    };
    const customers = settingsWith(inner("server", { instanceId: ID }));
    const line = `${ATTACH} --instance-id ${ID} --iam-instance-profile Name=aspera-server`;
    assert.deepEqual(await steps(customers, failing("not asked"), get), [line, TRANSFER]);
    const own = settingsWith({ ...SERVERS_OWN, ...inner("server", { instanceId: ID }) });
    const [first, second = ""] = await steps(own, failing("not asked"), get);
    assert.equal(first, line);
    assert.match(second, /^bring up a stack per customer; /);
  });

  it("looks in the partition of the server's region", async () => {
    const region = { region: "us-gov-west-1" };
    const settings = settingsWith({ ...inner("serverAccount", region), ...inner("bucketAccount", region) });
    const list: Lookup = ({ filters }) => {
      assert.match(JSON.stringify(filters), /"arn:aws-us-gov:iam::111122223333:instance-profile\//);
      return { ids: [ID] };
    };
    assert.deepEqual(await steps(settings, list), [TRANSFER]);
  });

  it("does not look for what the launch itself attaches; the host key comes next", async () => {
    const blind = failing("a look could come before the launch");
    const unpinned = settingsWith({ server: { instance: INSTANCE } });
    assert.deepEqual(await steps(unpinned, blind, blind, true), [
      "pin the server's host key: npm run host-key -- --stack acme-prod; then `pulumi up` again",
    ]);
    const own = settingsWith({ ...SERVERS_OWN, server: { instance: INSTANCE, hostKey: ED25519 } });
    const [key = "", ...more] = await steps(own, blind, blind, true);
    assert.match(key, /^take the server's host key: npm run host-key -- --stack acme-prod; /);
    assert.equal(more.length, 1);
    const pinned = settingsWith({ server: { instance: INSTANCE, hostKey: ED25519 } });
    assert.deepEqual(await steps(pinned, blind, blind, true), [TRANSFER]);
  });
});
