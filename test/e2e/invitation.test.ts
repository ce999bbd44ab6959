import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { testProject } from "./project";
import { TestSandbox, TestStack } from "./sandbox";

/** What the operator gives for a customer; the server as the sandbox has it. */
const ACME = ["--account", "444455556666", "--bucket", "acme-media", "--prefix", "incoming/"];
const NAMES = ["--transfer-user", "acme", "--role", "aspera-acme"];

/** The invitation on its way: `new` writes it, `accept` takes it, and two sides that do not agree are told. */
describe("e2e: invited and accepted (invitation)", function () {
  this.timeout(300_000);
  let world: TestSandbox;
  let server: string[];
  let operator: TestStack;
  let customer: TestStack;
  let acmes: NodeJS.ProcessEnv;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    const { home, ports } = world.sandbox;
    const ofServer = await world.stack("dev-server", "docs/examples/Pulumi.aspera-server.yaml");
    succeeds(await ofServer.up());
    const keys = ["--known-hosts", join(home, "known_hosts"), "--ssh-key", join(home, "ssh/id_ed25519")];
    server = ["--like", "dev-server", "--host", "127.0.0.1", "--port", String(ports.ssh), ...keys];
    server.push("--aspera-root", "opt/aspera");
    mkdirSync(join(home, "acmes-state"));
    acmes = {
      PULUMI_BACKEND_URL: pathToFileURL(join(home, "acmes-state")).href,
      PULUMI_CONFIG_PASSPHRASE: "acme's own",
      AWS_PROFILE: "acme",
    };
    operator = new TestStack("dev-acme", world);
    customer = new TestStack("aspera-acme", world);
    customer.environment = acmes;
    project = testProject(world);
  });
  after(() => world?.stop());

  let project: ReturnType<typeof testProject>;
  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);
  const run = async (code: number, args: string[], environment: NodeJS.ProcessEnv = {}) => {
    const done = await project.run("customer", args, () => {}, environment);
    assert.equal(done.code, code, done.stdout + done.stderr);
    return done.stdout + done.stderr;
  };
  const invitation = () => join(world.sandbox.home, "dev-acme.invitation.json");
  const externalId = (): string => JSON.parse(readFileSync(invitation(), "utf8")).externalId;

  it("what fails leaves nothing behind: no stack, no file", async () => {
    const before = readdirSync(world.sandbox.home);
    const none = { PULUMI_CONFIG_PASSPHRASE: undefined };
    const said = await run(1, ["new", "dev-acme", "--yes", ...server, ...ACME, ...NAMES], none);
    assert.match(said, /passphrase must be set .*\nhint: /);
    assert.match(
      await run(1, ["new", "dev-acme", "--yes", ...server, ...ACME]),
      / - --transfer-user .*got nothing/,
    );
    assert.deepEqual(readdirSync(world.sandbox.home), before);
    assert.doesNotMatch((await operator.pulumi("stack", "ls")).output, /dev-acme/);
  });

  it("new writes settings with the secret encrypted, and the invitation for one reader", async () => {
    const said = await run(0, ["new", "dev-acme", "--yes", ...server, ...ACME, ...NAMES]);
    const settings = readFileSync(join(world.sandbox.home, "Pulumi.dev-acme.yaml"), "utf8");
    assert.equal(statSync(invitation()).mode & 0o777, 0o600);
    assert.match(externalId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.match(settings, /aspera:externalId:\n {4}secure: v1:/);
    for (const text of [said, settings]) assert.ok(!text.includes(externalId()));
    assert.match(
      await run(1, ["new", "dev-acme", "--yes", ...server, ...ACME, ...NAMES]),
      / - stack: expected one that/,
    );
    await operator.configure("prove", '{"mode": "required", "longestWait": 5}');
  });

  it("invite writes the same once more", async () => {
    const written = readFileSync(invitation(), "utf8");
    await run(0, ["invite", "dev-acme"]);
    assert.equal(readFileSync(invitation(), "utf8"), written);
  });

  it("accept makes the bucket's side, for a folder of their own, and says what to send back", async () => {
    const said = await run(0, ["accept", invitation(), "--prefix", "aspera/"], acmes);
    assert.match(
      said,
      /^Send this back: you took acme-media\/aspera\/, the invitation says acme-media\/incoming\//m,
    );
    assert.ok(!said.includes(externalId()));
    succeeds(await customer.up());
  });

  it("until the operator says the same the server is refused in a sentence, and the docroot is not switched", async () => {
    const before = readFileSync(world.asperaConf);
    const { exitCode, output } = await operator.up();
    assert.equal(exitCode, 1, output);
    assert.match(output, /link-list-refused/);
    assert.match(
      output,
      /the owner of account 444455556666 made the role for another bucket or folder than acme-media\/incoming\//,
    );
    assert.deepEqual(readFileSync(world.asperaConf), before);
    await operator.configure("bucket.prefix", "aspera/");
    succeeds(await operator.up());
    assert.equal((await operator.pulumi("stack", "output", "link")).output.trim(), "verified");
    assert.match(world.docrootOf("acme") ?? "", /acme-media\/aspera\//);
  });
});
