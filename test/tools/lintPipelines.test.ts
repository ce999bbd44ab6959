import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lintPipelines, SCRIPTS, WORKFLOWS } from "../../tools/lintPipelines";
import { type PipelineLinters, pipelineLinters } from "../../tools/pipelineLinters/pipelineLinters";

describe("tools: the linters of pipelines", function () {
  this.timeout(1_800_000);
  let linters: PipelineLinters;
  let folder: string;
  before(async () => {
    linters = await pipelineLinters(() => {});
    folder = mkdtempSync(join(tmpdir(), "pipelines-lint-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** One of our workflows after an edit, which must change it. */
  function edited(name: string, from: string | RegExp, to: string): string[] {
    const text = readFileSync(WORKFLOWS.find((path) => path.endsWith(name)) as string, "utf8");
    const changed = text.replace(from, to);
    assert.notEqual(changed, text);
    const file = join(folder, name);
    writeFileSync(file, changed);
    return [file];
  }

  it("have nothing to say of workflows and scripts as they are", async () => {
    assert.deepEqual([WORKFLOWS.length, SCRIPTS.length], [3, 6]);
    assert.deepEqual(await lintPipelines(linters, WORKFLOWS, SCRIPTS), []);
  });

  for (const [what, name, from, to, rule] of [
    ["an action without a commit", "drift.yml", /checkout@\w{40}/, "checkout@v6", /unpinned-uses/],
    [
      "credentials that the checkout leaves",
      "check.yml",
      "persist-credentials: false",
      "fetch-depth: 1",
      /artipacked/,
    ],
    [
      "rights for the whole workflow",
      "preview.yml",
      "permissions: {}",
      "permissions: write-all",
      /excessive-permissions/,
    ],
    [
      "a run with secrets for whoever opens a pull request",
      "preview.yml",
      "pull_request:",
      "pull_request_target:",
      /dangerous-triggers/,
    ],
    [
      "somebody's text in a script",
      "preview.yml",
      '"$NUMBER"',
      `"\${{ github.event.pull_request.title }}"`,
      /template-injection/,
    ],
    ["a job that is not there", "drift.yml", "needs: look", "needs: looks", /\[job-needs\]/],
    ["a variable without quotes", "drift.yml", '"$DOCUMENT" "', '$DOCUMENT "', /SC2086/],
  ] as const)
    it(`tell of ${what}`, async () => {
      const said = await lintPipelines(linters, edited(name, from, to), SCRIPTS);
      assert.match(said.join("\n"), rule);
    });

  it("tell of a faulty script, and fail where they are not there", async () => {
    const script = join(folder, "faulty.sh");
    writeFileSync(script, "#!/usr/bin/env bash\necho $1\n");
    assert.match((await lintPipelines(linters, WORKFLOWS, [script])).join("\n"), /SC2086/);
    const nowhere = { zizmor: "/nowhere", actionlint: "/nowhere", shellcheck: "/nowhere" };
    assert.equal((await lintPipelines(nowhere, WORKFLOWS, SCRIPTS)).length, 3);
  });
});
