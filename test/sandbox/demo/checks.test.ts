import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { outcomeTable } from "../../../sandbox/demo/checks";

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
