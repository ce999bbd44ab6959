import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CLEAN, DRIFT, DRIFT_TEXT, FAILED } from "./driftChecks";
import { GH, type Issue } from "./githubIssues";
import { Programs } from "./programs";

describe("pipelines: one issue for each stack that drifts", () => {
  let programs: Programs;
  beforeEach(() => {
    programs = new Programs();
    programs.program("gh", GH);
    programs.write("issues.json", "[]");
  });
  afterEach(() => programs.remove());

  const issues = (): Issue[] => JSON.parse(programs.read("issues.json"));
  const open = () => issues().filter((one) => one.open);
  /** One night: what the checks of some stacks came to, each in a document of its own. */
  async function night(checks: Readonly<Record<string, object>>, ...stacks: string[]) {
    rmSync(programs.path("documents"), { recursive: true, force: true });
    mkdirSync(programs.path("documents"));
    for (const [stack, check] of Object.entries(checks))
      programs.write(
        `documents/${stack}.json`,
        JSON.stringify({ version: 1, stacks: [{ stack, ...check }] }),
      );
    const run = await programs.run("github/issues.sh", ["documents", ...stacks], {
      RUN_URL: "https://run/1",
    });
    return { ...run, asked: programs.calls("gh").map((args) => args.slice(0, 2).join(" ")) };
  }

  it("none, and drift: opens one, in words that a reader cannot be tricked with", async () => {
    const { code, stdout, asked } = await night({ acme: DRIFT }, "acme");
    assert.deepEqual([code, stdout], [0, "acme: drift, https://github.com/example/media/issues/1\n"]);
    assert.deepEqual(asked, ["issue list", "label create", "issue create"]);
    assert.deepEqual(issues(), [
      {
        number: 1,
        open: true,
        title: "Drift: acme",
        body:
          "<!-- aspera: drift of acme -->\nStack `acme` is not as it should be.\n\n[Log](https://run/1)\n\n" +
          `<!-- aspera: last seen -->\n${DRIFT_TEXT}`,
      },
    ]);
  });

  it("open, and drift: writes it anew, without a comment; that of another stack is not it", async () => {
    await night({ "acme-2": DRIFT, acme: DRIFT }, "acme-2", "acme");
    const again = { ...DRIFT, findings: [] };
    const { code, stdout, asked } = await night({ acme: again }, "acme");
    assert.deepEqual([code, stdout], [0, "acme: drift, issue 2 is up to date\n"]);
    assert.deepEqual(asked, ["issue list", "issue edit"]);
    const [other, own] = open();
    assert.match(other?.body ?? "", /@everyone/);
    assert.doesNotMatch(own?.body ?? "", /@everyone/);
  });

  it("two open ones of a stack: the older is it", async () => {
    await night({ acme: DRIFT }, "acme");
    const [first] = issues();
    programs.write("issues.json", JSON.stringify([first, { ...first, number: 2 }]));
    const { stdout } = await night({ acme: DRIFT }, "acme");
    assert.equal(stdout, "acme: drift, issue 1 is up to date\n");
  });

  for (const verdict of ["clean", "gone"])
    it(`open, and ${verdict}: says so, and closes it; none, and ${verdict}: nothing`, async () => {
      await night({ acme: DRIFT }, "acme");
      const closed = await night({ acme: { ...CLEAN, verdict } }, "acme");
      assert.deepEqual([closed.code, closed.stdout], [0, `acme: ${verdict}, issue 1 is closed\n`]);
      assert.deepEqual(open(), []);
      assert.equal(issues()[0]?.comment, `Stack \`acme\` is ${verdict}: [log](https://run/1).`);
      const quiet = await night({ acme: { ...CLEAN, verdict } }, "acme");
      assert.deepEqual([quiet.code, quiet.stdout, quiet.asked], [0, `acme: ${verdict}\n`, ["issue list"]]);
      assert.match((await night({ acme: DRIFT }, "acme")).stdout, /issues\/2$/m);
    });

  it("open, and nobody could look: says so on top, keeps what was seen, closes nothing, is red", async () => {
    await night({ acme: DRIFT }, "acme");
    for (const ending of ["\n", "\r\n"]) {
      // As GitHub keeps a text that somebody edited there.
      const edited = issues().map((one) => ({
        ...one,
        body: one.body.replace("seen -->\n", `seen -->${ending}`),
      }));
      programs.write("issues.json", JSON.stringify(edited));
      const { code, stdout } = await night({ acme: FAILED }, "acme");
      assert.equal(code, 1);
      assert.match(stdout, /^acme: could not be looked at: expected an answer, got none$/m);
      assert.equal(
        open()[0]?.body,
        "<!-- aspera: drift of acme -->\nStack `acme` could not be looked at. What is below was seen before.\n\n" +
          "~~~~~~~~\nexpected an answer, got none\nhint: look ~~~~ ~~~~ there\n~~~~~~~~\n\n[Log](https://run/1)\n\n" +
          `<!-- aspera: last seen -->\n${DRIFT_TEXT}`,
      );
    }
  });

  it("none, and nobody could look: says so, opens nothing, is red; the others are dealt with all the same", async () => {
    const { code, stdout } = await night({ acme: FAILED, globex: DRIFT }, "lost", "acme", "globex");
    assert.equal(code, 1);
    assert.match(stdout, /^lost: could not be looked at: no check was made: the log says why$/m);
    assert.deepEqual(
      open().map(({ title }) => title),
      ["Drift: globex"],
    );
  });

  it("no document at all: every stack could not be looked at", async () => {
    await night({ acme: DRIFT }, "acme");
    const { code, stdout } = await night({}, "acme");
    assert.equal(code, 1);
    assert.match(stdout, /^acme: could not be looked at/);
    assert.equal(open().length, 1);
  });

  it("a document that is cut off: its stacks could not be looked at, the others are dealt with", async () => {
    await night({}, "x");
    programs.write("documents/a.json", '{"version": 1, "stacks": [{"sta');
    programs.write(
      "documents/b.json",
      JSON.stringify({ version: 1, stacks: [{ stack: "globex", ...DRIFT }] }),
    );
    const { code, stdout } = await programs.run("github/issues.sh", ["documents", "acme", "globex"], {
      RUN_URL: "x",
    });
    assert.equal(code, 1);
    assert.match(stdout, /^acme: could not be looked at[\s\S]*^globex: drift, /m);
  });

  it("takes the document of docs/drift.md", async () => {
    const page = readFileSync(join(__dirname, "../../docs/drift.md"), "utf8");
    const [, text = ""] = /```json\n(\{\n {2}"version": 1[\s\S]*?)```/.exec(page) ?? [];
    const [check] = JSON.parse(text).stacks;
    const { code } = await night({ [check.stack]: check }, check.stack);
    assert.equal(code, 0);
    const [{ body } = { body: "" }] = open();
    for (const { code, hint } of check.findings)
      assert.ok(body.includes(`[${code}]`) && body.includes(`\n  hint: ${hint}\n`), body);
    assert.match(
      body,
      /inline-policies policyNames: changed\n {2}seen: {3}\["aspera-s3","added-by-hand"\]\n/,
    );
  });

  it("GitHub refuses: red", async () => {
    programs.program("gh", "process.exit(1);");
    assert.equal((await night({ acme: DRIFT }, "acme")).code, 1);
  });
});
