import assert from "node:assert/strict";
import { Progress } from "../../../commands/drift/progress";

const ESC = String.fromCharCode(27);

describe("drift: progress", () => {
  const screen = (isTTY: boolean) => {
    const written: string[] = [];
    return { isTTY, columns: 60, written, write: (text: string) => written.push(text) };
  };

  it("is a line for each news where there is no terminal, and none before there is news", () => {
    const plain = screen(false);
    const progress = new Progress(["acme", "globex"], plain);
    progress.say("acme", "world against state ...");
    progress.say("acme", "clean");
    progress.end();
    assert.deepEqual(plain.written, ["acme: world against state ... (0 s)\n", "acme: clean (0 s)\n"]);
  });

  it("is one standing line a stack on a terminal, drawn over itself and taken away at the end", () => {
    const terminal = screen(true);
    const progress = new Progress(["acme", "globex"], terminal);
    progress.say("globex", "drift");
    progress.end();
    const [first, second, last] = terminal.written;
    assert.equal(first, `${ESC}[2Kacme    waits  \n${ESC}[2Kglobex  waits  \n`);
    assert.equal(second, `${ESC}[2A${ESC}[2Kacme    waits  \n${ESC}[2Kglobex  drift  \n`);
    assert.equal(last, `${ESC}[2A${ESC}[0J`);
  });

  it("never wraps a line on a terminal: that would move what is drawn next", () => {
    const terminal = screen(true);
    const progress = new Progress(["a".repeat(50)], terminal);
    progress.say("a".repeat(50), "program against world ...");
    progress.end();
    const lines = terminal.written.flatMap((text) => text.split("\n"));
    const shown = lines.map((line) => line.replace(new RegExp(`${ESC}\\[\\d+[A-Z]`, "g"), ""));
    assert.ok(shown.every((line) => line.length < 60));
  });
});
