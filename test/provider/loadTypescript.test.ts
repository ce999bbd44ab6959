import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
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
  const write = (text: string) => writeFileSync(join(folder, "main.ts"), text);
  const program = () =>
    `require(${JSON.stringify(LOADER)}).register(${JSON.stringify(cache())}); require("./main.ts")`;
  const run = () => execFileSync(process.execPath, ["-e", program()], { cwd: folder, encoding: "utf8" });
  const runAsync = async () =>
    (await promisify(execFile)(process.execPath, ["-e", program()], { cwd: folder })).stdout;

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

  it("runs a file all the same where the cache cannot be written", () => {
    write('const word: string = "one"; console.log(word);');
    // A file in its place: what nobody may write to is no obstacle for root.
    writeFileSync(cache(), "in the way");
    assert.equal(run(), "one\n");
    assert.equal(run(), "one\n");
    rmSync(cache());
    mkdirSync(cache(), { mode: 0o555 });
    assert.equal(run(), "one\n");
  });

  it("keeps no half of a file, however many plugins start at once", async () => {
    write('const word: string = "one"; console.log(word);');
    const said = await Promise.all(Array.from({ length: 4 }, () => runAsync()));
    assert.deepEqual(said, Array(4).fill("one\n"));
    assert.equal(readdirSync(cache()).length, 1);
  });
});
