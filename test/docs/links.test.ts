import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { scripts } from "../../package.json";

const ROOT = resolve(__dirname, "../..");

/** Folders that git does not keep, or that are not this repository's. */
const NOT_OURS = new Set(["node_modules", "dist", ".git", ".sandbox", "evidence"]);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [relative(ROOT, path)];
  });
}

const FILES = filesBelow(ROOT);
const FOLDERS = [...new Set(FILES.flatMap(foldersOf))];
const NAMES = new Set(FILES.map((file) => basename(file)));
const PAGES = FILES.filter((file) => file.endsWith(".md"));

function foldersOf(file: string): string[] {
  const folder = dirname(file);
  return folder === "." ? [] : [folder, ...foldersOf(folder)];
}

/** Longer fences first: one may hold the other. */
const FENCE = /^(`{3,})[^\n]*\n[\s\S]*?^\1`*\s*$/gm;

/** A page without its fenced code. */
function proseOf(text: string): string {
  return text.replace(FENCE, "");
}

/** Every `code span` of a page. */
function codeSpansOf(text: string): string[] {
  return [...proseOf(text).matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map((match) => match[1] ?? "");
}

/** The target of every link of a page that leads to a file or to a heading of the page itself. */
function localLinksOf(text: string): string[] {
  const prose = proseOf(text).replace(/`[^`\n]*`/g, "");
  const inline = [...prose.matchAll(/\]\(<?([^()\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const references = [...prose.matchAll(/^\s*\[[^\]]+\]:\s+<?(\S+?)>?(?:\s|$)/gm)];
  return [...inline, ...references]
    .map((match) => match[1] ?? "")
    .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

/** The anchors that GitHub gives a page's headings. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...proseOf(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map((match) => {
    const title = (match[1] ?? "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, "");
    const slug = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, "")
      .replace(/\s/g, "-");
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

/** What is wrong with a link of a page; undefined when it leads somewhere. */
function brokenLink(page: string, target: string): string | undefined {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? page : join(dirname(page), decodeURIComponent(path));
  if (!existsSync(join(ROOT, file))) return `${target}: there is no ${file}`;
  if (anchor === undefined) return undefined;
  const anchors = anchorsOf(readFileSync(join(ROOT, file), "utf8"));
  return anchors.includes(anchor) ? undefined : `${target}: no such heading, there are ${anchors.join(", ")}`;
}

/** The words of a code span that look like a path of this repository: below one of its folders, or a file of ours by name. */
function pathsIn(code: string): string[] {
  const top = [...new Set(FOLDERS.map((folder) => folder.split("/")[0]))].map((name) => `${name}/`);
  return code
    .split(/[\s'"(),;]+/)
    .map((word) => word.replace(/:\d+$/, "").replace(/^\.\//, ""))
    .filter((word) => !/[A-Z]{3,}\/|\$|:\/\/|=/.test(word))
    .filter((word) => top.some((name) => word.startsWith(name)) || /^[\w-]+\.(ts|pl|md)$/.test(word));
}

/** Whether a path is there: a file, a folder, or a pattern (`*`, `**`, `{a,b}`, `<name>`) that something fits. */
function isThere(path: string): boolean {
  if (!/[*{<]/.test(path))
    return path.includes("/")
      ? existsSync(join(ROOT, path))
      : NAMES.has(path) || existsSync(join(ROOT, path));
  const pattern = path
    .replace(/\/$/, "")
    .replace(/<[^>]*>/g, "*")
    .replace(/[.+^$()|[\]\\]/g, "\\$&")
    .replace(/\{([^}]*)\}/g, (_, either: string) => `(${either.replaceAll(",", "|")})`)
    .replace(/\*\*\/|\*/g, (star) => (star === "*" ? "[^/]*" : "(.*/)?"));
  const fits = new RegExp(`^${pattern}$`);
  return [...FILES, ...FOLDERS].some((file) => fits.test(file));
}

/** Every `npm run X` of a text. */
function npmScriptsIn(text: string): string[] {
  return [...text.matchAll(/\bnpm run (?:-{1,2}\S+ )*([\w:-]+)/g)].map((match) => match[1] ?? "");
}

describe("documentation: links", () => {
  it("finds the pages", () => {
    assert.ok(PAGES.length > 15, PAGES.join(", "));
    for (const page of ["README.md", "docs/settings.md", "docs/notes/aspera.md"])
      assert.ok(PAGES.includes(page));
  });

  for (const page of PAGES) {
    const text = readFileSync(join(ROOT, page), "utf8");

    it(`${page}: every relative link leads to a file, and its anchor to a heading`, () => {
      assert.deepEqual(
        localLinksOf(text).flatMap((target) => brokenLink(page, target) ?? []),
        [],
      );
    });

    it(`${page}: every path and every npm script that it names is there`, () => {
      assert.deepEqual(
        codeSpansOf(text)
          .flatMap(pathsIn)
          .filter((path) => !isThere(path)),
        [],
      );
      assert.deepEqual(
        npmScriptsIn(text).filter((name) => !(name in scripts)),
        [],
      );
    });
  }

  it("every page and npm script that the code names is there", () => {
    const missing = FILES.filter(
      (file) => /\.(ts|js|pl|yaml)$/.test(file) && file !== relative(ROOT, __filename),
    ).flatMap((file) => {
      const text = readFileSync(join(ROOT, file), "utf8");
      const pages = [...text.matchAll(/(?<![\w/.])docs\/[\w/-]+\.md\b/g)].map(([page]) => page);
      return [
        ...pages.filter((page) => !existsSync(join(ROOT, page))),
        ...npmScriptsIn(text).filter((name) => !(name in scripts)),
      ].map((what) => `${file}: ${what}`);
    });
    assert.deepEqual(missing, []);
  });
});

describe("documentation: the link check itself", () => {
  it("sees what is broken", () => {
    assert.match(brokenLink("README.md", "docs/nowhere.md") ?? "", /there is no docs\/nowhere\.md/);
    assert.match(brokenLink("README.md", "docs/ssh.md#nowhere") ?? "", /no such heading/);
    assert.equal(brokenLink("docs/proof.md", "outputs.md#outputs"), undefined);
    assert.equal(isThere("model/docroot/nowhere.ts"), false);
    assert.equal(isThere("test/nowhere/**/*.test.ts"), false);
    assert.equal(isThere("provider/<resource>/properties.ts"), true);
    assert.deepEqual(npmScriptsIn("`npm run drift -- --stack x`, npm run nonsense"), ["drift", "nonsense"]);
  });

  it("reads a page as GitHub does", () => {
    const page =
      "# One\n\n[a](b.md) `[c](d.md)` [e](https://f) [g](#two-3)\n```\n# not\n[h](i.md)\n```\n## `Two`: 3\n## One\n";
    assert.deepEqual(localLinksOf(page), ["b.md", "#two-3"]);
    assert.deepEqual(anchorsOf(page), ["one", "two-3", "one-1"]);
    assert.deepEqual(pathsIn("npx mocha 'test/model/**/*.test.ts' uri.ts aspera.conf"), [
      "test/model/**/*.test.ts",
      "uri.ts",
    ]);
  });
});
