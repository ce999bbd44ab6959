import assert from "node:assert/strict";
import { note, ok, skipped, stop } from "../../../commands/preflight/finding";
import { importEntries } from "../../../commands/preflight/importFile";
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
});
