import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { CreateRoleCommand, GetRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { parse } from "yaml";
import { bucketSideRights } from "../../model/access/deployerRights";
import { profileClients } from "../../sandbox/accounts";
import { DEPLOYER } from "../../sandbox/accounts/cast";
import { clientsFor, rootKeys } from "../../sandbox/accounts/clients";
import { CHECKOUT } from "../../sandbox/lifecycle/home";
import { layOutProject } from "../../sandbox/lifecycle/projectFolder";
import { layout } from "../../sandbox/server/layout";
import { playConsole } from "./console";
import { TestSandbox } from "./sandbox";

const PAGE = readFileSync(join(CHECKOUT, "docs/new-customer.md"), "utf8");

/** The page's blocks, in their order: what a person copies is what is run. */
const BLOCKS = [...PAGE.matchAll(/^```sh\n(.*?)^```/gms)].map(([, text]) => text ?? "");

const execute = promisify(execFile);

/** A folder with this checkout's code and pages, and no settings of any stack. */
function project(home: string): string {
  const folder = join(home, "project");
  mkdirSync(folder);
  layOutProject(folder);
  return folder;
}

/** What the customer makes in their account: a role for Pulumi, with the rights of docs/rights.md and no other. */
async function customersRole(endpoint: string): Promise<void> {
  const { iam, destroy } = clientsFor(endpoint, rootKeys("444455556666"));
  const RoleName = "aspera-deployer";
  const Principal = { AWS: `arn:aws:iam::111122223333:user/${DEPLOYER}` };
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  };
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const role = { partition: "aws", account: "444455556666", path: "/partners/", name: "aspera-acme" };
  const rights = bucketSideRights({ role, bucket: "acme-media" });
  // The emulator asks IAM about a role that is to be made without its path.
  const PolicyDocument = JSON.stringify(rights).replaceAll("role/partners/aspera-acme", "role/*aspera-acme");
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "deploy", PolicyDocument }));
  destroy();
}

