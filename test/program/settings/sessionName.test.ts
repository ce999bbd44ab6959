import assert from "node:assert/strict";
import { customerWith, faultsWith, faultWith, inner, ONE_ACCOUNT, settingsWith, warningsWith } from "./stack";

const NODE_API = { nodeApi: { user: "acme", password: "i-0123456789abcdef0" } };
const ENCRYPTED = { secretKeys: new Set(["aspera:externalId", "aspera:nodeApi"]) };

describe("the name of Aspera's sessions in the customer's account", () => {
  it("is the server's own choice by default, or a name alone, or one that the trust demands", () => {
    assert.equal(customerWith().sessionName, undefined);
    assert.deepEqual(customerWith({ sessionName: "acme" }).sessionName, { name: "acme", required: false });
    assert.deepEqual(customerWith({ sessionName: { name: "acme" } }).sessionName, {
      name: "acme",
      required: false,
    });
    const required = { name: "acme@example.com", required: true };
    assert.deepEqual(customerWith({ sessionName: required }).sessionName, required);
  });

  it("is what STS takes: 2 to 64 characters of a few kinds", () => {
    for (const name of ["ab", "a".repeat(64), "Zz09_+=,.@-"])
      assert.equal(customerWith({ sessionName: { name } }).sessionName?.name, name);
    for (const name of ["", "a", "a".repeat(65), "a b", "a/b", "ä-", "a\n"])
      assert.equal(faultWith({ sessionName: { name } }).key, "aspera:sessionName.name", JSON.stringify(name));
    assert.equal(
      faultWith({ sessionName: { name: "acme", required: "yes" } }).key,
      "aspera:sessionName.required",
    );
    assert.equal(faultWith({ sessionName: {} }).key, "aspera:sessionName.name");
  });

  it("goes with a role that is assumed: not with one account", () => {
    const faults = faultsWith({ ...ONE_ACCOUNT, sessionName: "acme" });
    assert.match(faults[0]?.expected ?? "", /an account to go with sessionName/);
  });

  it("stands in a template of the stack's own, and only there where there is one", () => {
    const template = "s3://{host}/{bucket}/{prefix}?a={roleArn}&b={externalId}";
    const docrootTemplate = `${template}&c={sessionName}`;
    assert.equal(customerWith({ docrootTemplate, sessionName: "acme" }).docroot.template, docrootTemplate);
    const left = faultWith({ docrootTemplate: template, sessionName: "acme" });
    assert.deepEqual([left.key, left.got], ["aspera:docrootTemplate", "no {sessionName}"]);
    const idle = faultWith({ docrootTemplate });
    assert.deepEqual([idle.key, idle.got], ["aspera:docrootTemplate", "{sessionName}"]);
  });

  it("is warned about when the trust demands it and nobody has seen Aspera send it", () => {
    const required = { sessionName: { name: "acme", required: true } };
    assert.deepEqual(warningsWith(required), ["settings-session-name-required"]);
    assert.deepEqual(warningsWith({ sessionName: "acme" }), []);
    assert.deepEqual(warningsWith({ ...required, ...NODE_API }, ENCRYPTED), []);
  });
});

describe("the host of a docroot (partition)", () => {
  const inRegion = (region: string) => ({
    ...inner("serverAccount", { region }),
    ...inner("bucketAccount", { region }),
  });

  it("is the region's own S3 outside of the aws partition, and nothing is warned about", () => {
    for (const [region, host] of [
      ["us-east-1", "s3.amazonaws.com"],
      ["us-gov-west-1", "s3.us-gov-west-1.amazonaws.com"],
      ["cn-north-1", "s3.cn-north-1.amazonaws.com.cn"],
    ] as const) {
      const { customer, warnings } = settingsWith(inRegion(region));
      assert.equal(customer?.docroot.host, host);
      assert.deepEqual(warnings, [], region);
    }
  });

  it("is whatever the stack says, which is warned about where it is no S3 of the region", () => {
    const docrootHost = "s3.amazonaws.com";
    const { customer, warnings } = settingsWith({ ...inRegion("cn-north-1"), docrootHost });
    assert.equal(customer?.docroot.host, docrootHost);
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ["settings-docroot-host-elsewhere"],
    );
  });
});
