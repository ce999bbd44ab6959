import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS, WITH_VERBS } from "../commandLine/everyCommand";
import { lineFault } from "../commandLine/lines";

const ROOT = join(__dirname, "../..");

/** What a person pastes from: every page, but the notes, which quote others. */
const PAGES = ["README.md", "CONTRIBUTING.md", "AGENTS.md", "SECURITY.md"].concat(
  readdirSync(join(ROOT, "docs"), { encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
);

/** Words that begin a line of a shell; a block that begins otherwise is a picture, a message or a file. */
const TYPED = /^(npm|pulumi|aws|sudo|export|sh|node|cp|\.|ssh-keygen|cat|terraform|systemctl|git|gh) /;

/** The fenced blocks of a page that a person can paste into a shell, each command in one line. */
function shellBlocks(text: string): string[][] {
  return [...text.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)]
    .filter(([, language]) => language === "" || language === "sh")
    .map(([, , block = ""]) =>
      block
        .replaceAll("\\\n", " ")
        .split("\n")
        .map((line) => line.trim()),
    )
    .map((lines) => lines.filter(Boolean))
    .filter(([first = ""]) => TYPED.test(`${first} `));
}

/** Scripts that have a parser of their own. */
const SCRIPTS = [...COMMANDS.map(({ name }) => name), ...Object.keys(WITH_VERBS)];

/** Each call of a script of ours in a line, without what follows in the shell. */
function commandsIn(line: string): string[] {
  return line
    .replace(/\s#.*$/, "")
    .split(/&&|\|\||[|;]/)
    .map((part) => part.trim().replace(/\s+/g, " "))
    .filter((part) =>
      SCRIPTS.some((script) => part === `npm run ${script}` || part.startsWith(`npm run ${script} `)),
    );
}

describe("documentation: what a person pastes", () => {
  it("is found", () => {
    const all = PAGES.flatMap((page) => shellBlocks(readFileSync(join(ROOT, page), "utf8")).flat());
    assert.ok(all.flatMap(commandsIn).length > 25, all.join("\n"));
  });

  for (const page of PAGES) {
    const blocks = shellBlocks(readFileSync(join(ROOT, page), "utf8"));

    it(`${page}: every command of ours in a shell block is taken by its own parser`, () => {
      assert.deepEqual(
        blocks
          .flat()
          .flatMap(commandsIn)
          .flatMap((line) => lineFault(line) ?? []),
        [],
      );
    });

    it(`${page}: every shell block is one for a shell`, () => {
      for (const block of blocks) {
        const { status, stderr } = spawnSync("bash", ["-n"], { input: block.join("\n"), encoding: "utf8" });
        assert.equal(status, 0, `${block.join("\n")}\n${stderr}`);
      }
    });
  }

  it("and what its parser does not take is seen", () => {
    const page =
      "```\nnpm run drift -- --stak x   # no\nnpm run fleet && npm run kit -- --stack a \\\n  --out b\n```\n";
    const commands = shellBlocks(page).flat().flatMap(commandsIn);
    assert.deepEqual(commands, [
      "npm run drift -- --stak x",
      "npm run fleet",
      "npm run kit -- --stack a --out b",
    ]);
    assert.deepEqual(
      commands.map((line) => lineFault(line) === undefined),
      [false, true, true],
    );
  });
});
