import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { described, jsonDocument, text } from "../../commands/jsonDocument";
import { jsonPage } from "../../tools/jsonPage";
import { publishedSchema, schemaFiles } from "../../tools/schemas";
import { schemaFaults } from "../schemas";

describe("schemas of what commands print", () => {
  for (const [path, made] of Object.entries(schemaFiles()))
    it(`${path} is what npm run docs:schemas makes`, () => {
      assert.equal(readFileSync(join(__dirname, "../..", path), "utf8"), made);
    });

  it("take a document, and neither another field nor one that lacks", () => {
    const document = { version: 1, stack: "acme", results: [{ check: "sudo", state: "ok", found: "yes" }] };
    assert.deepEqual(schemaFaults("preflight", document), []);
    for (const [wrong, fault] of [
      [{ ...document, more: 1 }, " must NOT have additional properties"],
      [{ ...document, stack: undefined }, " must have required property 'stack'"],
      [{ ...document, version: 2 }, "/version must be equal to constant"],
      [
        { ...document, results: [{ ...document.results[0], state: "fine" }] },
        "/results/0/state must be equal to one of",
      ],
    ] as const)
      assert.match(
        schemaFaults("preflight", JSON.parse(JSON.stringify(wrong))).join(),
        new RegExp(`^${fault}`),
      );
  });

  it("are on the page by path, with what was listed before by its name", () => {
    const one = v.strictObject({ name: text("its name"), size: v.optional(described(v.number(), "bytes")) });
    const schema = jsonDocument({
      first: described(v.array(one), "some"),
      others: described(v.array(one), "more"),
      by: described(v.union([v.record(v.string(), v.string()), v.literal("-")]), "by name"),
    });
    assert.deepEqual(
      jsonPage({ drift: publishedSchema("drift", schema) })
        .split("\n")
        .slice(-7, -1),
      [
        "| `version` | `1` | fields are added within it, and none is renamed or taken away |",
        "| `first[]` | list | some |",
        "| `first[].name` | text | its name |",
        "| `first[].size` | number, optional | bytes |",
        "| `others[]` | list | more; each as `first[]` |",
        "| `by` | names with text or `-` | by name |",
      ],
    );
  });
});
