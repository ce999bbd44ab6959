import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BREAKAGES, type World } from "../breakage";
import { CHECKOUT } from "../lifecycle/home";
import { runPulumi } from "../lifecycle/pulumi";
import { initStack } from "../lifecycle/stack";
import { transfer } from "../server";
import { ACME, makeFile, type Scene } from "./scene";
import { SteadyTransfers } from "./steadyTransfers";

/**
 * An external ID is rotated and a customer is ended, while files are transferred all the time. The settings are a copy: a
 * rotation writes to them.
 */
export async function rotationScenes(scene: Scene): Promise<void> {
  const { checks, sandbox } = scene;
  const folder = join(sandbox.home, "demo");
  mkdirSync(folder, { recursive: true });
  const settings = join(folder, `Pulumi.${ACME.stack}.yaml`);
  copyFileSync(join(CHECKOUT, `Pulumi.${ACME.stack}.yaml`), settings);
  const environment = { ...sandbox.environment, PULUMI_OPTION_CONFIG_FILE: settings };
  const up = async (what: string, code: number) => {
    const args = ["up", "--yes", "--skip-preview", "--stack", ACME.stack];
    const { exitCode } = await runPulumi(args, environment, true);
    await checks.check(what, () => assert.equal(exitCode, code));
  };
  const customer = async (what: string, ...args: string[]) => {
    const code = await npmRun(["customer", "--", ...args], environment);
    await checks.check(what, () => assert.equal(code, 0));
  };
  const stillAllowed = async (): Promise<string[]> => {
    const asked = ["stack", "output", "stillAllowed", "--json", "--stack", ACME.stack];
    return JSON.parse((await runPulumi(asked, environment)).output);
  };

  checks.step("pulumi up: the customer whose external ID is to be rotated");
  initStack(ACME.stack, sandbox.environment);
  await up("pulumi up", 0);

  checks.step("From here on a file is transferred every half second");
  const steady = new SteadyTransfers(sandbox.home, [ACME.transferUser]);
  const undisturbed = (during: string) =>
    checks.check(`no transfer failed ${during}`, async () => assert.deepEqual(await steady.settled(), []));
  try {
    steady.now("before anything");
    await undisturbed("before anything");

    checks.step("npm run customer -- rotate: a new external ID, which nobody sees");
    await customer("the new ID is stored", "rotate", ACME.stack);

    checks.step("pulumi up while the server cannot be reached: it fails, and cuts nobody off");
    steady.now("during the up that failed");
    const world = { home: sandbox.home } as World;
    await BREAKAGES.unreachable?.break(world);
    await up("the up fails", 1).finally(() => BREAKAGES.unreachable?.heal(world, {}));
    await undisturbed("during the up that failed");

    checks.step("pulumi up: both IDs are allowed, the new one is proven, the docroot is switched");
    steady.now("during the switch");
    await up("pulumi up", 0);
    await undisturbed("during the switch");
    await checks.check("the stack says what is still allowed", async () =>
      assert.deepEqual(await stillAllowed(), ["an earlier external ID"]),
    );

    checks.step("pulumi up: takes the old ID away");
    steady.now("while the old ID was taken away");
    await up("pulumi up", 0);
    await undisturbed("while the old ID was taken away");
    await checks.check("nothing is left of it", async () => assert.deepEqual(await stillAllowed(), []));
    await checks.check("a preview is clean", async () => {
      const args = ["preview", "--expect-no-changes", "--stack", ACME.stack];
      assert.equal((await runPulumi(args, environment)).exitCode, 0);
    });
  } finally {
    await steady.end();
  }

  checks.step("npm run customer -- end: the link is taken down, and the server shows that it is dead");
  const evidence = join(folder, "evidence");
  rmSync(evidence, { recursive: true, force: true }); // An earlier demo's: it is of a customer that is there again.
  await customer("the customer is ended", "end", ACME.stack, "--yes", "--evidence", evidence);
  await checks.check("no file gets through any more", () => {
    const file = makeFile(sandbox.home, "late.bin", 1_000);
    const put = { home: sandbox.home, user: ACME.transferUser, localFile: file.path, path: "/late.bin" };
    return assert.rejects(transfer.put(put));
  });
  await checks.check("there is evidence of it, a page and a document", () => {
    const written = readdirSync(evidence).sort();
    assert.deepEqual(written.map((name) => name.replace(/^.*\./, "")).sort(), ["json", "md"]);
    for (const name of written) console.log(`   ${join(evidence, name)}`);
    assert.match(readFileSync(join(evidence, written[0] ?? ""), "utf8"), /"outcome"/);
  });
}

/** `npm run`, its output on the screen. */
function npmRun(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", ...args], {
      cwd: CHECKOUT,
      env: environment,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 255));
  });
}
