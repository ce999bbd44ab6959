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
    const back = { world: captured("unreachable").world, program: captured("clean").program };
    for (const { verdict, failure } of [check(runs), check(back)])
      assert.deepEqual([verdict, failure], ["failed", "unreachable: 127.0.0.1:33001: connection refused"]);
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
          stdout: JSON.stringify({ duration: 1, diagnostics: [{ message: "error: no", severity: "error" }] }),
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

/** Runs of our own making, for what the captured ones do not show. */
describe("drift: what one run alone finds", () => {
  const SERVER_ROLE = "aws:iam/role:Role::server-role";
  const OBSERVED = "pulumi-nodejs:dynamic/aspera:Docroot::docroot-observed";
  const step = (op: string, resource: string, oldInputs: object = {}, newInputs: object = oldInputs) => {
    const state = (inputs: object) => ({ type: resource.split("::")[0], inputs });
    const urn = `urn:pulumi:dev::aspera::${resource}`;
    return { op, urn, oldState: state(oldInputs), newState: state(newInputs) };
  };
  const run = (steps: object[], ...warnings: string[]) => {
    const code = steps.some((one) => (one as { op: string }).op !== "refresh") ? 7 : 0;
    const diagnostics = warnings.map((message) => ({ message, severity: "warning" }));
    return { code, stderr: "", stdout: JSON.stringify({ duration: 1, steps, diagnostics }) };
  };
  const NOTHING = run([]);
  const of = (world: object[], program: object[], ...warnings: string[]) =>
    interpret("dev", { world: run(world), program: run(program, ...warnings) }, 1);

  it("is drift, whichever of the two it is", () => {
    const changes = { code: 7, stderr: "", stdout: JSON.stringify({ duration: 1 }) };
    assert.equal(interpret("dev", { world: changes, program: NOTHING }, 1).verdict, "drift");
    assert.equal(interpret("dev", { world: NOTHING, program: changes }, 1).verdict, "drift");
    assert.equal(interpret("dev", { world: NOTHING, program: NOTHING }, 1).verdict, "clean");
  });

  for (const [who, op, change] of [
    ["world", "delete", "missing"],
    ["program", "create", "missing"],
    ["program", "import", "missing"],
    ["program", "delete", "left over"],
    ["program", "discard", "left over"],
    ["program", "replace", "to be replaced"],
    ["program", "create-replacement", "to be replaced"],
    ["program", "delete-replaced", "to be replaced"],
  ] as const) {
    it(`${who} ${op}: ${change}`, () => {
      const steps = [step(op, SERVER_ROLE)];
      const { columns, differences } = who === "world" ? of(steps, []) : of([], steps);
      assert.equal(columns.access, `server-role ${change}`);
      assert.deepEqual(differences, [
        { resource: "server-role", type: "aws:iam/role:Role", change, found: [who] },
      ]);
    });
  }

  it("keeps what there is and what is wanted apart, in both directions", () => {
    const narrow = { path: "/" };
    const changed = { path: "/elsewhere/" };
    const seenAndWanted = (check: ReturnType<typeof of>) =>
      check.differences.map(({ property, seen, wanted }) => [property, seen, wanted]);
    const expected = [["path", "/elsewhere/", "/"]];
    assert.deepEqual(seenAndWanted(of([step("update", SERVER_ROLE, narrow, changed)], [])), expected);
    assert.deepEqual(seenAndWanted(of([], [step("update", SERVER_ROLE, changed, narrow)])), expected);
  });

  it("is told even when the engine names no property", () => {
    const { columns, differences } = of([], [step("update", SERVER_ROLE)]);
    assert.equal(columns.access, "server-role: changed");
    assert.equal(differences.length, 1);
  });

  it("counts what has no room in the column", () => {
    const steps = ["a", "b", "c", "d", "e"].map((name) => step("delete", `aws:iam/role:Role::${name}`));
    assert.equal(of(steps, []).columns.access, "a missing; b missing; c missing; 2 more");
  });

  it("names a service that does not run, each in its own words", () => {
    for (const [property, seen] of [
      ["asperanoded", "stopped"],
      ["asperatrapd", "disabled"],
      ["s3Traffic", "http"],
    ]) {
      const well = { server: "reachable", [property as string]: "well" };
      const { columns } = of([step("update", OBSERVED, well, { ...well, [property as string]: seen })], []);
      assert.deepEqual([columns.docroot, columns.services], ["ok", `${property} ${seen}`]);
    }
  });

  it("does not call a docroot ok that is to be made again", () => {
    for (const { columns } of [of([step("delete", OBSERVED)], []), of([], [step("create", OBSERVED)])])
      assert.deepEqual([columns.server, columns.docroot, columns.services], ["?", "missing", "?"]);
  });

  it("shows foreign policies on the server role, although no run changes for them", () => {
    const warning =
      "server role aspera-server carries policies that no stack of this project made: backup\nhint: x";
    const { verdict, columns, warnings } = of([], [], `warning: ${warning}`);
    assert.equal(verdict, "clean");
    assert.equal(
      columns.access,
      "server role aspera-server carries policies that no stack of this project made: backup",
    );
    assert.deepEqual(warnings, [warning]);
  });

  it("tells the bucket role's trust in words, and not the server role's with them", () => {
    const steps = [
      step("update", SERVER_ROLE, { assumeRolePolicy: "a" }, { assumeRolePolicy: "b" }),
      step("update", "aws:iam/role:Role::bucket-role", { assumeRolePolicy: "a" }, { assumeRolePolicy: "b" }),
    ];
    const trust = "the trust of role aspera-acme was changed: anybody at all may sts:AssumeRole";
    assert.equal(
      of(steps, [], trust).columns.access,
      "server-role: assumeRolePolicy; the trust of role aspera-acme: anybody at all may sts:AssumeRole",
    );
  });
});
