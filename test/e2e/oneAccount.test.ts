import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AttachRolePolicyCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  DeleteBucketPolicyCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { fingerprint } from "../../model/docroot/fingerprint";
import { NOTHING_ASKED } from "../../model/link/results";
import { profileClients } from "../../sandbox/accounts";
import { restartCount, transfer } from "../../sandbox/server";
import { TestSandbox, type TestStack } from "./sandbox";

const DOCROOT = "s3://s3.amazonaws.com/operator-media/incoming/";
/** What the sandbox's xfer2 has: stored keys, as before roles. */
const STORED_KEYS = /AKIAIOSFODNN7EXAMPLE|wJalrXUtnFEMI/;

describe("e2e: the one-account procedure (one account)", function () {
  this.timeout(300_000);
  let world: TestSandbox;
  let stack: TestStack;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    stack = await world.stack("dev-one-account", "Pulumi.dev-one-account.yaml", (text) =>
      text.replace(/ {2}aspera:takeOver: .*\n/, ""),
    );
  });
  after(() => world?.stop());

  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);
  const operator = () => {
    const { home, accountsEndpoint } = world.sandbox;
    return profileClients({ home, endpoint: accountsEndpoint, profile: "operator" });
  };
  const put = (path: string) => {
    const localFile = join(world.sandbox.home, "sent.txt");
    writeFileSync(localFile, `sent to ${path}`);
    return transfer.put({ home: world.sandbox.home, user: "xfer2", localFile, path });
  };
  const policies = async () => {
    const { deployment } = JSON.parse((await stack.pulumi("stack", "export")).output);
    const found = deployment.resources.filter(
      ({ type }: { type: string }) => type === "aws:iam/rolePolicy:RolePolicy",
    );
    return found.map(({ outputs }: { outputs: { name: string; policy: string } }) => outputs);
  };

  it("refuses the stored keys that somebody else set, without showing them, and takes them over when they are named", async () => {
    const foreign = world.docrootOf("xfer2") ?? "";
    assert.match(foreign, STORED_KEYS);
    const refused = await stack.up();
    assert.equal(refused.exitCode, 1);
    assert.match(
      refused.output,
      /s3:\/\/\(masked\)@s3\.amazonaws\.com\/legacy-media.*\n.*\[docroot-foreign\]/,
    );
    assert.doesNotMatch(refused.output, STORED_KEYS);
    assert.equal(world.docrootOf("xfer2"), foreign);

    stack.edit((text) =>
      text.replace("config:\n", `config:\n  aspera:takeOver: "${fingerprint(foreign)}"\n`),
    );
    succeeds(await stack.up());
    stack.edit((text) => text.replace(/ {2}aspera:takeOver: .*\n/, ""));
    succeeds(await stack.up());
    assert.equal(world.docrootOf("xfer2"), DOCROOT);
    assert.equal(restartCount(world.sandbox.home), 1);
  });

  it("makes no second role and no external ID: the server role holds the rights itself", async () => {
    const { lastSeen, ...outputs } = JSON.parse((await stack.pulumi("stack", "output", "--json")).output);
    assert.match(lastSeen, /Z$/);
    assert.deepEqual(outputs, {
      serverRoleArn: "arn:aws:iam::111122223333:role/aspera-server",
      instanceProfile: "aspera-server",
      docroot: DOCROOT,
      link: "verified",
      // Without `delete` no object is made that could not be deleted again; there is no role to assume.
      operations: { ...NOTHING_ASKED, write: "verified", list: "verified" },
      stillAllowed: [],
      server: `127.0.0.1:${world.sandbox.ports.ssh}`,
      transferUser: "xfer2",
      nextSteps: ["transfer a file as xfer2, and look for it in the bucket"],
    });
    const [policy, ...others] = await policies();
    assert.deepEqual(others, []);
    assert.equal(policy.name, "aspera-dev-one-account");
    assert.match(policy.policy, /arn:aws:s3:::operator-media\/incoming\/\*/);
    assert.doesNotMatch(policy.policy, /sts:AssumeRole|s3:\*/);
  });

  it("a file goes through with nothing but the instance's own role, and only into its folder", async () => {
    await put("/sent.txt");
    const { s3 } = operator();
    const { Body } = await s3.send(
      new GetObjectCommand({ Bucket: "operator-media", Key: "incoming/sent.txt" }),
    );
    assert.equal(await Body?.transformToString(), "sent to /sent.txt");

    await s3.send(new PutObjectCommand({ Bucket: "operator-media", Key: "private/secret.txt", Body: "x" }));
    world.editDocroot("xfer2", "s3://s3.amazonaws.com/operator-media/private/");
    await assert.rejects(put("/intruder.txt"), /AccessDenied/);
    succeeds(await stack.up());
  });

  it("a second up changes nothing; a hand edit is drift, repaired by up", async () => {
    const restarts = restartCount(world.sandbox.home);
    const again = await stack.up();
    succeeds(again);
    assert.match(again.output, /Resources:\s+\d+ unchanged/);
    succeeds(await stack.preview());
    // A folder whose name only begins like ours is somebody else's.
    world.editDocroot("xfer2", "s3://s3.amazonaws.com/operator-media/incoming-2/");
    const seen = await stack.preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(
      seen.output,
      /~ docroot\s*: "s3:\/\/s3\.amazonaws\.com\/operator-media\/incoming-2\/" => "s3:/,
    );
    succeeds(await stack.up());
    assert.equal(world.docrootOf("xfer2"), DOCROOT);
    assert.equal(restartCount(world.sandbox.home), restarts + 1);
  });

  it("a right that somebody took away is drift of the link, with the side at fault, and repaired by up", async () => {
    const { iam, s3 } = operator();
    await iam.send(
      new DeleteRolePolicyCommand({ RoleName: "aspera-server", PolicyName: "aspera-dev-one-account" }),
    );
    const seen = await stack.preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(seen.output, /~ finding\s*: "link-list-refused" => "none"/);
    assert.match(seen.output, /~ owner\s*: "server account" => "nobody"/);
    succeeds(await stack.up());
    const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket: "operator-media" }));
    assert.deepEqual(Uploads ?? [], [], "no upload is left half done");
  });

  it("policies on the server role that no stack made are said in every preview, and left alone; an opened trust too, until up", async () => {
    const { iam } = operator();
    const on = { RoleName: "aspera-server", PolicyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" };
    await iam.send(new AttachRolePolicyCommand(on));
    const seen = await stack.preview();
    succeeds(seen);
    assert.match(
      seen.output,
      /warning: .*arn:aws:iam::aws:policy\/AmazonS3FullAccess\n.*\[access-foreign-server-policies\]/,
    );
    assert.doesNotMatch(seen.output, /\[access-server-role-trust-changed\]/);
    await iam.send(new DetachRolePolicyCommand(on));

    const open = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [open] });
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "aspera-server", PolicyDocument }));
    const opened = await stack.preview();
    assert.equal(opened.exitCode, 7, opened.output);
    assert.match(
      opened.output,
      /warning: .*aspera-server.*anybody at all may sts:AssumeRole.*\n.*\[access-server-role-trust-changed\]/,
    );
    succeeds(await stack.up());
  });

  it("a bucket that refuses the server fails an up before the docroot is touched", async () => {
    const { s3 } = operator();
    const before = readFileSync(world.asperaConf);
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: { AWS: "arn:aws:iam::111122223333:role/aspera-server" },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::operator-media/*",
        },
      ],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket: "operator-media", Policy }));
    stack.edit((text) =>
      text
        .replace("config:\n", "config:\n  aspera:prove: {mode: required, longestWait: 5}\n")
        .replace("prefix: incoming/", "prefix: elsewhere/"),
    );
    const failed = await stack.up();
    assert.equal(failed.exitCode, 1, failed.output);
    assert.match(failed.output, /\(waited 5 s\); to be put right by: server account/);
    assert.match(failed.output, /hint: .*s3:PutObject.*operator-media\/elsewhere\/.*\[link-upload-refused\]/);
    assert.deepEqual(readFileSync(world.asperaConf), before);
    await s3.send(new DeleteBucketPolicyCommand({ Bucket: "operator-media" }));
    stack.edit((text) =>
      text.replace("prefix: elsewhere/", "prefix: incoming/").replace(/ {2}aspera:prove: .*\n/, ""),
    );
    succeeds(await stack.up());
  });

  it("a trust window that closes soon is said in every preview, and one that has closed is refused", async () => {
    const inDays = (days: number) =>
      new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+Z/, "Z");
    const was = "2033-02-18T13:00:00Z";
    const soon = inDays(10);
    stack.edit((text) => text.replace(was, soon));
    const warned = await stack.preview();
    assert.equal(warned.exitCode, 7, warned.output);
    assert.match(warned.output, /in 9 days.*\n.*\[settings-trust-window-ends\]/);
    const past = inDays(-1);
    stack.edit((text) => text.replace(soon, past));
    const refused = await stack.preview();
    assert.match(refused.output, /trustWindow\.notAfter: expected an instant in the future/);
    assert.notEqual(refused.exitCode, 0);
    stack.edit((text) => text.replace(past, was));
    succeeds(await stack.preview());
  });

  it("full access is asked for by name, shown for what it is, and reaches the whole bucket", async () => {
    stack.edit((text) => text.replace("[upload, download, browse]", "[full]"));
    const shown = await stack.preview();
    assert.equal(shown.exitCode, 7, shown.output);
    assert.match(shown.output, /warning: .*operator-media.*\n.*\[settings-full-access\]/);
    succeeds(await stack.up());
    assert.match((await policies())[0].policy, /"Action":"s3:\*"/);
    world.editDocroot("xfer2", "s3://s3.amazonaws.com/operator-media/private/");
    await put("/now.txt");
    stack.edit((text) => text.replace("[full]", "[upload, download, browse]"));
    succeeds(await stack.up());
    assert.equal(world.docrootOf("xfer2"), DOCROOT);
  });

  it("destroy takes the role away and leaves the docroot, and says what may still reach it", async () => {
    const run = await stack.destroy();
    succeeds(run);
    assert.match(run.output, /transfer user xfer2 .*other rights reach\n.*\[docroot-left-in-place\]/);
    assert.equal(world.docrootOf("xfer2"), DOCROOT);
    await assert.rejects(put("/late.txt"), /no session for role|metadata endpoint|AccessDenied/);
  });
});
