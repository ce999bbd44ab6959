import assert from "node:assert/strict";
import { leftInPlace } from "../../../model/findings/docroot/leftInPlace";
import { codeIn } from "../../../model/findings/finding";
import { proofNotHeld } from "../../../model/findings/link/proofNotHeld";
import { unreachable } from "../../../model/findings/server/unreachable";
import { NOTHING_ASKED } from "../../../model/link/results";
import { type Properties, UNKNOWN } from "../../../provider/protocol/wire";
import { ed25519KeyPair } from "../../../sandbox/server";
import { secret } from "../../mocks/resources";
import type { PluginProcess } from "../../sandbox/plugins/pluginProcess";
import { type FakeEngine, fakeEngine } from "../protocol/fakeEngine";
import {
  ask,
  asperaPlugin,
  DOCROOT,
  EXAMPLES,
  LEAST,
  LINK,
  OUTPUTS,
  SOFTWARE,
  TYPES,
  type Type,
} from "./aspera";
import { isHidden, pathsIn, withValueAt } from "./paths";

/** What a docroot remembers of moves when there was none, as it is sent. */
const NOTHING_LEFT = { leftBehind: secret(""), leaves: [] };

/** What a docroot remembers of the server, as it is sent. */
const { fingerprint, expect, nonce, lastSeen, licenceUntil, agentFile, request } = OUTPUTS[DOCROOT] as Record<
  string,
  unknown
>;
const KEPT = {
  fingerprint: secret(fingerprint),
  expect: secret(expect),
  nonce,
  instance: "",
  lastSeen,
  licenceUntil,
  agentFile,
  request: secret(request),
};
/** What outputs hold of these: what a program says is in the inputs alone. */
const asOutputs = (type: Type, properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !Object.hasOwn(EXAMPLES[type], name)));
/** The Command will be told anew. */
const TOLD = { agentFile: UNKNOWN, request: secret(UNKNOWN) };

