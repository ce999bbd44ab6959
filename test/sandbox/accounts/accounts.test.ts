import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { ListUsersCommand } from "@aws-sdk/client-iam";
import { GetBucketLocationCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import {
  accountsStatus,
  clientsFor,
  profileClients,
  rootKeys,
  seedAccounts,
  startAccounts,
  stopAccounts,
} from "../../../sandbox/accounts";
import { runningAccounts } from "../../../sandbox/accounts/process";
import { identify } from "../../../sandbox/server/process/identity";
import { freePort } from "../../freePorts";
import { FIRST_START, type TestAccounts, testAccounts } from "./testAccounts";

describe("sandbox accounts", () => {
  let accounts: TestAccounts;

  before(async function () {
    this.timeout(FIRST_START);
    accounts = await testAccounts();
  });
  after(() => accounts?.stop());

  const as = (profile: string) => profileClients({ ...accounts, profile });

  it("gives each profile the issued keys of a user in its own account", async () => {
    const seen: Record<string, string | undefined> = {};
    for (const profile of ["operator", "acme", "globex"])
      seen[profile] = (await as(profile).sts.send(new GetCallerIdentityCommand({}))).Arn;
    assert.deepEqual(seen, {
      operator: "arn:aws:iam::111122223333:user/deployer",
      acme: "arn:aws:iam::444455556666:user/deployer",
      globex: "arn:aws:iam::777788889999:user/deployer",
    });
    assert.match(accounts.keys.acme?.accessKeyId ?? "", /^AKIA/, "not the root's key");
  });

  it("lets the user administer its account", async () => {
    const { Users } = await as("acme").iam.send(new ListUsersCommand({}));
    assert.deepEqual(
      Users?.map(({ UserName }) => UserName),
      ["deployer"],
    );
  });

  it("refuses a key with the wrong secret", async () => {
    const keys = { accessKeyId: accounts.keys.acme?.accessKeyId ?? "", secretAccessKey: "wrong" };
    const { sts } = clientsFor(accounts.endpoint, keys);
    await assert.rejects(sts.send(new GetCallerIdentityCommand({})), /SignatureDoesNotMatch/);
  });

  it("has each customer's bucket in that customer's account, in us-east-1, and nobody else's", async () => {
    await as("acme").s3.send(new HeadBucketCommand({ Bucket: "acme-media" }));
    const where = await as("globex").s3.send(new GetBucketLocationCommand({ Bucket: "globex-media" }));
    assert.equal(where.LocationConstraint || "us-east-1", "us-east-1");
    await assert.rejects(
      as("acme").s3.send(new HeadBucketCommand({ Bucket: "globex-media" })),
      (error: { $metadata?: { httpStatusCode?: number } }) => error.$metadata?.httpStatusCode === 403,
    );
  });

  it("runs the server's instance with the profile's name, though no profile of that name exists", async () => {
    const answer = await as("operator").ec2.send(new DescribeInstancesCommand({}));
    const running = (answer.Reservations?.flatMap(({ Instances = [] }) => Instances) ?? []).filter(
      ({ State }) => State?.Name === "running",
    );
    assert.deepEqual(
      running.map(({ InstanceId, State, IamInstanceProfile }) => [
        InstanceId,
        State?.Name,
        IamInstanceProfile?.Arn,
      ]),
      [[accounts.instanceId, "running", "arn:aws:iam::111122223333:instance-profile/aspera-server"]],
    );
  });

  it("changes nothing when it fills them again", async () => {
    const { instanceId, keys } = await seedAccounts(accounts);
    assert.equal(instanceId, accounts.instanceId);
    assert.deepEqual(keys, accounts.keys);
  });

  it("issues new keys when the file holds keys that are not the user's", async () => {
    // Keys of emulated accounts that ended: the file is there, the accounts are new.
    const stale = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "old" };
    const text = readFileSync(accounts.files.credentials, "utf8");
    writeFileSync(accounts.files.credentials, text.replaceAll(/AKIA\w+/g, stale.accessKeyId));
    const { keys } = await seedAccounts(accounts);
    assert.notEqual(keys.acme?.accessKeyId, stale.accessKeyId);
    const { sts } = clientsFor(accounts.endpoint, keys.acme ?? stale);
    assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Account, "444455556666");
    Object.assign(accounts, { keys });
  });

  it("keeps the credentials file to its owner", () => {
    assert.equal(statSync(accounts.files.credentials).mode & 0o777, 0o600);
  });

  it("uses accounts that run already in the folder, and says that they run", async () => {
    const again = await startAccounts({ home: accounts.home, port: accounts.port });
    assert.equal(again.pid, accounts.pid);
    assert.deepEqual(accountsStatus(accounts), {
      running: true,
      pid: accounts.pid,
      port: accounts.port,
      endpoint: accounts.endpoint,
    });
    await assert.rejects(
      startAccounts({ home: accounts.home, port: accounts.port + 1 }),
      /got running ones on port \d+\nhint: stop/,
    );
  });

  it("listens on 127.0.0.1 only", async () => {
    const taken = await new Promise<boolean>((resolve) => {
      const elsewhere = createServer().once("error", () => resolve(true));
      elsewhere.listen(accounts.port, "127.0.0.2", () => elsewhere.close(() => resolve(false)));
    });
    assert.equal(taken, false);
  });

  it("keeps idle connections longer than any client: a request that meets their end would run twice", () => {
    const { pid } = runningAccounts(accounts.home) ?? assert.fail("it runs");
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    assert.ok(Number(words[words.indexOf("--keep-alive") + 1]) >= 3600, words.join(" "));
  });

  it("names a taken port, and starts nothing", async () => {
    const home = mkdtempSync(join(tmpdir(), "accounts-"));
    await assert.rejects(
      startAccounts({ home, port: accounts.port }),
      new RegExp(
        `expected port ${accounts.port} on 127.0.0.1 to be free .*, got EADDRINUSE\nhint: .*SANDBOX_PORTS`,
      ),
    );
    assert.deepEqual(accountsStatus({ home }), { running: false });
    rmSync(home, { recursive: true, force: true });
  });

  it("ends what it started, once, and not a process that only has its number", async function () {
    this.timeout(30_000);
    const home = mkdtempSync(join(tmpdir(), "accounts-"));
    const started = await startAccounts({ home, port: await freePort() });
    const { sts } = clientsFor(started.endpoint, rootKeys("111122223333"));
    await sts.send(new GetCallerIdentityCommand({}));
    assert.equal(await stopAccounts({ home }), true);
    assert.equal(identify(started.pid), undefined);
    assert.equal(await stopAccounts({ home }), false);

    writeFileSync(
      join(home, "accounts", "pid.json"),
      JSON.stringify({ pid: process.pid, started: "0", port: started.port }),
    );
    assert.deepEqual(accountsStatus({ home }), { running: false });
    assert.equal(await stopAccounts({ home }), false);
    rmSync(home, { recursive: true, force: true });
  });
});
