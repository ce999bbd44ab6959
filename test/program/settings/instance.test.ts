import assert from "node:assert/strict";
import * as v from "valibot";
import { isOpenToTheWorld } from "../../../model/aws/addressBlock";
import { cidr } from "../../../program/settings/schema/cidr";
import { ED25519 } from "../../model/ssh/hostKeys";
import { faultWith, ONE_ACCOUNT, settingsWith, warningsWith } from "./stack";

const INSTANCE = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
const GROUP = { transfers: ["203.0.113.0/24", "2001:db8::/32"] };
/** A server's stack that launches it. */
const launching = (server: object, rest: object = {}) => ({
  ...ONE_ACCOUNT,
  bucket: undefined,
  transferUser: undefined,
  server: { instance: INSTANCE, ...server },
  ...rest,
});

describe("a launched server (instance)", () => {
  it("needs an image and a type; the rest has safe defaults", () => {
    const { launch, server, customer } = settingsWith(launching({}));
    assert.deepEqual([server, customer], [undefined, undefined]);
    assert.deepEqual(launch, {
      instance: {
        ...INSTANCE,
        securityGroupIds: [],
        address: "public",
        metadataOptions: { httpTokens: "required", hopLimit: 1 },
        tags: {},
        terminationProtection: true,
      },
      securityGroup: undefined,
      allowReplace: false,
      port: 33001,
      awaitsHostKey: false,
    });
    for (const [property, wrong] of [
      ["amiId", "AMI-0123456789abcdef0"],
      ["amiId", "arn:aws:ec2:us-east-1::image/ami-0123456789abcdef0"],
      ["type", "m5"],
      ["subnetId", "vpc-0123456789abcdef0"],
      ["keyName", " operator"],
      ["address", "elastic"],
    ]) {
      const fault = faultWith(launching({ instance: { ...INSTANCE, [property as string]: wrong } }));
      assert.equal(fault.key, `aspera:server.instance.${property}`, String(wrong));
    }
  });

  it("is either launched or already running, never neither or both", () => {
    const neither = faultWith({ server: { hostKey: ED25519 } });
    assert.deepEqual([neither.expected, neither.got], ["`host` or `instance`", "neither"]);
    const both = faultWith(launching({ instanceId: "i-0123456789abcdef0" }));
    assert.deepEqual([both.expected, both.got], ["`instance` or `instanceId`", "both"]);
    const adopted = { host: "aspera.example.com", hostKey: ED25519 };
    for (const [idle, value] of [
      ["securityGroup", GROUP],
      ["allowReplace", true],
    ]) {
      const fault = faultWith({ server: { ...adopted, [idle as string]: value } });
      assert.equal(fault.expected, `${idle} only with \`instance\``);
    }
    assert.equal(settingsWith({ server: adopted }).launch, undefined);
  });

  it("has no host key before it boots: until then a customer's stack launches it and stops there", () => {
    const { launch, customer, warnings } = settingsWith({ server: { instance: INSTANCE } });
    assert.equal(launch?.awaitsHostKey, true);
    assert.equal(customer, undefined);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ["settings-host-key-awaited"],
    );
    assert.match(warnings[0]?.hint ?? "", /npm run host-key -- --stack acme-prod/);

    const pinned = settingsWith({ server: { instance: INSTANCE, hostKey: ED25519 } });
    assert.equal(pinned.launch?.awaitsHostKey, false);
    assert.equal(pinned.customer?.server.host, undefined);
    assert.deepEqual(pinned.warnings, []);
    const fault = faultWith({ server: { instance: INSTANCE, knownHostsFile: "~/.ssh/known_hosts" } });
    assert.equal(fault.got, "`knownHostsFile` without `host`");
  });

  it("gives a warning when it answers version 1 of the metadata service", () => {
    const instance = { ...INSTANCE, metadataOptions: { httpTokens: "optional" } };
    assert.deepEqual(warningsWith(launching({ instance })), ["settings-metadata-version-one"]);
  });
});

describe("the security group of a launched server (instance)", () => {
  it("names who may connect", () => {
    const { launch, warnings } = settingsWith(launching({ securityGroup: GROUP }));
    assert.deepEqual(launch?.securityGroup, {
      ...GROUP,
      nodeApi: [],
      httpFallback: [],
      egress: ["0.0.0.0/0"],
      public: false,
    });
    assert.deepEqual(warnings, []);
    for (const block of [
      "203.0.113.7",
      "203.0.113.0/33",
      "256.0.0.0/8",
      "::/129",
      "aspera.example.com",
      "",
    ]) {
      const fault = faultWith(launching({ securityGroup: { transfers: [block] } }));
      assert.match(fault.key, /^aspera:server\.securityGroup\.transfers/, block);
    }
  });

  it("is open to the world only with consent, and then gives a warning", () => {
    for (const service of ["transfers", "nodeApi", "httpFallback"]) {
      for (const world of ["0.0.0.0/0", "::/0", "128.0.0.0/1"]) {
        const open = { ...GROUP, [service]: [world] };
        assert.equal(faultWith(launching({ securityGroup: open })).got, world);
        const { warnings } = settingsWith(launching({ securityGroup: { ...open, public: true } }));
        assert.equal(warnings.length, 1);
        assert.equal(warnings[0]?.code, "settings-open-to-the-world");
        assert.match(warnings[0]?.text ?? "", new RegExp(`is open to the whole world, for ${service}$`));
      }
    }
    assert.equal(faultWith(launching({ securityGroup: { ...GROUP, public: true } })).got, "none");
  });

  it("treats large parts of the world as the world", () => {
    for (const block of ["0.0.0.0/0", "0.0.0.0/7", "::/15"]) assert.ok(isOpenToTheWorld(block), block);
    for (const block of ["10.0.0.0/8", "2001::/16"]) assert.ok(!isOpenToTheWorld(block), block);
  });

  it("cannot open port 22", () => {
    const fault = faultWith(launching({ securityGroup: { ...GROUP, ssh: ["203.0.113.0/24"] } }));
    assert.equal(fault.key, "aspera:server.securityGroup.ssh");
  });
});

describe("an address block", () => {
  const taken = (block: string) => v.safeParse(cidr, block).success;
  for (const block of [
    "203.0.113.0/24",
    "203.0.113.7/32",
    "10.0.0.0/8",
    "0.0.0.0/0",
    "2001:db8::/32",
    "::/0",
    "::1/128",
    "2001:db8:0:8000::/49",
    "::ffff:203.0.113.0/120",
  ]) {
    it(`is ${block}`, () => assert.ok(taken(block)));
  }
  for (const block of [
    "203.0.113.7/24",
    "10.0.0.1/8",
    "128.0.0.0/0",
    "2001:db8::1/32",
    "2001:db8:0:8000::/48",
    "::ffff:203.0.113.7/120",
  ]) {
    it(`is not ${block}: that is not its first address`, () => assert.ok(!taken(block)));
  }

  it("is refused with the block for the single address", () => {
    const fault = faultWith(launching({ securityGroup: { transfers: ["203.0.113.7/24"] } }));
    assert.match(fault.hint, /bits set after the first 24: .* or 203\.0\.113\.7\/32 for this address alone/);
  });
});
