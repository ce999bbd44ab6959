import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkStack } from "../../../commands/drift/checkStack";

describe("drift: the two runs of a check", () => {
  let folder: string;
  const before = process.env.PATH;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "check-"));
    process.env.PATH = `${folder}:${before}`;
  });
  afterEach(() => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true, force: true });
  });
  const engine = (...lines: string[]) => {
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${lines.join("\n")}\n`);
    chmodSync(join(folder, "pulumi"), 0o755);
  };
  const check = (signal = new AbortController().signal) =>
    checkStack("acme", { inTurn: (job) => job(), onProgress: () => {}, signal });

  it("change nothing, save nothing, and ask for a full proof", async () => {
    engine(`echo "$ASPERA_PROOF: $*" >> ${folder}/asked`, "echo '{\"duration\":1}'");
    assert.equal((await check()).verdict, "clean");
    const asked = readFileSync(join(folder, "asked"), "utf8").trim().split("\n").sort();
    const common = "--stack acme --expect-no-changes --json --non-interactive --color never";
    assert.deepEqual(asked, [`full: preview --refresh ${common}`, `full: refresh --preview-only ${common}`]);
  });

  it("are a failed check where there is no engine", async () => {
    process.env.PATH = folder;
    const { verdict, failure } = await check();
    assert.equal(verdict, "failed");
    assert.match(failure ?? "", /^expected `pulumi` on the PATH, found none/);
  });

  it("end the command when they are interrupted: that is no answer about a stack", async () => {
    engine("exit 0");
    await assert.rejects(check(AbortSignal.abort(new Error("interrupted"))), /^Error: interrupted$/);
  });
});
