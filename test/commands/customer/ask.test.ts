import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { askAtTerminal } from "../../../commands/customer/ask";

describe("end: asking at the terminal", () => {
  const ask = (signal = new AbortController().signal, isTTY = false) => {
    const [input, output] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY })];
    return { input, output, answer: askAtTerminal("go on?", signal, { input, output }) };
  };

  it("shows the question, and takes y and yes for a yes", async () => {
    for (const said of ["y", "yes", " YES "]) {
      const { input, output, answer } = ask();
      input.write(`${said}\n`);
      assert.equal(await answer, true, said);
      assert.equal(String(output.read()), "go on? [y/N] ");
    }
  });

  it("takes everything else for a no, and the end of what can be read", async () => {
    for (const said of ["", "n", "yess", "oh yes"]) {
      const { input, answer } = ask();
      input.write(`${said}\n`);
      assert.equal(await answer, false, said);
    }
    const { input, answer } = ask();
    input.end();
    assert.equal(await answer, false);
  });

  it("is let go by an interrupt, before and while it asks", async () => {
    const interrupt = new AbortController();
    const { answer } = ask(interrupt.signal);
    interrupt.abort();
    await assert.rejects(answer, /^Error: interrupted$/);
    await assert.rejects(ask(interrupt.signal).answer, /^Error: interrupted$/);
  });

  it("hears Ctrl-C, which is a character at a terminal in raw mode", async () => {
    const heard = new Promise((resolve) => process.once("SIGINT", resolve));
    const interrupt = new AbortController();
    const { input, answer } = ask(interrupt.signal, true);
    input.write("\u0003");
    await heard;
    interrupt.abort();
    await assert.rejects(answer, /^Error: interrupted$/);
  });
});
