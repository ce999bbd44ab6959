import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import { confirmInstance } from "../../components/server/confirmInstance";
import { nextStepsOutput } from "../../components/server/nextStepsOutput";
import { profileAttachment } from "../../components/server/profileAttachment";
import type { Settings } from "../../components/settings/types";
import { type Lookup, recordResources, settledValue } from "../mocks/resources";
import { ONE_ACCOUNT, settingsWith } from "../settings/stack";
import { ED25519 } from "./hostKeys";

const INSTANCE = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
const RUNS = { ami: INSTANCE.amiId, subnetId: "", keyName: "", rootBlockDevices: [{ encrypted: false }] };
const GET = "aws:ec2/getInstance:getInstance";
const LIST = "aws:ec2/getInstances:getInstances";

/** A provider of an account in which these instances are. */
async function account(list: Lookup, get: Lookup = () => ({})): Promise<Provider> {
  await recordResources({}, { [LIST]: list, [GET]: get });
  return new Provider("server-account", { region: "us-east-1" });
}

describe("server: the instance that a stack launched before (instance)", () => {
  const launching = (server: object): Settings =>
    settingsWith({
      ...ONE_ACCOUNT,
      bucket: undefined,
      transferUser: undefined,
      server: { instance: INSTANCE, hostKey: ED25519, ...server },
    });
  /** Confirms against the given instances, each by its id. */
  const confirm = async (settings: Settings, instances: Record<string, object>) => {
    const asked: unknown[] = [];
    const provider = await account(
      (inputs, by) => {
        asked.push(inputs);
        assert.match(by, /providers:aws::server-account::/);
        return { ids: Object.keys(instances) };
      },
      ({ instanceId }) => instances[String(instanceId)] ?? {},
    );
    await confirmInstance(settings, provider);
    return asked;
  };
  const other = { instance: { ...INSTANCE, amiId: "ami-0fedcba9876543210" } };

  it("is looked for under this stack's name, stopped or not", async () => {
    assert.deepEqual(await confirm(launching({}), { "i-0123456789abcdef0": RUNS }), [
      {
        filters: [{ name: "tag:aspera-stack", values: ["acme-prod"] }],
        instanceStateNames: ["pending", "running", "stopping", "stopped"],
      },
    ]);
    assert.deepEqual(await confirm(settingsWith(), {}), [], "none is launched, so none is looked for");
  });

  it("is not replaced, be it the first or the second of that name, unless the settings say so", async () => {
    const refused = {
      message:
        "aspera:server.instance.amiId: expected ami-0123456789abcdef0 of the running server i-0aaaaaaaaaaaaaaaa, " +
        "got ami-0fedcba9876543210, which would replace the server and everything on it\n" +
        "hint: put the earlier value back; or, when every customer is off it, set `allowReplace: true` in aspera:server",
    };
    await assert.rejects(confirm(launching(other), { "i-0aaaaaaaaaaaaaaaa": RUNS }), refused);
    const same = { ...RUNS, ami: "ami-0fedcba9876543210" };
    const two = { "i-0bbbbbbbbbbbbbbbb": same, "i-0aaaaaaaaaaaaaaaa": RUNS };
    await assert.rejects(confirm(launching(other), two), refused);
    await confirm(launching({ ...other, allowReplace: true }), two);
    await confirm(launching(other), {});
  });

  it("is not replaced for another encryption of its volume", async () => {
    const encrypted = launching({ instance: { ...INSTANCE, rootVolume: { encrypted: true } } });
    await assert.rejects(
      confirm(encrypted, { "i-0aaaaaaaaaaaaaaaa": RUNS }),
      /rootVolume\.encrypted: expected false /,
    );
  });

  it("has to have its host key pinned before a customer's stack goes on", async () => {
    const unpinned = settingsWith({ server: { instance: INSTANCE } });
    await assert.rejects(confirm(unpinned, { "i-0aaaaaaaaaaaaaaaa": RUNS }), {
      message:
        "aspera:server: expected the host key of the launched server i-0aaaaaaaaaaaaaaaa, got none\n" +
        "hint: npm run host-key -- --stack acme-prod",
    });
    await confirm(unpinned, {});
  });
});

describe("server: whether it carries the profile", () => {
  const ARN = "arn:aws:iam::111122223333:instance-profile/servers/aspera-server";
  const ID = "i-0123456789abcdef0";
  const unseen: Lookup = () => {
    throw new Error("UnauthorizedOperation");
  };

  for (const [profile, expected] of [
    ["aspera-server", "attached"],
    ["", "not attached"],
    ["other", "another is attached"],
  ]) {
    it(`the named instance has "${profile}": ${expected}`, async () => {
      const provider = await account(unseen, ({ instanceId }) => {
        assert.equal(instanceId, ID);
        return { iamInstanceProfile: profile };
      });
      assert.equal(await profileAttachment(ARN, ID, provider), expected);
    });
  }

  it("any instance counts where none is named, by the whole ARN", async () => {
    for (const [ids, expected] of [
      [[ID], "attached"],
      [[], "not attached"],
    ]) {
      const provider = await account(({ filters }) => {
        assert.deepEqual(filters, [{ name: "iam-instance-profile.arn", values: [ARN] }]);
        return { ids };
      }, unseen);
      assert.equal(await profileAttachment(ARN, undefined, provider), expected);
    }
  });

  it("is not claimed where it cannot be seen", async () => {
    const provider = await account(unseen, unseen);
    assert.equal(await profileAttachment(ARN, ID, provider), "not visible from here");
    assert.equal(await profileAttachment(ARN, undefined, provider), "not visible from here");
  });

  const steps = async (settings: Settings, list: Lookup) => {
    const provider = await account(list, () => ({ iamInstanceProfile: "" }));
    const role = {
      name: "aspera-server",
      arn: "arn:aws:iam::111122223333:role/servers/aspera-server",
      uniqueId: "AROAEXAMPLE",
      instanceProfile: "aspera-server",
    };
    return settledValue(nextStepsOutput(settings, role, provider));
  };

  it("is looked up under the role's own path, and becomes the line to paste", async () => {
    const settings = settingsWith();
    const none: Lookup = ({ filters }) => {
      assert.deepEqual(filters, [{ name: "iam-instance-profile.arn", values: [ARN] }]);
      return { ids: [] };
    };
    assert.deepEqual(await steps(settings, none), [
      "attach the instance profile to the server: aws ec2 associate-iam-instance-profile --region us-east-1 --profile operator --instance-id INSTANCE_ID_OF_THE_SERVER --iam-instance-profile Name=aspera-server",
      "transfer a file as acme, and look for it in the bucket",
    ]);
    assert.deepEqual(await steps(settings, () => ({ ids: [ID] })), [
      "transfer a file as acme, and look for it in the bucket",
    ]);
  });

  it("comes with the host key that a launched server still lacks", async () => {
    const unpinned = settingsWith({ server: { instance: INSTANCE } });
    assert.deepEqual(await steps(unpinned, () => ({ ids: [ID] })), [
      "pin the server's host key: npm run host-key -- --stack acme-prod; then `pulumi up` again",
    ]);
  });
});
