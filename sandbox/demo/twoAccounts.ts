import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readKeys } from "../accounts";
import { runPulumi } from "../lifecycle/pulumi";
import { initStack } from "../lifecycle/stack";
import { restartCount, transfer } from "../server";
import { expectDenied } from "./checks";
import { driftScene } from "./drift";
import { assume, bucketAs, type Session, serverSession } from "./identities";
import { ACME, type DemoCustomer, GLOBEX, makeFile, type Scene, sha256 } from "./scene";

/** The two-account procedure as an operator sees it, from the first `up` to `destroy`. */
export async function twoAccountScenes(scene: Scene): Promise<void> {
  const { checks, sandbox } = scene;

  checks.step("pulumi up: a role in each account, the trust between them, the docroot on the server");
  initStack(ACME.stack, sandbox.environment);
  await up(scene, ACME);

  checks.step("Move a file through the server, and read it back as the customer");
  await moveFile(scene, ACME);

  checks.step("The same server without the right external ID, and outside its prefix");
  await refusals(scene);

  checks.step("A second customer on the same server");
  initStack(GLOBEX.stack, sandbox.environment);
  await up(scene, GLOBEX);
  await moveFile(scene, GLOBEX);
  await neitherReachesTheOther(scene);

  checks.step("pulumi up again: nothing to do, and the server is not touched");
  const restarts = restartCount(sandbox.home);
  const again = await runPulumi(
    ["up", "--stack", ACME.stack, "--yes", "--skip-preview", "--suppress-outputs"],
    sandbox.environment,
    true,
  );
  await checks.check("a second up changes nothing", () => {
    assert.equal(again.exitCode, 0);
    assert.match(again.output, /Resources:\s+\d+ unchanged/);
  });
  await checks.check("a preview finds no drift", async () => {
    const args = ["preview", "--stack", ACME.stack, "--expect-no-changes"];
    assert.equal((await runPulumi(args, sandbox.environment)).exitCode, 0);
  });
  await checks.check("asperanoded was not restarted", () => {
    assert.equal(restartCount(sandbox.home), restarts);
  });

  await driftScene(scene);

  checks.step("pulumi destroy: one customer leaves, the other goes on; then the rest goes");
  await destroy(scene, GLOBEX);
  await checks.check("a transfer of globex is refused once its role is gone", async () => {
    const file = makeFile(sandbox.home, "late.bin", 1024);
    const put = { home: sandbox.home, user: GLOBEX.transferUser, localFile: file.path, path: "/late.bin" };
    await assert.rejects(transfer.put(put), /AccessDenied|NoSuchEntity/);
  });
  await moveFile(scene, ACME);
  await destroy(scene, ACME);
}

async function up({ sandbox, checks }: Scene, customer: DemoCustomer): Promise<void> {
  const run = await runPulumi(
    ["up", "--stack", customer.stack, "--yes", "--skip-preview"],
    sandbox.environment,
    true,
  );
  await checks.check(`pulumi up on ${customer.stack}`, () => assert.equal(run.exitCode, 0));
}

async function destroy({ sandbox, checks }: Scene, customer: DemoCustomer): Promise<void> {
  const run = await runPulumi(
    ["destroy", "--stack", customer.stack, "--yes", "--skip-preview", "--suppress-outputs"],
    sandbox.environment,
    true,
  );
  await checks.check(`pulumi destroy on ${customer.stack} leaves the docroot, and says so`, () => {
    assert.equal(run.exitCode, 0);
    assert.match(run.output, /\[docroot-left-in-place\]/);
  });
}

async function moveFile({ sandbox, places, checks }: Scene, customer: DemoCustomer): Promise<void> {
  const file = makeFile(sandbox.home, `${customer.transferUser}.bin`, 3_000_000);
  const path = `/${randomBytes(4).toString("hex")}.bin`;
  await checks.check(`${customer.transferUser} sends a 3 MB file through the server`, () =>
    transfer.put({ home: sandbox.home, user: customer.transferUser, localFile: file.path, path }),
  );
  await checks.check(`${customer.transferUser} reads the same bytes in its own account`, async () => {
    const own = bucketAs(places, keysOf(sandbox.home, customer.profile), customer.bucket);
    assert.equal(sha256(await own.read(`${customer.prefix}${path.slice(1)}`)), file.digest);
  });
}

async function refusals(scene: Scene): Promise<void> {
  const { sandbox, places, checks } = scene;
  const server = await serverSession(places);
  const externalId = await externalIdOf(scene, ACME);
  const session = await assume(places, server, ACME.roleArn, externalId);
  await checks.check("the server assumes the bucket role with the external ID", () =>
    assert.ok(session.sessionToken),
  );
  await checks.check("refused without the external ID", () =>
    expectDenied(assume(places, server, ACME.roleArn)),
  );
  await checks.check("refused with a wrong external ID", () =>
    expectDenied(assume(places, server, ACME.roleArn, `acme-${randomBytes(8).toString("hex")}`)),
  );
  await checks.check("refused for another role in the same account", () =>
    expectDenied(assume(places, server, `${ACME.roleArn}-other`, externalId)),
  );
  const asServer = bucketAs(places, session, ACME.bucket);
  const asCustomer = bucketAs(places, keysOf(sandbox.home, ACME.profile), ACME.bucket);
  await asCustomer.write("private/contract.txt", "not for the server");
  await checks.check("the bucket role cannot read outside its prefix", () =>
    expectDenied(asServer.read("private/contract.txt")),
  );
  await checks.check("the bucket role cannot write outside its prefix", () =>
    expectDenied(asServer.write("private/left-here.txt", "x")),
  );
}

async function neitherReachesTheOther(scene: Scene): Promise<void> {
  const { sandbox, places, checks } = scene;
  const server = await serverSession(places);
  for (const [from, to] of [
    [ACME, GLOBEX],
    [GLOBEX, ACME],
  ] as const) {
    const session = await assume(places, server, from.roleArn, await externalIdOf(scene, from));
    const owner = bucketAs(places, keysOf(sandbox.home, to.profile), to.bucket);
    await owner.write(`${to.prefix}own.txt`, to.transferUser);
    const foreign = bucketAs(places, session, to.bucket);
    await checks.check(`${from.transferUser}'s role cannot read ${to.transferUser}'s bucket`, () =>
      expectDenied(foreign.read(`${to.prefix}own.txt`)),
    );
    await checks.check(`${from.transferUser}'s role cannot write to ${to.transferUser}'s bucket`, () =>
      expectDenied(foreign.write(`${to.prefix}intruder.txt`, "x")),
    );
    await checks.check(
      `${to.transferUser}'s role is refused with ${from.transferUser}'s external ID`,
      async () => expectDenied(assume(places, server, to.roleArn, await externalIdOf(scene, from))),
    );
  }
}

function keysOf(home: string, profile: string): Session {
  const keys = readKeys(home)[profile];
  if (!keys) throw new Error(`expected keys of profile ${profile}, found none`);
  return keys;
}

/** The external ID, as the operator reads it from the stack's encrypted settings. */
async function externalIdOf({ sandbox }: Scene, customer: DemoCustomer): Promise<string> {
  const args = ["config", "get", "aspera:externalId", "--stack", customer.stack];
  return (await runPulumi(args, sandbox.environment)).output.trim();
}
