import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preflightDocument } from "../../../commands/preflight/document";
import { importEntries, namesUsed, writeImportFile } from "../../../commands/preflight/importFile";
import { type CheckResult, note, ok, skipped, stop } from "../../../commands/preflight/result";
import { mayGoAhead, preflightClosing, preflightTable } from "../../../commands/preflight/table";
import type { Found } from "../../../model/findings/finding";
import { assertFitsSchema } from "../../schemas";

/** A finding that asks for one thing. */
const asking = (hint: string): Found => ({
  code: "preflight-name-taken",
  owner: "bucket account",
  transient: false,
  unseen: false,
  text: "taken",
  hint,
});

describe("preflight: whether up may go ahead", () => {
  it("may with notes, and says what to do about them", () => {
    const results = [ok("ssh", "fine"), note("instance profile", asking("attach it:\naws ec2"))];
    assert.equal(mayGoAhead(results), true);
    assert.equal(
      preflightClosing("acme", results),
      "instance profile: preflight-name-taken (bucket account)\n  attach it:\n  aws ec2\n\n" +
        "nothing stands in the way: pulumi up --stack acme",
    );
  });

  it("may not with a stop, nor with what could not be looked at", () => {
    assert.equal(mayGoAhead([ok("ssh", ""), stop("bucket", asking("make it"))]), false);
    assert.equal(mayGoAhead([ok("ssh", ""), skipped("sudo", "ssh")]), false);
  });

  it("says the same hints once, and nothing of what was skipped", () => {
    const closing = preflightClosing("acme", [
      stop("server role", asking("import")),
      stop("bucket role", asking("import")),
      skipped("bucket", "bucket account"),
    ]);
    assert.equal(
      closing,
      "server role, bucket role: preflight-name-taken (bucket account)\n  import\n\n" +
        "in the way: server role, bucket role",
    );
  });

  const all: CheckResult[] = [
    ok("ssh", "fine"),
    note("policy room", asking("a")),
    stop("bucket role", asking("b")),
    skipped("bucket", "bucket account"),
  ];

  it("the table has a row a check, with code and owner", () => {
    const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");
    const lines = preflightTable(all, 140).replace(colours, "").split("\n");
    assert.match(lines[1] ?? "", /│ check +│ +│ found +│ finding +│/);
    assert.match(lines[3] ?? "", /│ ssh +│ ok +│ fine +│ +│/);
    assert.match(lines[4] ?? "", /│ policy room +│ note +│ taken +│ preflight-name-taken +│/);
    assert.match(lines[5] ?? "", /│ \(bucket account\) +│/);
    assert.ok(lines.every((line) => line.length <= 140));
  });

  it("the table fits 80 columns, the code then below the words", () => {
    const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");
    const long = note("policy room on the server role", asking("a"));
    for (const width of [80, 100]) {
      const lines = preflightTable([...all, long], width)
        .replace(colours, "")
        .split("\n");
      for (const line of lines) assert.ok(line.length <= width, `${line.length} > ${width}: ${line}`);
      assert.match(lines[3] ?? "", /^│ ssh +│ ok +│ fine +│$/);
      assert.match(lines[4] ?? "", /^│ policy room +│ note +│ taken +│$/);
      assert.match(lines[5] ?? "", /^│ +│ +│ preflight-name-taken \(bucket account\) +│$/);
    }
  });

  it("the document has the fields that docs/drift.md names, and no other", () => {
    const document = preflightDocument("acme", all);
    assertFitsSchema("preflight", JSON.stringify(document));
    assert.deepEqual(Object.keys(document), ["version", "stack", "results"]);
    assert.deepEqual([document.version, document.stack], [1, "acme"]);
    assert.deepEqual(document.results.slice(0, 2), [
      { check: "ssh", state: "ok", found: "fine" },
      {
        check: "policy room",
        state: "note",
        found: "taken",
        code: "preflight-name-taken",
        owner: "bucket account",
        hint: "a",
      },
    ]);
    assert.deepEqual(
      document.results.map(({ code }) => code),
      [undefined, "preflight-name-taken", "preflight-name-taken", "preflight-not-looked-at"],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
  });
});

describe("preflight: the file for pulumi import", () => {
  const all = [
    { type: "pulumi:providers:aws", name: "bucket-account-444455556666" },
    { type: "aspera:components:ServerRole", name: "server", component: true },
    { type: "aspera:components:AsperaLink", name: "customer", component: true },
    {
      type: "aspera:components:BucketRole",
      name: "customer-bucket",
      component: true,
      parent: "customer",
    },
    { type: "aws:iam/role:Role", name: "server-role", id: "<PLACEHOLDER>", parent: "server" },
    {
      type: "aws:iam/role:Role",
      name: "customer-bucket-aspera-acme",
      id: "<PLACEHOLDER>",
      parent: "customer-bucket",
    },
    {
      type: "command:remote:Command",
      name: "customer-docroot-apply",
      id: "<PLACEHOLDER>",
      parent: "customer-docroot",
    },
  ];

  it("holds what exists, with its id, all its parents and the providers, and nothing else", () => {
    const type = "aws:iam/role:Role";
    const bucketRole = { type, name: "customer-bucket-aspera-acme", id: "aspera-acme" };
    assert.deepEqual(importEntries(all, [bucketRole]), [
      all[0],
      all[2],
      all[3],
      { ...bucketRole, parent: "customer-bucket" },
    ]);
    const serverRole = { type, name: "server-role", id: "aspera-server" };
    assert.deepEqual(importEntries(all, [serverRole]), [all[0], all[1], { ...serverRole, parent: "server" }]);
  });

  it("names by URN what the stack holds already, as after a first up that failed, and nothing more", () => {
    const entries = importEntries(
      all.slice(4).map((entry) => ({ ...entry, provider: "bucket-account-444455556666" })),
      [{ type: "aws:iam/role:Role", name: "customer-bucket-aspera-acme", id: "aspera-acme" }],
    );
    const held = {
      "bucket-account-444455556666": "urn:p",
      "customer-bucket": "urn:b",
      customer: "urn:c",
      server: "urn:s",
    };
    assert.deepEqual(namesUsed(entries, held), {
      "customer-bucket": "urn:b",
      "bucket-account-444455556666": "urn:p",
    });
    assert.deepEqual(namesUsed(importEntries(all, []), held), {});
  });

  describe("as it is written", () => {
    let folder: string;
    const before = process.env.PATH;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "import-"));
      process.env.PATH = `${folder}:${before}`;
    });
    afterEach(() => {
      process.env.PATH = before;
      rmSync(folder, { recursive: true, force: true });
    });
    const engine = (line: string) => {
      writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${line}\n`);
      chmodSync(join(folder, "pulumi"), 0o755);
    };
    const write = (file: string) => writeImportFile("acme-prod", file, [], new AbortController().signal);

    it("is for this person's eyes alone, also where a file of that name was for everybody's", async () => {
      writeFileSync(join(folder, "engine.json"), JSON.stringify({ resources: all }));
      const state = {
        deployment: { resources: [{ urn: "urn:x::customer", type: "aspera:components:AsperaLink" }] },
      };
      writeFileSync(join(folder, "state.json"), JSON.stringify(state));
      engine(`case $1 in stack) cat ${folder}/state.json ;; *) cp ${folder}/engine.json "$5" ;; esac`);
      const file = join(folder, "existing.json");
      writeFileSync(file, "before", { mode: 0o644 });
      await write(file);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), { nameTable: {}, resources: [all[0]] });
    });

    it("is not written when the preview failed", async () => {
      engine("echo no >&2; exit 255");
      await assert.rejects(write(join(folder, "existing.json")), /^Error: the preview failed: no$/);
      assert.equal(existsSync(join(folder, "existing.json")), false);
    });
  });
});
