import assert from "node:assert/strict";
import { copyFileSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { kitTools } from "../kitTools/kitTools";
import { CHECKOUT } from "../lifecycle/home";
import { Company } from "./company";
import { goesLive, invite, isRefused, up, waits } from "./operatorsPart";
import { ACME as DEV, GLOBEX, type Scene } from "./scene";

/** The server's own stack. */
const SERVER = "dev-server";
/** The operator's stack of the first customer, who names their own after the role. */
const ACME = { ...DEV, stack: "dev-acme" };
const ACMES_OWN = "aspera-acme";

/**
 * The operator of a server and two customers, three companies: none has another's credentials, state or passphrase. One
 * customer has Pulumi and accepts an invitation, the other applies a kit; then each of them takes its own side away.
 */
export async function twoCompanyScenes(scene: Scene): Promise<void> {
  const { checks, sandbox } = scene;
  const folder = join(sandbox.home, "demo", "two-companies");
  rmSync(folder, { recursive: true, force: true });
  const company = (name: string) => new Company(join(folder, name), name, sandbox);
  const [operator, acme, globex] = [company("operator"), company(ACME.profile), company(GLOBEX.profile)];
  const aws = await kitTools((line) => console.log(`   ${line}`));

  checks.step("The operator's stack of the server: the role that customers will trust");
  copyFileSync(
    join(CHECKOUT, "docs/examples/Pulumi.aspera-server.yaml"),
    join(operator.folder, `Pulumi.${SERVER}.yaml`),
  );
  await operator.pulumi(["stack", "init", SERVER]);
  await up(scene, operator, SERVER);

  checks.step("npm run customer -- new: settings, an external ID of its own, an invitation");
  const { home, ports } = sandbox;
  const server = ["--host", "127.0.0.1", "--port", String(ports.ssh), "--aspera-root", "opt/aspera"];
  const login = ["--known-hosts", join(home, "known_hosts"), "--ssh-key", join(home, "ssh/id_ed25519")];
  await invite(scene, operator, ACME, ["--like", SERVER, ...server, ...login]);
  const invitation = `${ACME.stack}.invitation.json`;
  await checks.check(
    "the invitation holds the external ID for its reader alone, the settings hold it encrypted",
    () => {
      const { externalId } = JSON.parse(readFileSync(join(operator.folder, invitation), "utf8"));
      assert.match(externalId, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
      assert.equal(statSync(join(operator.folder, invitation)).mode & 0o777, 0o600);
      assert.ok(
        !readFileSync(join(operator.folder, `Pulumi.${ACME.stack}.yaml`), "utf8").includes(externalId),
      );
    },
  );

  checks.step("pulumi up before the customer has acted: it succeeds, and waits");
  await waits(scene, operator, ACME);

  checks.step("npm run customer -- accept: the customer makes the other side, in its own account and state");
  const sent = join(folder, invitation);
  copyFileSync(join(operator.folder, invitation), sent);
  await checks.check("another company, whom it is not for, is refused", async () => {
    const { code, output } = await globex.npmRun("customer", "accept", sent);
    assert.deepEqual([code, /\[access-wrong-account\]/.test(output)], [1, true]);
  });
  await checks.check(`${ACME.profile} accepts`, async () =>
    assert.equal((await acme.npmRun("customer", "accept", sent)).code, 0),
  );
  await up(scene, acme, ACMES_OWN);

  checks.step("The operator's preview shows it, `up` switches the docroot, and a file moves");
  await goesLive(scene, operator, ACME);

  checks.step("A second customer, without Pulumi: the operator sends a kit");
  await invite(scene, operator, GLOBEX, ["--like", ACME.stack]);
  await waits(scene, operator, GLOBEX);
  const kit = join(globex.folder, "kit");
  await checks.check("the kit is written", async () =>
    assert.equal((await operator.npmRun("kit", "--stack", GLOBEX.stack, "--out", kit)).code, 0),
  );

  checks.step("The customer runs the kit's script, with the AWS CLI and its own credentials");
  const script = (command: string) => globex.run("sh", [join(kit, "aws-cli.sh"), command], aws);
  await checks.check("check: the role is missing, nothing else is in the way", async () => {
    const { code, output } = await script("check");
    assert.deepEqual([code, output.match(/^(missing|differs|refuses)/gm)], [1, ["missing"]]);
  });
  await checks.check("apply makes it", async () => assert.equal((await script("apply")).code, 0));
  await goesLive(scene, operator, GLOBEX);

  checks.step("Each customer takes its own side away: the server is refused, and nobody is waited for again");
  await checks.check(`${ACME.profile} destroys its stack`, async () => {
    const run = await acme.pulumi(["destroy", "--yes", "--skip-preview", "--stack", ACMES_OWN], true);
    assert.equal(run.exitCode, 0);
  });
  await checks.check(`${GLOBEX.profile} undoes the kit`, async () =>
    assert.equal((await script("undo")).code, 0),
  );
  for (const customer of [ACME, GLOBEX]) await isRefused(scene, operator, customer);

  checks.step("The operator takes down what is left");
  for (const stack of [ACME.stack, GLOBEX.stack, SERVER])
    await checks.check(`pulumi destroy on ${stack}`, async () => {
      const run = await operator.pulumi([
        "destroy",
        "--yes",
        "--skip-preview",
        "--suppress-outputs",
        "--stack",
        stack,
      ]);
      assert.equal(run.exitCode, 0, run.output);
    });
}
