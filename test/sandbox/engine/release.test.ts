import assert from "node:assert/strict";
import { delimiter, join } from "node:path";
import fc from "fast-check";
import { archiveName, checksumFor, OFFICIAL, protocolOnly } from "../../../sandbox/engine/download";
import { engineOnPath } from "../../../sandbox/engine/found";
import { atLeast, elapsed, engineFolder } from "../../../sandbox/engine/release";
import { fakeEngine, temporaryFolder } from "./fakeEngine";

describe("engine release", () => {
  const undo: (() => void)[] = [];
  after(() => {
    for (const step of undo) step();
  });

  it("orders versions by number, not by text", () => {
    const version = fc.tuple(fc.nat(400), fc.nat(400), fc.nat(400));
    fc.assert(
      fc.property(version, version, (a, b) => {
        const order = a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
        assert.equal(atLeast(a.join("."), b.join(".")), order >= 0);
      }),
    );
    assert.equal(atLeast("v3.229.0-alpha.1", "3.229.0"), true);
    assert.equal(atLeast("dev", "3.229.0"), false);
  });

  it("writes time as people say it", () => {
    assert.equal(elapsed(0, 7400), "7s");
    assert.equal(elapsed(0, 125_000), "2m05s");
  });

  it("keeps the engine in XDG_CACHE_HOME, keyed by version", () => {
    assert.equal(engineFolder({ XDG_CACHE_HOME: "/c" }), "/c/aspera-on-aws/engine-3.274.1");
    assert.match(engineFolder({ XDG_CACHE_HOME: "" }), /\.cache\/aspera-on-aws\/engine-3\.274\.1$/);
  });

  it("knows the archives of the official release", () => {
    assert.equal(archiveName("linux", "x64"), "pulumi-v3.274.1-linux-x64.tar.gz");
    assert.equal(archiveName("darwin", "arm64"), "pulumi-v3.274.1-darwin-arm64.tar.gz");
    assert.equal(archiveName("win32", "x64"), undefined);
  });

  it("reads the checksum of exactly the named file", () => {
    const [a, b] = ["a".repeat(64), "b".repeat(64)];
    const text = `${a}  x.tar.gz.sig\n${b.toUpperCase()} *x.tar.gz\nshort  y.tar.gz\n`;
    assert.equal(checksumFor(text, "x.tar.gz"), b);
    assert.equal(checksumFor(text, "y.tar.gz"), undefined);
    assert.equal(checksumFor(text, "tar.gz"), undefined);
  });

  it("is fetched by https alone, behind a redirect too", () => {
    assert.deepEqual(protocolOnly(OFFICIAL.archives), ["--proto", "=https", "--proto-redir", "=https"]);
    assert.deepEqual(protocolOnly(OFFICIAL.checksums), ["--proto", "=https", "--proto-redir", "=https"]);
  });

  it("says why the engine on PATH is not taken", () => {
    const old = fakeEngine(temporaryFolder(undo), "3.228.0");
    const partial = fakeEngine(temporaryFolder(undo), "3.300.0", ["pulumi-language-nodejs"]);
    assert.equal(engineOnPath("", "/ours"), "no pulumi on PATH");
    assert.equal(engineOnPath(old, "/ours"), `${join(old, "pulumi")} is 3.228.0, older than 3.229.0`);
    assert.equal(
      engineOnPath([partial, old].join(delimiter), "/ours"),
      `${join(partial, "pulumi")} comes without pulumi-language-nodejs`,
    );
  });
});
