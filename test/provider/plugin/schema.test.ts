import assert from "node:assert/strict";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { version } from "../../../package.json";
import type { PluginProcess } from "../../sandbox/plugins/pluginProcess";
import {
  DOCROOT,
  EXAMPLES,
  FORMER,
  HANDOVER,
  LEAST,
  LINK,
  OUTPUTS,
  SOFTWARE,
  startedPlugin,
  TYPES,
} from "./aspera";
import { pathsIn } from "./paths";
import { type PublishedSchema, publishedBy, publishedPaths } from "./schema";

describe("provider: what the plugin publishes", () => {
  let plugin: PluginProcess;
  let schema: PublishedSchema;
  before(async () => {
    plugin = await startedPlugin();
    schema = await publishedBy(plugin);
  });
  after(() => plugin?.stop());

  const resource = (type: string) => schema.resources[type] ?? assert.fail(type);

  it("is one package of five resources, of one version with it", async () => {
    assert.deepEqual([schema.name, schema.version], ["aspera", version]);
    assert.deepEqual(Object.keys(schema.resources).sort(), [...TYPES, FORMER, HANDOVER].sort());
    const info = await plugin.call<PluginInfo>("getPluginInfo", new Empty());
    assert.equal(info.getVersion(), version);
  });

  it("marks every secret, at any depth, and nothing else", () => {
    const secrets = (type: string) =>
      publishedPaths(schema, { ...resource(type).inputProperties, ...resource(type).properties })
        .filter(([, property]) => property.secret)
        .map(([path]) => path.join("."))
        .sort();
    const key = ["connection.privateKey", "connection.privateKeyPassphrase"];
    // A fingerprint is a plain hash over a text that holds the external ID: it gives a guessable one back.
    assert.deepEqual(secrets(DOCROOT), [
      ...key,
      ...["expect", "externalId", "fingerprint", "leftBehind", "nodeApi.password", "request", "wantedBefore"],
    ]);
    assert.deepEqual(secrets(FORMER), ["leftBehind"]);
    assert.deepEqual(secrets(HANDOVER), [
      ...key,
      ...["externalId", "former", "formerExternalIds", "previousExternalIds", "trustedBefore"],
    ]);
    assert.deepEqual(secrets(LINK), [...key, "externalId", "nodeApi.password"]);
    assert.deepEqual(secrets(SOFTWARE), [...key, "password", "source"]);
  });

  it("describes every property, and gives each a type that is there", () => {
    for (const type of TYPES)
      for (const [path, { description, ...property }] of publishedPaths(schema, {
        ...resource(type).inputProperties,
        ...resource(type).properties,
      })) {
        const where = `${type} ${path.join(".")}`;
        assert.match(description ?? "", /^\S.*\.$/s, where);
        assert.ok(
          property.$ref ?? ["string", "number", "boolean", "array"].includes(property.type ?? ""),
          where,
        );
      }
  });

  it("asks for exactly what a program can say, and requires what it must", () => {
    for (const type of TYPES) {
      const { inputProperties, requiredInputs } = resource(type);
      const known = publishedPaths(schema, inputProperties).map(([path]) => path.join("."));
      // List items have paths of their own in values, and none in a schema.
      const said = pathsIn(EXAMPLES[type]).filter((path) => !/^\d+$/.test(path.at(-1) ?? ""));
      assert.deepEqual(known.sort(), said.map((path) => path.join(".")).sort());
      assert.deepEqual([...requiredInputs].sort(), Object.keys(LEAST[type]).sort());
    }
  });

  it("gives what is observed and remembered as outputs alone, all but one always there", () => {
    const sometimes = { [DOCROOT]: ["wantedBefore"], [LINK]: [], [SOFTWARE]: [] };
    const observed: Record<string, string[]> = {
      [DOCROOT]: [
        "server",
        "identity",
        "docroot",
        "transferUserEntry",
        "systemUser",
        "asperanoded",
        "asperatrapd",
        "s3Traffic",
        "agent",
      ],
      [LINK]: ["link", "finding", "owner", "nextStep"],
      [SOFTWARE]: ["package"],
    };
    for (const type of TYPES) {
      const { inputProperties, properties, required } = resource(type);
      const outputs = Object.keys(properties);
      assert.ok(!outputs.some((name) => Object.hasOwn(inputProperties, name)), "the state holds inputs once");
      const always = [...(observed[type] ?? []), ...Object.keys(OUTPUTS[type])];
      assert.deepEqual(outputs.sort(), [...always, ...sometimes[type]].sort());
      assert.deepEqual(required.sort(), always.sort(), type);
    }
  });
});

describe("provider: how the plugin is configured", () => {
  it("takes secrets, and previews; and is asked for nothing before", async () => {
    const plugin = await startedPlugin();
    try {
      await assert.rejects(
        plugin.check(DOCROOT, LEAST[DOCROOT]),
        /the aspera plugin was asked before it was configured/,
      );
      const answer = await plugin.call<rpc.ConfigureResponse>(
        "configure",
        new rpc.ConfigureRequest().setAcceptsecrets(true),
      );
      assert.deepEqual(
        [
          answer.getAcceptsecrets(),
          answer.getSupportspreview(),
          answer.getAcceptresources(),
          answer.getAcceptoutputs(),
        ],
        [true, true, false, false],
      );
    } finally {
      plugin.stop();
    }
  });

  it("keeps no copy of a project's settings, which to the engine are its arguments", async () => {
    const plugin = await startedPlugin();
    try {
      const settings = { bucket: '{"name":"acme-media"}', externalId: "THE EXTERNAL ID" };
      assert.deepEqual(await plugin.checkConfig(settings), { inputs: {}, failures: [] });
    } finally {
      plugin.stop();
    }
  });

  it("knows no resource but its own, and says which those are", async () => {
    const plugin = await startedPlugin();
    try {
      await plugin.configure("aspera", {});
      await assert.rejects(
        plugin.check("aspera:index:Server", {}),
        /does not know aspera:index:Server\nhint: it knows aspera:index:Docroot, /,
      );
    } finally {
      plugin.stop();
    }
  });
});
