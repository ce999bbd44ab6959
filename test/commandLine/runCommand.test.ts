import assert from "node:assert/strict";
import { command, WrongArguments } from "../../commandLine/command";
import { helpOf } from "../../commandLine/help";
import { runCommand } from "../../commandLine/runCommand";

type Wanted = { readonly stack: string; readonly times: readonly string[]; readonly quick: boolean };

const COMMAND = command({
  name: "look",
  summary: "looks",
  about: "Changes nothing.",
  usage: ["--stack NAME [options] [WHAT]"],
  operands: { WHAT: "what to look at" },
  options: {
    stack: { short: "s", word: "NAME", help: "the stack" },
    time: {
      word: "TIME",
      again: true,
      group: "when",
      help: `some words${" and more words".repeat(9)}`,
    },
    quick: { help: "less" },
  },
  examples: [`npm run ${"look"} -- --stack a`],
  exits: { 0: "fine", 7: "not" },
  wanted: ({ stack, time = [], quick = false }): Wanted | "too little" =>
    stack ? { stack, times: time, quick } : "too little",
  run: async ({ stack }) => (stack === "clean" ? 0 : 7),
});

describe("command line: how a command is run", () => {
  /** The exit code, and what went to each stream. */
  async function ran(args: string[], change: Partial<typeof COMMAND> = {}) {
    const said = { out: "", err: "" };
    const { log, error } = console;
    console.log = (text) => (said.out += text);
    console.error = (text) => (said.err += text);
    try {
      return { code: await runCommand({ ...COMMAND, ...change }, args), ...said };
    } finally {
      Object.assign(console, { log, error });
    }
  }

  it("gives the command's own exit code, and says nothing beside it", async () => {
    assert.deepEqual(await ran(["--stack", "clean"]), { code: 0, out: "", err: "" });
    assert.deepEqual(await ran(["--stack", "other"]), { code: 7, out: "", err: "" });
  });

  it("shows its usage: on demand as an answer, else as an error", async () => {
    const usage = helpOf(COMMAND);
    for (const asked of [["--help"], ["-h"], ["--stak", "--help"]])
      assert.deepEqual(await ran(asked), { code: 0, out: usage, err: "" });
    assert.deepEqual(await ran([]), { code: 2, out: "", err: usage });
    const { code, out, err } = await ran(["--stak", "x"]);
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, /^look: Unknown option '--stak'.*\n\nusage: /s);
  });

  it("shows usage, what it does, operands, options in groups, examples and exit codes", () => {
    assert.equal(
      helpOf(COMMAND),
      [
        `usage: npm run ${"look"} -- --stack NAME [options] [WHAT]`,
        "",
        "Looks. Changes nothing.",
        "",
        "  WHAT              what to look at",
        "",
        "  --stack, -s NAME  the stack",
        "",
        "when:",
        `  --time TIME       some words${" and more words".repeat(6)}`,
        `                    ${"and more words ".repeat(3).trim()}`,
        "  --quick           less",
        "  --help, -h        this text",
        "",
        "example:",
        `  npm run ${"look"} -- --stack a`,
        "",
        "exit code: 0 fine, 2 wrong arguments, 7 not, 130 interrupted.",
      ].join("\n"),
    );
  });

  it("gives the command what was given, by the types of its options", async () => {
    const seen: unknown[] = [];
    const wanted: (typeof COMMAND)["wanted"] = (values, operands) => {
      seen.push({ ...values }, operands);
      return "too little";
    };
    await ran(["-s", "a", "--time", "1", "--time", "2", "--quick", "it"], { wanted });
    assert.deepEqual(seen, [{ stack: "a", time: ["1", "2"], quick: true }, ["it"]]);
  });

  it("ends with 2 and the help where it finds only in its run that it was asked wrongly", async () => {
    const run = () => Promise.reject(new WrongArguments("expected a terminal"));
    const failed = await ran(["--stack", "x"], { run });
    assert.deepEqual([failed.code, failed.err], [2, `look: expected a terminal\n\n${helpOf(COMMAND)}`]);
  });

  it("tells a failure in its own words, without a trace", async () => {
    const run = () => Promise.reject(new Error("expected A, got B\nhint: do C"));
    const failed = await ran(["--stack", "x"], { run });
    assert.deepEqual(failed, { code: 1, out: "", err: "look: expected A, got B\nhint: do C" });
  });

  it("ends with 130 when it was interrupted, having said what that left", async () => {
    const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    const before = SIGNALS.map((name) => process.listeners(name));
    const run = (_: Wanted, signal: AbortSignal) =>
      new Promise<number>((_done, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        process.emit("SIGHUP", "SIGHUP");
      });
    const ended = await ran(["--stack", "x"], { run, interrupted: "interrupted; nothing was changed" });
    assert.deepEqual(ended, { code: 130, out: "", err: "look: interrupted; nothing was changed" });
    for (const [at, name] of SIGNALS.entries())
      for (const one of process.listeners(name))
        if (!before[at]?.includes(one)) process.removeListener(name, one);
  });
});
