import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

describe("agent: fuzz", () => {
  it("a short run with another seed each time finds nothing", function () {
    this.timeout(120_000);
    const script = join(__dirname, "../../fuzz/main.ts");
    const run = spawnSync(process.execPath, ["-r", "./program/preload.js", script, "--count", "500"], {
      encoding: "utf8",
    });
    // Its output names the seed, so that a failure can be played again.
    assert.equal(run.status, 0, `${run.stdout}${run.stderr}`);
  });
});
