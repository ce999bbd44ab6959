import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { makeStack, type WantedStack } from "../../../commands/customer/makeStack";
import { nameFaults } from "../../../commands/customer/newStack";
import { CUSTOMER, configuration, EXTERNAL_ID } from "../../program/settings/stack";
import { type Answer, FakeEngine } from "./engine";
import { ProjectFolder } from "./folder";

const { externalId: _, ...draft } = CUSTOMER;
const WANTED: WantedStack = {
  stack: "acme-prod",
  comment: ["Customer acme-prod."],
  draft,
  externalId: EXTERNAL_ID,
};
const INIT = "stack init acme-prod --no-select";
const SET = "config set --secret aspera:externalId --stack acme-prod";
const READ = "config --show-secrets --json --stack acme-prod";
const REMOVE = "stack rm acme-prod --yes";

/** Settings as the engine gives them back. */
const kept = (changes: Record<string, unknown> = {}) =>
  Object.fromEntries(
    Object.entries(configuration({ ...CUSTOMER, ...changes })).map(([key, value]) => [
      key,
      { value, secret: key === "aspera:externalId" },
    ]),
  );

describe("customer: a stack is made, or nothing is (invitation)", () => {
  let engine: FakeEngine;
  let folder: ProjectFolder;
  beforeEach(() => {
    folder = new ProjectFolder();
  });
  afterEach(() => {
    engine?.stop();
    folder.leave();
  });

  const make = (
    answers: Record<string, Answer> = {},
    then = () => {},
    wanted = WANTED,
    signal?: AbortSignal,
  ) => {
    engine = new FakeEngine({
      "stack init": {},
      "config set": {},
      "config --show-secrets": kept(),
      "stack rm": {},
      ...answers,
    });
    return makeStack(wanted, then, signal ?? new AbortController().signal);
  };
  const leavesNothing = () => assert.deepEqual(readdirSync("."), []);

  it("with its settings, the external ID by standard input alone, read back", async () => {
    let done = 0;
    await make({}, () => {
      done += 1;
    });
    assert.deepEqual(engine.calls, [INIT, SET, READ]);
    assert.equal(engine.input, EXTERNAL_ID);
    assert.equal(done, 1);
    const text = readFileSync("Pulumi.acme-prod.yaml", "utf8");
    assert.match(text, /^# Customer acme-prod\.\n/);
    assert.match(
      text,
      /^ {2}aspera:serverAccount: \{id: "111122223333", region: us-east-1, profile: operator\}$/m,
    );
    assert.deepEqual(
      parse(text),
      { config: Object.fromEntries(Object.entries(draft).map(([key, value]) => [`aspera:${key}`, value])) },
      "and not the secret",
    );
  });

  it("with the keeper of secrets that was named", async () => {
    await make({}, () => {}, { ...WANTED, secretsProvider: "passphrase" });
    assert.deepEqual(engine.calls[0], `${INIT} --secrets-provider passphrase`);
  });

  it("nothing of it stays when the engine makes no stack; no stack of somebody else is removed", async () => {
    await assert.rejects(
      make({ "stack init": { fails: "stack 'acme-prod' already exists" } }),
      /already exists$/,
    );
    assert.deepEqual(engine.calls, [INIT]);
    leavesNothing();
  });

  it("says what a passphrase is set with, where there is none", async () => {
    const fails = "passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE";
    await assert.rejects(make({ "stack init": { fails } }), /\nhint: .*--secrets-provider/);
  });

  for (const [what, answers, message] of [
    ["the external ID is not stored", { "config set": { fails: "no space" } }, /^Error: no space$/],
    [
      "another value is in force than was written",
      { "config --show-secrets": kept({ transferUser: "globex" }) },
      /^Error: expected aspera:transferUser as it was written, got another value\nhint: .*Pulumi\.yaml/,
    ],
    [
      "the project adds a setting that goes with no other",
      { "config --show-secrets": kept({ sshPrivateKey: "x" }) },
      /has .*fault/,
    ],
  ] as const)
    it(`nothing of it stays when ${what}`, async () => {
      await assert.rejects(make(answers), message);
      assert.equal(engine.calls.at(-1), REMOVE);
      leavesNothing();
    });

  it("nothing of it stays when its last step fails, or when it is interrupted", async () => {
    const full = () => {
      throw new Error("the disk is full");
    };
    await assert.rejects(make({}, full), /the disk is full/);
    assert.equal(engine.calls.at(-1), REMOVE);
    leavesNothing();
    engine.stop();

    const interrupt = new AbortController();
    const interrupted = () => {
      interrupt.abort(new Error("interrupted"));
      interrupt.signal.throwIfAborted();
    };
    await assert.rejects(make({}, interrupted, WANTED, interrupt.signal), /interrupted/);
    assert.equal(engine.calls.at(-1), REMOVE);
    leavesNothing();
  });

  it("says what is left behind where it cannot be taken back", async () => {
    const answers = { "config set": { fails: "no space" }, "stack rm": { fails: "no space either" } };
    await assert.rejects(
      make(answers),
      /^Error: no space\nleft behind: stack acme-prod, no space either\nhint: pulumi stack rm acme-prod$/,
    );
  });

  it("never writes over a settings file", async () => {
    writeFileSync("Pulumi.acme-prod.yaml", "config: {}\n");
    await assert.rejects(make(), /EEXIST/);
    assert.equal(readFileSync("Pulumi.acme-prod.yaml", "utf8"), "config: {}\n");
    assert.deepEqual(engine.calls, []);
    assert.deepEqual(readdirSync("."), ["Pulumi.acme-prod.yaml"]);
  });
});

describe("customer: what a new stack may be called (invitation)", () => {
  let folder: ProjectFolder;
  beforeEach(() => {
    folder = new ProjectFolder();
  });
  afterEach(() => folder.leave());
  const got = (stack: string, names: string[] = []) => nameFaults(stack, names).map((fault) => fault.got);

  it("whatever the engine and a file's name take", () => {
    for (const good of ["acme-prod", "a", "acme.prod_2"]) assert.deepEqual(got(good), []);
    for (const bad of ["", ".", "..", "a/b", "../x", "a b", "é", "a".repeat(101)])
      assert.deepEqual(got(bad), [JSON.stringify(bad)], bad);
  });

  it("not what there is: a stack, in whichever form the backend names it, or a file, a dead link too", () => {
    assert.deepEqual(got("acme-prod", ["organization/aspera/acme-prod", "other"]), ["acme-prod, which does"]);
    symlinkSync("nowhere", "Pulumi.acme-prod.yaml");
    assert.ok(!existsSync("Pulumi.acme-prod.yaml"));
    assert.deepEqual(got("acme-prod"), ["one, which is not overwritten"]);
  });

  it("not while another settings file is in force, which would get the secret", () => {
    process.env.PULUMI_OPTION_CONFIG_FILE = "elsewhere.yaml";
    try {
      assert.deepEqual(got("acme-prod"), ["PULUMI_OPTION_CONFIG_FILE, which leads to another file"]);
    } finally {
      delete process.env.PULUMI_OPTION_CONFIG_FILE;
    }
  });
});
