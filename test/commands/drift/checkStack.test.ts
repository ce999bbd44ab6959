import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkStack } from "../../../commands/drift/checkStack";

describe("drift: the run of a check", () => {
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

  const asked = () => readFileSync(join(folder, "asked"), "utf8").trim().split("\n");
  const COMMON = "--stack acme --expect-no-changes --json --non-interactive --color never";
  const PROGRAM = `full: preview --refresh --run-program --show-sames ${COMMON}`;

  it("is one, changes nothing, saves nothing, and asks for a full proof", async () => {
    engine(`echo "$ASPERA_PROOF: $*" >> ${folder}/asked`, "echo '{\"duration\":1}'");
    assert.equal((await check()).verdict, "clean");
    assert.deepEqual(asked(), [PROGRAM]);
  });

  it("is followed by one without the program, whatever the environment says, where that cannot be run", async () => {
    engine(
      `echo "$ASPERA_PROOF: $*" >> ${folder}/asked`,
      `[ "$1" = refresh ] && { echo '{"duration":1}'; exit 0; }`,
      "echo 'error: 2 faults' >&2; exit 255",
    );
    const { verdict, failure, columns } = await check();
    assert.deepEqual([verdict, failure, columns.access], ["failed", "2 faults", "?"]);
    assert.deepEqual(asked(), [PROGRAM, `full: refresh --preview-only --run-program=false ${COMMON}`]);
  });

  it("is a failed check where there is no engine", async () => {
    process.env.PATH = folder;
    const { verdict, failure } = await check();
    assert.equal(verdict, "failed");
    assert.match(failure ?? "", /^expected `pulumi` on the PATH, found none/);
  });

  it("ends the command when it is interrupted: that is no answer about a stack", async () => {
    engine("exit 0");
    await assert.rejects(check(AbortSignal.abort(new Error("interrupted"))), /^Error: interrupted$/);
  });
});
