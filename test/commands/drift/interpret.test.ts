import assert from "node:assert/strict";
import { type CheckRuns, interpret } from "../../../commands/drift/interpret";
import type { PulumiRun } from "../../../commands/pulumi/runPulumi";
import { LINK_OPERATIONS, NOTHING_ASKED } from "../../../model/link/results";
import { captured } from "./fixtures";
import { checkOf, RESOURCES, run, type Step, step } from "./runs";

const WANTED =
  "s3://s3.amazonaws.com/acme-media/incoming/?iam-role.arn=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme" +
  "&iam-role.external-id=(ours)";

const check = (runs: CheckRuns) => interpret("dev", runs, 4.2);
const codes = ({ findings }: ReturnType<typeof check>) => findings.map(({ code, owner }) => [code, owner]);
/** A captured run with its digest changed. */
const edited = (run: PulumiRun, change: (digest: Digest) => void) => {
  const digest = JSON.parse(run.stdout) as Digest;
  change(digest);
  return { ...run, stdout: JSON.stringify(digest) };
};
interface Digest {
  steps: (Record<"oldState" | "newState", { inputs: Record<string, unknown> }> & {
    op: string;
    urn: string;
  })[];
}

describe("drift: what recorded runs of the engine come to", () => {
  it("clean: every part ok, nothing found, nothing differs", () => {
    assert.deepEqual(check(captured("clean")), {
      stack: "dev",
      verdict: "clean",
      columns: { server: "reachable", docroot: "ok", services: "ok", link: "ok", access: "ok" },
      findings: [],
      differences: [],
      operations: Object.fromEntries([...LINK_OPERATIONS].map((name) => [name, "verified"])),
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

  it("an unreachable server stays failed when a refresh has saved that, so that the state shows no change", () => {
    const program = edited(captured("unreachable").program, ({ steps }) => {
      for (const one of steps.filter(({ op }) => op === "update"))
        for (const other of steps)
          if (other.op === "refresh" && other.urn === one.urn) other.oldState.inputs = one.oldState.inputs;
    });
    assert.equal(check({ program }).verdict, "failed");
  });

  it("an unreachable server that the program does not hear of, since it cannot be run: failed by the server", () => {
    const { program, world } = captured("fault");
    const said = JSON.parse(captured("unreachable").program.stdout);
    const away = edited(world as PulumiRun, (digest) => {
      Object.assign(digest, { diagnostics: said.diagnostics });
      for (const { urn, newState } of digest.steps)
        if (/aspera:index:Docroot::/.test(urn)) newState.inputs.server = "connection refused";
    });
    const seen = check({ program, world: away });
    assert.deepEqual([seen.verdict, seen.columns.server], ["failed", "server-unreachable"]);
    assert.match(seen.failure ?? "", /\[server-unreachable\]$/);
  });

  it("a server that was not read, and nobody says why: failed all the same", () => {
    const program = edited(captured("unreachable").program, (digest) =>
      Object.assign(digest, { diagnostics: undefined }),
    );
    const { verdict, failure, columns } = check({ program });
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
  const broken: [string, PulumiRun][] = [
    ["no such stack", { code: 6, stdout: "", stderr: "error: no stack named 'x' found\n" }],
    ["a signal", { ...clean.program, code: null }],
    ["exit code 255", { ...clean.program, code: 255 }],
    ["0 without the engine's JSON", { code: 0, stdout: "", stderr: "" }],
    ["7 without the engine's JSON", { code: 7, stdout: "{", stderr: "" }],
    ["JSON of another kind", { code: 0, stdout: "[]", stderr: "" }],
    ["0 with an error in the JSON", { code: 0, stderr: "", stdout: error("error: no") }],
  ];
  const { world: ofFault } = captured("fault");
  for (const [what, program] of broken) {
    it(`${what}: failed, never clean and never drift, whatever the world looks like`, () => {
      const worlds = [undefined, ofFault, ...broken.map(([, run]) => run)];
      for (const seen of worlds.map((world) => check({ program, ...(world && { world }) }))) {
        assert.equal(seen.verdict, "failed");
        assert.equal(seen.failure, check({ program }).failure, "the program's own, which is asked first");
        assert.notEqual(seen.failure, "");
      }
    });
  }

  it("a refusal of the program that carries a code: a finding, and why the check failed", () => {
    const message =
      'error: expected bucket "acme-media" in the server\'s region us-east-1, got: bucket "acme-media" is in eu-west-1, ' +
      "the server in us-east-1\nhint: use another [access-bucket-in-other-region]\n";
    for (const world of [undefined, ofFault]) {
      const program = { code: 255, stderr: "", stdout: error(message) };
      const seen = check({ program, ...(world && { world }) });
      assert.equal(seen.verdict, "failed");
      assert.deepEqual(codes(seen), [["access-bucket-in-other-region", "operator"]]);
      assert.match(
        seen.failure ?? "",
        /^expected bucket .*\nhint: use another \[access-bucket-in-other-region\]$/s,
      );
    }
  });

  it("a proof that could not be held: failed; a link that does not stand: drift", () => {
    const saying = (finding: string) => ({
      program: edited(captured("docroot").program, ({ steps }) => {
        for (const { op, urn, oldState } of steps) {
          if (op === "refresh" || !/aspera:index:Link::/.test(urn)) continue;
          Object.assign(oldState.inputs, {
            finding,
            link: "whatever it says",
            owner: "operator",
            nextStep: "x",
          });
        }
      }),
    });
    const unseen = check(saying("link-unexpected-answer"));
    assert.equal(unseen.verdict, "failed");
    assert.equal(unseen.failure, "whatever it says\nhint: x [link-unexpected-answer]");
    assert.equal(unseen.columns.docroot, "docroot changed", "what was seen is told all the same");
    assert.equal(check(saying("link-assume-refused")).verdict, "drift");
  });
});

describe("drift: the verdict", () => {
  it("is drift, whether the program differs from the world, or the world alone from the state", () => {
    const program = { code: 7, stderr: "", stdout: JSON.stringify({ duration: 1 }) };
    assert.equal(interpret("dev", { program }, 1).verdict, "drift");
    assert.equal(interpret("dev", { program: { ...program, code: 0 } }, 1).verdict, "clean");
    const stood = { link: "refused", finding: "link-assume-refused" };
    const stands = { link: "verified", finding: "none" };
    const again = checkOf([step("update", RESOURCES.link, stood, stands)], []);
    assert.deepEqual([again.verdict, again.columns.link], ["drift", "stands again"]);
    assert.deepEqual(again.differences[0]?.found, ["world"]);
    assert.equal(checkOf([step("refresh", RESOURCES.link, stands)], []).verdict, "clean");
  });

  it("is not drift where a provider words what it reads in its own way, and the program agrees with both", () => {
    const wanted = { policy: '{"a":["b"]}' };
    const check = (now: object) => {
      const read = step("same", RESOURCES.serverRole, { policy: '{"a":"b"}', tagsAll: {} }, now);
      return interpret("dev", { program: run([step("refresh", RESOURCES.serverRole, wanted), read]) }, 1);
    };
    assert.equal(check(wanted).verdict, "clean");
    assert.equal(check({ policy: '{ "a": ["b"] }' }).verdict, "clean", "the same document");
    const changed = check({ policy: '{"a":"b"}' });
    assert.deepEqual(
      [changed.verdict, changed.differences.map(({ property, found }) => [property, found])],
      ["drift", [["policy", ["world"]]]],
    );
  });

  it("tells who saw a secret differ by whether the resource moved away from the state", () => {
    const secret = { assumeRolePolicy: "[secret]" };
    const [then, since] = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"];
    const seenBy = (modified: string) => {
      const [before, after] = ["refresh", "update"].map((op) => step(op, RESOURCES.bucketRole, secret));
      const at = (one: object | undefined, time: string) => ({ ...one, modified: time });
      const steps = [
        { ...before, oldState: at(before?.oldState, then) },
        { ...after, oldState: at(after?.oldState, modified), detailedDiff: { assumeRolePolicy: {} } },
      ] as Step[];
      return interpret("dev", { program: run(steps) }, 1).differences.map(({ found }) => found);
    };
    assert.deepEqual(seenBy(since), [["world", "program"]]);
    assert.deepEqual(seenBy(then), [["program"]]);
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
      const one = step(op, RESOURCES.link, { link: "verified" });
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