describe("e2e: docs/new-customer.md, word for word on a fresh sandbox", function () {
  this.timeout(300_000);
  let world: TestSandbox;
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  let left: string[];
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    folder = project(world.sandbox.home);
    const home = join(folder, "home");
    mkdirSync(join(home, ".ssh"), { recursive: true, mode: 0o700 });
    copyFileSync(layout(world.sandbox.home).clientKey, join(home, ".ssh/aspera"));
    environment = {
      ...world.sandbox.environment,
      HOME: home,
      NO_COLOR: "1",
      npm_config_cache: join(folder, "npm"),
      npm_config_update_notifier: "false",
      // What a person types at pulumi's questions.
      PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
      PULUMI_SKIP_CONFIRMATIONS: "true",
    };
    left = [...BLOCKS];
    await customersRole(world.sandbox.accountsEndpoint);
  });
  after(() => world?.stop());

  /** Runs the next block of the page, which must contain `words`; a fault of any line ends it. */
  const next = async (words: string, more: NodeJS.ProcessEnv = {}): Promise<string> => {
    const block = left.shift() ?? "";
    assert.ok(block.includes(words), `the next block of the page:\n${block}`);
    return run(block, more);
  };
  const run = async (block: string, more: NodeJS.ProcessEnv = {}): Promise<string> => {
    const env = { ...environment, ...more };
    try {
      return (await execute("sh", ["-ec", block], { cwd: folder, env })).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      assert.fail(`${block}\n${stdout}\n${stderr}`);
    }
  };
  const settings = (name: string) => join(folder, `Pulumi.${name}.yaml`);
  const fillIn = (name: string, ...values: [string, string][]) => {
    let text = readFileSync(settings(name), "utf8");
    for (const [from, to] of values) {
      assert.ok(text.includes(from), `${from} in\n${text}`);
      text = text.replace(from, to);
    }
    writeFileSync(settings(name), text);
  };

  it("names the environment's credentials, and has the world read in the program's pass", () => {
    const lines = (left.shift() ?? "").trimEnd().split("\n");
    const said = lines.map((line) => /^export (\w+)=(\S+)$/.exec(line) ?? assert.fail(line));
    for (const [, name = "", value] of said) environment[name] = value;
    assert.deepEqual([environment.AWS_PROFILE, environment.PULUMI_RUN_PROGRAM], ["operator", "true"]);
  });

  it("brings the server's stack up, with a secrets provider that the copied file keeps", async () => {
    await next("stack init aspera-server");
    assert.match(readFileSync(settings("aspera-server"), "utf8"), /create: true[\s\S]*\nencryptionsalt: v1:/);
    assert.match(await next("pulumi up --stack aspera-server"), /bring up a stack per customer/);
  });

  it("makes the customer's stack, its external ID encrypted, from what the example has", async () => {
    const said = await next("customer -- new acme-prod");
    assert.match(
      said,
      /^made: stack acme-prod and Pulumi\.acme-prod\.yaml; .*\n\nnext:\n {2}1\. npm run host-key -- --stack acme-prod$/m,
    );
    const example = parse(readFileSync(join(CHECKOUT, "docs/examples/Pulumi.acme-prod.yaml"), "utf8")).config;
    const made = parse(readFileSync(settings("acme-prod"), "utf8")).config;
    const { "aspera:externalId": externalId, ...rest } = made;
    assert.deepEqual(Object.keys(externalId), ["secure"]);
    // The defaults that the example shows.
    const { "aspera:prove": _, "aspera:tags": tags, ...shown } = example;
    assert.ok(tags);
    const { port, user, ...server } = shown["aspera:server"];
    assert.deepEqual([port, user], [33001, "ec2-user"]);
    assert.deepEqual(rest, { ...shown, "aspera:server": server });
    const { home, accountsEndpoint, ports } = world.sandbox;
    const { ec2 } = profileClients({ home, endpoint: accountsEndpoint, profile: "operator" });
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
    fillIn(
      "acme-prod",
      ["host: aspera.example.com", `host: 127.0.0.1, asperaRoot: opt/aspera, port: ${ports.ssh}`],
      ["i-0123456789abcdef0", Reservations[0]?.Instances?.[0]?.InstanceId ?? ""],
    );
  });

  it("pins the host key that the instance printed, by the line that the command prints", async () => {
    const file = readFileSync(layout(world.sandbox.home).knownHosts, "utf8");
    const [, type = "", key = ""] = /^\S+ (ssh-ed25519) (\S+)/m.exec(file) ?? [];
    const sha256 = createHash("sha256")
      .update(Buffer.from(key, "base64"))
      .digest("base64")
      .replace(/=+$/, "");
    const [begin, end] = ["BEGIN", "END"].map((word) => `-----${word} SSH HOST KEY FINGERPRINTS-----`);
    const played = await playConsole(
      () => `${begin}\r\n256 SHA256:${sha256} root@ip (ED25519)\r\n${end}\r\n`,
    );
    try {
      const said = await next("host-key", { AWS_ENDPOINT_URL_EC2: played.endpoint });
      const line = /^ +(pulumi config set .*)$/m.exec(said)?.[1] ?? "";
      await run(line);
    } finally {
      played.close();
    }
    assert.ok(readFileSync(settings("acme-prod"), "utf8").includes(`${type} ${key}`));
  });

  it("preflight finds nothing in the way; preview and up bring the customer up", async () => {
    assert.match(await next("preflight"), /nothing stands in the way: pulumi up --stack acme-prod/);
    assert.match(await next("pulumi up --stack acme-prod"), /transfer a file as acme/);
    assert.match(world.docrootOf("acme") ?? "", /role%2Fpartners%2Faspera-acme/);
  });

  it("the nightly check is clean", async () => {
    assert.match(await next("drift"), /clean/);
  });

  it("names a KMS key in the form that the engine takes: KMS itself is asked for it", async () => {
    const [option] = /--secrets-provider "awskms:[^"]*"/.exec(PAGE) ?? [];
    assert.ok(option);
    await assert.rejects(
      run(`pulumi stack init with-kms ${option}`),
      /operation error KMS: Encrypt, .*alias\/aspera-pulumi/,
    );
  });

  it("a customer is removed, and the server's role stays", async () => {
    await next("pulumi destroy --stack acme-prod");
    assert.deepEqual(left, [], "every block was run");
    const { iam, destroy } = clientsFor(world.sandbox.accountsEndpoint, rootKeys("111122223333"));
    assert.ok(await iam.send(new GetRoleCommand({ RoleName: "aspera-server" })));
    destroy();
  });
});
