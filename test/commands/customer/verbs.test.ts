import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { dispatch } from "../../../commands/customer/dispatch";
import { oneStack, type Verb, WrongArguments } from "../../../commands/customer/verb";
import { usage, VERBS } from "../../../commands/customer/verbs";

/** What a call says and ends with. */
const customer = async (...args: string[]) => {
  const said: [string[], string[]] = [[], []];
  const status = await dispatch(args, new AbortController().signal, {
    log: (text: string) => said[0].push(text),
    error: (text: string) => said[1].push(text),
  });
  return { status, stdout: said[0].join("\n"), stderr: said[1].join("\n") };
};

describe("customer: its verbs", () => {
  it("are all in the list, a new one by its row alone", () => {
    for (const [name, { summary }] of Object.entries(VERBS))
      assert.ok(usage().includes(`${name.padEnd(6)}  ${summary}`));
    const verb: Verb = { summary: "does it", help: "", run: async () => 0 };
    assert.match(usage({ ...VERBS, renew: verb }), /^ {2}renew {3}does it$/m);
    assert.match(usage({ renew: verb }), /^ {2}npm run customer -- renew acme-prod$/m);
  });

  for (const [name, { help, operand = { word: "STACK", example: "acme-prod" } }] of Object.entries(VERBS))
    it(`${name} has help: usage, an example, every exit code`, () => {
      assert.ok(help.startsWith(`usage: npm run customer -- ${name} ${operand.word}`));
      assert.match(
        help,
        new RegExp(`^examples?:\\n {2}npm run customer -- ${name} ${operand.example}$`, "m"),
      );
      assert.match(help, /^exit code: 0 .* 130 interrupted\.$|^exit code: 0 [\s\S]* 130 interrupted\.$/m);
      for (const line of help.split("\n")) assert.ok(line.length <= 125, line);
    });

  it("are about one stack", () => {
    assert.equal(oneStack(["acme-prod"]), "acme-prod");
    for (const given of [[], [""], ["acme-prod", "globex-prod"]])
      assert.throws(() => oneStack(given), WrongArguments);
  });

  it("print help on standard output, and end with 0", async () => {
    for (const [args, help] of [
      [["--help"], usage()],
      [["end", "--help"], VERBS.end?.help],
      [["rotate", "acme-prod", "-h"], VERBS.rotate?.help],
    ] as const)
      assert.deepEqual(await customer(...args), { status: 0, stdout: help, stderr: "" });
  });

  it("refuse wrong arguments with 2, before anything is looked at", async () => {
    for (const args of [
      [],
      ["ended"],
      ["toString"],
      ["end"],
      ["rotate", "a", "b"],
      ["end", "a", "--ye"],
      ["new"],
      ["accept"],
      ["accept", "a", "b"],
      ["invite"],
      ["new", "a", "--yes", "--side", "bucket"],
      ["new", "a", "--yes", "--external-id", "mine"],
      ["accept", "a", "--external-id", "mine"],
    ]) {
      const { status, stdout, stderr } = await customer(...args);
      assert.deepEqual([status, stdout], [2, ""], args.join(" "));
      assert.match(stderr, /^customer.*: .*\n\nusage: /s);
      assert.doesNotMatch(stderr, /\n\s+at /, "no trace");
    }
  });

  it("run as npm runs them", () => {
    const main = ["-r", "./program/preload.js", "commands/customer/main.ts", "--help"];
    const cwd = join(__dirname, "../../..");
    const { status, stdout } = spawnSync(process.execPath, main, { cwd, encoding: "utf8" });
    assert.deepEqual([status, stdout], [0, `${usage()}\n`]);
  }).timeout(30_000);
});
