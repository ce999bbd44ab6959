import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packConfig } from "../../commands/policy/packConfig";
import { RULES } from "../../policy/rules";

describe("docs/policy-pack.md", () => {
  const text = readFileSync(join(__dirname, "../../docs/policy-pack.md"), "utf8");

  it("has a row for each rule, in the rule's own words", () => {
    const rows = text.split("\n").filter((line) => /^\| `[a-z-]+` \|/.test(line));
    assert.deepEqual(
      rows,
      RULES.map(
        ({ name, severity, description, why, mend }) =>
          `| \`${name}\` | ${severity} | ${description} | ${why} | ${mend} |`,
      ),
    );
  });

  it("shows a file of exceptions that is taken", () => {
    const [, file = ""] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
    const { levels, exceptions } = packConfig(
      file,
      RULES.map(({ name }) => name),
    );
    assert.equal(levels["role-session-length"], "advisory");
    assert.deepEqual(
      exceptions.map(({ id }) => id),
      ["SEC-7"],
    );
  });
});
