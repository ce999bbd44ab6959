import assert from "node:assert/strict";
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand } from "@aws-sdk/client-iam";
import { clientsFor, rootKeys } from "../../sandbox/accounts/clients";
import { failing } from "./failures";
import { TestSandbox, type TestStack } from "./sandbox";

describe("e2e: a bucket role under another name", function () {
  this.timeout(300_000);
  let world: TestSandbox;
  let stack: TestStack;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    stack = await world.stack("dev");
    const run = await stack.up();
    assert.equal(run.exitCode, 0, run.output);
  });
  after(() => world?.stop());

  const acme = () => clientsFor(world.sandbox.accountsEndpoint, rootKeys("444455556666")).iam;
  const idOf = async (RoleName: string) => (await acme().send(new GetRoleCommand({ RoleName }))).Role?.RoleId;
  const rename = (from: string, to: string) =>
    stack.edit((text) => text.replace(`bucketRole: {name: ${from}}`, `bucketRole: {name: ${to}}`));

  it("holds what the running docroot uses in an up of the role alone, whatever is wanted (no outage)", async () => {
    const trust = async () =>
      (await acme().send(new GetRoleCommand({ RoleName: "aspera-acme" }))).Role?.AssumeRolePolicyDocument;
    const before = await trust();
    let settings = "";
    stack.edit((text) => {
      settings = text;
      return text;
    });
    await stack.configure("externalId", "8b3f0e6a-5d1c-4e6f-9c2b-7a1d0f3e5c4b", "--secret");
    const parents = "aspera:components:AsperaLink$aspera:components:BucketRole";
    const role = `urn:pulumi:dev::aspera::${parents}$aws:iam/role:Role::customer-bucket-aspera-acme`;
    const run = await stack.up("--target", role);
    assert.equal(run.exitCode, 0, run.output);
    assert.equal(await trust(), before);
    stack.settings(settings);
  });

  it("leaves the live one as it is when the name is taken", async () => {
    const RoleName = "aspera-taken";
    await acme().send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
      }),
    );
    const live = await idOf("aspera-acme");
    const docroot = world.docrootOf("acme");
    rename("aspera-acme", RoleName);
    const refused = await stack.up();
    assert.notEqual(refused.exitCode, 0, refused.output);
    assert.match(refused.output, /did not make it: role aspera-taken\n/);
    assert.match(refused.output, /\[preflight-name-taken\]/);
    assert.doesNotMatch(refused.output, /EntityAlreadyExists/, "before anything is made");
    assert.equal(await idOf("aspera-acme"), live);
    assert.equal(world.docrootOf("acme"), docroot);

    rename(RoleName, "aspera-acme");
    const clean = await stack.preview();
    assert.equal(clean.exitCode, 0, clean.output);
    await acme().send(new DeleteRoleCommand({ RoleName }));
  });

  it("leads back from a rename that failed half way, with the live one untouched", async () => {
    const live = await idOf("aspera-acme");
    rename("aspera-acme", "aspera-renamed");
    const heal = await failing("at the switch", world);
    const failed = await stack.up();
    await heal();
    assert.equal(failed.exitCode, 1, failed.output);
    assert.ok(await idOf("aspera-renamed"));

    rename("aspera-renamed", "aspera-acme");
    for (const what of ["back", "contracted"]) {
      const run = await stack.up();
      assert.equal(run.exitCode, 0, `${what}: ${run.output}`);
    }
    assert.equal(await idOf("aspera-acme"), live);
    await assert.rejects(idOf("aspera-renamed"), { name: "NoSuchEntityException" });
    const clean = await stack.preview();
    assert.equal(clean.exitCode, 0, clean.output);
  });

  it("takes the old one away after the docroot leads over the new one", async () => {
    rename("aspera-acme", "aspera-renamed");
    const run = await stack.up();
    assert.equal(run.exitCode, 0, run.output);
    assert.match(world.docrootOf("acme") ?? "", /aspera-renamed/);
    assert.ok(await idOf("aspera-renamed"));
    await assert.rejects(idOf("aspera-acme"), { name: "NoSuchEntityException" });
    const seen = await stack.preview();
    assert.match(seen.output, /- \[0\]: "bucket role arn:aws:iam::444455556666:role\/aspera-acme"/);
    assert.equal((await stack.up()).exitCode, 0);
    assert.equal((await stack.preview()).exitCode, 0);
  });
});
