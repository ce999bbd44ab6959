import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Link } from "../../components/link/Link";
import { linkProvider } from "../../components/link/LinkProvider";
import { only, recordResources, secret, settledValue } from "../mocks/resources";
import { INPUTS } from "./inputs";

describe("the Link resource", () => {
  const serialised = async () =>
    (await pulumi.runtime.serializeFunction(() => linkProvider)).text.replace(/__f\d+/g, "__f");

  it("is stored as a shim: one line a method, nothing captured, the same every time", async () => {
    const text = await serialised();
    assert.equal(await serialised(), text);
    assert.ok(text.length < 3500, `${text.length} characters`);
    assert.equal(text.match(/components\/link\/entry\.js/g)?.length, 4);
    assert.doesNotMatch(text, /INPUTS|verified|sts\.|amazonaws|sessionPolicy/);
    assert.ok(!text.includes(process.cwd()), "no folder of this machine");
  });

  it("has an entry for each method that the shim calls", () => {
    const entry = readFileSync(join(__dirname, "../../components/link/entry.js"), "utf8");
    assert.match(entry, /linkLifecycle\(\{/);
    const made = require("../../components/link/entry.js");
    assert.deepEqual(Object.keys(made).sort(), ["create", "read", "remove", "update"]);
  });

  it("keeps the external ID and the private key secret, and wants the link to be verified", async () => {
    const registered = await recordResources();
    const { link: _link, atFault: _atFault, nextStep: _nextStep, ...args } = INPUTS;
    const link = new Link("link", {
      ...args,
      externalId: pulumi.secret(INPUTS.externalId),
      privateKey: pulumi.secret("KEY"),
    });
    await settledValue(link.urn);
    const { inputs } = only(registered, "pulumi-nodejs:dynamic/aspera:Link");
    assert.deepEqual(inputs.externalId, secret(INPUTS.externalId));
    assert.deepEqual(inputs.privateKey, secret("KEY"));
    assert.equal(inputs.link, "verified");
    assert.ok(!String(inputs.__provider).includes(INPUTS.externalId));
  });
});
