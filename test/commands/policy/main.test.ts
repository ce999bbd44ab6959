import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SIGNATURE } from "../../../provider/protocol/secrets";
import { assertFitsSchema } from "../../schemas";

const ROOT = join(__dirname, "../../..");
const URN = "urn:pulumi:prod::shop::aws:iam/role:Role::acme";

describe("commands: policy, the command", function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "policy-main-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => {
    const typescript = join(ROOT, "program/preload.js");
    const main = join(ROOT, "commands/policy/main.ts");
    // Without an engine on the PATH.
    const env = { ...process.env, PATH: "/nowhere", NO_COLOR: "1" };
    return spawnSync(process.execPath, ["-r", typescript, main, ...args], { env, encoding: "utf8" });
  };
  const written = (name: string, content: object) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };
  const state = (inputs: object) => ({
    deployment: { resources: [{ urn: URN, type: "aws:iam/role:Role", inputs }] },
  });

  it("asks for stacks, all of them, or a file, and knows no other words", () => {
    for (const args of [
      [],
      ["--nonsense"],
      ["--all", "--stack", "prod"],
      ["--stack", "prod", "--file", "x"],
    ]) {
      const { status, stderr } = run(...args);
      assert.equal(status, 2, stderr);
      assert.match(stderr, /usage: npm run policy -- --stack NAME/);
    }
    assert.equal(run("--help").status, 0);
  });

  it("runs over a file without an engine, and takes exceptions", () => {
    const file = written("export.json", state({ maxSessionDuration: 7200 }));
    const broken = run("--file", file);
    assert.equal(broken.status, 1, broken.stderr);
    assert.match(broken.stdout, /│ role-session-length │ medium +│ 1 +│ 1 broken │/);
    const match = [{ policies: ["role-session-length"], targets: [URN] }];
    const json = run("--file", file, "--json");
    assert.equal(json.status, 1, json.stderr);
    assertFitsSchema("policy", json.stdout);
    const { verdict, states } = JSON.parse(json.stdout);
    assert.deepEqual(
      [verdict, states.length, states[0].name, states[0].encrypted],
      ["broken", 1, file, false],
    );
    const wrong = states[0].policies.filter((one: { violations: unknown[] }) => one.violations.length > 0);
    assert.deepEqual(
      wrong.map(({ policy, level, resources }: Record<string, unknown>) => [policy, level, resources]),
      [["role-session-length", "mandatory", 1]],
    );
    const config = written("config.json", {
      version: 2,
      exceptions: { "SEC-7": { reason: "the archive's", match } },
    });
    const excepted = run("--file", file, "--policy-pack-config", config);
    assert.equal(excepted.status, 0, excepted.stdout);
    assert.match(excepted.stdout, /excepted by SEC-7: the archive's/);
    const consented = run("--file", file, "--policy-pack-config", config, "--json");
    assertFitsSchema("policy", consented.stdout);
    assert.match(consented.stdout, /"verdict": "kept"[\s\S]*"id": "SEC-7",\s*"reason": "the archive's"/);
  });

  it("does not take for kept what is encrypted", () => {
    const ciphertext = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abcd" };
    const { status, stdout } = run(
      "--file",
      written("encrypted.json", state({ assumeRolePolicy: ciphertext })),
    );
    assert.equal(status, 1);
    assert.match(stdout, /expected a policy that can be read, got assumeRolePolicy that is encrypted/);
    assert.match(stdout, /^note: secrets of this file are encrypted; .*--stack NAME/m);
  });

  it("says in a sentence what it could not read", () => {
    for (const [args, message] of [
      [["--file", join(folder, "nowhere.json")], /^policy: expected a file .*nowhere\.json, got ENOENT$/m],
      [
        ["--file", written("other.json", [])],
        /^policy: .*other\.json: expected a state, got other JSON\nhint: /,
      ],
      [
        [
          "--stack",
          "prod",
          "--policy-pack-config",
          written("wrong.json", { version: 2, policies: { x: "advisory" } }),
        ],
        /^policy: .*wrong\.json: expected policies of the pack, got x\nhint: /,
      ],
    ] as const) {
      const { status, stderr } = run(...args);
      assert.equal(status, 1);
      assert.match(stderr, message);
    }
    const engineless = run("--stack", "prod");
    assert.equal(engineless.status, 1);
    assert.match(engineless.stdout, /^prod\nfailed: expected `pulumi` on the PATH, found none\nhint: /);
  });
});