describe("provider: what the plugin tells of a change", () => {
  let engine: FakeEngine;
  let plugin: PluginProcess;
  before(async () => {
    engine = await fakeEngine();
    plugin = await asperaPlugin(engine.address);
  });
  afterEach(() => engine.logged.splice(0));
  after(() => {
    plugin?.stop();
    engine?.stop();
  });

  /** Inputs as the engine keeps them. */
  const checked = async (type: Type, news: Properties) => (await plugin.check(type, news)).inputs;
  /** A resource that was made with these, and is as it must be. */
  async function saved(type: Type, news: Properties = EXAMPLES[type]) {
    const inputs = await checked(type, news);
    return { inputs, outputs: { ...inputs, ...OUTPUTS[type] } };
  }

  describe("in a diff", () => {
    it("finds nothing between equals, in whatever order, with and without defaults, marked or not", async () => {
      for (const type of TYPES) {
        const nothing = {
          changed: false,
          properties: [],
          replaces: [],
          deleteBeforeReplace: false,
          detailed: {},
        };
        const { inputs } = await saved(type);
        assert.deepEqual(await plugin.diff(type, inputs, inputs), nothing);
        const { connection, ...rest } = await checked(type, EXAMPLES[type]);
        const turned = {
          ...rest,
          connection: Object.fromEntries(Object.entries(connection as object).reverse()),
        };
        assert.deepEqual(await plugin.diff(type, inputs, turned), nothing);
        // A state of before a property was a secret.
        const clear = JSON.parse(JSON.stringify(inputs, (_name, value) => value?.value ?? value));
        assert.deepEqual(await plugin.diff(type, clear, inputs), nothing);
        const wholly = { ...inputs, connection: secret(EXAMPLES[type].connection) };
        assert.deepEqual(await plugin.diff(type, inputs, wholly), nothing);
      }
      const withDefaults = {
        ...LEAST[LINK],
        required: true,
        wait: 120,
        fullAccess: false,
        fullProof: false,
        widerStillAllowed: false,
      };
      assert.equal((await plugin.diff(LINK, LEAST[LINK], withDefaults)).changed, false);
    });

    it("names the path of a change at any depth, and its kind; nothing is replaced", async () => {
      for (const type of TYPES)
        for (const path of pathsIn(EXAMPLES[type])) {
          const where = path.join(".");
          // A list's items are compared by their place; a property with a default is never absent.
          if (
            /\d$/.test(where) ||
            ["fullAccess", "required", "wait", "fullProof", "widerStillAllowed", "idleWait"].includes(where)
          )
            continue;
          const inputs = EXAMPLES[type];
          const without = withValueAt(inputs, path, undefined);
          const added = await plugin.diff(type, without, inputs);
          const gone = await plugin.diff(type, inputs, without);
          assert.deepEqual([added.detailed, gone.detailed], [{ [where]: "ADD" }, { [where]: "DELETE" }]);
          assert.deepEqual([added.properties, added.replaces], [[path[0]], []]);
        }
      const { inputs } = await saved(LINK);
      const changed = async (path: string[], value: unknown) =>
        (await plugin.diff(LINK, inputs, withValueAt(inputs, path, value))).detailed;
      assert.deepEqual(await changed(["connection", "port"], 22), { "connection.port": "UPDATE" });
      assert.deepEqual(await changed(["connection", "privateKey"], secret("another")), {
        "connection.privateKey": "UPDATE",
      });
      assert.deepEqual(await changed(["access", "1"], "browse"), { "access[1]": "UPDATE" });
      assert.deepEqual(await changed(["externalId"], UNKNOWN), { externalId: "UPDATE" });
    });

    it("shows what was observed as an update of that property", async () => {
      const { inputs } = await saved(DOCROOT);
      const { detailed } = await plugin.diff(
        DOCROOT,
        { ...inputs, docroot: "s3://evil", asperanoded: "stopped" },
        inputs,
      );
      assert.deepEqual(detailed, { docroot: "UPDATE", asperanoded: "UPDATE" });
      const link = (await saved(LINK)).inputs;
      assert.deepEqual(
        (await plugin.diff(LINK, { ...link, link: "no curl", finding: "link-no-curl" }, link)).detailed,
        {
          link: "UPDATE",
          finding: "UPDATE",
        },
      );
    });
  });

  describe("in a preview", () => {
    it("promises nothing of a docroot that is still to be made but its inputs", async () => {
      const inputs = await checked(DOCROOT, EXAMPLES[DOCROOT]);
      const { id, outputs } = await plugin.create(DOCROOT, EXAMPLES[DOCROOT], true);
      assert.equal(id, "");
      assert.deepEqual(outputs, {
        ...asOutputs(DOCROOT, inputs),
        ...NOTHING_LEFT,
        fingerprint: secret(UNKNOWN),
        expect: secret(UNKNOWN),
        nonce: UNKNOWN,
        instance: UNKNOWN,
        lastSeen: UNKNOWN,
        licenceUntil: UNKNOWN,
        ...TOLD,
      });
    });

    it("keeps the nonce of an update that repairs nothing, so that the Command does not run", async () => {
      const olds = await saved(DOCROOT);
      const elsewhere = { ...(EXAMPLES[DOCROOT].connection as object), port: 3 };
      for (const [change, told] of [
        [{}, {}],
        [{ takeOver: "none" }, {}],
        [{ connection: elsewhere }, TOLD],
        [{ restart: { restart: "none" } }, TOLD],
      ]) {
        const news = await checked(DOCROOT, { ...EXAMPLES[DOCROOT], ...change });
        const outputs = await ask.updatePreview(plugin, DOCROOT, olds, news);
        const still = asOutputs(DOCROOT, news);
        assert.deepEqual(outputs, { ...still, ...KEPT, ...NOTHING_LEFT, ...told }, JSON.stringify(change));
      }
    });

    it("knows no nonce of an update that repairs, or that may, so that the Command shows", async () => {
      const { inputs, outputs } = await saved(DOCROOT);
      const unknown = {
        fingerprint: secret(UNKNOWN),
        expect: secret(UNKNOWN),
        nonce: UNKNOWN,
        instance: UNKNOWN,
        lastSeen: UNKNOWN,
        licenceUntil: UNKNOWN,
        ...TOLD,
      };
      for (const [olds, change] of [
        [{ docroot: "s3://evil" }, {}],
        [{ asperanoded: "stopped" }, {}],
        [{ transferUserEntry: "missing in aspera.conf" }, {}],
        [{ server: "was unreachable" }, {}],
        [{}, { bucket: "another" }],
        [{}, { externalId: "another" }],
      ]) {
        const news = await checked(DOCROOT, { ...EXAMPLES[DOCROOT], ...change });
        const seen = { inputs: { ...inputs, ...olds }, outputs: { ...outputs, ...olds } };
        const planned = await ask.updatePreview(plugin, DOCROOT, seen, news);
        const still = asOutputs(DOCROOT, news);
        // The docroot of before may still be what is there, when this `up` fails; what it was is secret.
        const { wantedBefore, ...rest } = planned;
        assert.deepEqual(
          [
            rest,
            wantedBefore === undefined,
            wantedBefore === undefined || isHidden(planned, ["wantedBefore"]),
          ],
          [{ ...still, ...NOTHING_LEFT, ...unknown }, !Object.keys(change ?? {}).length, true],
          JSON.stringify([olds, change]),
        );
      }
      const unsure = await checked(DOCROOT, { ...EXAMPLES[DOCROOT], takeOver: UNKNOWN });
      const planned = await ask.updatePreview(plugin, DOCROOT, await saved(DOCROOT), unsure);
      const still = asOutputs(DOCROOT, unsure);
      assert.deepEqual(planned, { ...still, leftBehind: secret(UNKNOWN), leaves: UNKNOWN, ...unknown });
    });

    it("names the docroot that a move leaves behind, so that its closing shows", async () => {
      const news = await checked(DOCROOT, { ...EXAMPLES[DOCROOT], transferUser: "acme2" });
      const planned = await ask.updatePreview(plugin, DOCROOT, await saved(DOCROOT), news);
      assert.deepEqual([planned.leaves, planned.nonce], [["acme on 127.0.0.1:1"], UNKNOWN]);
    });

    it("leaves it open while only a look tells whether a server with another host key is the same one", async () => {
      const connection = { ...(EXAMPLES[DOCROOT].connection as object), hostKey: "ssh-ed25519 BBBB" };
      const news = await checked(DOCROOT, { ...EXAMPLES[DOCROOT], connection });
      const { inputs, outputs } = await saved(DOCROOT);
      const known = { inputs, outputs: { ...outputs, instance: "i-0123" } };
      const planned = await ask.updatePreview(plugin, DOCROOT, known, news);
      assert.deepEqual([planned.leftBehind, planned.leaves], [secret(UNKNOWN), UNKNOWN]);
    });

    it("promises nothing of a proof to come, nor of software", async () => {
      const link = await plugin.create(LINK, EXAMPLES[LINK], true);
      const remembered = { stood: UNKNOWN, operations: UNKNOWN, leavesVersions: UNKNOWN };
      const notYet = { link: UNKNOWN, finding: UNKNOWN, owner: UNKNOWN, nextStep: UNKNOWN, ...remembered };
      assert.deepEqual(link.outputs, notYet);
      const software = await plugin.create(SOFTWARE, EXAMPLES[SOFTWARE], true);
      assert.deepEqual([software.outputs.installed, software.outputs.backup], [UNKNOWN, UNKNOWN]);
      const olds = await saved(SOFTWARE);
      const news = await checked(SOFTWARE, { ...EXAMPLES[SOFTWARE], snapshot: "none, acknowledged" });
      assert.deepEqual(await ask.updatePreview(plugin, SOFTWARE, olds, news), {
        ...asOutputs(SOFTWARE, news),
        ...OUTPUTS[SOFTWARE],
      });
    });

    it("asks no server", () => assert.deepEqual(engine.logged, []));
  });

  describe("in a refresh", () => {
    it("says at the resource what it could not look at, keeps what it knew, and goes on", async () => {
      const connection = { ...(LEAST[DOCROOT].connection as object), privateKey: ed25519KeyPair().private };
      const olds = await saved(DOCROOT, { ...LEAST[DOCROOT], connection });
      const seen = await plugin.read(DOCROOT, "id", olds.inputs, olds.outputs);
      assert.equal(seen.id, "id");
      const [line, ...more] = engine.logged;
      assert.deepEqual(more, []);
      assert.equal(line?.severity, "WARNING");
      assert.match(line?.urn ?? "", /\$aspera:index:Docroot::it$/);
      assert.equal(codeIn(line?.message ?? ""), unreachable.code);
      assert.deepEqual(seen.outputs, {
        ...asOutputs(DOCROOT, olds.outputs),
        ...KEPT,
        ...NOTHING_LEFT,
        server: seen.outputs.server,
      });
      assert.deepEqual(seen.inputs, { ...olds.inputs, server: seen.outputs.server });
      const [text] = line?.message.split("\n") ?? [];
      assert.equal(seen.outputs.server, `${text}; last seen at ${lastSeen}`);
    });

    it("proves a link once, and shows that as properties", async () => {
      const olds = await saved(LINK, LEAST[LINK]);
      const { inputs, outputs } = await plugin.read(LINK, "id", olds.inputs, olds.outputs);
      assert.equal(outputs.finding, proofNotHeld.code);
      // What is remembered of the proof is no input: it makes no difference.
      const { stood, operations, leavesVersions, ...verdict } = outputs;
      assert.deepEqual(inputs, { ...olds.inputs, ...verdict });
      assert.deepEqual({ stood, operations, leavesVersions }, OUTPUTS[LINK]);
      const { link, finding, owner, nextStep } = outputs;
      assert.deepEqual(verdict, { link, finding, owner, nextStep });
    });

    it("hands software back as it was", async () => {
      const olds = await saved(SOFTWARE);
      const { id, inputs, outputs } = await plugin.read(SOFTWARE, "id", olds.inputs, olds.outputs);
      assert.deepEqual([id, inputs, outputs], ["id", olds.inputs, asOutputs(SOFTWARE, olds.outputs)]);
    });
  });

  describe("in an up", () => {
    it("makes a link that only reports, and warns at it of what is wrong", async () => {
      const news = { ...LEAST[LINK], required: false };
      const { id, outputs } = await plugin.create(LINK, news);
      assert.equal(id, "acme@127.0.0.1");
      const { finding, owner, link, nextStep } = outputs;
      const proven = { stood: true, operations: NOTHING_ASKED, leavesVersions: false };
      const seen = { finding, owner, link, nextStep, ...proven };
      assert.deepEqual(outputs, seen);
      assert.equal(finding, proofNotHeld.code);
      assert.deepEqual(
        engine.logged.map(({ severity, urn, message }) => [severity, urn.split("$")[1], codeIn(message)]),
        [["WARNING", "aspera:index:Link::it", proofNotHeld.code]],
      );
    });

    it("keeps a link that must stand and does not, as it is, and fails with what is wrong", async () => {
      const inputs = await checked(LINK, { ...LEAST[LINK], wait: 0 });
      for (const [failed, id, stood] of [
        [await ask.failingCreate(plugin, LINK, inputs), "acme@127.0.0.1", false],
        [await ask.failingUpdate(plugin, LINK, { inputs, outputs: inputs }, inputs), "id", true],
      ] as const) {
        assert.equal(codeIn(failed.message), proofNotHeld.code);
        assert.deepEqual([failed.kept?.id, failed.kept?.reasons], [id, [failed.message]]);
        const { finding, owner, link, nextStep } = failed.kept?.state ?? {};
        assert.equal(finding, proofNotHeld.code);
        const seen = {
          finding,
          owner,
          link,
          nextStep,
          stood,
          operations: NOTHING_ASKED,
          leavesVersions: false,
        };
        // All of it, since of an update that failed the engine keeps the inputs from before.
        assert.deepEqual(failed.kept?.state, { ...inputs, ...seen });
      }
    });

    it("keeps nothing of a docroot or an upgrade that failed", async () => {
      for (const type of [DOCROOT, SOFTWARE] as const) {
        const failed = await ask.failingCreate(plugin, type, await checked(type, LEAST[type]));
        assert.match(failed.message, /^expected .+, got.*: .+\nhint: /s);
        assert.equal(failed.kept, undefined);
      }
    });

    it("leaves a docroot in place that is destroyed, and says so at it", async () => {
      const { outputs } = await saved(DOCROOT, LEAST[DOCROOT]);
      await plugin.delete(DOCROOT, "id", outputs);
      await plugin.delete(LINK, "id", (await saved(LINK)).outputs);
      assert.deepEqual(
        engine.logged.map(({ severity, urn, message }) => [severity, urn.split("$")[1], codeIn(message)]),
        [["INFO", "aspera:index:Docroot::it", leftInPlace.code]],
      );
    });
  });

  it("refuses an import, which does not say how the server is reached, and says what to do instead", async () => {
    for (const type of TYPES)
      await assert.rejects(
        plugin.read(type, "acme@aspera.example.com", {}, {}),
        /^Error: expected .+ of this stack, got an import, which does not say how the server is reached\nhint: leave it out of the import; `pulumi up` /,
        type,
      );
  });
});
