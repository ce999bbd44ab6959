import assert from "node:assert/strict";
import { GetRoleCommand, GetRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { CLOSED_DOCROOT } from "../../model/docroot/uri";
import { clientsFor, rootKeys } from "../../sandbox/accounts/clients";
import { SteadyTransfers } from "../../sandbox/demo/steadyTransfers";
import { TransferFailed, transfer } from "../../sandbox/server";
import { failing, type Point } from "./failures";
import { TestSandbox, type TestStack } from "./sandbox";

const EVERYWHERE: readonly Point[] = ["before the trust", "at the proof", "at the switch", "at the restart"];
const FIRST_ID = "acme-5f0c6f2e9b7d4c1aa8e3";
const NEW_ID = "d3b07384-d9a0-4c9b-8f0e-0123456789ab";

/** A file is transferred every half second through all of it, and not one may fail. */
describe("e2e: no outage, whatever an up changes and wherever it stops", function () {
  this.timeout(1_200_000);
  let world: TestSandbox;
  let stack: TestStack;
  let steady: SteadyTransfers;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    stack = await world.stack("dev", "Pulumi.dev.yaml", (text) =>
      text.replace("config:\n", "config:\n  aspera:prove: {mode: required, longestWait: 5}\n"),
    );
    const { exitCode, output } = await stack.up();
    assert.equal(exitCode, 0, output);
    await acme().s3.send(new CreateBucketCommand({ Bucket: "acme-archive" }));
    steady = new SteadyTransfers(world.sandbox.home, ["acme"]);
  });
  after(async () => {
    await steady?.end();
    await world?.stop();
  });

  const acme = () => clientsFor(world.sandbox.accountsEndpoint, rootKeys("444455556666"));
  const setting = (from: string, to: string) => stack.edit((text) => text.replace(from, () => to));
  async function trusted(RoleName: string): Promise<string[]> {
    const { Role } = await acme().iam.send(new GetRoleCommand({ RoleName }));
    const { Statement } = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""));
    return Statement.flatMap(
      ({ Condition }: { Condition: Record<string, Record<string, string>> }) =>
        Condition.StringEquals?.["sts:ExternalId"],
    );
  }
  async function rights(RoleName: string): Promise<string> {
    const asked = new GetRolePolicyCommand({ RoleName, PolicyName: "aspera-s3" });
    return decodeURIComponent((await acme().iam.send(asked)).PolicyDocument ?? "");
  }
  async function stillAllowed(): Promise<string[]> {
    return JSON.parse((await stack.pulumi("stack", "output", "--json")).output).stillAllowed;
  }

  async function undisturbed(during: string, run: () => Promise<unknown>): Promise<void> {
    steady.now(during);
    await run();
    assert.deepEqual(await steady.settled(), [], during);
  }

  /** An `up` that fails at each of these points, then one that goes through. */
  async function changed(what: string, points: readonly Point[]): Promise<void> {
    for (const point of points)
      await undisturbed(`${what}, failing ${point}`, async () => {
        const heal = await failing(point, world);
        const run = await stack.up();
        await heal();
        assert.equal(run.exitCode, 1, `${what} ${point}: ${run.output}`);
      });
    await undisturbed(what, async () => {
      const run = await stack.up();
      assert.equal(run.exitCode, 0, run.output);
    });
  }

  /** The second `up`, after which a preview is clean. */
  async function contracted(what: string): Promise<void> {
    await undisturbed(`${what}, contracting`, async () => {
      const run = await stack.up();
      assert.equal(run.exitCode, 0, run.output);
      assert.deepEqual(await stillAllowed(), []);
      const seen = await stack.preview();
      assert.equal(seen.exitCode, 0, seen.output);
    });
  }

  it("rotation: trusts both external IDs until the new one is in place, then the new one alone", async () => {
    const before = world.docrootOf("acme") ?? "";
    stack.setSecret("externalId", NEW_ID);
    await changed("rotation", EVERYWHERE);
    assert.match(world.docrootOf("acme") ?? "", new RegExp(NEW_ID));
    assert.deepEqual(await stillAllowed(), ["an earlier external ID"]);
    assert.deepEqual((await trusted("aspera-acme")).sort(), [FIRST_ID, NEW_ID].sort());
    await contracted("rotation");
    assert.deepEqual(await trusted("aspera-acme"), [NEW_ID]);
    await refused(before);
  });

  it("prefix: grants both folders until the new one is in place", async () => {
    const before = world.docrootOf("acme") ?? "";
    setting("prefix: incoming/", "prefix: arriving/");
    await changed("prefix", EVERYWHERE);
    assert.match(await rights("aspera-acme"), /incoming\//);
    await contracted("prefix");
    assert.doesNotMatch(await rights("aspera-acme"), /incoming\//);
    await refused(before);
  });

  it("bucket: grants both buckets until the new one is in place", async () => {
    const before = world.docrootOf("acme") ?? "";
    setting("name: acme-media", "name: acme-archive");
    await changed("bucket", EVERYWHERE);
    assert.match(await rights("aspera-acme"), /acme-media/);
    await contracted("bucket");
    assert.doesNotMatch(await rights("aspera-acme"), /acme-media/);
    await refused(before);
  });

  it("access: narrowed at once where the docroot is seen in place, else at the next up; widened", async () => {
    const points = ["before the trust", "at the proof"] as const;
    setting("access: [upload, download, browse, delete]", "access: [upload]");
    await changed("narrowed access", points);
    assert.doesNotMatch(await rights("aspera-acme"), /DeleteObject/);
    await contracted("narrowed access");
    setting("access: [upload]", "access: [upload, delete]");
    await changed("widened access", points);
    assert.match(await rights("aspera-acme"), /DeleteObject/);
    await contracted("widened access");
  });

  it("bucket role: the server may assume both until the new one is in place", async () => {
    const before = world.docrootOf("acme") ?? "";
    setting("bucketRole: {name: aspera-acme}", "bucketRole: {name: aspera-acme-two}");
    await changed("renamed role", EVERYWHERE);
    assert.deepEqual(await stillAllowed(), ["bucket role arn:aws:iam::444455556666:role/aspera-acme"]);
    await contracted("renamed role");
    await refused(before);
  });

  it("transfer user: the former one's docroot is closed after the new one's is in place", async () => {
    setting("transferUser: acme", "transferUser: acme-archive");
    await undisturbed("a user who may not transfer", async () => {
      const run = await stack.up();
      assert.equal(run.exitCode, 1, run.output);
      assert.match(run.output, /\[server-transfer-rights-lacking\]/);
    });
    world.allowTransfers("acme-archive");
    steady.users = ["acme", "acme-archive"];
    await changed("renamed user", ["at the proof", "at the switch", "at the restart"]);
    assert.equal(world.docrootOf("acme"), CLOSED_DOCROOT);
    await contracted("renamed user");
    const { home } = world.sandbox;
    await assert.rejects(transfer.list({ home, user: "acme" }), TransferFailed);
  });

  /** A docroot that was taken away leads nowhere any more, whoever has it. */
  async function refused(docroot: string): Promise<void> {
    world.editDocroot("globex", docroot);
    await assert.rejects(
      transfer.list({ home: world.sandbox.home, user: "globex" }),
      TransferFailed,
      docroot,
    );
  }
});
