import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { timeOfLook } from "../../components/docrootAsSeen";

describe("components: when a docroot was looked at", () => {
  const isKnown = async (preview: boolean) => {
    const nothing = { newResource: () => ({ id: "", state: {} }), call: () => ({}) };
    await pulumi.runtime.setMocks(nothing, "aspera", "acme-prod", preview);
    const text = pulumi.output("");
    const time = timeOfLook({ docroot: text, server: text, lastSeen: pulumi.output("2026-11-26T15:15:16Z") });
    return (time as unknown as { isKnown: Promise<boolean> }).isKnown;
  };

  it("is told by an up, and by no preview: each look has another time, and that is no difference", async () => {
    assert.equal(await isKnown(false), true);
    assert.equal(await isKnown(true), false);
  });
});
