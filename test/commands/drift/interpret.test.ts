import assert from "node:assert/strict";
import { interpret, type TwoRuns } from "../../../commands/drift/interpret";
import { NOTHING_ASKED } from "../../../model/link/results";
import { captured } from "./fixtures";
import { checkOf, NOTHING, RESOURCES, step } from "./runs";

const WANTED =
  "s3://s3.amazonaws.com/acme-media/incoming/?iam-role.arn=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme" +
  "&iam-role.external-id=(ours)";

const check = (runs: TwoRuns) => interpret("dev", runs, 4.2);
const codes = ({ findings }: ReturnType<typeof check>) => findings.map(({ code, owner }) => [code, owner]);
/** A captured run with its digest changed. */
const edited = (run: TwoRuns["world"], change: (digest: Digest) => void) => {
  const digest = JSON.parse(run.stdout) as Digest;
  change(digest);
  return { ...run, stdout: JSON.stringify(digest) };
};
interface Digest {
  steps: { op: string; urn: string; newState: { inputs: Record<string, unknown> } }[];
}

describe("drift: what two recorded runs of the engine come to", () => {
  it("clean: every part ok, nothing found, nothing differs", () => {
    assert.deepEqual(check(captured("clean")), {
      stack: "dev",
      verdict: "clean",
      columns: { server: "reachable", docroot: "ok", services: "ok", link: "ok", access: "ok" },
      findings: [],
      differences: [],
      warnings: [],
      took: 4.2,
    });
  });

  it("a hand edit: drift, once, with what is there and what should be; the Command only follows", () => {
    const { verdict, columns, differences, findings } = check(captured("docroot"));
    assert.equal(verdict, "drift");
    assert.deepEqual(findings, []);
    assert.deepEqual(columns, {
      server: "reachable",
      docroot: "docroot changed",
      services: "ok",
      link: "ok",
      access: "ok",
    });
    assert.deepEqual(
      differences.filter(({ property }) => property === "docroot"),
      [
        {
          resource: "customer-docroot-observed",
          type: "aspera:index:Docroot",
          component: "Docroot",
          change: "changed",
          property: "docroot",
          seen: "s3://s3.amazonaws.com/somebody-elses-bucket/",
          wanted: WANTED,
          found: ["world", "program"],
        },
      ],
    );
    const rest = differences.filter(({ property }) => property !== "docroot");
    assert.deepEqual(
      rest.map(({ resource, property, wanted, found }) => [resource, property, wanted, found]),
      [["customer-docroot-apply", "stdin", "(known after up)", ["program"]]],
    );
  });

  it("an unreachable server: failed, although the engine itself says 7; nothing is called ok", () => {
    const seen = check(captured("unreachable"));
    assert.equal(seen.verdict, "failed");
    assert.match(
      seen.failure ?? "",
      /^127\.0\.0\.1:33001 is unreachable: .*\nhint: .* \[server-unreachable\]$/s,
    );
    assert.deepEqual(codes(seen), [
      ["server-unreachable", "operator"],
      ["link-proof-not-held", "operator"],
    ]);
    assert.deepEqual(
      seen.findings.map(({ unseen, transient }) => [unseen, transient]),
      [
        [false, false],
        [true, false],
      ],
    );
    assert.deepEqual(seen.columns, {
      server: "server-unreachable",
      docroot: "?",
      services: "?",
      link: "link-proof-not-held (operator)",
      access: "?",
    });
    assert.deepEqual(seen.warnings, []);
  });

  it("an unreachable server stays failed when a refresh has saved that, so that the first run shows no change", () => {
    const { program, world } = captured("unreachable");
    const saved = edited({ ...world, code: 0, stderr: "" }, ({ steps }) => {
      for (const one of steps) if (one.op === "update") one.op = "refresh";
    });
    assert.equal(check({ world: saved, program }).verdict, "failed");
  });

  it("a server that goes away between the two runs: failed", () => {
    const runs = { world: captured("clean").world, program: captured("unreachable").program };
    const back = { world: captured("unreachable").world, program: captured("clean").program };
    for (const seen of [check(runs), check(back)]) {
      assert.deepEqual([seen.verdict, seen.columns.server], ["failed", "server-unreachable"]);
      assert.match(seen.failure ?? "", /\[server-unreachable\]$/);
    }
  });

  it("a server that was not read, and nobody says why: failed all the same", () => {
    const { world, program } = captured("unreachable");
    const silent = (run: TwoRuns["world"]) =>
      edited(run, (digest) => Object.assign(digest, { diagnostics: undefined }));
    const { verdict, failure, columns } = check({ world: silent(world), program: silent(program) });
    assert.deepEqual(
      [verdict, failure, columns.server],
      ["failed", "the server could not be read", "not read"],
    );
  });

  it("access: the trust, the missing right, the foreign policy, and what the link makes of it", () => {
    const seen = check(captured("access"));
    assert.equal(seen.verdict, "drift");
    assert.deepEqual(codes(seen), [
      ["link-assume-refused", "server account"],
      ["access-bucket-role-trust-changed", "bucket account"],
    ]);
    assert.ok(seen.findings.every(({ text, hint }) => text !== "" && hint !== "" && !hint.includes("[")));
    assert.equal(
      seen.columns.access,
      "access-bucket-role-trust-changed; customer-bucket-aspera-acme-inline-policies policyNames; " +
        "customer-server-right-policy missing",
    );
    assert.equal(seen.columns.link, "link-assume-refused (server account)");
    assert.equal(seen.columns.docroot, "ok");
    const policies = seen.differences.find(({ property }) => property === "policyNames");
    assert.deepEqual(policies?.seen, ["aspera-s3", "added-by-hand"]);
    assert.deepEqual(policies?.wanted, ["aspera-s3"]);
    assert.deepEqual(seen.warnings, []);
  });

  it("settings that do not parse: failed with the program's own sentence, whatever the world looks like", () => {
    const { verdict, failure, columns, findings } = check(captured("fault"));
    assert.equal(verdict, "failed");
    assert.match(failure ?? "", /^the configuration of stack "dev" has 2 faults; nothing was made\n/);
    assert.match(failure ?? "", /hint: did you mean aspera:transferUser\?/);
    assert.deepEqual(findings, []);
    assert.deepEqual(columns, {
      server: "reachable",
      docroot: "?",
      services: "?",
      link: "?",
      access: "?",
    });
  });

  const clean = captured("clean");
  const error = (message: string) =>
    JSON.stringify({ duration: 1, diagnostics: [{ message, severity: "error" }] });
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
      { ...clean, program: { code: 0, stderr: "", stdout: error("error: no") } },
    ],
  ];
  for (const [what, runs] of broken) {
    it(`${what}: failed, never clean and never drift`, () => {
      const { verdict, failure } = check(runs);
      assert.equal(verdict, "failed");
      assert.notEqual(failure, "");
    });
  }

  it("a refusal of the program that carries a code: a finding, and why the check failed", () => {
    const message =
      'error: expected bucket "acme-media" in the server\'s region us-east-1, got: bucket "acme-media" is in eu-west-1, ' +
      "the server in us-east-1\nhint: use another [access-bucket-in-other-region]\n";
    for (const which of ["program", "world"] as const) {
      const seen = check({ ...clean, [which]: { code: 255, stderr: "", stdout: error(message) } });
      assert.equal(seen.verdict, "failed");
      assert.deepEqual(codes(seen), [["access-bucket-in-other-region", "operator"]]);
      assert.match(
        seen.failure ?? "",
        /^expected bucket .*\nhint: use another \[access-bucket-in-other-region\]$/s,
      );
    }
  });

  it("a proof that could not be held: failed; a link that does not stand: drift", () => {
    const { world, program } = captured("docroot");
    const saying = (finding: string) => ({
      world: edited(world, ({ steps }) => {
        for (const one of steps) {
          if (!/aspera:index:Link::/.test(one.urn)) continue;
          Object.assign(one.newState.inputs, {
            finding,
            link: "whatever it says",
            owner: "operator",
            nextStep: "x",
          });
        }
      }),
      program,
    });
    const unseen = check(saying("link-unexpected-answer"));
    assert.equal(unseen.verdict, "failed");
    assert.equal(unseen.failure, "whatever it says\nhint: x [link-unexpected-answer]");
    assert.equal(unseen.columns.docroot, "docroot changed", "what was seen is told all the same");
    assert.equal(check(saying("link-assume-refused")).verdict, "drift");
  });
});

