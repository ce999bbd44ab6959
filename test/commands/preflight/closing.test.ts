import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { note, ok, skipped, stop } from "../../../commands/preflight/finding";
import { importEntries, writeImportFile } from "../../../commands/preflight/importFile";
import { mayGoAhead, preflightClosing } from "../../../commands/preflight/table";

describe("preflight: whether up may go ahead", () => {
  it("may with notes, and says what to do about them", () => {
    const findings = [ok("ssh", "fine"), note("instance profile", "none", "attach it")];
    assert.equal(mayGoAhead(findings), true);
    assert.equal(
      preflightClosing("acme", findings),
      "instance profile\n  attach it\n\nnothing stands in the way: pulumi up --stack acme",
    );
  });

  it("may not with a stop, nor with what could not be looked at", () => {
    assert.equal(mayGoAhead([ok("ssh", ""), stop("bucket", "", "make it")]), false);
    assert.equal(mayGoAhead([ok("ssh", ""), skipped("sudo", "no login")]), false);
  });

  it("says the same hints once", () => {
    const closing = preflightClosing("acme", [
      stop("server role", "", "import"),
      stop("bucket role", "", "import"),
    ]);
    assert.equal(closing, "server role, bucket role\n  import\n\nin the way: server role, bucket role");
  });
});

describe("preflight: the file for pulumi import", () => {
  const all = [
    { type: "pulumi:providers:aws", name: "bucket-account-444455556666" },
    { type: "aspera:access:ServerRole", name: "server", component: true },
    { type: "aspera:access:BucketRole", name: "bucket", component: true },
    { type: "aws:iam/role:Role", name: "server-role", id: "<PLACEHOLDER>", parent: "server" },
    { type: "aws:iam/role:Role", name: "bucket-role", id: "<PLACEHOLDER>", parent: "bucket" },
    { type: "command:remote:Command", name: "docroot-apply", id: "<PLACEHOLDER>", parent: "docroot" },
  ];

  it("holds what exists, with its id, its parents and the providers, and nothing else", () => {
    const existing = [{ type: "aws:iam/role:Role", name: "bucket-role", id: "aspera-acme" }];
    assert.deepEqual(importEntries(all, existing), [
      all[0],
      all[2],
      { type: "aws:iam/role:Role", name: "bucket-role", id: "aspera-acme", parent: "bucket" },
    ]);
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
      engine(`cp ${folder}/engine.json "$5"`);
      const file = join(folder, "existing.json");
      writeFileSync(file, "before", { mode: 0o644 });
      await write(file);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), { resources: [all[0]] });
    });

    it("is not written when the preview failed", async () => {
      engine("echo no >&2; exit 255");
      await assert.rejects(write(join(folder, "existing.json")), /^Error: the preview failed: no$/);
      assert.equal(existsSync(join(folder, "existing.json")), false);
    });
  });
});
