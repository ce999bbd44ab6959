import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const read = (page: string) => readFileSync(join(ROOT, page), "utf8");

describe("docs/README.md, the index by task", () => {
  const text = read("docs/README.md");
  const linked = [...text.matchAll(/\]\(([\w./-]+)\)/g)].map(([, target = ""]) => target);
  const pages = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".md") && name !== "README.md",
  );

  it("leads to every page, to each once in its tables", () => {
    const tables = text
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .join("\n");
    for (const page of pages) assert.equal(tables.split(`](${page})`).length - 1, 1, page);
    assert.deepEqual(
      linked.filter(
        (target) => target.endsWith(".md") && !target.startsWith("../") && !pages.includes(target),
      ),
      [],
    );
  });

  it("is where the README sends, which stays a doorway", () => {
    const readme = read("README.md");
    assert.match(readme, /\]\(docs\/README\.md\)/);
    assert.ok(readme.split("\n").length < 90, "the README is no page of its own");
  });

  it("every page shows on its first screen what to type or to write; one about a task, what to type", () => {
    const [tasks = ""] = text.split("## For a security review");
    for (const page of pages.filter((name) => !name.includes("/"))) {
      const first = read(`docs/${page}`).split("\n").slice(0, 30).join("\n");
      if (!["architecture.md", "findings.md"].includes(page)) assert.match(first, /^ *```/m, page);
      if (tasks.includes(`](${page})`) && page !== "findings.md")
        assert.match(first, /^ *```(sh)?\n *(npm|pulumi|sh|cp|export|gh) /m, page);
    }
  });
});
