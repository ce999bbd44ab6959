import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { bucketSideRights, serverSideRights } from "../../model/access/deployerRights";
import type { PolicyDocument } from "../../model/access/policyDocument";
import { DEPLOYER } from "../../sandbox/accounts/cast";
import { clientsFor, rootKeys } from "../../sandbox/accounts/clients";
import { LookingJob } from "./lookingRole";
import { TestSandbox, type TestStack } from "./sandbox";

const SERVER = { partition: "aws", account: "111122223333", path: "/", name: "aspera-server" };
const BUCKET = { partition: "aws", account: "444455556666", path: "/", name: "aspera-acme" };
const generated = serverSideRights({ role: SERVER, makesRole: true, addsRight: true, launches: false });
/** The emulator asks IAM about instance profiles without their ARN, so there the actions alone are tried. */
const serverSide = {
  ...generated,
  Statement: generated.Statement.map((one) =>
    one.Sid === "ServerProfile" ? { ...one, Resource: "*" } : one,
  ),
};
const bucketSide = bucketSideRights({ role: BUCKET, bucket: "acme-media" });

/** As the subject of a token names it. */
const REPOSITORY = "repo:example@123456/media@456789";

describe("e2e: a deployer with the rights of docs/rights.md, and no other", function () {
  this.timeout(120_000);
  let world: TestSandbox;
  let stack: TestStack;
  let job: LookingJob;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    stack = await world.stack("dev");
    await allow(SERVER.account, serverSide);
    await allow(BUCKET.account, bucketSide);
  });
  after(() => world?.stop());

  const state = () => readFileSync(join(world.sandbox.home, "state/.pulumi/stacks/aspera/dev.json"), "utf8");
  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);

  /** Takes the place of what the sandbox's deployer may do in an account otherwise. */
  async function allow(account: string, document: PolicyDocument): Promise<void> {
    const { iam, destroy } = clientsFor(world.sandbox.accountsEndpoint, rootKeys(account));
    const PolicyDocument = JSON.stringify(document);
    await iam.send(
      new PutUserPolicyCommand({ UserName: DEPLOYER, PolicyName: "administrator", PolicyDocument }),
    );
    destroy();
  }

  it("brings a two-account stack up, sees no drift and no finding that something is out of sight", async () => {
    const made = await stack.up();
    succeeds(made);
    assert.doesNotMatch(made.output, /-not-(visible|readable)\]/);
    const clean = await stack.preview();
    succeeds(clean);
    assert.doesNotMatch(clean.output, /-not-(visible|readable)\]|AccessDenied/);
  });

  it("does not, with one right less: the rights are really all that there is", async () => {
    const [statement, ...rest] = bucketSide.Statement;
    assert.ok(statement);
    const less = (statement.Action as string[]).filter((action) => action !== "iam:GetRole");
    await allow(BUCKET.account, { ...bucketSide, Statement: [{ ...statement, Action: less }, ...rest] });
    const refused = await stack.preview();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /AccessDenied/);
    await allow(BUCKET.account, bucketSide);
  });

  it("a look that is denied is a finding, and no failed run", async () => {
    const [role, ...rest] = serverSide.Statement;
    assert.ok(role);
    const less = (role.Action as string[]).filter((action) => action !== "iam:ListAttachedRolePolicies");
    const Statement = rest.map((one) =>
      one.Sid === "Server" ? { ...one, Action: "s3:ListAllMyBuckets" } : one,
    );
    await allow(SERVER.account, { ...serverSide, Statement: [{ ...role, Action: less }, ...Statement] });
    const seen = await stack.preview();
    assert.match(seen.output, /\[access-server-policies-not-visible\]/);
    assert.equal(seen.exitCode, 0, seen.output);
    await allow(SERVER.account, serverSide);
  });

  it("a pipeline is let in from its own environments, and from nowhere else", async () => {
    job = await LookingJob.with(world, [
      { profile: "operator", id: SERVER.account, deployer: serverSide },
      { profile: "acme", id: BUCKET.account, deployer: bucketSide },
    ]);
    for (const sub of [`${REPOSITORY}:ref:refs/heads/main`, "repo:example@1/media@2:environment:preview"]) {
      const refused = await job.login(sub);
      assert.equal(refused.code, 1, refused.stdout);
      assert.match(
        refused.stderr,
        /expected to assume arn:aws:iam::444455556666:role\/aspera-look for profile acme/,
      );
      assert.ok(!existsSync(job.path("observer/key")));
    }
    const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nx";
    const allowed = await job.login(`${REPOSITORY}:environment:preview`, key);
    const credentials = job.path("aws/credentials");
    assert.deepEqual([allowed.code, allowed.stdout], [0, `AWS_SHARED_CREDENTIALS_FILE=${credentials}\n`]);
    assert.equal(readFileSync(job.path("observer/key"), "utf8"), `${key}\n`);
    assert.deepEqual(readdirSync(job.path("aws")), ["credentials"], "the token stays nowhere");
    for (const file of [credentials, job.path("observer/key")])
      assert.equal(statSync(file).mode & 0o77, 0, file);
    job.take(allowed);
  });

  it("there, with what only looks, drift.sh and preview.sh see all that there is, and change no state", async () => {
    const before = state();
    const clean = await job.run("drift.sh", [job.path("drift.json"), "dev"]);
    assert.equal(clean.code, 0, clean.stderr);
    const [check] = JSON.parse(readFileSync(job.path("drift.json"), "utf8")).stacks;
    assert.deepEqual([check.stack, check.verdict, check.findings], ["dev", "clean", []]);

    world.editDocroot("acme", "s3://s3.amazonaws.com/somebody-elses-bucket/");
    const drift = await job.run("drift.sh", [job.path("drift.json"), "dev", "lost"]);
    assert.equal(drift.code, 1, "one stack is not there");
    const { stacks } = JSON.parse(readFileSync(job.path("drift.json"), "utf8"));
    assert.deepEqual(
      stacks.map((one: { stack: string; verdict: string }) => [one.stack, one.verdict]),
      [
        ["dev", "drift"],
        ["lost", "failed"],
      ],
    );

    const preview = await job.run("preview.sh", [job.path("preview.md"), "dev", "lost"]);
    assert.equal(preview.code, 1, preview.stdout);
    const page = readFileSync(job.path("preview.md"), "utf8");
    assert.match(page, /<summary><b>dev<\/b>: would change<\/summary>/);
    assert.match(page, /~ docroot: "s3:\/\/s3.amazonaws.com\/somebody-elses-bucket\/" => "s3:\/\/s3/);
    assert.match(page, /<summary><b>lost<\/b>: the preview could not be made<\/summary>/);
    assert.equal(state(), before);
    succeeds(await stack.up());
  });

  it("takes the stack away again", async () => succeeds(await stack.destroy()));
});
