import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { type Command, runCommand } from "../../commands/runCommand";

type Wanted = { readonly stack: string };

const COMMAND: Command<Wanted> = {
  name: "look",
  usage: "usage: look --stack NAME",
  wanted(args) {
    const options = { stack: { type: "string" }, help: { type: "boolean" } } as const;
    const { stack, help } = parseArgs({ args, options }).values;
    if (help) return "help";
    return stack ? { stack } : "too little";
  },
  run: async ({ stack }) => (stack === "clean" ? 0 : 7),
};

describe("commands: how one is run", () => {
  /** The exit code, and what went to each stream. */
  async function ran(args: string[], change: Partial<Command<Wanted>> = {}) {
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
    const { usage } = COMMAND;
    assert.deepEqual(await ran(["--help"]), { code: 0, out: usage, err: "" });
    assert.deepEqual(await ran([]), { code: 2, out: "", err: usage });
    const { code, out, err } = await ran(["--stak", "x"]);
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, /^look: Unknown option '--stak'.*\n\nusage: /s);
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
