import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readKeys } from "../accounts";
import { CAST } from "../accounts/cast";
import { asperaRoot, transfer } from "../server";
import type { Company } from "./company";
import { bucketAs } from "./identities";
import { type DemoCustomer, makeFile, type Scene, sha256 } from "./scene";

/** Who waits for whom is told after so many seconds in place of 120: here it is known that nobody has acted yet. */
const PROVE = JSON.stringify({ mode: "required", longestWait: 5 });

function accountOf(profile: string): string {
  return CAST.find((account) => account.profile === profile)?.id ?? "";
}

/** The operator makes a stack for a customer, and an invitation. @param server options that say which server, and how it is reached. */
export async function invite(
  { checks }: Scene,
  operator: Company,
  customer: DemoCustomer,
  server: string[],
): Promise<void> {
  const { stack, bucket, prefix, transferUser, roleArn, profile } = customer;
  const place = ["--account", accountOf(profile), "--bucket", bucket, "--prefix", prefix];
  const names = ["--role", roleArn.split("/").at(-1) ?? "", "--transfer-user", transferUser];
  await checks.check(`a stack for ${profile}`, async () =>
    assert.equal(
      (await operator.npmRun("customer", "new", stack, "--yes", ...server, ...place, ...names)).code,
      0,
    ),
  );
  await operator.pulumi(["config", "set", "aspera:prove", PROVE, "--stack", stack]);
}

/** `pulumi up`, which must succeed. */
export async function up({ checks }: Scene, company: Company, stack: string): Promise<void> {
  const run = await company.pulumi(["up", "--yes", "--skip-preview", "--stack", stack], true);
  await checks.check(`pulumi up on ${stack}`, () => assert.equal(run.exitCode, 0));
}

/** An `up` before the customer has acted. */
export async function waits(
  scene: Scene,
  operator: Company,
  { stack, profile }: DemoCustomer,
): Promise<void> {
  const conf = () => readFileSync(join(asperaRoot(scene.sandbox.home), "etc/aspera.conf"), "utf8");
  const before = conf();
  await up(scene, operator, stack);
  await scene.checks.check("it says whom it waits for, and leaves the server as it is", async () => {
    assert.match(
      String(await operator.output(stack, "link")),
      new RegExp(`^waiting for account ${accountOf(profile)}: `),
    );
    assert.equal(conf(), before);
  });
}

/** The customer has acted: the preview shows it, `up` switches the docroot, a file moves. */
export async function goesLive(scene: Scene, operator: Company, customer: DemoCustomer): Promise<void> {
  const { checks, sandbox, places } = scene;
  const { stack, profile, transferUser, bucket, prefix } = customer;
  const preview = ["preview", "--diff", "--expect-no-changes", "--suppress-outputs", "--stack", stack];
  await checks.check("a preview shows `waiting ...` become `verified`", async () => {
    const { exitCode, output } = await operator.pulumi(preview);
    console.log(
      output
        .match(/^.*~ (link|docroot) *: .*$/gm)
        ?.join("\n")
        .replace(/^ */gm, "   │ "),
    );
    assert.equal(exitCode, 7, output);
    assert.match(output, /~ link *: "waiting for account \d+: [^"]*" => "verified"/);
  });
  await up(scene, operator, stack);
  await checks.check(
    `${transferUser} sends a file, and ${profile} reads the same bytes in its own account`,
    async () => {
      const file = makeFile(sandbox.home, `${transferUser}.bin`, 1_000_000);
      const name = `${randomBytes(4).toString("hex")}.bin`;
      await transfer.put({ home: sandbox.home, user: transferUser, localFile: file.path, path: `/${name}` });
      const keys = readKeys(sandbox.home)[profile];
      assert.ok(keys);
      assert.equal(sha256(await bucketAs(places, keys, bucket).read(`${prefix}${name}`)), file.digest);
    },
  );
}

/** The customer has taken their side away. */
export async function isRefused(
  { checks, sandbox }: Scene,
  operator: Company,
  customer: DemoCustomer,
): Promise<void> {
  const { stack, transferUser } = customer;
  await checks.check(`a transfer of ${transferUser} is refused, and a preview says why`, async () => {
    const file = makeFile(sandbox.home, "late.bin", 1024);
    const put = { home: sandbox.home, user: transferUser, localFile: file.path, path: "/late.bin" };
    await assert.rejects(transfer.put(put), /AccessDenied|NoSuchEntity/);
    const { output } = await operator.pulumi(["preview", "--diff", "--stack", stack]);
    assert.match(output, /link-assume-refused/);
    assert.doesNotMatch(output, /link-waiting/);
  });
}
