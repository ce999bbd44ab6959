import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BREAKAGES } from "../../../sandbox/breakage";
import { CHECKOUT } from "../../../sandbox/lifecycle/home";

describe("npm run sandbox -- break, heal", function () {
  this.timeout(60_000);
  const home = mkdtempSync(join(tmpdir(), "no-sandbox-"));
  after(() => rmSync(home, { recursive: true, force: true }));
  const cli = (...args: string[]) =>
    spawnSync(process.execPath, ["-r", "./program/preload.js", "sandbox/cli.ts", ...args], {
      cwd: CHECKOUT,
      env: { ...process.env, SANDBOX_HOME: home },
      encoding: "utf8",
    });

  it("refuses what it does not know, with everything that can be broken", () => {
    const { status, stderr } = cli("break", "nonsense");
    assert.equal(status, 2);
    const listed = [...(stderr.split("examples:")[0] ?? "").matchAll(/^ {2}([a-z]\S+) +\S/gm)].map(
      (match) => match[1],
    );
    assert.deepEqual(listed, Object.keys(BREAKAGES));
  });

  it("asks for the file to transfer", () => {
    const { status, stderr } = cli("transfer");
    assert.equal(status, 2);
    assert.match(stderr, /^usage: npm run sandbox -- transfer FILE\n\nMoves a file /);
  });

  it("says that the sandbox must run", () => {
    const { status, stderr } = cli("heal");
    assert.equal(status, 1);
    assert.match(stderr, /expected the sandbox to run, it does not\nhint: npm run sandbox -- start/);
  });
});
