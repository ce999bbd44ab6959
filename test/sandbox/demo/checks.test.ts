import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { Checks, outcomeTable } from "../../../sandbox/demo/checks";

describe("demo: its table", () => {
  const what = "acme reads the file in its own bucket, with its own credentials and nobody else's help";
  it("fits 80 columns, whatever came out", () => {
    for (const outcomes of [
      [{ what }],
      [{ what }, { what: "short", fault: `expected ${what}, got nothing` }],
    ]) {
      const lines = stripVTControlCharacters(outcomeTable(outcomes, 80)).split("\n");
      for (const line of lines) assert.ok(line.length <= 80, line);
      assert.match(lines[3] ?? "", /│ acme reads .*│ passed +│$/);
    }
  });
});

describe("sandbox: the demo's checks", () => {
  /** What is printed meanwhile, line by line. */
  async function printed(run: (checks: Checks) => Promise<void>): Promise<string[]> {
    const { log } = console;
    const lines: string[] = [];
    console.log = (text = "") => lines.push(...stripVTControlCharacters(String(text)).split("\n"));
    try {
      await run(new Checks());
    } finally {
      console.log = log;
    }
    return lines;
  }

  it("say what went wrong with its hint, and the demo goes on", async () => {
    const lines = await printed(async (checks) => {
      await checks.check("up succeeds", () => {
        throw new Error("expected A, got B\n\nhint: `pulumi up` again\n  then look");
      });
      await checks.check("a preview is clean", () => {});
      assert.equal(checks.close(), false);
    });
    assert.deepEqual(lines.slice(0, 4), [
      "   no  up succeeds: expected A, got B",
      "       hint: `pulumi up` again",
      "         then look",
      "   ok  a preview is clean",
    ]);
    assert.equal(lines.at(-1), "1 passed, 1 failed");
    assert.ok(
      lines.some((line) => /up succeeds\s+│ failed: expected A, got B\s+│/.test(line)),
      "one line in the table",
    );
  });
});
