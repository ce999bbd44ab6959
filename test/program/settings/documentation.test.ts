import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { knownKeys } from "../../../program/settings/schema/keys";

describe("docs/settings.md", () => {
  it("has a row for every key, and for no other", () => {
    const text = readFileSync(join(__dirname, "../../../docs/settings.md"), "utf8");
    const rows = [...text.matchAll(/^\| `(aspera:[^`]+)` \|/gm)].map((row) => row[1]);
    assert.deepEqual([...rows].sort(), knownKeys().sort());
  });
});
