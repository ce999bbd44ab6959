import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../../program/settings";
import { CUSTOMER, configuration, EXTERNAL_ID } from "./stack";

/** Reads with this configuration, as the language host would hand it over. */
function readWith(keys: Record<string, unknown>, secretKeys: string[]) {
  pulumi.runtime.setAllConfig(configuration(keys), secretKeys);
  try {
    return readSettings();
  } finally {
    pulumi.runtime.setAllConfig({});
  }
}

describe("readSettings", () => {
  it("returns the settings of the running stack", () => {
    const settings = readWith(CUSTOMER, ["aspera:externalId"]);
    assert.equal(settings.stack, pulumi.getStack());
    assert.equal(settings.customer?.externalId?.reveal(), EXTERNAL_ID);
  });

  it("throws one RunError with every fault, and knows which keys are encrypted", () => {
    assert.throws(
      () => readWith({ ...CUSTOMER, transferUser: "root" }, []),
      (error: Error) => {
        assert.ok(pulumi.RunError.isInstance(error));
        assert.match(error.message, /has 2 faults/);
        assert.match(error.message, /- aspera:externalId: expected a secret, got a value in clear/);
        assert.match(error.message, /- aspera:transferUser: /);
        assert.ok(!error.message.includes(EXTERNAL_ID));
        return true;
      },
    );
  });
});
