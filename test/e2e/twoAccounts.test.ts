import assert from "node:assert/strict";
import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "../../model/docroot/fingerprint";
import { CLOSED_DOCROOT } from "../../model/docroot/uri";
import { LINK_OPERATIONS } from "../../model/link/results";
import { asperaRoot, restartCount, stopServer } from "../../sandbox/server";
import { TestSandbox, type TestStack } from "./sandbox";

const EXTERNAL_ID = "acme-5f0c6f2e9b7d4c1aa8e3";
const DOCROOT =
  "s3://s3.amazonaws.com/acme-media/incoming/?iam-role.arn=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme" +
  `&iam-role.external-id=${EXTERNAL_ID}`;
const MASKED = DOCROOT.replace(EXTERNAL_ID, "(ours)");
/** What aspera.conf's default section gives a user without a docroot. */
const INHERITED = "/srv/aspera/nobody";
const FOREIGN = "s3://AKIDEXAMPLE:wJalrXUtnFEMI%2FK7MDENG@s3.amazonaws.com/old-bucket";

describe("e2e: the two-account procedure", function () {
  this.timeout(120_000);
  let world: TestSandbox;
  let stack: TestStack;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    stack = await world.stack("dev");
  });
  after(() => world?.stop());

  const restarts = () => restartCount(world.sandbox.home);
  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);

  it("up makes both roles and sets the docroot, with one restart", async () => {
    const before = readFileSync(world.asperaConf, "utf8");
    const run = await stack.up();
    succeeds(run);
    assert.equal(world.docrootOf("acme"), DOCROOT);
    assert.equal(world.docrootOf("globex"), INHERITED, "no other user is touched");
    assert.notEqual(readFileSync(world.asperaConf, "utf8"), before);
    assert.equal(restarts(), 1);
    const { lastSeen, ...outputs } = JSON.parse((await stack.pulumi("stack", "output", "--json")).output);
    assert.match(lastSeen, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(outputs, {
      serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
      instanceProfile: "aspera-server",
      bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
      docroot: MASKED,
      link: "verified",
      operations: Object.fromEntries(LINK_OPERATIONS.map((name) => [name, "verified"])),
      stillAllowed: [],
      server: `127.0.0.1:${world.sandbox.ports.ssh}`,
      transferUser: "acme",
      nextSteps: ["transfer a file as acme, and look for it in the bucket"],
    });
  });

  it("a second up changes nothing and restarts nothing; a preview is clean", async () => {
    const before = readFileSync(world.asperaConf);
    const run = await stack.up();
    succeeds(run);
    assert.match(run.output, /Resources:\s+\d+ unchanged/);
    succeeds(await stack.preview());
    assert.deepEqual(readFileSync(world.asperaConf), before);
    assert.equal(restarts(), 1);
    const state = JSON.stringify(JSON.parse((await stack.pulumi("stack", "export")).output));
    assert.equal(Math.max(40, Math.round(state.length / 1000)), 40, "kB of state a customer");
  });

  it("a hand edit is drift: shown by a plain preview, repaired by up", async () => {
    world.editDocroot("acme", "s3://evil.example.com/bucket");
    const seen = await stack.preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(
      seen.output,
      /~ docroot\s*: "s3:\/\/evil\.example\.com\/bucket" => "s3:\/\/s3\.amazonaws\.com\/acme-media/,
    );
    succeeds(await stack.up());
    assert.equal(world.docrootOf("acme"), DOCROOT);
    assert.equal(restarts(), 2);
  });

  it("keeps every secret out of state and out of everything it prints", async () => {
    const ours = DOCROOT.replace(EXTERNAL_ID, "globex-0123456789abcdef");
    const printed: string[] = [];
    for (const foreign of [FOREIGN, ours]) {
      world.editDocroot("acme", foreign);
      const runs = [
        await stack.preview(),
        await stack.preview("--json"),
        await stack.pulumi("refresh", "--yes", "--diff"),
      ];
      printed.push(...runs.map(({ output }) => output), (await stack.pulumi("stack", "export")).output);
    }
    const mended = await stack.up();
    succeeds(mended);
    printed.push(mended.output, (await stack.pulumi("stack", "export")).output);
    const key = readFileSync(`${world.sandbox.home}/ssh/id_ed25519`, "utf8").split("\n")[2] ?? "";
    assert.ok(key.length > 40);
    for (const secret of ["AKIDEXAMPLE", "wJalrXUtnFEMI", "globex-0123456789abcdef", EXTERNAL_ID, key]) {
      for (const text of printed) {
        const at = text.indexOf(secret);
        assert.ok(at < 0, `${secret} in: ${text.slice(Math.max(0, at - 300), at + 100)}`);
      }
    }
    assert.ok(printed.join("\n").includes("external-id=(another)"));
  });

  it("replacing the observed resource, or the Command, does not disturb the server", async () => {
    const before = readFileSync(world.asperaConf);
    const count = restarts();
    const urns = JSON.parse((await stack.pulumi("stack", "export")).output).deployment.resources.map(
      (resource: { urn: string }) => resource.urn,
    );
    const ours = urns.filter((urn: string) => /aspera:index:Docroot::|remote:Command::/.test(urn));
    assert.equal(ours.length, 2);
    succeeds(await stack.up(...ours.flatMap((urn: string) => ["--replace", urn])));
    // Renamed in the state, the program's own name is a new resource, and the old one's delete runs last.
    const renamed = ours.find((urn: string) => urn.includes("aspera:index:Docroot::"));
    succeeds(await stack.pulumi("state", "rename", renamed, "docroot-of-yesterday", "--yes"));
    succeeds(await stack.up());
    assert.deepEqual(readFileSync(world.asperaConf), before);
    assert.equal(restarts(), count);
    succeeds(await stack.preview());
  });

  it("refuses the foreign docroot of a new transfer user, then takes it over once when it is named", async () => {
    const other = await world.stack("dev-globex", "Pulumi.dev-globex.yaml");
    succeeds(await other.up());
    world.editDocroot("globex", FOREIGN);
    succeeds(await other.destroy());
    assert.equal(world.docrootOf("globex"), FOREIGN, "destroy leaves even a foreign docroot");

    const count = restarts();
    const refused = await other.up();
    assert.equal(refused.exitCode, 1);
    assert.match(refused.output, /s3:\/\/\(masked\)@s3\.amazonaws\.com\/old-bucket/);
    assert.match(
      refused.output,
      new RegExp(`hint: .*takeOver to ${fingerprint(FOREIGN)} \\[docroot-foreign\\]`),
    );
    assert.ok(!refused.output.includes("AKIDEXAMPLE"));
    assert.equal(world.docrootOf("globex"), FOREIGN);
    assert.equal(restarts(), count);

    other.edit((text) =>
      text.replace("config:\n", `config:\n  aspera:takeOver: "${fingerprint(FOREIGN)}"\n`),
    );
    succeeds(await other.up());
    assert.match(world.docrootOf("globex") ?? "", /globex-media.*aspera-globex/);
    succeeds(await other.destroy());
  });

  it("a mistyped transfer user is refused before anything is changed: no outage for the one that works", async () => {
    const before = readFileSync(world.asperaConf);
    const count = restarts();
    stack.edit((text) => text.replace("transferUser: acme", "transferUser: acmee"));
    const refused = await stack.up();
    assert.equal(refused.exitCode, 1, refused.output);
    assert.match(refused.output, /transfer user acmee .*\n.*\[server-no-system-user\]/);
    assert.deepEqual(readFileSync(world.asperaConf), before);
    assert.equal(restarts(), count);
    stack.edit((text) => text.replace("transferUser: acmee", "transferUser: acme"));
    succeeds(await stack.up());
    assert.deepEqual([world.docrootOf("acme"), restarts()], [DOCROOT, count]);
  });

  it("a changed transfer user closes the old user's docroot, after the new one is in place, and a preview says so", async () => {
    world.allowTransfers("acme-archive");
    stack.edit((text) => text.replace("transferUser: acme", "transferUser: acme-archive"));
    const seen = await stack.preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(seen.output, /FormerDocroots.*\(update\)[\s\S]*leaves[\s\S]*acme on 127\.0\.0\.1:\d+/);

    const validator = join(asperaRoot(world.sandbox.home), "bin/asuserdata");
    renameSync(validator, `${validator}.away`);
    const failed = await stack.up();
    renameSync(`${validator}.away`, validator);
    assert.equal(failed.exitCode, 1, failed.output);
    assert.equal(world.docrootOf("acme"), DOCROOT, "an up that fails at the switch cuts nobody off");

    const run = await stack.up();
    succeeds(run);
    assert.match(run.output, /closed the docroot of former transfer user acme on /);
    assert.equal(world.docrootOf("acme-archive"), DOCROOT);
    assert.equal(world.docrootOf("acme"), CLOSED_DOCROOT);
    stack.edit((text) => text.replace("transferUser: acme-archive", "transferUser: acme"));
    succeeds(await stack.up());
    assert.equal(world.docrootOf("acme"), DOCROOT);
    assert.equal(world.docrootOf("acme-archive"), CLOSED_DOCROOT);
  });

  it("a swapped profile is stopped before anything is made, with both accounts named", async () => {
    const swapped = await world.stack("dev-swapped", "Pulumi.dev.yaml", (text) =>
      text.replace("profile: acme", "profile: globex"),
    );
    const run = await swapped.pulumi("up", "--yes", "--skip-preview");
    assert.notEqual(run.exitCode, 0);
    assert.match(
      run.output,
      /\(bucket-account-444455556666\):\s+error: 1 error occurred:\s+\* AWS account ID not allowed: 777788889999/,
    );
    const made = JSON.parse((await swapped.pulumi("stack", "export")).output).deployment.resources ?? [];
    assert.deepEqual(
      made.filter(({ type }: { type: string }) => !/^pulumi:/.test(type)),
      [],
    );
  });

  it("a missing bucket is named before anything is made", async () => {
    const lost = await world.stack("dev-lost", "Pulumi.dev.yaml", (text) =>
      text.replace("acme-media", "acme-lost"),
    );
    const run = await lost.pulumi("preview");
    assert.notEqual(run.exitCode, 0);
    assert.match(
      run.output,
      /no bucket named "acme-lost" in the account of aspera:bucketAccount\n.*\[access-bucket-missing\]/,
    );
  });

  it("destroy works when the server is gone, leaves the docroot and says so", async () => {
    await stopServer({ home: world.sandbox.home });
    const run = await stack.destroy();
    succeeds(run);
    assert.match(run.output, /the docroot of transfer user acme .* was left in place/);
    assert.equal(world.docrootOf("acme"), DOCROOT);
  });
});
