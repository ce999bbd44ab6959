import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { confirmInstance } from "../../../program/checks/confirmInstance";
import type { Settings } from "../../../program/settings";
import { type Answers, account, refusing } from "../../mocks/account";
import { ED25519 } from "../../model/ssh/hostKeys";
import { ONE_ACCOUNT, settingsWith } from "../settings/stack";

const INSTANCE = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
const OTHER = { instance: { ...INSTANCE, amiId: "ami-0fedcba9876543210" } };
const ID = "i-0aaaaaaaaaaaaaaaa";
/** What AWS says of an instance that runs as INSTANCE has it. */
const RUNS = { ImageId: INSTANCE.amiId, SubnetId: "subnet-0123456789abcdef0", State: { Name: "running" } };
const VOLUME = {
  RootDeviceName: "/dev/xvda",
  BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeId: "vol-0" } }],
};

/** The settings of a server's own stack. */
const launching = (server: object = {}): Settings =>
  settingsWith({
    ...ONE_ACCOUNT,
    bucket: undefined,
    transferUser: undefined,
    server: { instance: INSTANCE, hostKey: ED25519, ...server },
  });

/** The server account, with the given instances of this stack, each by its id; and one of another stack. */
function running(instances: Record<string, object>, answers: Answers = {}) {
  const Instances = Object.entries(instances).map(([InstanceId, one]) => ({
    InstanceId,
    Tags: [{ Key: "aspera-stack", Value: "acme-prod" }],
    ...one,
  }));
  const another = { ...RUNS, InstanceId: "i-0cccccccccccccccc", ImageId: "ami-0eeeeeeeeeeeeeeee" };
  const stranger = { ...another, Tags: [{ Key: "aspera-stack", Value: "globex-prod" }] };
  return account({
    DescribeInstances: () => ({ Reservations: [{ Instances: [stranger] }, { Instances }] }),
    DescribeVolumes: () => ({ Volumes: [{ Encrypted: false }] }),
    DescribeInstanceAttribute: () => ({ DisableApiTermination: { Value: false } }),
    ...answers,
  });
}

const confirm = (settings: Settings, instances: Record<string, object>, answers?: Answers) =>
  confirmInstance(settings, running(instances, answers));

/** What the person who runs Pulumi is told. */
const refused = (text: RegExp) => (error: Error) => {
  assert.ok(pulumi.RunError.isInstance(error), "shown without a stack trace");
  assert.match(error.message, text);
  return true;
};

