import assert from "node:assert/strict";
import fc from "fast-check";
import type { PropertyPath } from "../../../provider/protocol/secrets";
import type { Properties } from "../../../provider/protocol/wire";
import { secret } from "../../mocks/resources";
import type { PluginProcess } from "../../sandbox/plugins/pluginProcess";
import {
  ask,
  asperaPlugin,
  DOCROOT,
  EXAMPLES,
  LINK,
  OUTPUTS,
  type Saved,
  SOFTWARE,
  TYPES,
  type Type,
} from "./aspera";
import { clearText, isHidden, pathsIn, valueAt, withValueAt } from "./paths";
import { publishedBy, publishedPaths } from "./schema";

/** What is looked for in an answer in clear. */
const VALUE = "S3NTINEL";

describe("provider: what is a secret stays one", () => {
  let plugin: PluginProcess;
  let secretPaths: Record<string, PropertyPath[]>;
  before(async () => {
    plugin = await asperaPlugin();
    const schema = await publishedBy(plugin);
    secretPaths = Object.fromEntries(
      Object.entries(schema.resources).map(([type, { inputProperties }]) => [
        type,
        publishedPaths(schema, inputProperties).flatMap(([path, { secret: is }]) => (is ? [path] : [])),
      ]),
    );
  });
  after(() => plugin?.stop());

  /** A resource as it is saved, made of these inputs as they are. */
  const savedOf = (type: Type, inputs: Properties, added: Properties): Saved => ({
    inputs: { ...inputs, ...added },
    outputs: { ...inputs, ...added, ...OUTPUTS[type] },
  });

  /** What Check adds to inputs that have nothing secret beside the schema's. */
  async function addedTo(type: Type, inputs: Properties): Promise<Properties> {
    const checked = (await plugin.check(type, inputs)).inputs;
    return Object.fromEntries(Object.entries(checked).filter(([name]) => !Object.hasOwn(inputs, name)));
  }

  /** Whether something is hidden in an answer; an input need not be among outputs at all. */
  const isSafe = (name: string, answer: Properties, path: PropertyPath) =>
    isHidden(answer, path) || (!/check|inputs/.test(name) && !Object.hasOwn(answer, path[0] ?? ""));

  /** Every answer that holds properties, of a resource that was saved as `was` and is now to be `news`, by its name. */
  async function answers(type: Type, was: Properties, news: Properties): Promise<Record<string, Properties>> {
    const added = await addedTo(type, EXAMPLES[type]);
    const olds = savedOf(type, was, added);
    const inputs = { ...news, ...added };
    const refreshed = savedOf(type, news, added);
    const read = await plugin.read(type, "id", refreshed.inputs, refreshed.outputs);
    const all: Record<string, Properties> = {
      check: (await plugin.check(type, news)).inputs,
      "preview of a create": await ask.createPreview(plugin, type, inputs),
      "preview of an update": await ask.updatePreview(plugin, type, olds, inputs),
      "inputs of a read": read.inputs,
      "outputs of a read": read.outputs,
    };
    if (type === LINK) {
      all["failing create"] = (await ask.failingCreate(plugin, type, inputs)).kept?.state ?? {};
      all["failing update"] = (await ask.failingUpdate(plugin, type, olds, inputs)).kept?.state ?? {};
    }
    return all;
  }

  describe("by schema", () => {
    for (const type of TYPES)
      it(`${type}: every secret that was absent or empty and is set now`, async () => {
        assert.ok((secretPaths[type]?.length ?? 0) >= 3);
        for (const path of secretPaths[type] ?? [])
          for (const before of [undefined, ""]) {
            const was = withValueAt(EXAMPLES[type], path, before);
            const news = withValueAt(EXAMPLES[type], path, VALUE);
            for (const [name, answer] of Object.entries(await answers(type, was, news))) {
              const where = `${name}, ${path.join(".")}`;
              assert.ok(isSafe(name, answer, path), where);
              // What software is installed from is shown beside it, as far as it may be.
              if (path[0] !== "source") assert.ok(!clearText(answer).includes(VALUE), where);
            }
          }
      });

    it("a set one that goes, or is emptied", async () => {
      for (const type of TYPES)
        for (const path of secretPaths[type] ?? [])
          for (const now of [undefined, ""]) {
            const was = withValueAt(EXAMPLES[type], path, VALUE);
            const news = withValueAt(EXAMPLES[type], path, now);
            if (path[0] === "source") continue;
            for (const [name, answer] of Object.entries(await answers(type, was, news)))
              assert.ok(!clearText(answer).includes(VALUE), `${name}, ${path.join(".")}`);
          }
    });

    it("what is not there is not marked, and what is no secret stays in clear", async () => {
      for (const type of TYPES) {
        const news = (secretPaths[type] ?? []).reduce(
          (inputs, path) => (path[0] === "source" ? inputs : withValueAt(inputs, path, undefined)),
          EXAMPLES[type],
        );
        for (const [name, answer] of Object.entries(await answers(type, news, news)))
          for (const path of pathsIn(news))
            assert.ok(
              path[0] === "source" ? isSafe(name, answer, path) : !isHidden(answer, path),
              `${name}, ${path.join(".")}`,
            );
      }
    });

    it("no failure tells one, not of a key that is none either", async () => {
      for (const type of TYPES)
        for (const path of secretPaths[type] ?? []) {
          if (path[0] === "source") continue; // the path of a package that is not there is told
          const added = await addedTo(type, EXAMPLES[type]);
          const byValue = withValueAt(EXAMPLES[type], ["connection", "privateKeyFile"], undefined);
          const here = { ...byValue, ...(type === SOFTWARE && { source: __filename }) };
          for (const proxied of [here, withValueAt(here, ["connection", "proxy"], undefined)])
            for (const inputs of [proxied, withValueAt(proxied, ["connection", "observer"], undefined)]) {
              const failed = await ask.failingCreate(plugin, type, {
                ...withValueAt(inputs, path, VALUE),
                ...added,
              });
              assert.match(failed.message, /\[[a-z-]+\]$/, "a finding");
              assert.ok(!failed.message.includes(VALUE), failed.message);
            }
        }
    });
  });

  describe("by the engine's mark, where the schema knows none", () => {
    /** Plain inputs with marks at these paths, the inner ones first. */
    const markedAt = (inputs: Properties, paths: readonly PropertyPath[]) =>
      [...paths]
        .sort((one, other) => other.length - one.length)
        .reduce((marked, path) => withValueAt(marked, path, secret(valueAt(marked, path))), inputs);

    for (const type of TYPES)
      it(`${type}: every property, nested ones and whole objects too`, async () => {
        const plain = EXAMPLES[type];
        await fc.assert(
          fc.asyncProperty(fc.subarray(pathsIn(plain), { minLength: 1 }), async (paths) => {
            const marked = markedAt(plain, paths);
            for (const [name, answer] of Object.entries(await answers(type, plain, marked)))
              for (const path of paths) assert.ok(isSafe(name, answer, path), `${name}, ${path.join(".")}`);
          }),
          // Each alone first.
          { numRuns: 15 + pathsIn(plain).length, examples: pathsIn(plain).map((path) => [[path]]) },
        );
      });

    it("in what was saved alone", async () => {
      for (const type of TYPES)
        for (const path of pathsIn(EXAMPLES[type])) {
          const plain = EXAMPLES[type];
          const marked = markedAt(plain, [path]);
          const added = await addedTo(type, plain);
          const [clear, hidden] = [savedOf(type, plain, added), savedOf(type, marked, added)];
          for (const olds of [
            { inputs: hidden.inputs, outputs: clear.outputs },
            { inputs: clear.inputs, outputs: hidden.outputs },
          ]) {
            const where = path.join(".");
            const preview = await ask.updatePreview(plugin, type, olds, clear.inputs);
            const read = await plugin.read(type, "id", olds.inputs, olds.outputs);
            const { inputs, outputs } = read;
            for (const [name, answer] of Object.entries({ preview, inputs, outputs }))
              assert.ok(isSafe(name, answer, path), `${name}, ${where}`);
          }
        }
    });

    it("a docroot that shows one is one, too", async () => {
      for (const name of ["bucket", "prefix", "bucketRoleArn", "sessionName", "template", "storageHost"]) {
        const plain = { ...EXAMPLES[DOCROOT], [name]: `${VALUE}/` };
        const { docroot } = await addedTo(DOCROOT, plain);
        assert.ok(String(docroot).includes(VALUE), `${name} shows in ${docroot}`);
        const marked = { ...plain, [name]: secret(plain[name]) };
        for (const [what, answer] of Object.entries(await answers(DOCROOT, marked, marked)))
          assert.ok(isHidden(answer, ["docroot"]), `${what}, ${name}`);
        assert.ok(!clearText((await plugin.check(DOCROOT, marked)).inputs).includes(VALUE), name);
      }
      const others = { ...EXAMPLES[DOCROOT], transferUser: secret("acme"), externalId: secret("x") };
      assert.ok(!isHidden((await plugin.check(DOCROOT, others)).inputs, ["docroot"]));
    });
  });

  it("a package is shown without what signs its address", async () => {
    const source = secret(`https://example.com/a.rpm?signature=${VALUE}`);
    const { inputs } = await plugin.check(SOFTWARE, { ...EXAMPLES[SOFTWARE], source });
    assert.equal(inputs.package, "https://example.com/a.rpm");
    assert.ok(!clearText(inputs).includes(VALUE));
  });
});
