import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../../../commandLine/readArguments";
import { drift as command } from "../../../commands/drift/command";
import { driftDocument, exitCode } from "../../../commands/drift/document";
import { failedCheck, interpret, type StackCheck } from "../../../commands/drift/interpret";
import { driftDetails, driftTable } from "../../../commands/drift/table";
import { assertFitsSchema } from "../../schemas";
import { captured } from "./fixtures";
import { checkOf, RESOURCES, step } from "./runs";

const plain = (text: string) => text.replace(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g"), "");
const clean = interpret("acme", captured("clean"), 3);
const drift = interpret("globex", captured("docroot"), 4);
const access = interpret("acme", captured("access"), 5);
const gone = checkOf(
  [],
  [step("create", "pulumi:pulumi:Stack::aspera-dev"), step("create", RESOURCES.bucketRole)],
);
const failed = failedCheck("initech", "no stack named 'initech' found\nhint: make it", 0.2);

describe("drift: document, exit code, table", () => {
  const cases: [string, StackCheck[], string, number][] = [
    ["all clean", [clean, clean], "clean", 0],
    ["one drifted", [clean, drift], "drift", 7],
    ["one failed: that outweighs drift", [clean, drift, failed], "failed", 1],
    ["a destroyed one counts for nothing", [clean, gone], "clean", 0],
    ["nothing but destroyed ones", [gone], "gone", 0],
    ["a destroyed one does not hide drift", [gone, drift], "drift", 7],
    ["nothing checked is not clean", [], "failed", 1],
  ];
  for (const [what, checks, verdict, code] of cases) {
    it(what, () => {
      const document = driftDocument(checks);
      assert.equal(document.verdict, verdict);
      assert.equal(exitCode(document), code);
    });
  }

  it("a stack that holds nothing is gone, and nobody is told to bring the customer back", () => {
    assert.deepEqual([gone.verdict, gone.differences], ["gone", []]);
    assert.deepEqual(driftDetails(gone).map(plain), [
      "the stack holds nothing: it was destroyed, or was never brought up",
      "hint: `pulumi stack rm --preserve-config dev` forgets it",
    ]);
    assert.match(plain(driftTable([gone], 140)), /│ dev +│ gone +│ - +│ - +│ - +│ - +│ - +│/);
    const lost = checkOf([], [step("create", RESOURCES.bucketRole)]);
    assert.equal(lost.verdict, "drift", "a resource that lacks is drift");
  });

  it("the document is what its schema says, whatever was found", () => {
    for (const [, checks] of cases) assertFitsSchema("drift", JSON.stringify(driftDocument(checks)));
    for (const name of ["access", "unreachable"] as const)
      assertFitsSchema("drift", JSON.stringify(driftDocument([interpret("acme", captured(name), 1)])));
  });

  it("the document has these fields, and no other", () => {
    const document = driftDocument([drift, failed]);
    assert.deepEqual(Object.keys(document), ["version", "verdict", "stacks"]);
    assert.equal(document.version, 1);
    const [one, other] = document.stacks;
    const fields = ["stack", "verdict", "columns", "findings", "differences", "warnings", "took"];
    assert.deepEqual(Object.keys(one ?? {}).sort(), [...fields, "operations"].sort());
    assert.deepEqual(Object.keys(other ?? {}).sort(), [...fields, "failure"].sort());
    assert.deepEqual(Object.keys(one?.columns ?? {}), ["server", "docroot", "services", "link", "access"]);
    const [finding] = driftDocument([access]).stacks[0]?.findings ?? [];
    assert.deepEqual(Object.keys(finding ?? {}), ["code", "owner", "transient", "unseen", "text", "hint"]);
    assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
  });

  it("the example of docs/drift.md is what the command prints", () => {
    const page = readFileSync(join(__dirname, "../../../docs/drift.md"), "utf8");
    const [, example = ""] = /```json\n(\{\s*"version": 1,\s*"verdict".*?)```/s.exec(page) ?? [];
    const { stacks, ...document } = driftDocument([interpret("acme-prod", captured("access"), 9.4)]);
    const [check] = stacks;
    const differences = check?.differences.filter(({ property }) => property === "policyNames");
    assert.deepEqual(JSON.parse(example), { ...document, stacks: [{ ...check, differences }] });
  });

  it("the table has a row a stack, in narrow columns, without losing a character", () => {
    const lines = plain(driftTable([clean, drift, failed], 140)).split("\n");
    assert.match(
      lines[1] ?? "",
      /stack +│ verdict +│ server +│ docroot +│ services +│ link +│ access +│ took/,
    );
    assert.match(lines[3] ?? "", /│ acme +│ clean +│ reachable +│ ok +│ ok +│ ok +│ ok +│ 3 s +│/);
    assert.match(lines[4] ?? "", /│ globex +│ drift +│ reachable +│ docroot changed +│ ok +│/);
    assert.match(lines[5] ?? "", /│ initech +│ failed +│ \? +│/);
    const some = plain(driftTable([access], 116)).split("\n");
    const cell = some.slice(3).map((line) => line.split("│")[7]?.trim() ?? "");
    assert.ok(cell.join("").startsWith("access-bucket-role-trust-changed;"), cell.join("\n"));
    assert.ok(lines.every((line) => line.length <= 140));
    assert.ok(some.every((line) => line.length <= 116));
  });

  it("the table fits 80 columns, and then says in one what is not well", () => {
    const long = { ...access, stack: "a-customer-with-a-long-name-prod", took: 123.4 };
    for (const width of [80, 100, 114]) {
      const lines = plain(driftTable([clean, drift, failed, gone, long], width)).split("\n");
      for (const line of lines) assert.ok(line.length <= width, `${line.length} > ${width}: ${line}`);
      assert.match(lines[1] ?? "", /^│ stack +│ verdict +│ found +│ took +│$/);
      assert.match(lines[3] ?? "", /^│ acme +│ clean +│ ok +│ 3 s +│$/);
      assert.match(lines[4] ?? "", /^│ globex +│ drift +│ docroot: docroot changed +│/);
      assert.match(lines[5] ?? "", /^│ initech +│ failed +│ - +│/);
      const cells = lines.slice(7).map((line) => line.split("│")[3]?.trim() ?? "");
      assert.match(cells.join(""), /link: link-assume-refused \(server ?account\)/);
      assert.match(cells.join(""), /access: ?access-bucket-role-trust-changed;/);
    }
  });

  it("details say what differs and what to do; a clean stack needs none", () => {
    assert.deepEqual(driftDetails(clean), []);
    const text = plain(driftDetails(drift).join("\n"));
    assert.match(text, /^~ customer-docroot-observed {2}docroot: "s3:.*somebody.*" => "s3:.*\(ours\)"$/m);
    assert.match(text, /^~ customer-docroot-apply: runs again/m);
    assert.match(text, /^hint: `pulumi up --stack globex` repairs what this stack owns$/m);
    const warned = plain(driftDetails({ ...clean, warnings: ["somebody was here\nhint: ask"] }).join("\n"));
    assert.equal(warned, "warning: somebody was here\nhint: ask");
    assert.deepEqual(driftDetails(failed).map(plain).slice(0, 2), [
      "failed: no stack named 'initech' found",
      "hint: make it",
    ]);
  });

  it("details give each finding with code, owner and next step, and its properties not again", () => {
    const lines = driftDetails(access).map(plain);
    assert.match(
      lines[0] ?? "",
      /^! link-assume-refused \(server account, may pass by itself\): sts:AssumeRole on arn:/,
    );
    assert.match(lines[1] ?? "", /^ {2}hint: in the server account: allow/);
    assert.match(lines[2] ?? "", /^! access-bucket-role-trust-changed \(bucket account\): /);
    assert.ok(!lines.some((line) => /^~ customer-link/.test(line)), lines.join("\n"));
    assert.match(lines.at(-1) ?? "", /; the rest is up to the owner that each finding names$/);
  });

  it("details say once why a check failed, with its code", () => {
    const lines = driftDetails(interpret("acme", captured("unreachable"), 1)).map(plain);
    assert.match(
      lines.slice(0, 2).join("\n"),
      /^failed: .* is unreachable: .*\nhint: .* \[server-unreachable\]$/,
    );
    assert.ok(!lines.some((line) => /^! server-unreachable/.test(line)));
    assert.ok(lines.some((line) => /^! link-proof-not-held \(operator\): /.test(line)));
    assert.equal(lines.at(-1), "what else there is cannot be told until the check works");
  });
});

describe("drift: who saw a difference", () => {
  for (const [found, said] of [
    [["world"], "+ server-role: missing  (seen by refresh only)"],
    [["program"], "+ server-role: missing  (seen by preview only)"],
    [["world", "program"], "+ server-role: missing"],
  ] as const) {
    it(found.join(" and "), () => {
      const missing = {
        resource: "server-role",
        type: "aws:iam/role:Role",
        change: "missing",
        found,
      } as const;
      assert.equal(driftDetails({ ...drift, differences: [missing] })[0], said);
    });
  }
});

describe("drift: arguments", () => {
  it("takes stacks, each once, or all of them", () => {
    const two = readArguments(command, ["--stack", "a", "--stack", "b", "-s", "a", "--json"]);
    assert.deepEqual(two, { stacks: ["a", "b"], all: false, json: true });
    assert.deepEqual(readArguments(command, ["--all"]), { stacks: [], all: true, json: false });
  });
  for (const args of [[], ["--all", "--stack", "a"], ["--json"], ["--stacks", "a"], ["a"]]) {
    it(`refuses ${JSON.stringify(args)}`, () => assert.throws(() => readArguments(command, args)));
  }
});
