import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { confirmInstance } from "../../../program/checks/confirmInstance";
import type { Settings } from "../../../program/settings";
import { recordResources } from "../../mocks/resources";
import { ED25519 } from "../../model/ssh/hostKeys";
import { ONE_ACCOUNT, settingsWith } from "../settings/stack";

const INSTANCE = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
const OTHER = { instance: { ...INSTANCE, amiId: "ami-0fedcba9876543210" } };
const ID = "i-0aaaaaaaaaaaaaaaa";
/** What AWS says of an instance that runs as INSTANCE has it. */
const RUNS = {
  ami: INSTANCE.amiId,
  subnetId: "subnet-0123456789abcdef0",
  keyName: "",
  rootBlockDevices: [{ encrypted: false }],
};

/** The settings of a server's own stack. */
const launching = (server: object = {}): Settings =>
  settingsWith({
    ...ONE_ACCOUNT,
    bucket: undefined,
    transferUser: undefined,
    server: { instance: INSTANCE, hostKey: ED25519, ...server },
  });

/** Confirms against the given instances, each by its id; what was asked for. */
async function confirm(settings: Settings, instances: Record<string, object>): Promise<unknown[]> {
  const asked: unknown[] = [];
  await recordResources(
    {},
    {
      "aws:ec2/getInstances:getInstances": (inputs, by) => {
        asked.push(inputs);
        assert.match(by, /providers:aws::server-account::/);
        return { ids: Object.keys(instances) };
      },
      "aws:ec2/getInstance:getInstance": ({ instanceId }, by) => {
        assert.match(by, /providers:aws::server-account::/);
        return instances[String(instanceId)] ?? {};
      },
    },
  );
  await confirmInstance(settings, new Provider("server-account", { region: "us-east-1" }));
  return asked;
}

/** What the person who runs Pulumi is told. */
const refused = (text: RegExp) => (error: Error) => {
  assert.ok(pulumi.RunError.isInstance(error), "shown without a stack trace");
  assert.match(error.message, text);
  return true;
};

describe("checks: the instance that a stack launched before (instance)", () => {
  it("is looked for under this stack's name, stopped or not", async () => {
    assert.deepEqual(await confirm(launching(), { [ID]: RUNS }), [
      {
        filters: [{ name: "tag:aspera-stack", values: ["acme-prod"] }],
        instanceStateNames: ["pending", "running", "stopping", "stopped"],
      },
    ]);
    assert.deepEqual(await confirm(settingsWith(), {}), [], "none is launched, so none is looked for");
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
    const two = { "i-0bbbbbbbbbbbbbbbb": { ...RUNS, ami: "ami-0fedcba9876543210" }, [ID]: RUNS };
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
        confirm(settings, { [ID]: RUNS }),
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
    for (const rootBlockDevices of [[], undefined])
      await confirm(encrypted, { [ID]: { ...RUNS, rootBlockDevices } });
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
