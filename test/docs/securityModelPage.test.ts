import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ALL_FINDINGS } from "../../program/findings/registry";

const ROOT = join(__dirname, "../..");
const CODES = ALL_FINDINGS.map(({ code }) => code);
/** What codes begin with: whatever begins so in a code span is meant as one. */
const GROUPS = new RegExp(`^(${[...new Set(CODES.map((code) => code.split("-")[0]))].join("|")})-[a-z]`);

describe("docs/security-model.md", () => {
  const text = readFileSync(join(ROOT, "docs/security-model.md"), "utf8");
  const [, threats = ""] = /## Threats\n([\s\S]*?)\n## /.exec(text) ?? [];
  const rows = threats
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1)
    .map((line) => line.slice(2, -2).split(" | "));
  const spans = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);

  it("has of each threat what stops it, by which code, and what does not", () => {
    assert.ok(rows.length > 20, String(rows.length));
    for (const row of rows) assert.equal(row.length, 4, row.join(" | "));
  });

  it("names code that is there, for everything that stops a threat", () => {
    for (const [threat = "", stops, held = ""] of rows) {
      const files = spans(held).filter((span) => !GROUPS.test(span));
      assert.equal(files.length > 0, stops !== "-", threat);
      for (const file of files)
        assert.ok(existsSync(join(ROOT, file)) && statSync(join(ROOT, file)).isFile(), `${threat}: ${file}`);
    }
  });

  it("names findings that there are", () => {
    const named = spans(text.replace(/```[\s\S]*?```/g, "")).filter((span) => GROUPS.test(span));
    assert.ok(named.length > 30, String(named.length));
    assert.deepEqual(
      named.filter((code) => !CODES.includes(code)),
      [],
    );
  });

  it("says what nobody here can stop", () => {
    for (const words of [
      "aspera.conf is world-readable",
      "metadata service",
      "who else may reach the bucket",
    ])
      assert.ok(text.replace(/\s+/g, " ").includes(words), words);
  });
});
