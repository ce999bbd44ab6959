import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FLEET_FINDINGS } from "../../program/findings";

describe("docs/fleet.md", () => {
  const text = readFileSync(join(__dirname, "../../docs/fleet.md"), "utf8");

  it("names every finding across stacks", () => {
    for (const { code } of FLEET_FINDINGS) assert.ok(text.includes(`| \`${code}\` |`), code);
  });
});
