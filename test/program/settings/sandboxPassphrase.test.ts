import assert from "node:assert/strict";
import { SANDBOX_PASSPHRASE } from "../../../program/settings/checks/sandboxPassphrase";
import { CAST } from "../../../sandbox/accounts/cast";
import { DEV_PASSPHRASE } from "../../../sandbox/lifecycle/environment";
import { inner, ONE_ACCOUNT, warningsWith } from "./stack";

const CODE = "settings-sandbox-passphrase";
const SANDBOX = { PULUMI_CONFIG_PASSPHRASE: "sandbox", AWS_ENDPOINT_URL: "http://127.0.0.1:4566" };
const warned = (environment: NodeJS.ProcessEnv, changes: Record<string, unknown> = {}) =>
  warningsWith(changes, { environment }).includes(CODE);

describe("settings: the sandbox's passphrase", () => {
  it("is warned about where a stack that is not the sandbox's is read with it", () => {
    const { AWS_ENDPOINT_URL: _, ...noEndpoint } = SANDBOX;
    assert.equal(warned(noEndpoint), true, "real AWS");
    assert.equal(warned(SANDBOX, inner("bucketAccount", { id: "222233334444" })), true, "a real account");
    const own = { ...ONE_ACCOUNT, ...inner("serverAccount", { id: "222233334444" }) };
    assert.equal(warned(SANDBOX, own), true, "a real account, alone");
  });

  it("is the sandbox's own business, and another passphrase is nobody's", () => {
    assert.equal(warned(SANDBOX), false);
    assert.equal(warned(SANDBOX, ONE_ACCOUNT), false);
    assert.equal(warned({}), false);
    assert.equal(warned({ PULUMI_CONFIG_PASSPHRASE: "of my own" }), false);
    for (const { id } of CAST.slice(1))
      assert.equal(warned(SANDBOX, inner("bucketAccount", { id })), false, id);
  });

  it("is what the sandbox sets", () => assert.equal(SANDBOX_PASSPHRASE, DEV_PASSPHRASE));
});
