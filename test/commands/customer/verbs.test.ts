import assert from "node:assert/strict";
import { WrongArguments } from "../../../commandLine/command";
import { helpOf, verbsHelp } from "../../../commandLine/help";
import { runVerbs } from "../../../commandLine/runVerbs";
import { oneStack } from "../../../commands/customer/oneStack";
import { rotate } from "../../../commands/customer/rotate/verb";
import { VERBS } from "../../../commands/customer/verbs";

/** What a call says and ends with. */
const customer = async (...args: string[]) => {
  const said = { stdout: "", stderr: "" };
  const { log, error } = console;
  console.log = (text) => (said.stdout += text);
  console.error = (text) => (said.stderr += text);
  try {
    return { status: await runVerbs("customer", VERBS, args), ...said };
  } finally {
    Object.assign(console, { log, error });
  }
};

describe("customer: its verbs", () => {
  it("are all in the list, a new one by its place alone", () => {
    const help = verbsHelp("customer", { ...VERBS, renew: { ...rotate, summary: "does it" } as never });
    for (const [name, { summary }] of Object.entries(VERBS))
      assert.ok(help.includes(`  ${name.padEnd(6)}  ${summary}`));
    assert.match(help, /^ {2}renew {3}does it$/m);
  });

  it("are about one stack", () => {
    assert.equal(oneStack(["acme-prod"]), "acme-prod");
    for (const given of [[], [""], ["acme-prod", "globex-prod"]])
      assert.throws(() => oneStack(given), WrongArguments);
  });

  it("print help on standard output, and end with 0", async () => {
    for (const [args, help] of [
      [["--help"], verbsHelp("customer", VERBS)],
      [["rotate", "acme-prod", "-h"], helpOf(rotate as never)],
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
});
