import assert from "node:assert/strict";
import { interpret, type TwoRuns } from "../../../commands/drift/interpret";
import { captured } from "./fixtures";

const WANTED =
  "s3://s3.amazonaws.com/acme-media/incoming/?iam-role.arn=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme" +
  "&iam-role.external-id=(ours)";

describe("drift: what two runs of the engine come to", () => {
  const check = (runs: TwoRuns) => interpret("dev", runs, 4.2);

  it("clean: every part ok, nothing differs", () => {
    assert.deepEqual(check(captured("clean")), {
      stack: "dev",
      verdict: "clean",
      columns: { server: "reachable", docroot: "ok", services: "ok", link: "ok", access: "ok" },
      differences: [],
      warnings: [],
      took: 4.2,
    });
  });

  it("a hand edit: drift, once, with what is there and what should be; the Command only follows", () => {
    const { verdict, columns, differences } = check(captured("docroot"));
    assert.equal(verdict, "drift");
    const seen = "s3://s3.amazonaws.com/somebody-elses-bucket/";
    assert.deepEqual(columns, {
      server: "reachable",
      docroot: seen,
      services: "ok",
      link: "ok",
      access: "ok",
    });
    assert.deepEqual(
      differences.filter(({ property }) => property === "docroot"),
      [
        {
          resource: "docroot-observed",
          type: "pulumi-nodejs:dynamic/aspera:Docroot",
          change: "changed",
          property: "docroot",
          seen,
          wanted: WANTED,
          found: ["world", "program"],
        },
      ],
    );
    const rest = differences.filter(({ property }) => property !== "docroot");
    assert.deepEqual(
      rest.map(({ resource, property, wanted, found }) => [resource, property, wanted, found]),
      [["docroot-apply", "stdin", "(known after up)", ["program"]]],
    );
  });

  it("an unreachable server: failed, although the engine itself says 7; nothing is called ok", () => {
    const { verdict, failure, columns } = check(captured("unreachable"));
    assert.equal(verdict, "failed");
    assert.equal(failure, "unreachable: 127.0.0.1:33001: connection refused");
    assert.equal(columns.server, failure);
    assert.deepEqual([columns.docroot, columns.services, columns.access], ["?", "?", "?"]);
    assert.match(columns.link, /^not proven: /);
  });

  it("an unreachable server stays failed when a refresh has saved that, so that the first run shows no change", () => {
    const { program, world } = captured("unreachable");
    const saved = JSON.parse(world.stdout);
    for (const step of saved.steps) if (step.op === "update") step.op = "refresh";
    const runs = { world: { code: 0, stderr: "", stdout: JSON.stringify(saved) }, program };
    assert.equal(check(runs).verdict, "failed");
  });

  it("a server that goes away between the two runs: failed", () => {
    const runs = { world: captured("clean").world, program: captured("unreachable").program };
    assert.equal(check(runs).verdict, "failed");
    const back = { world: captured("unreachable").world, program: captured("clean").program };
    assert.equal(check(back).verdict, "failed");
  });

  it("access: the trust in words, the missing right, the foreign policy, and what the link makes of it", () => {
    const { verdict, columns, differences, warnings } = check(captured("access"));
    assert.equal(verdict, "drift");
    assert.equal(
      columns.access,
      "the trust of role aspera-acme: the server role may sts:AssumeRole without any condition; " +
        "assume-bucket-role missing; bucket-inline-policies: policyNames",
    );
    assert.match(columns.link, /^assume refused \(/);
    assert.equal(columns.docroot, "ok");
    const policies = differences.find(({ property }) => property === "policyNames");
    assert.deepEqual(policies?.seen, ["aspera-s3", "added-by-hand"]);
    assert.deepEqual(policies?.wanted, ["aspera-s3"]);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /\nhint: `pulumi up` puts it back/);
  });

  it("settings that do not parse: failed with the program's own sentence, whatever the world looks like", () => {
    const { verdict, failure, columns } = check(captured("fault"));
    assert.equal(verdict, "failed");
    assert.match(failure ?? "", /^the configuration of stack "dev" has 2 faults; nothing was made\n/);
    assert.match(failure ?? "", /hint: did you mean aspera:transferUser\?/);
    assert.deepEqual(columns, {
      server: "reachable",
      docroot: "?",
      services: "?",
      link: "?",
      access: "?",
    });
  });

  const clean = captured("clean");
  const broken: [string, TwoRuns][] = [
    [
      "no such stack",
      { ...clean, program: { code: 6, stdout: "", stderr: "error: no stack named 'x' found\n" } },
    ],
    ["a signal", { ...clean, world: { ...clean.world, code: null } }],
    ["exit code 255", { ...clean, program: { ...clean.program, code: 255 } }],
    ["0 without the engine's JSON", { ...clean, program: { code: 0, stdout: "", stderr: "" } }],
    ["7 without the engine's JSON", { ...clean, program: { code: 7, stdout: "{", stderr: "" } }],
    ["JSON of another kind", { ...clean, world: { code: 0, stdout: "[]", stderr: "" } }],
    [
      "0 with an error in the JSON",
      {
        ...clean,
        program: {
          code: 0,
          stderr: "",
          stdout: JSON.stringify({ steps: [], diagnostics: [{ message: "error: no", severity: "error" }] }),
        },
      },
    ],
  ];
  for (const [what, runs] of broken) {
    it(`${what}: failed, never clean and never drift`, () => {
      const { verdict, failure } = check(runs);
      assert.equal(verdict, "failed");
      assert.notEqual(failure, "");
    });
  }

  it("a proof that could not be held: failed; a link that does not stand: drift", () => {
    const { world, program } = captured("docroot");
    const saying = (link: string) => {
      const digest = JSON.parse(world.stdout);
      for (const step of digest.steps) if (/aspera:Link::/.test(step.urn)) step.newState.inputs.link = link;
      return { world: { ...world, stdout: JSON.stringify(digest) }, program };
    };
    assert.equal(check(saying("not proven: STS answered HTTP 500")).verdict, "failed");
    assert.equal(check(saying("assume refused")).verdict, "drift");
  });
});
