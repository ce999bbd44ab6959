import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waiting } from "../../model/findings/link/waiting";
import { credentialsOf } from "../../sandbox/accounts/awsFiles";
import { restartCount, TransferFailed, transfer } from "../../sandbox/server";
import { assertFitsSchema } from "../schemas";
import { testProject } from "./project";
import { TestSandbox, type TestStack } from "./sandbox";

const WAITS = "waiting for account 444455556666: role aspera-acme cannot be assumed yet";

/** Two companies: two stacks, two states, and neither has a credential of the other's account. */
describe("e2e: each side alone (side)", function () {
  this.timeout(600_000);
  let world: TestSandbox;
  let server: TestStack;
  let bucket: TestStack;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    server = await world.stack("dev", "Pulumi.dev.yaml", (text) =>
      text
        .replace("aspera:side: both", "aspera:side: server\n  aspera:prove: {mode: required, longestWait: 5}")
        .replace(/aspera:bucketAccount: .*/, 'aspera:bucketAccount: {id: "444455556666"}'),
    );
    bucket = await world.stack("dev-acme", "Pulumi.dev.yaml", (text) =>
      text
        .replace("aspera:side: both", "aspera:side: bucket")
        .replace(/aspera:serverAccount: .*/, 'aspera:serverAccount: {id: "111122223333"}')
        .replace(
          "aspera:serverRole: {name: aspera-server, create: true}",
          "aspera:serverRole: {name: aspera-server}",
        )
        .replace(/ {2}aspera:transferUser: [\s\S]*?(?= {2}aspera:tags)/, ""),
    );
    server.environment = holding("operator");
    bucket.environment = holding("acme");
  });
  after(() => world?.stop());

  /** Files with one profile's keys: nobody finds those of another. */
  function holding(profile: string): NodeJS.ProcessEnv {
    const file = join(world.sandbox.home, `credentials-${profile}`);
    writeFileSync(file, credentialsOf(world.sandbox.home, profile), { mode: 0o600 });
    return { AWS_SHARED_CREDENTIALS_FILE: file };
  }

  const outputs = async (stack: TestStack) =>
    JSON.parse((await stack.pulumi("stack", "output", "--json")).output);
  const types = async (stack: TestStack): Promise<string[]> =>
    JSON.parse((await stack.pulumi("stack", "export")).output).deployment.resources.map(
      ({ urn }: { urn: string }) => urn.split("::").slice(2).join("::"),
    );
  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);
  const put = () =>
    transfer.put({
      home: world.sandbox.home,
      user: "acme",
      localFile: world.asperaConf,
      path: "/report.txt",
    });

  it("server side first: up succeeds and waits, the docroot and the server stay as they are", async () => {
    const before = readFileSync(world.asperaConf);
    const up = await server.up();
    succeeds(up);
    assert.match(up.output, /link-waiting/);
    assert.match(up.output, /access-not-visible-from-here/);
    assert.deepEqual(readFileSync(world.asperaConf), before);
    assert.equal(restartCount(world.sandbox.home), 0);
    const { link, docroot, nextSteps } = await outputs(server);
    assert.deepEqual([link, docroot], [WAITS, "not switched yet"]);
    assert.match(
      nextSteps.join("\n"),
      /send the owner of account 444455556666 .*npm run customer -- invite dev /,
    );
    assert.ok(!(await types(server)).some((name) => /BucketRole|bucket-account/.test(name)));
  });

  it("server side: while it waits a preview is clean, another up changes nothing, and drift tells the finding", async () => {
    const before = readFileSync(world.asperaConf);
    succeeds(await server.preview());
    const { run } = testProject(world);
    const { code, stdout, stderr } = await run(
      "drift",
      ["--stack", "dev", "--json"],
      () => {},
      server.environment,
    );
    assert.equal(code, 0, stdout + stderr);
    assertFitsSchema("drift", stdout);
    const [stack] = JSON.parse(stdout).stacks;
    assert.equal(stack.verdict, "clean", stdout);
    assert.equal(stack.columns.link, "link-waiting (bucket account)", stdout);
    assert.ok(
      stack.findings.some((one: { code: string }) => one.code === waiting.code),
      stdout,
    );
    succeeds(await server.up());
    assert.deepEqual(readFileSync(world.asperaConf), before);
  });

  it("server side: a change while it waits leaves nothing to take back", async () => {
    const named = (from: string, to: string) =>
      server.edit((text) => text.replace(`{name: ${from}}`, `{name: ${to}}`));
    named("aspera-acme", "aspera-other");
    succeeds(await server.up());
    succeeds(await server.preview());
    assert.match((await outputs(server)).link, /role aspera-other cannot be assumed yet$/);
    named("aspera-other", "aspera-acme");
    succeeds(await server.up());
    assert.deepEqual((await outputs(server)).stillAllowed, []);
  });

  it("bucket side: up makes its role alone, with the bucket account's credentials", async () => {
    const up = await bucket.up();
    succeeds(up);
    succeeds(await bucket.preview());
    const { bucketRoleArn, trustedServerRole } = await outputs(bucket);
    assert.equal(bucketRoleArn, "arn:aws:iam::444455556666:role/aspera-acme");
    assert.equal(trustedServerRole, "arn:aws:iam::111122223333:role/aspera-server");
    assert.ok(!(await types(bucket)).some((name) => /server-account|aspera:index|Command/.test(name)));
  });

  it("server side: a preview shows that it stands, up switches the docroot, and a file moves", async () => {
    const seen = await server.preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(seen.output, /~ link\s*: "waiting for account 444455556666: [^"]*" => "verified"/);
    assert.match(seen.output, /~ docroot\s*: "not switched yet" => "s3:\/\/s3\.amazonaws\.com\/acme-media/);
    succeeds(await server.up());
    const { link, docroot, nextSteps, stillAllowed } = await outputs(server);
    assert.equal(link, "verified");
    assert.match(docroot, /^s3:\/\/s3\.amazonaws\.com\/acme-media/);
    assert.deepEqual(nextSteps, ["transfer a file as acme, and look for it in the bucket"]);
    assert.deepEqual(stillAllowed, []);
    assert.match(world.docrootOf("acme") ?? "", /acme-media/);
    assert.equal(restartCount(world.sandbox.home), 1);
    await put();
    succeeds(await server.preview());
  });

  it("bucket side destroyed: the server side is told an error, and never again that it waits", async () => {
    succeeds(await bucket.destroy());
    await assert.rejects(put(), TransferFailed);
    const seen = await server.preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(seen.output, /link-assume-refused/);
    const up = await server.up();
    assert.equal(up.exitCode, 1, up.output);
    assert.match(up.output, /link-assume-refused/);
    assert.doesNotMatch(up.output + seen.output, /link-waiting|not switched yet/);
    assert.match(world.docrootOf("acme") ?? "", /acme-media/);
    succeeds(await bucket.up());
    succeeds(await server.up());
    await put();
  });
});
