import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { DeleteBucketPolicyCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import type { PolicyDocument } from "../../model/access/policyDocument";
import { clientsFor, type Keys, rootKeys } from "../../sandbox/accounts/clients";
import { kitTools } from "../../sandbox/kitTools/kitTools";
import { type CommandRun, testProject } from "./project";
import { type ResidentAwsCli, residentAwsCli } from "./resident/awsCli";
import { TestSandbox, type TestStack } from "./sandbox";

const ACCOUNT = "444455556666";
const RoleName = "aspera-acme";
const EVERYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});

/**
 * The server's side is the stack's. The bucket role that the stack made is taken away, and the kit makes it: a plain preview
 * then has the server prove the link, and finds the role as Pulumi itself would have made it, or not.
 */
describe("e2e: a kit, applied by somebody without Pulumi", function () {
  this.timeout(900_000);
  let world: TestSandbox;
  let stack: TestStack;
  let tools: string;
  let aws: ResidentAwsCli;
  let kit: string;
  let project: ReturnType<typeof testProject>;
  let deployer: Keys;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    tools = await kitTools(() => {});
    aws = await residentAwsCli(tools, join(world.sandbox.home, "aws-cli"));
    stack = await world.stack("dev", "Pulumi.dev.yaml", (text) =>
      text.replace("config:\n", "config:\n  aspera:prove: {mode: required, longestWait: 5}\n"),
    );
    stack.environment = { ASPERA_PROOF: "full" };
    succeeds(await stack.up());
    kit = join(world.sandbox.home, "acme-kit");
    project = testProject(world);
    const written = await project.run("kit", ["--stack", "dev", "--out", kit]);
    assert.equal(written.code, 0, written.stderr);
    deployer = await leastDeployer();
  });
  after(() => {
    aws?.stop();
    return world?.stop();
  });

  const acme = () => clientsFor(world.sandbox.accountsEndpoint, rootKeys(ACCOUNT));
  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);

  /** A user of the bucket account with the rights in the kit, and no other. */
  async function leastDeployer(): Promise<Keys> {
    const { iam } = acme();
    const UserName = "kit-deployer";
    await iam.send(new CreateUserCommand({ UserName }));
    const least = JSON.parse(readFileSync(join(kit, "deployer-rights.json"), "utf8")) as PolicyDocument;
    // The emulator asks IAM about the simulator without the role's ARN, so there the action alone is tried.
    const Statement = least.Statement.map((one) =>
      one.Sid === "Simulate" ? { ...one, Resource: "*" } : one,
    );
    const PolicyDocument = JSON.stringify({ ...least, Statement });
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "least", PolicyDocument }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    return { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
  }

  /** Runs lines of the kit's README as that user, in the kit's folder. */
  function sh(line: string, keys = deployer): Promise<CommandRun> {
    const environment = {
      PATH: `${aws.bin}:${tools}:${process.env.PATH}`,
      HOME: mkdtempSync(join(tmpdir(), "kit-home-")),
      AWS_ENDPOINT_URL: world.sandbox.accountsEndpoint,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    };
    return new Promise((resolve) => {
      execFile("sh", ["-c", line], { cwd: kit, env: environment }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  }

  /** State of each line of a check, by what it is about. */
  async function checked(code: number): Promise<Record<string, string>> {
    const run = await sh("sh aws-cli.sh check");
    assert.equal(run.code, code, `${run.stdout}\n${run.stderr}`);
    assert.doesNotMatch(run.stdout + run.stderr, /acme-5f0c6f2e9b7d4c1aa8e3/, "the external ID is not shown");
    const lines = run.stdout.trim().split("\n");
    return Object.fromEntries(lines.map((line) => [line.slice(9, 27).trim(), line.slice(0, 8).trim()]));
  }

  const ROLE_STANDS = { role: "ok", trust: "ok", rights: "ok", "service control": "ok" };
  const BUCKET_STANDS = {
    bucket: "ok",
    "bucket policy": "ok",
    "public access": "ok",
    encryption: "ok",
    "resource control": "unseen",
  };

  const applies = async () => {
    const run = await sh("sh aws-cli.sh apply");
    assert.equal(run.code, 0, run.stdout + run.stderr);
    return run.stdout;
  };
  const undone = async () => {
    const run = await sh("sh aws-cli.sh undo");
    assert.equal(run.code, 0, run.stdout + run.stderr);
    return run.stdout;
  };
  /** The link as the server proves it now, and the role as Pulumi sees it. */
  const verified = async () => succeeds(await stack.preview());
  const refused = async () => {
    const seen = await stack.preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(seen.output, /~ finding\s*: "link-assume-refused" => "none"/);
  };

  it("check finds Pulumi's own role to be what the kit says; undo takes it away, and the server is refused", async () => {
    assert.deepEqual(await checked(0), { ...ROLE_STANDS, ...BUCKET_STANDS });
    assert.match(await undone(), /^removed +role/m);
    await assert.rejects(acme().iam.send(new GetRoleCommand({ RoleName })), {
      name: "NoSuchEntityException",
    });
    assert.deepEqual(await checked(1), { role: "missing", ...BUCKET_STANDS });
    await refused();
    assert.match(await undone(), /nothing was changed/);
  });

  it("apply makes it: the proof is verified, and Pulumi finds nothing to change", async () => {
    assert.match(await applies(), /^made +role .*\nmade +rights /);
    assert.deepEqual(await checked(0), { ...ROLE_STANDS, ...BUCKET_STANDS });
    await verified();
    assert.match(await applies(), /nothing was changed/);
  });

  it("a role that lost its rights gets them back; a widened one is left as it is until a word of consent", async () => {
    const { iam } = acme();
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "aspera-s3" }));
    assert.match(await applies(), /^made +rights/);

    const trust = JSON.parse(readFileSync(join(kit, "trust-policy.json"), "utf8"));
    delete trust.Statement[0].Condition;
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: JSON.stringify(trust) }));
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: "aspera-s3", PolicyDocument: EVERYTHING }),
    );
    const seen = await checked(1);
    assert.deepEqual([seen.role, seen.trust, seen.rights], ["ok", "differs", "differs"]);
    const not = await sh("sh aws-cli.sh apply");
    assert.equal(not.code, 1);
    assert.match(not.stderr, /differs from this kit: trust rights\nhint: .*apply --change/);
    const kept = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "aspera-s3" }));
    assert.deepEqual(JSON.parse(decodeURIComponent(kept.PolicyDocument ?? "")), JSON.parse(EVERYTHING));
    const changed = await sh("sh aws-cli.sh apply --change");
    assert.match(changed.stdout, /^changed +trust .*\nmade +rights /, changed.stderr);
    await verified();
  });

  it("policies of somebody else on the role are neither accepted nor removed; a Deny on the bucket is told", async () => {
    const { iam, s3 } = acme();
    const Resource = ["arn:aws:s3:::acme-media", "arn:aws:s3:::acme-media/*"];
    const Statement = [{ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource }];
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await s3.send(new PutBucketPolicyCommand({ Bucket: "acme-media", Policy }));
    const other = { RoleName, PolicyName: "somebody-elses" };
    await iam.send(new PutRolePolicyCommand({ ...other, PolicyDocument: EVERYTHING }));
    const seen = await checked(1);
    assert.deepEqual([seen.trust, seen["other policies"], seen["bucket policy"]], ["ok", "differs", "note"]);
    for (const command of ["apply --change", "undo"]) {
      const run = await sh(`sh aws-cli.sh ${command}`);
      assert.equal(run.code, 1, run.stdout);
      assert.match(run.stderr, /somebody-elses\nhint: take them off/);
    }
    await iam.send(new GetRolePolicyCommand(other));
    await iam.send(new DeleteRolePolicyCommand(other));
    await s3.send(new DeleteBucketPolicyCommand({ Bucket: "acme-media" }));
  });

  it("another account's credentials are refused before anything is looked at", async () => {
    for (const command of ["check", "undo"]) {
      const run = await sh(`sh aws-cli.sh ${command}`, rootKeys("777788889999"));
      assert.equal(run.code, 2);
      assert.match(
        run.stderr,
        /expected credentials for account 444455556666, got those of account 777788889999\nhint: /,
      );
    }
    const none = await sh("sh aws-cli.sh");
    assert.equal(none.code, 2);
    assert.match(none.stderr, /^usage: /);
  });

  it("undo closes the way for the server", async () => {
    await undone();
    await refused();
  });

  it("the CloudFormation line of the README makes the same role; without it the server is refused again", async () => {
    const readme = readFileSync(join(kit, "README.md"), "utf8");
    const deploy = /^aws cloudformation deploy(?:.*\\\n)+.*$/m.exec(readme)?.[0] ?? "";
    const deployed = await sh(`AWS_DEFAULT_REGION=us-east-1; export AWS_DEFAULT_REGION; ${deploy}`);
    assert.equal(deployed.code, 0, deployed.stdout + deployed.stderr);
    assert.deepEqual(await checked(0), { ...ROLE_STANDS, ...BUCKET_STANDS });
    await verified();
    assert.match(await applies(), /nothing was changed/);

    const owned = await sh("sh aws-cli.sh undo");
    assert.match(
      owned.stderr,
      /belongs to CloudFormation stack aspera-dev\nhint: aws cloudformation delete-stack/,
    );
    const remove = /^aws cloudformation delete-stack .*$/m.exec(readme)?.[0] ?? "";
    const removed = await sh(
      `${remove} && aws cloudformation wait stack-delete-complete --region us-east-1 --stack-name aspera-dev`,
    );
    assert.equal(removed.code, 0, removed.stdout + removed.stderr);
    await refused();
  });

  it("a kit for a rotated external ID is refused while the running docroot presents the one before, unless a word says so", async () => {
    await stack.configure("externalId", "8b3f0e6a-5d1c-4e6f-9c2b-7a1d0f3e5c4b", "--secret");
    const before = readFileSync(join(kit, "external-id.txt"), "utf8");
    const write = (...more: string[]) => project.run("kit", ["--stack", "dev", "--out", kit, ...more]);
    const refused = await write();
    assert.equal(refused.code, 1, refused.stdout);
    assert.match(refused.stderr, /takes from the running docroot the external ID that it presents\nhint: /);
    assert.equal(readFileSync(join(kit, "external-id.txt"), "utf8"), before);
    const written = await write("--cut-off");
    assert.equal(written.code, 0, written.stderr);
    assert.notEqual(readFileSync(join(kit, "external-id.txt"), "utf8"), before);
  });
});