describe("drift: the verdict", () => {
  it("is drift, whichever of the two runs has it", () => {
    const changes = { code: 7, stderr: "", stdout: JSON.stringify({ duration: 1 }) };
    assert.equal(interpret("dev", { world: changes, program: NOTHING }, 1).verdict, "drift");
    assert.equal(interpret("dev", { world: NOTHING, program: changes }, 1).verdict, "drift");
    assert.equal(interpret("dev", { world: NOTHING, program: NOTHING }, 1).verdict, "clean");
  });

  it("is failed for a proof that could not be held, by its code and not by the sentence; what else is unseen is told", () => {
    const about = (code: string) => ({ message: `whatever it says\nhint: do it [${code}]` });
    for (const [code, verdict] of [
      ["link-unexpected-answer", "failed"],
      ["link-proof-not-held", "failed"],
      ["access-server-policies-not-visible", "clean"],
      ["server-software-version-unknown", "clean"],
      ["access-foreign-server-policies", "clean"],
      ["server-software-too-old", "clean"],
      ["settings-full-access", "clean"],
    ] as const) {
      const seen = checkOf([], [], about(code));
      assert.equal(seen.verdict, verdict, code);
      assert.equal(
        seen.failure,
        verdict === "failed" ? `whatever it says\nhint: do it [${code}]` : undefined,
      );
      assert.deepEqual(
        seen.findings.map((one) => one.code),
        [code],
      );
    }
  });

  it("tells each operation of the link as the check saw it, in either run, failed or not", () => {
    const operations = { ...NOTHING_ASKED, write: "verified", read: "refused" };
    const link = (op: string, outputs: object) => {
      const one = step(op, RESOURCES.link, { link: "verified" }) as Record<"oldState" | "newState", object>;
      return { ...one, oldState: { ...one.oldState, outputs }, newState: { ...one.newState, outputs } };
    };
    assert.deepEqual(checkOf([link("refresh", { operations })], []).operations, operations);
    assert.deepEqual(checkOf([], [link("refresh", { operations })]).operations, operations);
    assert.deepEqual(checkOf([], [link("update", { operations })]).operations, operations);
    const message = "x\nhint: y [link-proof-not-held]";
    const failed = checkOf([link("refresh", { operations })], [], { message });
    assert.deepEqual([failed.verdict, failed.operations], ["failed", operations]);
    for (const outputs of [{}, { operations: "[unknown]" }])
      assert.ok(
        !("operations" in checkOf([link("refresh", outputs)], [])),
        "of a version that did not remember",
      );
    assert.ok(!("operations" in checkOf([], [])));
  });

  it("keeps what was seen where only one thing could not be", () => {
    const well = { server: "reachable" };
    const message = "x\nhint: y [access-server-policies-not-visible]";
    const { columns } = checkOf([step("refresh", RESOURCES.observed, well)], [], { message });
    assert.deepEqual([columns.docroot, columns.access], ["ok", "access-server-policies-not-visible"]);
  });
});
