import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asperaRoot } from "../../sandbox/server";
import { canBuildRpms, type Package, Workshop } from "../provider/software/packages";
import { TestSandbox, type TestStack } from "./sandbox";

describe("e2e: version and upgrade", function () {
  this.timeout(300_000);
  const workshop = new Workshop();
  let world: TestSandbox;
  let stack: TestStack;
  let old: Package;
  let good: Package;
  let root: string;
  let conf: string;

  before(async function () {
    this.timeout(1_800_000);
    if (!canBuildRpms() && !process.env.CI) return this.skip();
    world = await TestSandbox.start();
    root = asperaRoot(world.sandbox.home);
    const base = workshop.build({ name: "base", version: "1.0.0", head: "Provides: /bin/sh", files: false });
    old = workshop.build({ name: "aspera-entsrv", version: "3.3.3.71500" });
    good = workshop.build({ name: "aspera-entsrv", version: "3.3.3.74992", post: "true" });
    // The real rpm, kept to a database and a folder of this sandbox.
    const rpm = join(world.sandbox.home, "server/bin/rpm");
    writeFileSync(
      rpm,
      `#!/bin/sh\ncase "$1" in -U*) exec /usr/bin/rpm --dbpath '${root}/rpmdb' --prefix '${root}' "$@";; esac\n` +
        `exec /usr/bin/rpm --dbpath '${root}/rpmdb' "$@"\n`,
    );
    chmodSync(rpm, 0o755);
    conf = readFileSync(world.asperaConf, "utf8");
    for (const { file } of [base, old]) execFileSync(rpm, ["-Uvh", "--", file], { stdio: "pipe" });
    writeFileSync(world.asperaConf, conf);
    stack = await world.stack("dev");
  });
  after(async () => {
    workshop.dispose();
    await world?.stop();
  });

  const upgradeOf = (rpm: Package, sha256 = rpm.sha256) =>
    `{package: "${rpm.file}", sha256: "${sha256}", snapshotId: snap-0123456789abcdef0}`;
  const upgradeTo = (rpm: Package, sha256?: string) =>
    stack.edit((text) =>
      text
        .replace(/\n {4}upgrade: .*/, "")
        .replace(/(\n {4}asperaRoot: .*)/, `$1\n    upgrade: ${upgradeOf(rpm, sha256)}`),
    );

  it("an older version is refused before the docroot is touched, with both versions", async () => {
    const run = await stack.up();
    assert.equal(run.exitCode, 1, run.output);
    assert.match(
      run.output,
      /too old to use a role: .*3\.3\.3\.71500, older than 3\.3\.74992\n.*\[server-software-too-old\]/,
    );
    assert.equal(readFileSync(world.asperaConf, "utf8"), conf);
  });

  it("an upgrade with another checksum changes nothing, and says so", async () => {
    upgradeTo(good, "0".repeat(64));
    const run = await stack.up();
    assert.equal(run.exitCode, 1, run.output);
    assert.match(run.output, /checksum is [0-9a-f]{64}, not the expected 0{64}/);
    assert.match(run.output, /nothing was changed/);
    assert.ok(!existsSync(join(root, "inside")));
    assert.equal(readFileSync(world.asperaConf, "utf8"), conf);
  });

  it("one up upgrades the server with the real rpm, then sets the docroot; the next does nothing", async () => {
    upgradeTo(good);
    const run = await stack.up();
    assert.equal(run.exitCode, 0, run.output);
    assert.match(run.output, /aspera-entsrv: 3\.3\.3\.71500-1 => 3\.3\.3\.74992-1/);
    assert.match(execFileSync(join(root, "bin/ascp"), ["-A"]).toString(), /3\.3\.3\.74992/);
    assert.match(world.docrootOf("acme") ?? "", /acme-media/);
    const [backup = ""] = readdirSync(`${root}.aspera-pulumi`);
    assert.equal(readFileSync(join(`${root}.aspera-pulumi`, backup, "aspera.conf"), "utf8"), conf);

    const clean = await stack.preview();
    assert.equal(clean.exitCode, 0, clean.output);
    const state = (await stack.pulumi("stack", "export")).output;
    const software = JSON.parse(state).deployment.resources.find(
      ({ type }: { type: string }) => type === "aspera:index:ServerSoftware",
    );
    // An address may be signed; the password goes the same way.
    assert.ok(software.inputs.source.ciphertext, "source is encrypted");
    assert.equal(software.outputs.source, undefined, "and in the state once");
    assert.ok(state.length < 2_000_000 && !state.includes(good.bytes.toString("base64").slice(0, 80)));
  });

  it("a server's own stack upgrades it for all its customers, and touches no docroot", async () => {
    const newer = workshop.build({ name: "aspera-entsrv", version: "3.3.3.75000", post: "true" });
    const docroot = world.docrootOf("acme");
    const server = await world.stack("dev-server", "Pulumi.dev.yaml", (text) => {
      const kept = text
        .split(/\n(?= {2}aspera:|\w)/)
        .filter((key) => !/^ {2}aspera:(bucket|externalId|transferUser)/.test(key));
      return kept.join("\n").replace("name: aspera-server", "name: aspera-upgraded");
    });
    server.edit((text) => text.replace(/(\n {4}asperaRoot: .*)/, `$1\n    upgrade: ${upgradeOf(newer)}`));
    const run = await server.up();
    assert.equal(run.exitCode, 0, run.output);
    const { software } = JSON.parse((await server.pulumi("stack", "output", "--json")).output);
    assert.equal(software, "aspera-entsrv 3.3.3.75000-1");
    const clean = await server.preview();
    assert.equal(clean.exitCode, 0, clean.output);
    assert.equal(world.docrootOf("acme"), docroot);
    const gone = await server.destroy();
    assert.match(gone.output, /left as it is: aspera-entsrv 3\.3\.3\.75000-1 on 127\.0\.0\.1/);
  });
});
