import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AnyFinding } from "../../model/findings";
import { finding } from "../../model/findings/finding";
import { ALL_FINDINGS, findingOf } from "../../program/findings/registry";
import { FINDINGS_PAGE, findingsPage } from "../../tools/findingsPage";

describe("docs/findings.md", () => {
  it("is what `npm run docs:findings` writes", () => {
    assert.equal(readFileSync(FINDINGS_PAGE, "utf8"), findingsPage(ALL_FINDINGS));
  });

  it("has every finding once: in the contents, and under a heading that its code links to", () => {
    const lines = findingsPage(ALL_FINDINGS).split("\n");
    for (const { code } of ALL_FINDINGS) {
      assert.equal(lines.filter((line) => line === `### ${code}`).length, 1, code);
      assert.equal(lines.filter((line) => line.startsWith(`- [${code}](#${code}): `)).length, 1, code);
    }
  });

  it("shows markup in a text as it is written, and code as code", () => {
    const page = findingsPage([
      finding<object>({
        code: "link-example",
        owner: () => "bucket account",
        transient: true,
        unseen: true,
        text: () => "keys in incoming/* of <path>",
        hint: () => "run `ls *`\nthen this_one",
        meaning: "It means something.",
        example: {},
      }) as AnyFinding,
    ]);
    assert.ok(
      page.includes("Owner: bucket account (it depends on the case). May pass by itself: yes. Not seen."),
    );
    assert.ok(
      page.includes("> keys in incoming/\\* of \\<path\\>\n>\n> hint: run `ls *`\n>\n> then this_one"),
    );
  });
});

describe("the other pages", () => {
  const folder = dirname(FINDINGS_PAGE);
  const text = (page: string) => readFileSync(join(folder, page), "utf8");

  it("link to findings that there are", () => {
    const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));
    const linked = pages.flatMap((page) => [...text(page).matchAll(/findings\.md#([a-z0-9-]+)/g)]);
    assert.ok(linked.length > 0);
    for (const [, code = ""] of linked) assert.ok(findingOf(code), code);
  });

  it("about drift and trouble name no code that there is not", () => {
    const groups = [...new Set(ALL_FINDINGS.map(({ code }) => code.split("-")[0]))].join("|");
    const inCode = new RegExp(`\`(?:failed: )?\\[?((?:${groups})-[a-z-]+)\\]?\``, "g");
    const named = ["drift.md", "troubleshooting.md", "../CONTRIBUTING.md"].flatMap((page) => [
      ...text(page).matchAll(inCode),
    ]);
    assert.ok(named.length > 10);
    for (const [, code = ""] of named) assert.ok(findingOf(code), code);
  });
});

describe("the registry", () => {
  it("has every code once, and finds each by it", () => {
    const codes = ALL_FINDINGS.map(({ code }) => code);
    assert.equal(new Set(codes).size, codes.length);
    for (const kind of ALL_FINDINGS) assert.equal(findingOf(kind.code), kind);
    assert.equal(findingOf("link-no-such-code"), undefined);
  });
});
