import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const ROOT = resolve(__dirname, "../..");
const PRELOAD = join(ROOT, "program/preload.js");

describe("program: what Node loads before it", () => {
  const node = (program: string) =>
    execFileSync(process.execPath, ["-r", PRELOAD, "-e", program], {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
    });
  /** Whether the compiler itself is there, or what loads it when it is used. */
  const COMPILER = `const compiler = () => require("node:util").types.isProxy(require.cache[require.resolve("typescript")].exports) ? "not loaded" : "loaded";`;

  it("is named in Pulumi.yaml, in place of a compiler", () => {
    const { typescript, nodeargs } = parse(readFileSync(join(ROOT, "Pulumi.yaml"), "utf8")).runtime.options;
    assert.deepEqual([typescript, nodeargs], [false, "--require ./program/preload.js"]);
  });

  it("spares Pulumi's SDK what no run of ours uses, down to npm's dependency tree", () => {
    const said =
      node(`${COMPILER} require("@pulumi/pulumi"); require("@pulumi/pulumi/cmd/run/tracing"); console.log(compiler());
      const spared = /node_modules.(pacote|cacache|execa|normalize-package-data|@opentelemetry.(core|semantic-conventions))./;
      console.log(Object.keys(require.cache).filter((file) => spared.test(file)).join("\\n"));`);
    assert.equal(said, "not loaded\n\n");
  });

  it("starts no debugger for what the SDK asks at every start", () => {
    const said = node(`const hooks = require("./node_modules/@pulumi/pulumi/runtime/closure/v8Hooks");
      const debugs = () => process.moduleLoadList.includes("NativeModule inspector");
      hooks.isInitializedAsync().then(async () => {
        const before = debugs();
        await hooks.getSessionAsync();
        console.log(before, debugs());
        process.exit(0);
      });`);
    assert.equal(said, "false true\n");
  });

  it("leaves the SDK whole for a program that starts Pulumi, or is traced", () => {
    const said = node(`const { automation } = require("@pulumi/pulumi");
      const tracing = require("@pulumi/pulumi/cmd/run/tracing");
      console.log(typeof automation.LocalWorkspace.createOrSelectStack, Object.keys(automation).includes("LocalWorkspace"));
      tracing.start("http://127.0.0.1:1/api");
      console.log(typeof tracing.newSpan("a").spanContext().traceId);`);
    assert.equal(said, "function true\nstring\n");
  });

  it("gives whoever uses the compiler all of it", () => {
    const said = node(`${COMPILER} const typescript = require("typescript");
      const before = compiler();
      const names = Object.keys(typescript).length;
      console.log(before, compiler(), names > 1000, "version" in typescript, names === Object.keys(require("typescript")).length);
      console.log(typescript.version === require("typescript/package.json").version);`);
    assert.equal(said, "not loaded loaded true true true\ntrue\n");
  });

  it("lets the SDK take a function apart all the same", () => {
    const said = node(`${COMPILER} const { runtime } = require("@pulumi/pulumi");
      runtime.serializeFunction(() => 42).then(({ text }) => console.log(text.includes("42"), compiler()));`);
    assert.equal(said, "true loaded\n");
  });

  it("has a resource's place in the state end at the line that makes it", () => {
    const folder = mkdtempSync(join(tmpdir(), "preload-"));
    const file = join(folder, "made.ts");
    writeFileSync(
      file,
      "interface Sdk {\n  stackTrace(skip: number): unknown[];\n}\nconst made = (sdk: Sdk) => sdk.stackTrace(1);\nexport const outer = (sdk: Sdk) => made(sdk);\n",
    );
    try {
      const said =
        node(`const { outer } = require(${JSON.stringify(file)}); const { Resource } = require("@pulumi/pulumi");
        console.log(JSON.stringify(outer(Resource)));`);
      assert.deepEqual(JSON.parse(said), [{ uri: `file://${file}`, line: 4, column: 32 }]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("has errors name lines of TypeScript, also for a file that was compiled before", () => {
    const folder = mkdtempSync(join(tmpdir(), "preload-"));
    const file = join(folder, "broken.ts");
    writeFileSync(
      file,
      "interface Gone {\n  word: string;\n}\n\nexport function broken(one: Gone): never {\n  throw new Error(one.word);\n}\n",
    );
    try {
      const program = `const { broken } = require(${JSON.stringify(file)}); try { broken({ word: "x" }) } catch ({ stack }) { console.log(stack) }`;
      for (const run of [node(program), node(program)]) {
        const [first, second, third] = run.split("\n");
        assert.equal(first, "Error: x");
        assert.equal(second, `    at broken (${file}:6:9)`);
        assert.match(third ?? "", /^ {4}at \[eval\]:1:\d+$/);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
