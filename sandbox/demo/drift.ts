import assert from "node:assert/strict";
import { BREAKAGES, type Breakage, breakOne, healAll } from "../breakage";
import { runPulumi } from "../lifecycle/pulumi";
import { restartCount } from "../server";
import { ACME, type Scene } from "./scene";

/** Someone edits the server behind Pulumi's back: a preview shows it, `up` repairs it, and the next preview is clean. */
export async function driftScene({ checks, sandbox }: Scene): Promise<void> {
  const pulumi = (...args: string[]) =>
    runPulumi([...args, "--stack", ACME.stack, "--suppress-outputs"], sandbox.environment, true);
  const preview = () => pulumi("preview", "--diff", "--expect-no-changes");

  checks.step("Drift: someone edits acme's docroot on the server, and a preview shows it");
  const restarts = restartCount(sandbox.home);
  await breakOne(sandbox, "docroot", BREAKAGES.docroot as Breakage);
  const drifted = await preview();
  await checks.check("pulumi preview --expect-no-changes ends with 7", () =>
    assert.equal(drifted.exitCode, 7),
  );
  await checks.check("it shows the docroot as it is, and as it should be", () =>
    assert.match(drifted.output, /~ docroot *: "s3:\/\/[^"]*somebody-elses-bucket[^"]*" => "s3:.*\(ours\)"/),
  );

  checks.step("pulumi up repairs it; the next preview is clean");
  const repair = await pulumi("up", "--yes", "--skip-preview");
  await checks.check("pulumi up repairs it and restarts asperanoded once", () => {
    assert.equal(repair.exitCode, 0);
    assert.equal(restartCount(sandbox.home), restarts + 1);
  });
  const clean = await preview();
  await checks.check("the next preview finds no drift", () => assert.equal(clean.exitCode, 0));
  await healAll(sandbox, BREAKAGES);
}
