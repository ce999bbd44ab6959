import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CONTROLS } from "../../commands/report/controls";
import { ISO, MPA } from "../../commands/report/controls/frameworks";

const read = (path: string) => readFileSync(join(__dirname, "../..", path), "utf8");

describe("docs/report.md, its schema and its notes", () => {
  it("the notes name each control of Annex A that a report names, and no other", () => {
    const [, named = ""] =
      /that `commands\/report\/controls\/frameworks\.ts` names: ([^|]+) \|/.exec(
        read("docs/notes/audit.md"),
      ) ?? [];
    const numbers = Object.values(ISO).map((title) => title.split(" ")[0]);
    assert.deepEqual(named.split(", "), numbers);
    const used = CONTROLS.flatMap(({ iso27001 }) => iso27001);
    assert.deepEqual([...new Set(used)].sort(), Object.values(ISO).sort());
  });

  it("each control answers to both, under a topic that the notes name", () => {
    const topics = /Topics of Technical Security: ([^|]+) \|/
      .exec(read("docs/notes/audit.md"))?.[1]
      ?.split(", ");
    for (const { control, iso27001, mpa } of CONTROLS) {
      assert.ok(iso27001.length > 0 && mpa.length > 0, control);
      for (const one of mpa) assert.ok(Object.values(MPA).some((area) => area === one));
    }
    for (const area of Object.values(MPA)) assert.ok(topics?.includes(area.split(":")[0] ?? ""), area);
  });

  it("the schema says of each field what it is, but for lists of words", () => {
    const bare: string[] = [];
    const walk = (schema: Record<string, unknown>, way: string) => {
      const properties = (schema.properties ?? {}) as Record<string, Record<string, unknown>>;
      for (const [name, field] of Object.entries(properties)) {
        if (!["description", "enum", "const", "$ref"].some((key) => key in field))
          bare.push(`${way}.${name}`);
        walk(field, `${way}.${name}`);
      }
      if (schema.items) walk(schema.items as Record<string, unknown>, `${way}[]`);
    };
    const { $defs, ...schema } = JSON.parse(read("docs/schemas/report.schema.json"));
    walk(schema, "");
    for (const [name, definition] of Object.entries($defs)) walk(definition as Record<string, unknown>, name);
    assert.deepEqual(bare, []);
  });
});
