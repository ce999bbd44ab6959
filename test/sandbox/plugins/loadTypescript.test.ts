import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const LOADER = resolve(__dirname, "../../../sandbox/plugins/loadTypescript.js");

describe("loading TypeScript", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "load-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const cache = () => join(folder, "cache");
  const write = (text: string) => writeFileSync(join(folder, "main.ts"), text);
  const run = () => {
    const program = `require(${JSON.stringify(LOADER)}).register(${JSON.stringify(cache())}); require("./main.ts")`;
    return execFileSync(process.execPath, ["-e", program], { cwd: folder, encoding: "utf8" });
  };

  it("runs a changed file as it is now, and keeps one form of each", () => {
    write('const word: string = "one"; console.log(word);');
    assert.equal(run(), "one\n");
    write('const word: string = "two"; console.log(word);');
    assert.equal(run(), "two\n");
    assert.equal(readdirSync(cache()).length, 2);
  });

  it("does not compile a file again", () => {
    write('const word: string = "one"; console.log(word);');
    run();
    const [kept = ""] = readdirSync(cache());
    writeFileSync(join(cache(), kept), 'console.log("kept");');
    assert.equal(run(), "kept\n");
  });
});
