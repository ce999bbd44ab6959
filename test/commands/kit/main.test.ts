import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

describe("kit: the command", function () {
  this.timeout(120_000);
  const run = (args: readonly string[], cwd = ROOT) => {
    const typescript = join(ROOT, "program/preload.js");
    const main = join(ROOT, "commands/kit/main.ts");
    // Without an engine on the PATH.
    const env = { ...process.env, PATH: "/nowhere" };
    return spawnSync(process.execPath, ["-r", typescript, main, ...args], { cwd, env, encoding: "utf8" });
  };

  it("asks for a stack and a folder, and knows no other words", () => {
    for (const args of [["--stack", "acme-prod"], ["--nonsense"]]) {
      const { status, stderr } = run(args);
      assert.equal(status, 2, stderr);
      assert.match(stderr, /usage: npm run kit -- --stack NAME --out FOLDER/);
    }
  });

  it("writes nothing when it is refused, and says why in a sentence", () => {
    const folder = mkdtempSync(join(tmpdir(), "kit-main-"));
    const asked = ["--stack", "acme-prod", "--out", join(folder, "acme-kit")];
    const wrong = run([...asked, "--template-url", "https://example.com/x.yaml"]);
    assert.equal(wrong.status, 1);
    assert.match(wrong.stderr, /^kit: expected --template-url to be an address of S3, got .*\nhint: /);
    const engineless = run(asked);
    assert.equal(engineless.status, 1);
    assert.match(engineless.stderr, /^kit: expected `pulumi` on the PATH, found none\nhint: /);
    assert.deepEqual(readdirSync(folder), []);
    rmSync(folder, { recursive: true });
  });
});
