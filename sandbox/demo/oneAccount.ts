import assert from "node:assert/strict";
import { readKeys } from "../accounts";
import { runPulumi } from "../lifecycle/pulumi";
import { initStack } from "../lifecycle/stack";
import { restartCount, transfer } from "../server";
import { expectDenied } from "./checks";
import { bucketAs, serverSession } from "./identities";
import { makeFile, type Scene, sha256 } from "./scene";

/** The committed dev stack of this procedure, and what is in it. */
const STACK = "dev-one-account";
const BUCKET = "operator-media";
const USER = "xfer2";

/** The one-account procedure as an operator sees it, from the first `up` to `destroy`. */
export async function oneAccountScenes(scene: Scene): Promise<void> {
  const { checks, sandbox, places } = scene;
  const owner = () => {
    const keys = readKeys(sandbox.home).operator;
    if (!keys) throw new Error("expected keys of profile operator, found none");
    return bucketAs(places, keys, BUCKET);
  };

  checks.step("pulumi up: a server role that holds the rights itself, and a docroot without stored keys");
  initStack(STACK, sandbox.environment);
  await run(scene, "pulumi up", ["up", "--yes", "--skip-preview"]);
  await checks.check("the server itself proved that it reaches the bucket", async () => {
    const { output } = await runPulumi(["stack", "output", "link", "--stack", STACK], sandbox.environment);
    assert.equal(output.trim(), "verified");
  });

  checks.step("Move a file through the server, with nothing but the instance's own role");
  const file = makeFile(sandbox.home, "one-account.bin", 3_000_000);
  await checks.check(`${USER} sends a 3 MB file through the server`, () =>
    transfer.put({ home: sandbox.home, user: USER, localFile: file.path, path: "/one-account.bin" }),
  );
  await checks.check("the operator reads the same bytes from its bucket", async () => {
    assert.equal(sha256(await owner().read("incoming/one-account.bin")), file.digest);
  });

  checks.step("The same role outside its folder");
  await owner().write("private/contract.txt", "not for the server");
  const asServer = bucketAs(places, await serverSession(places), BUCKET);
  await checks.check("the server role cannot read outside its prefix", () =>
    expectDenied(asServer.read("private/contract.txt")),
  );
  await checks.check("the server role cannot write outside its prefix", () =>
    expectDenied(asServer.write("private/left-here.txt", "x")),
  );

  checks.step("pulumi up again: nothing to do, and the server is not touched");
  const restarts = restartCount(sandbox.home);
  const again = await run(scene, "a second pulumi up", ["up", "--yes"]);
  await checks.check("a second up changes nothing", () => assert.match(again, /Resources:\s+\d+ unchanged/));
  await run(scene, "a preview that finds no drift", ["preview", "--expect-no-changes"]);
  await checks.check("asperanoded was not restarted", () => {
    assert.equal(restartCount(sandbox.home), restarts);
  });

  checks.step("pulumi destroy: the docroot stays, and leads nowhere");
  const destroyed = await run(scene, "pulumi destroy", ["destroy", "--yes", "--skip-preview"]);
  await checks.check("it says that it left the docroot in place", () =>
    assert.match(destroyed, /\[docroot-left-in-place\]/),
  );
  await checks.check(`a transfer of ${USER} is refused once the role is gone`, async () => {
    const put = { home: sandbox.home, user: USER, localFile: file.path, path: "/late.bin" };
    await assert.rejects(transfer.put(put), /metadata endpoint has no|AccessDenied|NoSuchEntity/);
  });
}

async function run(
  { sandbox, checks }: Scene,
  what: string,
  [verb = "", ...more]: string[],
): Promise<string> {
  const { exitCode, output } = await runPulumi([verb, "--stack", STACK, ...more], sandbox.environment, true);
  await checks.check(what, () => assert.equal(exitCode, 0));
  return output;
}
