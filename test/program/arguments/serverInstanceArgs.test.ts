import assert from "node:assert/strict";
import { STACK_TAG, serverInstanceArgs } from "../../../program/arguments/serverInstanceArgs";
import { ED25519 } from "../../model/ssh/hostKeys";
import { ONE_ACCOUNT, settingsWith } from "../settings/stack";

const INSTANCE = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };

const told = (server: object, stack = "acme-prod") => {
  const none = { ...ONE_ACCOUNT, bucket: undefined, transferUser: undefined };
  const { launch } = settingsWith({ ...none, server: { instance: INSTANCE, hostKey: ED25519, ...server } });
  assert.ok(launch);
  return serverInstanceArgs(launch, stack);
};

describe("arguments: the server to launch", () => {
  it("carries its stack's name, answers version 2 of its metadata alone, and cannot be terminated", () => {
    assert.deepEqual(told({}), {
      ...INSTANCE,
      securityGroupIds: [],
      address: "public",
      httpTokens: "required",
      hopLimit: 1,
      terminationProtection: true,
      tags: { Name: "aspera-acme-prod", [STACK_TAG]: "acme-prod" },
    });
    assert.equal(STACK_TAG, "aspera-stack", "as servers that were launched before are tagged");
  });

  it("is what the settings say in every part", () => {
    const rest = {
      subnetId: "subnet-0123456789abcdef0",
      securityGroupIds: ["sg-0123456789abcdef0"],
      keyName: "operator",
      address: "private",
      rootVolume: { sizeGib: 200, type: "gp3", encrypted: true },
      terminationProtection: false,
    };
    const metadataOptions = { httpTokens: "optional", hopLimit: 2 };
    assert.deepEqual(told({ instance: { ...INSTANCE, ...rest, metadataOptions } }, "globex-prod"), {
      ...INSTANCE,
      ...rest,
      ...metadataOptions,
      tags: { Name: "aspera-globex-prod", [STACK_TAG]: "globex-prod" },
    });
  });

  it("lets tags add and rename, but not take away the stack by which it is found again", () => {
    const tags = { owner: "media-ops", Name: "hsts-1", [STACK_TAG]: "globex-prod" };
    assert.deepEqual(told({ instance: { ...INSTANCE, tags } }).tags, {
      owner: "media-ops",
      Name: "hsts-1",
      [STACK_TAG]: "acme-prod",
    });
  });

  it("has a security group of its own where the settings ask for one, with the instance's name", () => {
    assert.equal("securityGroup" in told({}), false);
    const { securityGroup } = told({ securityGroup: { transfers: ["203.0.113.0/24"] } });
    assert.deepEqual(securityGroup, {
      groupName: "aspera-acme-prod",
      transfers: ["203.0.113.0/24"],
      nodeApi: [],
      httpFallback: [],
      egress: ["0.0.0.0/0"],
      public: false,
    });
    const all = {
      vpcId: "vpc-0123456789abcdef0",
      transfers: ["203.0.113.0/24"],
      nodeApi: ["2001:db8::/32"],
      httpFallback: ["198.51.100.0/24"],
      egress: ["10.0.0.0/8"],
    };
    assert.deepEqual(told({ securityGroup: all }).securityGroup, {
      ...all,
      groupName: "aspera-acme-prod",
      public: false,
    });
  });
});
