import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type EngineOptions, engineFolder, ensureEngine } from "../../../sandbox/engine";
import { archiveName } from "../../../sandbox/engine/download";
import { fakeEngine, fakeSite, temporaryFolder } from "./fakeEngine";

describe("ensureEngine", () => {
  let undo: (() => void)[] = [];
  afterEach(() => {
    for (const step of undo) step();
    undo = [];
  });

  /** Options that see none of this machine: an own cache, a PATH of our own for the search. */
  function options(more: EngineOptions = {}): { options: EngineOptions; lines: string[]; cache: string } {
    const lines: string[] = [];
    const environment = { XDG_CACHE_HOME: temporaryFolder(undo), PATH: "" };
    const own: EngineOptions = { environment, onProgress: (line) => lines.push(line), ...more };
    return { options: own, lines, cache: engineFolder(environment) };
  }

  it("takes the one on PATH before anything else", async () => {
    const folder = fakeEngine(temporaryFolder(undo), "3.300.0");
    const { options: given } = options();
    const engine = await ensureEngine({
      ...given,
      environment: { ...given.environment, PATH: `relative:${folder}` },
    });
    assert.deepEqual(engine, { binFolder: folder, version: "3.300.0", source: "path" });
  });

  it("passes over one that is too old, and takes the cache", async () => {
    const { options: given, cache, lines } = options();
    fakeEngine(join(cache, "bin"), "3.274.1");
    const PATH = fakeEngine(temporaryFolder(undo), "3.228.9");
    const engine = await ensureEngine({ ...given, environment: { ...given.environment, PATH } });
    assert.deepEqual(engine, { binFolder: join(cache, "bin"), version: "3.274.1", source: "cache" });
    assert.match(lines.join("\n"), /3\.274\.1: from the cache/);
  });

  it("does not call the cache's own folder somebody's PATH", async () => {
    const { options: given, cache } = options();
    const PATH = fakeEngine(join(cache, "bin"), "3.274.1");
    const engine = await ensureEngine({ ...given, environment: { ...given.environment, PATH } });
    assert.equal(engine.source, "cache");
  });

  it("downloads the release once for two starts at a time, leaves nothing else behind, then has it in the cache", async () => {
    const { site, requests } = await fakeSite(undo);
    const { options: given, cache } = options({ site, ways: ["cache", "download"] });
    const both = await Promise.all([ensureEngine(given), ensureEngine(given)]);
    assert.deepEqual(both.map((engine) => engine.source).sort(), ["cache", "download"]);
    assert.equal(requests.length, 2, requests.join(" "));
    assert.deepEqual(readdirSync(dirname(cache)), ["engine-3.274.1"]);
    assert.deepEqual(readdirSync(cache), ["bin"]);
    assert.equal((await ensureEngine(given)).source, "cache");
  });

  it("stops at a wrong checksum instead of taking another way", async () => {
    const { site } = await fakeSite(undo, (sum) => sum.replace(/^./, (digit) => (digit === "0" ? "1" : "0")));
    const { options: given, cache } = options({ site, ways: ["cache", "download", "go"] });
    await assert.rejects(
      ensureEngine(given),
      /^Error: expected SHA-256 [0-9a-f]{64} for pulumi-v3\.274\.1-.*\nhint: /,
    );
    assert.equal(existsSync(cache), false);
    assert.deepEqual(readdirSync(dirname(cache)), []);
  });

  it("stops where the published checksum is not the pinned one, before it fetches the archive", async () => {
    const { site, requests } = await fakeSite(undo);
    const name = archiveName() as string;
    const pinned = { [name]: "0".repeat(64) };
    const { options: given } = options({ site: { ...site, pinned }, ways: ["cache", "download", "go"] });
    await assert.rejects(ensureEngine(given), /to be the pinned one, 0{64}, got [0-9a-f]{64}\nhint: /);
    assert.equal(requests.length, 1, requests.join(" "));
  });

  it("says why no way led to an engine", async () => {
    const site = { archives: "http://127.0.0.1:9/a", checksums: "http://127.0.0.1:9/b" };
    const { options: given } = options({ site, ways: ["path", "cache", "download"] });
    const start = Date.now();
    await assert.rejects(
      ensureEngine(given),
      /no pulumi on PATH; 127\.0\.0\.1:9 does not give it .*\nhint: install/,
    );
    assert.ok(Date.now() - start < 5000);
  });

  it("takes over the lock of a process that is gone", async () => {
    const { site } = await fakeSite(undo);
    const { options: given, cache } = options({ site, ways: ["download"] });
    mkdirSync(dirname(cache), { recursive: true });
    // Our own number, but another start time: the number was given away again.
    writeFileSync(`${cache}.lock`, JSON.stringify({ pid: process.pid, started: "long ago" }));
    assert.equal((await ensureEngine(given)).source, "download");
  });
});
