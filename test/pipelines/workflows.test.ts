import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import { WORKFLOWS } from "../../tools/lintPipelines";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly steps: readonly Step[];
}

const JOBS = WORKFLOWS.flatMap((file) => {
  const { jobs, on, permissions } = parse(readFileSync(file, "utf8"));
  assert.deepEqual(permissions, {}, file);
  return Object.entries(jobs as Record<string, Job>).map(([name, job]) => ({
    name: `${basename(file, ".yml")}: ${name}`,
    job,
    triggers: Object.keys(on),
    text: JSON.stringify(job),
  }));
});

/** What no linter knows of our workflows, and docs/pipelines.md promises. */
describe("pipelines: the jobs of the workflows", () => {
  it("are these, with no other rights", () => {
    assert.deepEqual(Object.fromEntries(JOBS.map(({ name, job }) => [name, job.permissions])), {
      "check: check": { contents: "read" },
      "drift: look": { contents: "read", "id-token": "write" },
      "drift: issues": { contents: "read", issues: "write" },
      "preview: preview": { contents: "read", "id-token": "write" },
      "preview: comment": { contents: "read", "pull-requests": "write" },
    });
  });

  it("have a token for AWS, or a secret, in an environment only", () => {
    for (const { name, job, text } of JOBS) {
      const trusted = job.permissions["id-token"] === "write" || /secrets\./.test(text);
      const environment = name.split(":")[0];
      assert.equal(job.environment, trusted ? environment : undefined, name);
    }
  });

  it("install and run nothing of a pull request where they may write on GitHub", () => {
    for (const { name, job, text, triggers } of JOBS) {
      if (!/"(issues|pull-requests)":"write"/.test(text)) continue;
      assert.doesNotMatch(text, /\bnpm\b|setup-node/, name);
      const [checkout] = job.steps;
      const ref = triggers.includes("pull_request")
        ? `\${{ github.event.pull_request.base.sha }}`
        : undefined;
      assert.equal(checkout?.with?.ref, ref, name);
    }
  });

  it("fetch an artifact beside the checkout, where it takes no script's place", () => {
    const fetched = JOBS.flatMap(({ job }) =>
      job.steps.filter(({ uses }) => uses?.includes("download-artifact")),
    );
    assert.equal(fetched.length, 2);
    for (const step of fetched) assert.match(String(step.with?.path), /^\$\{\{ runner\.temp \}\}\/\w+$/);
  });

  it("fill nothing into what a shell runs", () => {
    for (const { name, job } of JOBS)
      for (const { run = "" } of job.steps) assert.doesNotMatch(run, /\$\{\{/, name);
  });
});
