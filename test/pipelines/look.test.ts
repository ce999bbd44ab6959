import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { Programs } from "./programs";

describe("pipelines: the text of a preview", () => {
  let programs: Programs;
  beforeEach(() => {
    programs = new Programs();
    // A stack's name says how its preview ends, and with what text.
    programs.program(
      "pulumi",
      `const [code, text] = args[args.indexOf("--stack") + 1].split(":");
process.stdout.write(text === "long" ? "ä".repeat(70_000) : text + "\\n" + process.env.PULUMI_RUN_PROGRAM);
process.exit(Number(code));`,
    );
  });
  afterEach(() => programs.remove());

  const preview = (...stacks: string[]) => programs.run("preview.sh", ["preview.md", ...stacks]);

  it("says of each stack how it ended, one after another, and is 0 whatever they would change", async () => {
    const { code, stdout } = await preview("0:same", "7:more");
    assert.equal(code, 0);
    assert.equal(
      programs.read("preview.md"),
      "<details><summary><b>0:same</b>: no changes</summary>\n\n~~~~~~~~\nsame\ntrue\n~~~~~~~~\n\n</details>\n\n" +
        "<details><summary><b>7:more</b>: would change</summary>\n\n~~~~~~~~\nmore\ntrue\n~~~~~~~~\n\n</details>\n\n",
    );
    assert.match(stdout, /^--- 0:same\nsame\n/);
    const options = ["--diff", "--non-interactive", "--color", "never", "--expect-no-changes"];
    assert.deepEqual(programs.calls("pulumi")[1], ["preview", "--stack", "7:more", ...options]);
  });

  it("is 1 where a preview could not be made, and all the others are made", async () => {
    const { code } = await preview("1:refused", "0:same");
    assert.equal(code, 1);
    assert.match(programs.read("preview.md"), /could not be made<[\s\S]*no changes</);
  });

  for (const count of [1, 60])
    it(`of ${count} fits into a comment, and says what is cut off`, async function () {
      this.timeout(60_000);
      await preview(...Array.from({ length: count }, () => "7:long"));
      const page = programs.read("preview.md");
      assert.ok(page.length > 40_000 && page.length < 65_000, `${page.length}`);
      assert.equal(page.match(/^\(cut off: the whole of it is in the log\)$/gm)?.length, count);
      assert.ok(!page.includes("\ufffd"), "no letter is cut in two");
    });

  it("stays in its fence", async () => {
    await preview("0:~~~~~~~~ <img>");
    assert.equal(programs.read("preview.md").match(/^~~~~~~~~/gm)?.length, 2);
  });

  it("names what it wants, where it gets something else", async () => {
    const { code, stderr } = await preview();
    assert.deepEqual([code, stderr], [2, "usage: pipelines/preview.sh FILE STACK...\n"]);
  });
});

describe("pipelines: the document of a look", () => {
  let programs: Programs;
  beforeEach(() => {
    programs = new Programs();
  });
  afterEach(() => programs.remove());

  for (const code of [0, 7, 1])
    it(`is kept, and the check's exit code ${code} passed on`, async () => {
      programs.program("npm", `process.stdout.write('{"version": 1}'); process.exitCode = ${code};`);
      const run = await programs.run("drift.sh", ["drift.json", "acme", "globex"]);
      assert.equal(run.code, code);
      assert.equal(programs.read("drift.json"), '{"version": 1}');
      assert.deepEqual(programs.calls("npm"), [
        ["run", "--silent", "drift", "--", "--stack", "acme", "--stack", "globex", "--json"],
      ]);
    });

  it("is not there where none was printed, rather than half of one", async () => {
    programs.program("npm", `process.stdout.write('{"version": 1, "stac'); process.exitCode = 130;`);
    const run = await programs.run("drift.sh", ["drift.json", "acme"]);
    assert.equal(run.code, 130);
    assert.ok(!existsSync(programs.path("drift.json")));
    assert.deepEqual(readdirSync(programs.folder).sort(), ["npm", "npm.calls"]);
  });
});
