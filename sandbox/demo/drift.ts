import assert from "node:assert/strict";
import { BREAKAGES, type Breakage, breakOne, healAll } from "../breakage";
import { runPulumi } from "../lifecycle/pulumi";
import { restartCount } from "../server";
import { ACME, type Scene } from "./scene";

/** Somebody edits the server behind Pulumi's back: a preview shows it, `up` puts it right, and a preview is clean again. */
export async function driftScene({ checks, sandbox }: Scene): Promise<void> {
  const pulumi = (...args: string[]) =>
    runPulumi([...args, "--stack", ACME.stack, "--suppress-outputs"], sandbox.environment, true);
  const preview = () => pulumi("preview", "--diff", "--expect-no-changes");

  checks.step("Drift: somebody edits acme's docroot on the server, and a preview shows it");
  const restarts = restartCount(sandbox.home);
  await breakOne(sandbox, "docroot", BREAKAGES.docroot as Breakage);
  const drifted = await preview();
  await checks.check("pulumi preview --expect-no-changes ends with 7", () =>
    assert.equal(drifted.exitCode, 7),
  );
  await checks.check("it shows the docroot that is there, and the one that should be", () =>
    assert.match(drifted.output, /~ docroot *: "s3:\/\/[^"]*somebody-elses-bucket[^"]*" => "s3:.*\(ours\)"/),
  );

  checks.step("pulumi up puts it right; a preview is clean again");
  const repair = await pulumi("up", "--yes", "--skip-preview");
  await checks.check("pulumi up repairs it, with one restart of asperanoded", () => {
    assert.equal(repair.exitCode, 0);
    assert.equal(restartCount(sandbox.home), restarts + 1);
  });
  const clean = await preview();
  await checks.check("a preview finds no drift any more", () => assert.equal(clean.exitCode, 0));
  await healAll(sandbox, BREAKAGES);
}
