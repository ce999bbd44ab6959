import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { Programs } from "./programs";

const COMMENTS = "repos/example/media/issues/7/comments";
const MARKER = "<!-- aspera: preview -->";

/** Lists what is in comments.json, as \`--jq\` asks, and keeps the text that it is given. */
const GH = `
const jq = args[args.indexOf("--jq") + 1];
const field = args.find((arg) => arg.startsWith("body=@"));
if (field) writeFileSync("body", readFileSync(field.slice("body=@".length)));
const input = field ? '{"html_url": "https://comment"}' : readFileSync("comments.json", "utf8");
process.stdout.write(require("node:child_process").execFileSync("jq", ["--raw-output", jq], { input }));
`;

describe("pipelines: one comment under a pull request", () => {
  let programs: Programs;
  beforeEach(() => {
    programs = new Programs();
    programs.program("gh", GH);
  });
  afterEach(() => programs.remove());

  /** What GitHub is asked to write, where these comments stand there already. */
  async function asked(comments: readonly object[]) {
    programs.write("comments.json", JSON.stringify(comments));
    const environment = { GITHUB_REPOSITORY: "example/media", RUN_URL: "https://run/1" };
    const run = await programs.run("github/comment.sh", ["7", "preview.md"], environment);
    assert.deepEqual([run.code, run.stdout], [0, "https://comment\n"], run.stderr);
    const [list, write] = programs.calls("gh");
    assert.deepEqual(list?.slice(0, 3), ["api", "--paginate", COMMENTS]);
    return write?.slice(0, 4);
  }
  const comment = (id: number, login: string, body = `${MARKER}\nold`) => ({ id, user: { login }, body });

  it("is made where there is none of ours, whoever else wrote our marker", async () => {
    programs.write("preview.md", "what it says\n");
    const others = [comment(1, "mallory"), comment(2, "github-actions[bot]", "another workflow's")];
    assert.deepEqual(await asked(others), ["api", "--method", "POST", COMMENTS]);
    assert.equal(
      programs.read("body"),
      `${MARKER}\n### What an up would change\n\nwhat it says\n\n[Log](https://run/1)\n`,
    );
  });

  it("is written anew where there is one, the first of two", async () => {
    programs.write("preview.md", "what it says\n");
    const ours = [
      comment(1, "mallory"),
      comment(2, "github-actions[bot]"),
      comment(3, "github-actions[bot]"),
    ];
    assert.deepEqual(await asked(ours), [
      "api",
      "--method",
      "PATCH",
      "repos/example/media/issues/comments/2",
    ]);
  });

  it("says so where there was no preview", async () => {
    await asked([]);
    assert.match(programs.read("body"), /^No preview could be made\.$/m);
  });

  it("tells nothing of another file that the text links to", async () => {
    symlinkSync(programs.write("token", "secret-5b1e\n"), programs.path("preview.md"));
    await asked([]);
    assert.doesNotMatch(programs.read("body"), /5b1e/);
  });

  it("is red where GitHub refuses", async () => {
    programs.program("gh", "process.exit(1);");
    const run = await programs.run("github/comment.sh", ["7", "preview.md"], {
      GITHUB_REPOSITORY: "example/media",
      RUN_URL: "https://run/1",
    });
    assert.equal(run.code, 1);
  });
});
