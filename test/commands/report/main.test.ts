import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CUSTOMER, configuration, EXTERNAL_ID } from "../../program/settings/stack";
import { schemaFaults } from "../../schemas";
import { type Answer, FakeEngine } from "../customer/engine";
import { captured } from "../drift/fixtures";
import { exported, upWith } from "./fleet";

const ROOT = join(__dirname, "../../..");

const CONFIG: Answer = Object.fromEntries(
  Object.entries(configuration(CUSTOMER)).map(([key, value]) => [
    key,
    { value, secret: key === "aspera:externalId" },
  ]),
);
const STATE: Answer = JSON.parse(exported("dev", "aspera-acme", "444455556666", "acme-media", EXTERNAL_ID));
const CHECK: Answer = JSON.parse(captured("clean").program.stdout);

describe("report: the command", function () {
  this.timeout(120_000);
  let engine: FakeEngine;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "report-main-"));
  });
  afterEach(() => {
    engine.stop();
    rmSync(folder, { recursive: true });
  });

  const run = (answers: Record<string, Answer | readonly Answer[]>, ...args: string[]) => {
    engine = new FakeEngine(answers);
    const typescript = join(ROOT, "program/preload.js");
    const main = join(ROOT, "commands/report/main.ts");
    const env = { ...process.env, NO_COLOR: "1", XDG_CONFIG_HOME: folder };
    return spawnSync(process.execPath, ["-r", typescript, main, ...args], {
      cwd: ROOT,
      env,
      encoding: "utf8",
    });
  };
  const ALL = {
    "config --show-secrets": CONFIG,
    preview: CHECK,
    "stack history": [[upWith(EXTERNAL_ID, "2026-08-01T09:00:00Z")]],
    "stack export": STATE,
  };

  it("reads settings, state and history, checks the stack, and writes three files that hold no secret", () => {
    const out = join(folder, "new", "report");
    const { status, stdout, stderr } = run(ALL, "--stack", "dev", "--out", out);
    assert.equal(status, 0, stderr);
    assert.equal(stdout, `${join(out, "index.html")}: 1 stack, clean\n`);
    assert.deepEqual(readdirSync(out).sort(), ["index.html", "report.json", "report.md"]);
    for (const name of readdirSync(out)) {
      assert.ok(!readFileSync(join(out, name), "utf8").includes(EXTERNAL_ID), name);
      assert.equal(statSync(join(out, name)).mode & 0o777, 0o600);
    }
    const report = JSON.parse(readFileSync(join(out, "report.json"), "utf8"));
    assert.deepEqual(schemaFaults("report", report), []);
    const [{ externalId, proof, policies }] = report.stacks;
    assert.equal(externalId.inUseSince, "2026-08-01T09:00:00Z");
    assert.deepEqual([proof.text, policies.length], ["verified", 3]);
    assert.deepEqual(
      engine.calls.map((call) => call.split(" ").slice(0, 2).join(" ")),
      ["config --show-secrets", "preview --refresh", "stack history", "stack export"],
    );
  });

  it("a stack whose secrets and state cannot be read is in the report, and ends with 1", () => {
    const { status, stderr } = run(
      {
        "config --show-secrets": { fails: "incorrect passphrase" },
        "config --json": CONFIG,
        preview: { fails: "incorrect passphrase" },
        refresh: { fails: "incorrect passphrase" },
        "stack history": { fails: "incorrect passphrase" },
        "stack export": { fails: "incorrect passphrase" },
      },
      ...["--stack", "dev", "--out", folder],
    );
    assert.equal(status, 1, stderr);
    const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    assert.deepEqual(schemaFaults("report", report), []);
    const [{ failure, policies, way }] = report.stacks;
    assert.equal(failure, "incorrect passphrase");
    assert.deepEqual(
      [policies.length, way.some(({ state }: { state: string }) => state === "good")],
      [0, false],
    );
    assert.deepEqual(
      report.acrossStacks.map(({ code }: { code: string }) => code),
      ["fleet-not-compared"],
    );
  });

  it("asks for stacks and a folder, and says what it could not take", () => {
    for (const [args, complaint] of [
      [["--stack", "dev"], /^usage: npm run report/],
      [["--all", "--stack", "dev", "--out", "x"], /^report: expected --stack NAME, or --all, and not both/],
      [["--nonsense"], /^report: Unknown option/],
    ] as const) {
      const { status, stderr } = run({}, ...args);
      assert.equal(status, 2);
      assert.match(stderr, complaint);
      engine.stop();
    }
    const help = run({}, "--help");
    assert.deepEqual([help.status, /--fingerprint-key FILE/.test(help.stdout)], [0, true]);
    engine.stop();
    writeFileSync(join(folder, "file"), "");
    const nowhere = run(ALL, "--stack", "dev", "--out", join(folder, "file"));
    assert.equal(nowhere.status, 1);
    assert.match(nowhere.stderr, /report: expected a folder to write to, got E(EXIST|NOTDIR): /);
  });
});
