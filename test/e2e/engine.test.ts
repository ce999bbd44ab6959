import assert from "node:assert/strict";
import { chmodSync, copyFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { asperaRoot, ed25519KeyPair, restartCount } from "../../sandbox/server";
import { TestSandbox, type TestStack } from "./sandbox";

/** What the engine can do to a stack besides `up` and `preview`, and what becomes of the server then. */
describe("e2e: ways of the engine", function () {
  this.timeout(180_000);
  let world: TestSandbox;
  let stack: TestStack;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start("each run");
    stack = await world.stack("dev");
  });
  after(() => world?.stop());

  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);
  const drifts = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 7, run.output);
  const urnOf = async (type: RegExp): Promise<string> => {
    const { resources } = JSON.parse((await stack.pulumi("stack", "export")).output).deployment;
    const found = resources.map(({ urn }: { urn: string }) => urn).filter((urn: string) => type.test(urn));
    assert.equal(found.length, 1);
    return found[0];
  };
  const EVIL = "s3://evil.example.com/bucket";

  it("a first up that fails half way says so in a sentence, and the next one finishes", async () => {
    const validator = join(asperaRoot(world.sandbox.home), "bin/asuserdata");
    renameSync(validator, `${validator}.away`);
    const failed = await stack.up();
    renameSync(`${validator}.away`, validator);
    assert.equal(failed.exitCode, 1);
    assert.match(
      failed.output,
      /running "sudo -n perl -":\n\s*aspera-agent: asuserdata .*is not there\n\s*hint: /,
    );
    assert.doesNotMatch(failed.output, /use strict|sub [a-z_]+ \{/, "no page of Perl");
    assert.equal(restartCount(world.sandbox.home), 0);
    succeeds(await stack.up());
    assert.match(world.docrootOf("acme") ?? "", /acme-media/);
  });

  it("without refresh the server is not seen, and not touched", async () => {
    const right = world.docrootOf("acme") ?? "";
    world.editDocroot("acme", EVIL);
    succeeds(await stack.preview("--refresh=false"));
    succeeds(await stack.up("--refresh=false"));
    assert.equal(world.docrootOf("acme"), EVIL);
    world.editDocroot("acme", right);
  });

  it("a refresh writes down what it saw; the drift stays in sight until up repairs it", async () => {
    world.editDocroot("acme", EVIL);
    drifts(await stack.pulumi("refresh", "--preview-only", "--expect-no-changes"));
    succeeds(await stack.pulumi("refresh", "--yes"));
    drifts(await stack.preview("--refresh=false"));
    succeeds(await stack.up());
  });

  it("an up on the observed resource alone repairs nothing and hides nothing", async () => {
    world.editDocroot("acme", EVIL);
    succeeds(await stack.up("--target", await urnOf(/aspera:index:Docroot::/)));
    assert.equal(world.docrootOf("acme"), EVIL);
    drifts(await stack.preview());
    succeeds(await stack.up());
    assert.match(world.docrootOf("acme") ?? "", /acme-media/);
  });

  it("a resource that was lost from the state is made again without disturbing the server", async () => {
    const before = readFileSync(world.asperaConf);
    const restarts = restartCount(world.sandbox.home);
    for (const type of [/:FormerDocroots::/, /remote:Command::/, /aspera:index:Docroot::/]) {
      succeeds(await stack.pulumi("state", "delete", await urnOf(type), "--yes"));
    }
    succeeds(await stack.up());
    assert.deepEqual(readFileSync(world.asperaConf), before);
    assert.equal(restartCount(world.sandbox.home), restarts);
    succeeds(await stack.preview());
  });

  it("a key that the server does not take shows in the preview; the right one counts at once", async () => {
    const key = join(world.sandbox.home, "ssh/id_ed25519");
    copyFileSync(key, `${key}.right`);
    writeFileSync(key, ed25519KeyPair().private);
    chmodSync(key, 0o600);
    const refused = await stack.preview();
    drifts(refused);
    assert.match(
      refused.output,
      /~ server\s*: "cannot log in to 127\.0\.0\.1:\d+: it refused user ec2-user; last seen at [^"]+" => "reachable"/,
    );
    renameSync(`${key}.right`, key);
    succeeds(await stack.preview());
  });

  it("two stacks that go up at once on one server both land", async () => {
    const other = await world.stack("dev-globex", "Pulumi.dev-globex.yaml");
    world.editDocroot("acme", EVIL);
    for (const run of await Promise.all([stack.up(), other.up()])) succeeds(run);
    assert.match(world.docrootOf("acme") ?? "", /acme-media/);
    assert.match(world.docrootOf("globex") ?? "", /globex-media/);
  });

  it("a repair that did nothing is not believed", async () => {
    // A sudo that does what our plugin asks, and only says yes to the Command, which starts the kept agent: that succeeds.
    const sudo = join(dirname(dirname(asperaRoot(world.sandbox.home))), "bin/sudo");
    const real = readFileSync(sudo);
    world.editDocroot("acme", EVIL);
    const lazy = `IFS= read -r first; case "$first" in 'our $TEXT;'*) ;; *) { printf '%s\\n' "$first"; cat; } | perl - ;; esac`;
    writeFileSync(sudo, `#!/bin/sh\n${lazy}\n`);
    const run = await stack.up();
    writeFileSync(sudo, real);
    succeeds(run);
    drifts(await stack.preview());
    succeeds(await stack.up());
  });
});
