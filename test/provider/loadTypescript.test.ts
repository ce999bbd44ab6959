import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const LOADER = resolve(__dirname, "../../provider/loadTypescript.js");

describe("provider: loading TypeScript", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "load-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const cache = () => join(folder, "cache");
  const kept = () => readdirSync(cache()).map((name) => join(cache(), name));
  const write = (text: string) => writeFileSync(join(folder, "main.ts"), text);
  /** Says afterwards whether the compiler was loaded. */
  const program = (loader: string) =>
    `require(${JSON.stringify(loader)}).register(${JSON.stringify(cache())}); require("./main.ts");
    console.log(Object.keys(require.cache).some((file) => /node_modules.typescript.(lib|index)/.test(file)) ? "compiled" : "kept");`;
  const run = (loader = LOADER) =>
    execFileSync(process.execPath, ["-e", program(loader)], { cwd: folder, encoding: "utf8" });
  const runAsync = async () =>
    (await promisify(execFile)(process.execPath, ["-e", program(LOADER)], { cwd: folder })).stdout;

  it("runs a changed file as it is now, and keeps one form of each", () => {
    write('const word: string = "one"; console.log(word);');
    assert.equal(run(), "one\ncompiled\n");
    write('const word: string = "two"; console.log(word);');
    assert.equal(run(), "two\ncompiled\n");
    assert.equal(kept().length, 2);
  });

  it("does not load the compiler for a file that it knows", () => {
    write('const word: string = "one"; console.log(word);');
    run();
    assert.equal(run(), "one\nkept\n");
  });

  it("runs a file as it is where what was kept of it is cut off, empty or another text, and keeps it anew", () => {
    write('const word: string = "one"; console.log(word); console.log(word.length);');
    run();
    const [file = ""] = kept();
    const whole = readFileSync(file, "utf8");
    for (const spoil of [
      () => truncateSync(file, whole.indexOf(";") + 1),
      () => truncateSync(file, whole.length - 1),
      () => truncateSync(file, 0),
      () => writeFileSync(file, whole.replace("one", "two")),
    ]) {
      spoil();
      assert.equal(run(), "one\n3\ncompiled\n");
      assert.equal(run(), "one\n3\nkept\n");
      assert.equal(readFileSync(file, "utf8"), whole);
    }
  });

  it("runs a file all the same where the cache cannot be written", () => {
    write('const word: string = "one"; console.log(word);');
    // A file in its place: what nobody may write to is no obstacle for root.
    writeFileSync(cache(), "in the way");
    assert.equal(run(), "one\ncompiled\n");
    assert.equal(run(), "one\ncompiled\n");
    rmSync(cache());
    mkdirSync(cache(), { mode: 0o555 });
    assert.match(run(), /^one\n/);
  });

  it("keeps no half of a file, however many plugins start at once", async () => {
    write('const word: string = "one"; console.log(word);');
    const said = await Promise.all(Array.from({ length: 4 }, () => runAsync()));
    for (const text of said) assert.match(text, /^one\n/);
    assert.equal(kept().length, 1);
  });

  it("compiles again for another compiler and for other options, and again knows the former ones", () => {
    const loader = join(folder, "provider/loadTypescript.js");
    const typescript = join(folder, "node_modules/typescript");
    for (const made of [join(folder, "provider"), typescript]) mkdirSync(made, { recursive: true });
    copyFileSync(LOADER, loader);
    writeFileSync(
      join(typescript, "index.js"),
      `const { version } = require("./package.json");
      exports.convertCompilerOptionsFromJson = (options) => ({ options });
      exports.transpileModule = (_, { compilerOptions: { target } }) => ({ outputText: \`console.log("\${version} \${target}")\` });`,
    );
    const as = (version: string, target: string) => {
      writeFileSync(join(typescript, "package.json"), JSON.stringify({ version }));
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { target } }));
      return run(loader);
    };
    write("");
    assert.equal(as("5.9.3", "ES2022"), "5.9.3 ES2022\ncompiled\n");
    assert.equal(as("5.9.4", "ES2022"), "5.9.4 ES2022\ncompiled\n");
    assert.equal(as("5.9.4", "ES2023"), "5.9.4 ES2023\ncompiled\n");
    assert.equal(as("5.9.3", "ES2022"), "5.9.3 ES2022\nkept\n");
  });
});
