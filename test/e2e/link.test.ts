import assert from "node:assert/strict";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import {
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  DeleteBucketPolicyCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { clientsFor, rootKeys } from "../../sandbox/accounts/clients";
import { restartCount, stopServer } from "../../sandbox/server";
import { TestSandbox, type TestStack } from "./sandbox";

const EXTERNAL_ID = "acme-5f0c6f2e9b7d4c1aa8e3";
const BUCKET_ROLE = "arn:aws:iam::444455556666:role/aspera-acme";

describe("e2e: the link, proven from the server", function () {
  this.timeout(600_000);
  let world: TestSandbox;
  let stack: TestStack;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    stack = await world.stack("dev", "Pulumi.dev.yaml", (text) =>
      text.replace("config:\n", "config:\n  aspera:prove: {mode: required, longestWait: 5}\n"),
    );
  });
  after(() => world?.stop());

  const as = (account: string) => clientsFor(world.sandbox.accountsEndpoint, rootKeys(account));
  const ends = (run: { exitCode: number; output: string }, code: number) =>
    assert.equal(run.exitCode, code, run.output);
  const full = async <T>(run: () => Promise<T>): Promise<T> => {
    stack.environment = { ASPERA_PROOF: "full" };
    try {
      return await run();
    } finally {
      stack.environment = {};
    }
  };
  /** Plays the bucket's owner, who refuses our role an action. */
  const deny = (Action: string) =>
    as("444455556666").s3.send(
      new PutBucketPolicyCommand({
        Bucket: "acme-media",
        Policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Deny",
              Principal: { AWS: BUCKET_ROLE },
              Action,
              Resource: ["arn:aws:s3:::acme-media", "arn:aws:s3:::acme-media/*"],
            },
          ],
        }),
      }),
    );
  const allow = () => as("444455556666").s3.send(new DeleteBucketPolicyCommand({ Bucket: "acme-media" }));

  it("stands after the first up, in the outputs too", async () => {
    ends(await stack.up(), 0);
    const { link } = JSON.parse((await stack.pulumi("stack", "output", "--json")).output);
    assert.equal(link, "verified");
    ends(await full(() => stack.preview()), 0);
    const started = await as("444455556666").s3.send(
      new ListMultipartUploadsCommand({ Bucket: "acme-media" }),
    );
    assert.deepEqual(started.Uploads ?? [], [], "no upload is left half done");
  });

  it("tells each operation for itself after an up, and a full proof finds the one that a bucket policy denies", async () => {
    const proven = async () =>
      JSON.parse((await stack.pulumi("stack", "output", "--json")).output).operations;
    const left = async () =>
      (await as("444455556666").s3.send(new ListObjectsV2Command({ Bucket: "acme-media" }))).Contents?.filter(
        ({ Key }) => Key?.includes("aspera-proof-"),
      ) ?? [];
    const all = {
      ...{ read: "verified", write: "verified", list: "verified", delete: "verified" },
      ...{ refusedWithoutExternalId: "verified", refusedWithWrongExternalId: "verified" },
    };
    assert.deepEqual(await proven(), all);
    ends(await stack.up(), 0);
    assert.deepEqual(await proven(), all, "a quiet refresh forgets nothing");
    for (const [action, finding] of [
      ["s3:GetObject", "link-download-refused"],
      ["s3:DeleteObject", "link-delete-refused"],
    ] as const) {
      await deny(action);
      ends(await stack.preview(), 0);
      const seen = await full(() => stack.preview());
      ends(seen, 7);
      assert.match(seen.output, new RegExp(`~ finding\\s*: "${finding}" => "none"`));
      assert.match(seen.output, /~ owner\s*: "bucket account" => "nobody"/);
      assert.deepEqual(await left(), []);
      await allow();
    }
    ends(await full(() => stack.preview()), 0);
    assert.deepEqual(await left(), []);
  });

  it("a removed right is seen by a plain preview, with the side at fault, and mended by up", async () => {
    const removed = { RoleName: "aspera-server", PolicyName: "aspera-dev" };
    await as("111122223333").iam.send(new GetRolePolicyCommand(removed));
    await as("111122223333").iam.send(new DeleteRolePolicyCommand(removed));
    const seen = await stack.preview();
    ends(seen, 7);
    assert.match(seen.output, /~ finding\s*: "link-assume-refused" => "none"/);
    assert.match(seen.output, /~ owner\s*: "server account" => "nobody"/);
    const restarts = restartCount(world.sandbox.home);
    ends(await stack.up(), 0);
    assert.equal(restartCount(world.sandbox.home), restarts, "a link that stands again restarts nothing");
  });

  it("mended by the other side, it is clean with nothing run", async () => {
    await deny("s3:ListBucket");
    const seen = await stack.preview();
    ends(seen, 7);
    assert.match(seen.output, /~ finding\s*: "link-list-refused" => "none"/);
    assert.match(seen.output, /~ owner\s*: "bucket account" => "nobody"/);
    assert.match(seen.output, /~ 1 to update/);

    const failed = await stack.up();
    ends(failed, 1);
    assert.match(failed.output, /to reach bucket "acme-media" by its roles alone, got: .* \(waited 5 s\)/);
    assert.match(failed.output, /hint: .*s3:ListBucket.* \[link-list-refused\]/s);
    ends(await stack.preview(), 7);

    await allow();
    ends(await stack.preview(), 0);
  });

  it("a link that falls during a first up keeps the docroot where it was", async () => {
    await deny("s3:PutObject");
    ends(await stack.destroy(), 0);
    const before = readFileSync(world.asperaConf);
    const failed = await stack.up();
    ends(failed, 1);
    assert.match(
      failed.output,
      /got: .*\(waited 5 s\).*The docroot was not switched\n.*\[link-upload-refused\]/,
    );
    assert.deepEqual(readFileSync(world.asperaConf), before);

    stack.edit((text) => text.replace("mode: required", "mode: report"));
    const reported = await stack.up();
    ends(reported, 0);
    assert.match(
      reported.output,
      /this `up` goes on although the link does not stand: .*\n.*\[link-upload-refused\]/,
    );
    assert.match((await stack.preview()).output, /~ finding\s*: "link-upload-refused" => "none"/);
    stack.edit((text) => text.replace("mode: report", "mode: required"));
    await allow();
    ends(await stack.up(), 0);
  });

  it("an opened trust is found by the question for it, and up says so as long as it is open", async () => {
    const { iam } = as("444455556666");
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: "aspera-acme" }));
    const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""));
    delete trust.Statement[0].Condition;
    const PolicyDocument = JSON.stringify(trust);
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "aspera-acme", PolicyDocument }));

    const quiet = await stack.preview();
    ends(quiet, 7);
    assert.doesNotMatch(quiet.output, /~ link/);
    const seen = await full(() => stack.preview());
    ends(seen, 7);
    assert.match(seen.output, /~ finding\s*: "link-open-without-external-id" => "none"/);

    // Without the repair of the trust, which stands before it.
    const { resources } = JSON.parse((await stack.pulumi("stack", "export")).output).deployment;
    const { urn } = resources.find(({ type }: { type: string }) => type === "aspera:index:Link");
    const failed = await full(() => stack.up("--target", urn));
    ends(failed, 1);
    assert.match(failed.output, /\(waited 5 s\).*\n.*\[link-open-without-external-id\]/);
    assert.match(
      (await stack.preview()).output,
      /~ finding\s*: "link-open-without-external-id"/,
      "what was found is asked again, in a quiet stack too",
    );

    ends(await stack.up(), 0);
    ends(await full(() => stack.preview()), 0);
  });

  it("shows no secret in any process, and leaves no file", async () => {
    const secrets = [EXTERNAL_ID, await instanceSecret(world.sandbox.ports.metadata)];
    const found = new Set<string>();
    const tree = () => readdirSync(join(world.sandbox.home, "server"), { recursive: true }).sort();
    const before = tree();
    const seen = new Set<string>();
    let looks = 0;
    const watch = setInterval(() => {
      for (const pid of processesOf(join(world.sandbox.home, "server"))) {
        looks += 1;
        seen.add(read(`/proc/${pid}/comm`));
        for (const place of ["cmdline", "environ"]) {
          const text = read(`/proc/${pid}/${place}`);
          for (const secret of secrets)
            if (text.includes(secret)) found.add(`${place} of ${read(`/proc/${pid}/comm`)}`);
        }
      }
    }, 10);
    const run = await full(() => stack.preview()).finally(() => clearInterval(watch));
    ends(run, 0);
    assert.ok(looks > 50 && seen.has("perl\n") && seen.has("curl\n"), `${looks} looks at ${[...seen]}`);
    assert.deepEqual([...found], []);
    assert.deepEqual(tree(), before);
    for (const folder of ["log", "server/log"]) {
      for (const name of readdirSync(join(world.sandbox.home, folder))) {
        const text = read(join(world.sandbox.home, folder, name));
        for (const secret of secrets) assert.ok(!text.includes(secret), `${folder}/${name}`);
      }
    }
  });

  it("is proven through Aspera where a node user is given, and an edit whose leg fails is taken back", async () => {
    const { instanceId } = JSON.parse(read(join(world.sandbox.home, "server/etc/sandbox.json")));
    const nodeUser = async (password: string) => {
      await stack.configure("nodeApi.user", "acme");
      await stack.configure("nodeApi.password", password, "--secret");
    };
    await nodeUser("another");
    const failed = await stack.up();
    ends(failed, 1);
    assert.match(failed.output, /HTTP 401.*\(waited 5 s\).*\n.*\[link-aspera-leg-not-proven\]/);
    assert.match((await stack.preview()).output, /~ finding\s*: "link-aspera-leg-not-proven" => "none"/);

    await nodeUser(instanceId);
    ends(await stack.up(), 0);

    const elsewhere = "s3://s3.amazonaws.com/elsewhere";
    world.editDocroot("acme", elsewhere);
    await nodeUser("another");
    const undone = await stack.up();
    ends(undone, 1);
    assert.match(
      undone.output,
      /does not list the new docroot for the node user \(HTTP 401\); the old docroot is back/,
    );
    assert.equal(world.docrootOf("acme"), elsewhere);
    await nodeUser(instanceId);
    ends(await stack.up(), 0);
    assert.match(world.docrootOf("acme") ?? "", /acme-media/);
    assert.ok(!undone.output.includes(instanceId));
  });

  it("a server that is gone is told, and fails an up at once", async () => {
    await stopServer({ home: world.sandbox.home });
    const seen = await stack.preview();
    ends(seen, 7);
    assert.match(seen.output, /~ link\s*: "not proven: [^"]*connection refused" => "verified"/);
    assert.match(seen.output, /\[server-unreachable\]/);
    const failed = await stack.up();
    ends(failed, 1);
    assert.match(failed.output, /got: not proven: .*connection refused; .*\n.*\[link-proof-not-held\]/);
  });
});

/** The secret key that the server's metadata endpoint gives out. */
async function instanceSecret(port: number): Promise<string> {
  const base = `http://127.0.0.1:${port}/latest/meta-data/iam/security-credentials/`;
  const role = await (await fetch(base)).text();
  const { SecretAccessKey } = (await (await fetch(base + role)).json()) as { SecretAccessKey: string };
  assert.ok(SecretAccessKey.length > 20);
  return SecretAccessKey;
}

/** Commands that run on the sandbox's server: their working folder is its private one. */
function processesOf(folder: string): string[] {
  return readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readlinkSync(`/proc/${name}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