describe("checks: the instance that a stack launched before (instance)", () => {
  it("is looked for under this stack's name, stopped or not", async () => {
    const asked: unknown[] = [];
    const DescribeInstances = (input: object) => {
      asked.push(input);
      return { Reservations: [{ Instances: [] }] };
    };
    assert.deepEqual(await confirmInstance(launching(), account({ DescribeInstances })), []);
    const Filters = [
      { Name: "tag:aspera-stack", Values: ["acme-prod"] },
      { Name: "instance-state-name", Values: ["pending", "running", "stopping", "stopped"] },
    ];
    assert.deepEqual(
      asked.map((input) => (input as { Filters: object }).Filters),
      [Filters],
    );
    assert.deepEqual(
      await confirmInstance(settingsWith(), account({})),
      [],
      "none is launched: nobody is asked",
    );
  });

  it("is not replaced, be it the first or the second of that name, unless the settings say so", async () => {
    const replaced = {
      message:
        "expected the server that runs to stay, got: aspera:server.instance.amiId changes from ami-0123456789abcdef0 to " +
        `ami-0fedcba9876543210, which would replace the running server ${ID} and everything on it\n` +
        "hint: put the earlier value back; or, when every customer is off the server, set `allowReplace: true` in " +
        "aspera:server [launch-instance-would-be-replaced]",
    };
    await assert.rejects(confirm(launching(OTHER), { [ID]: RUNS }), replaced);
    const two = { "i-0bbbbbbbbbbbbbbbb": { ...RUNS, ImageId: "ami-0fedcba9876543210" }, [ID]: RUNS };
    await assert.rejects(confirm(launching(OTHER), two), replaced);
    await confirm(launching({ ...OTHER, allowReplace: true }), two);
    await confirm(launching(OTHER), {});
  });

  for (const [property, change, from, to] of [
    [
      "subnetId",
      { subnetId: "subnet-0fedcba9876543210" },
      "subnet-0123456789abcdef0",
      "subnet-0fedcba9876543210",
    ],
    ["keyName", { keyName: "operator" }, "none", "operator"],
    ["rootVolume.encrypted", { rootVolume: { encrypted: true } }, "false", "true"],
  ] as const) {
    it(`is not replaced for another ${property}`, async () => {
      const settings = launching({ instance: { ...INSTANCE, ...change } });
      const said = `aspera:server\\.instance\\.${property.replace(".", "\\.")} changes from ${from} to ${to}, `;
      await assert.rejects(
        confirm(settings, { [ID]: { ...RUNS, ...VOLUME } }),
        refused(new RegExp(`${said}.*\n.*\\[launch-instance-would-be-replaced\\]$`)),
      );
    });
  }

  it("may change what changes in place, and what is not seen is not held against it", async () => {
    const rest = {
      type: "m5.2xlarge",
      securityGroupIds: ["sg-0123456789abcdef0"],
      metadataOptions: { httpTokens: "optional", hopLimit: 2 },
      terminationProtection: false,
      tags: { owner: "media-ops" },
    };
    await confirm(launching({ instance: { ...INSTANCE, ...rest } }), { [ID]: RUNS });
    const encrypted = launching({ instance: { ...INSTANCE, rootVolume: { encrypted: true } } });
    await confirm(encrypted, { [ID]: RUNS });
    const DescribeVolumes = refusing("UnauthorizedOperation", 403);
    await confirm(encrypted, { [ID]: { ...RUNS, ...VOLUME } }, { DescribeVolumes });
  });

  describe("that AWS does not terminate", () => {
    const allowed = launching({ ...OTHER, allowReplace: true });
    const kept = (input: object) => {
      assert.deepEqual(input, { InstanceId: ID, Attribute: "disableApiTermination" });
      return { DisableApiTermination: { Value: true } };
    };

    it("is not replaced, whatever the settings say: the protection goes in an `up` of its own before", async () => {
      const message =
        "expected a server that may be terminated, got: aspera:server.instance.amiId changes from " +
        `ami-0123456789abcdef0 to ami-0fedcba9876543210, which replaces server ${ID}, and AWS refuses to terminate that ` +
        "one while it is protected\n" +
        "hint: lift the protection in an `up` of its own first: with amiId ami-0123456789abcdef0 as before, set " +
        "`terminationProtection: false` in aspera:server.instance, and run `pulumi up`\n" +
        "then make the change [launch-instance-protected]";
      const protectedOne = confirm(allowed, { [ID]: RUNS }, { DescribeInstanceAttribute: kept });
      await assert.rejects(protectedOne, refused(/./));
      await assert.rejects(confirm(allowed, { [ID]: RUNS }, { DescribeInstanceAttribute: kept }), {
        message,
      });
    });

    it("is not asked of where nothing is replaced", async () => {
      const never = { DescribeInstanceAttribute: () => assert.fail("asked") };
      await confirm(launching({ allowReplace: true }), { [ID]: RUNS }, never);
    });

    it("is told to be out of sight where it may not be read", async () => {
      const blind = { DescribeInstanceAttribute: refusing("UnauthorizedOperation", 403) };
      const unseen = await confirm(allowed, { [ID]: RUNS }, blind);
      assert.deepEqual(
        unseen.map(({ code, unseen }) => [code, unseen]),
        [["launch-instance-not-visible", true]],
      );
    });
  });

  it("does not fail a run where it may not be looked for", async () => {
    const blind = account({ DescribeInstances: refusing("UnauthorizedOperation", 403) });
    const [unseen] = await confirmInstance(launching(OTHER), blind);
    assert.equal(unseen?.code, "launch-instance-not-visible");
    assert.match(unseen?.text ?? "", /: UnauthorizedOperation: no$/);
  });

  it("has to have its host key pinned before a customer's stack goes on", async () => {
    const unpinned = (server: object = {}) => settingsWith({ server: { instance: INSTANCE, ...server } });
    const asked = {
      message:
        `expected a pinned host key, got: the launched server ${ID} has no pinned host key in aspera:server\n` +
        "hint: npm run host-key -- --stack acme-prod [launch-host-key-missing]",
    };
    await assert.rejects(confirm(unpinned(), { [ID]: RUNS }), asked);
    await assert.rejects(confirm(unpinned({ allowReplace: true }), { [ID]: RUNS }), asked);
    await confirm(unpinned(), {});
    await confirm(launching({ hostKey: undefined }), { [ID]: RUNS });
  });
});
