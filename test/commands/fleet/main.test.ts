import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { CUSTOMER, configuration, EXTERNAL_ID } from "../../program/settings/stack";
import { assertFitsSchema } from "../../schemas";
import { type Answer, FakeEngine } from "../customer/engine";
import { GLOBEX, state } from "./fleet";

const ROOT = join(__dirname, "../../..");

const config = (changes: Record<string, unknown> = {}): Answer =>
  Object.fromEntries(
    Object.entries(configuration({ ...CUSTOMER, ...changes })).map(([key, value]) => [
      key,
      { value, secret: key === "aspera:externalId" },
    ]),
  );
const held = (stack: string): Answer => ({
  deployment: { resources: state(stack, { licenceUntil: "2999-12-31" }) },
});

describe("fleet: the command", function () {
  this.timeout(120_000);
  let engine: FakeEngine;
  afterEach(() => engine.stop());

  const run = (answers: Record<string, Answer | readonly Answer[]>, ...args: string[]) => {
    engine = new FakeEngine(answers);
    const typescript = join(ROOT, "program/preload.js");
    const main = join(ROOT, "commands/fleet/main.ts");
    const env = { ...process.env, NO_COLOR: "1" };
    return spawnSync(process.execPath, ["-r", typescript, main, ...args], {
      cwd: ROOT,
      env,
      encoding: "utf8",
    });
  };
  const ONE = [{ name: "acme-prod" }];

  it("reads settings and state of each stack, and nothing else: 0 when nothing is found", () => {
    const { status, stdout, stderr } = run({
      "stack ls": [ONE],
      "config --show-secrets": config(),
      "stack export": held("acme-prod"),
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^aspera\.example\.com:33001 /);
    assert.ok(!stdout.includes(EXTERNAL_ID));
    assert.deepEqual(engine.calls, [
      "stack ls --json",
      "config --show-secrets --json --stack acme-prod",
      "stack export --stack acme-prod",
    ]);
  });

  it("1 when something is: what two stacks share, and a stack whose secrets cannot be read", () => {
    const both = { "stack ls": [[...ONE, { name: "copy" }]] };
    const copy = {
      "config --show-secrets": config({ ...GLOBEX, externalId: EXTERNAL_ID }),
      "stack export": held("x"),
    };
    const same = run({ ...both, ...copy }, "--json");
    assert.equal(same.status, 1, same.stderr);
    assertFitsSchema("fleet", same.stdout);
    const { findings } = JSON.parse(same.stdout);
    assert.deepEqual(
      [...new Set(findings.map(({ code }: { code: string }) => code))].includes("fleet-same-external-id"),
      true,
    );
    assert.ok(!same.stdout.includes(EXTERNAL_ID));
    engine.stop();

    const locked = run(
      {
        "stack ls": [ONE],
        "config --show-secrets": { fails: "incorrect passphrase" },
        "config --json": config({ externalId: undefined }),
        "stack export": held("acme-prod"),
      },
      "--json",
    );
    assert.equal(locked.status, 1, locked.stderr);
    assertFitsSchema("fleet", locked.stdout);
    const { servers, findings: told } = JSON.parse(locked.stdout);
    assert.deepEqual(
      [servers[0].stacks[0].link, servers[0].room.characters],
      ["verified", 170],
      "the rest is known",
    );
    assert.deepEqual(
      told.map(({ code, text }: { code: string; text: string }) => [code, text]),
      [["fleet-not-compared", "stack acme-prod could not be read whole: incorrect passphrase"]],
    );
    engine.stop();

    const lost = run(
      { "stack ls": [ONE], "config --show-secrets": config(), "stack export": { fails: "no state" } },
      "--json",
    );
    assert.equal(lost.status, 1, lost.stderr);
    assertFitsSchema("fleet", lost.stdout);
    assert.equal(JSON.parse(lost.stdout).servers[0].stacks[0].unread, "no state");
  });

  it("says so where there is no stack, and knows no other words", () => {
    const none = run({ "stack ls": [[]] });
    assert.deepEqual(
      [none.status, none.stderr.split("\n")[0]],
      [1, "fleet: expected a stack in the backend, found none"],
    );
    engine.stop();
    const wrong = run({}, "--nonsense");
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /usage: npm run fleet/);
  });
});
