import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evidenceOf } from "../../commands/customer/end/evidence";
import { CLOSED_DOCROOT } from "../../model/docroot/uri";
import { RUN } from "../commands/customer/end/run";

describe("docs/ending.md", () => {
  const text = readFileSync(join(__dirname, "../../docs/ending.md"), "utf8");

  it("describes every field of the evidence, in the order in which they stand, and no other", () => {
    const section = text.slice(text.indexOf("## The evidence"), text.indexOf("## Without"));
    const described = [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names = ""]) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    const evidence = evidenceOf({ ...RUN, stopped: "x" }, RUN.began, []);
    assert.deepEqual(described, Object.keys(evidence));
  });

  it("names the path that a closed docroot leads to", () => {
    assert.ok(text.includes(`\`${CLOSED_DOCROOT}\``));
  });
});
