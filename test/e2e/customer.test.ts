import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import type { Evidence } from "../../commands/customer/end/evidence";
import { REVOKED_SESSIONS, revokeSessions } from "../../model/access/revokeSessions";
import { CLOSED_DOCROOT } from "../../model/docroot/uri";
import { clientsFor, type Keys, rootKeys } from "../../sandbox/accounts/clients";
import { BREAKAGES, type Breakage, breakOne, healAll } from "../../sandbox/breakage";
import { asperaRoot, transfer } from "../../sandbox/server";
import { assertFitsSchema } from "../schemas";
import { testProject } from "./project";
import { TestSandbox, type TestStack } from "./sandbox";

const ROLE = "aspera-globex";
const ROLE_ARN = `arn:aws:iam::777788889999:role/${ROLE}`;
const STEPS = [
  "see how the link is",
  "close the docroot",
  "take the rights away",
  "revoke live sessions",
  "show that the link is dead",
  "destroy what the stack holds of the customer",
  "look once more",
];

describe("e2e: a customer's external ID is rotated, and its end (rotation, end)", function () {
  this.timeout(300_000);
  let world: TestSandbox;
  let project: ReturnType<typeof testProject>;
  let dev: TestStack;
  let globex: TestStack;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    project = testProject(world);
    dev = await world.stack("dev");
    globex = await world.stack("dev-globex", "Pulumi.dev-globex.yaml");
    succeeds(await dev.up());
    succeeds(await globex.up());
  });
  after(() => world?.stop());

  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);
  const customer = (...args: string[]) => project.run("customer", args);
  const end = (stack: string, ...more: string[]) => customer("end", stack, "--yes", ...more);
  const as = (account: string) => clientsFor(world.sandbox.accountsEndpoint, rootKeys(account));
  /** Runs a line of a hint or of what is printed, as a person pastes it. */
  const pasted = (line: string) =>
    execFileSync("sh", ["-c", line], {
      cwd: world.sandbox.home,
      env: { ...world.sandbox.environment },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  const externalId = (stack: string) => pasted(`pulumi config get aspera:externalId --stack ${stack}`).trim();
  const put = (user: string, path: string) => {
    const localFile = join(world.sandbox.home, "sent.txt");
    writeFileSync(localFile, `sent to ${path}`);
    return transfer.put({ home: world.sandbox.home, user, localFile, path });
  };
  const kept = () => {
    const folder = join(world.sandbox.home, "evidence");
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  };
  /** The newest evidence, and that it holds no secret and has a page beside it. */
  const evidence = (stack: string, secret = externalId(stack)): Evidence => {
    const name = kept()
      .filter((file) => file.startsWith(`ended-${stack}-`) && file.endsWith(".json"))
      .at(-1);
    assert.ok(name, kept().join());
    const text = readFileSync(join(world.sandbox.home, "evidence", name), "utf8");
    const page = readFileSync(join(world.sandbox.home, "evidence", name.replace(/json$/, "md")), "utf8");
    assert.ok(secret === "" || !(text + page).includes(secret), "the external ID");
    return JSON.parse(text);
  };
  const stepsOf = ({ steps }: Evidence) => steps.map(({ step, outcome }) => [step, outcome]);
  const proofsOf = ({ proofs }: Evidence) => proofs.map(({ outcome }) => outcome);
  /** A session of the bucket role, as the server gets one. */
  const session = async (): Promise<Keys> => {
    const base = `http://127.0.0.1:${world.sandbox.ports.metadata}/latest/meta-data/iam/security-credentials/`;
    const role = await (await fetch(base)).text();
    const server = (await (await fetch(base + role)).json()) as Record<string, string>;
    const { AccessKeyId = "", SecretAccessKey = "", Token = "" } = server;
    const keys = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token };
    const { Credentials: got } = await clientsFor(world.sandbox.accountsEndpoint, keys).sts.send(
      new AssumeRoleCommand({
        RoleArn: ROLE_ARN,
        RoleSessionName: "transfer",
        ExternalId: externalId("dev-globex"),
      }),
    );
    return {
      accessKeyId: got?.AccessKeyId ?? "",
      secretAccessKey: got?.SecretAccessKey ?? "",
      sessionToken: got?.SessionToken ?? "",
    };
  };
  const lists = (keys: Keys) =>
    clientsFor(world.sandbox.accountsEndpoint, keys).s3.send(
      new ListObjectsV2Command({ Bucket: "globex-media" }),
    );
  const serverPolicies = async () =>
    (await as("111122223333").iam.send(new ListRolePoliciesCommand({ RoleName: "aspera-server" })))
      .PolicyNames ?? [];
  const roleExists = (account: string, RoleName: string) =>
    as(account)
      .iam.send(new GetRoleCommand({ RoleName }))
      .then(() => true)
      .catch((error) => {
        assert.equal(error.name, "NoSuchEntityException");
        return false;
      });

  it("fleet: both on one server, each with its own, as their last up left them", async () => {
    const { code, stdout, stderr } = await project.run("fleet", ["--json"]);
    assert.equal(code, 0, stderr);
    assertFitsSchema("fleet", stdout);
    const { servers, findings } = JSON.parse(stdout);
    assert.deepEqual(findings, []);
    const [server] = servers;
    assert.deepEqual(
      [servers.length, server.role, server.room.moreCustomers > 50],
      [1, "aspera-server", true],
    );
    assert.deepEqual(
      server.stacks.map((one: Record<string, unknown>) => [
        one.stack,
        one.link,
        one.stillAllowed,
        one.restart,
      ]),
      [
        ["dev", "verified", [], "restart"],
        ["dev-globex", "verified", [], "restart"],
      ],
    );
    const shown = await project.run("fleet", []);
    for (const stack of ["dev", "dev-globex"])
      assert.ok(!(stdout + shown.stdout).includes(externalId(stack)), "the external ID");
  });

  it("doctor: a sandbox that runs lacks nothing that its stack needs", async () => {
    const { code, stdout, stderr } = await project.run("doctor", ["--stack", "dev"]);
    assert.equal(code, 0, stdout + stderr);
    for (const check of [
      "pulumi",
      "plugin aws",
      "plugin command",
      "backend",
      "passphrase",
      "AWS profiles",
      "SSH key",
    ])
      assert.match(stdout, new RegExp(`^│ ${check} +│ ok `, "m"));
  });

  it("refuses a stack that there is not, and to end without a terminal or --yes", async () => {
    for (const args of [
      ["rotate", "dev-lost"],
      ["end", "dev-lost", "--yes"],
    ]) {
      const { code, stderr } = await customer(...args);
      assert.equal(code, 1);
      assert.match(stderr, /there is no stack named dev-lost .*\nhint: .* \[customer-no-such-stack\]/);
    }
    const unasked = await customer("end", "dev-globex");
    assert.equal(unasked.code, 2);
    assert.match(unasked.stderr, /expected a terminal to ask at, or --yes/);
    assert.deepEqual(kept(), []);
    for (const line of ["pulumi stack ls", "pulumi whoami --verbose"]) pasted(line);
  });

  it("rotate: a new ID, shown to nobody; two ups later the docroot leads over it, and transfers go on", async () => {
    const old = externalId("dev-globex");
    const run = await customer("rotate", "dev-globex");
    assert.equal(run.code, 0, run.stderr);
    const minted = externalId("dev-globex");
    assert.match(minted, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.notEqual(minted, old);
    const settings = readFileSync(join(world.sandbox.home, "Pulumi.dev-globex.yaml"), "utf8");
    for (const text of [run.stdout, run.stderr, settings])
      for (const secret of [old, minted]) assert.ok(!text.includes(secret), text);
    assert.match(settings, /aspera:externalId:\n\s+secure: v1:/);

    await put("globex", "/before-up.txt");
    const lines = [...run.stdout.matchAll(/^ {2}\d\. (pulumi up --stack dev-globex) /gm)].map(
      ([, line]) => `${line} --yes --skip-preview`,
    );
    assert.equal(lines.length, 2, run.stdout);
    const [first = "", second = ""] = lines;
    pasted(first);
    await put("globex", "/after-up.txt");
    const again = await customer("rotate", "dev-globex");
    assert.equal(again.code, 1, again.stdout);
    assert.match(again.stderr, /\[customer-rotation-under-way\]/);
    const hinted = /`(pulumi stack output [^`]*)`/.exec(again.stderr)?.[1] ?? "false";
    assert.match(pasted(hinted), /external ID/);
    assert.equal(externalId("dev-globex"), minted);
    pasted(second);
    await put("globex", "/after-up.txt");
    assert.doesNotMatch(pasted(hinted), /external ID/);
    assert.ok(world.docrootOf("globex")?.endsWith(`external-id=${minted}`));
    succeeds(await globex.preview());
  });

  it("a revoked session is refused by the emulator too, and one that begins after it is not", async () => {
    const live = await session();
    await lists(live);
    const policy = { RoleName: ROLE, PolicyName: REVOKED_SESSIONS };
    const { iam } = as("777788889999");
    const PolicyDocument = JSON.stringify(revokeSessions(new Date(Date.now() + 1000)));
    await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument }));
    await assert.rejects(lists(live), { name: "AccessDenied" });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await lists(await session());
    await iam.send(new DeleteRolePolicyCommand(policy));
  });

  it("refuses protected resources of the customer, with the lines that lift it", async () => {
    const { resources } = JSON.parse((await globex.pulumi("stack", "export")).output).deployment;
    const { urn } = resources.find(({ id }: { id?: string }) => id === ROLE);
    pasted(`pulumi state protect --yes --stack dev-globex '${urn}'`);
    const refused = await end("dev-globex");
    assert.equal(refused.code, 1, refused.stdout);
    assert.match(refused.stderr, /\[customer-protected-resources\]/);
    await put("globex", "/protected.txt");
    const line = /^pulumi state unprotect .*(?= \[)/m.exec(refused.stderr)?.[0];
    assert.ok(line, refused.stderr);
    pasted(line);
    assert.deepEqual(kept(), []);
  });

  it("refuses settings that are not up: another docroot would be closed", async () => {
    globex.edit((text) => text.replace("transferUser: globex", "transferUser: acme-archive"));
    const refused = await end("dev-globex");
    globex.edit((text) => text.replace("transferUser: acme-archive", "transferUser: globex"));
    assert.equal(refused.code, 1, refused.stdout);
    assert.match(refused.stderr, /transferUser is globex there, and acme-archive in the settings/);
    assert.match(refused.stderr, /\[customer-settings-ahead\]/);
  });

  it("a run that fails says where, keeps its evidence, and takes nothing away behind it", async () => {
    const validator = join(asperaRoot(world.sandbox.home), "bin/asuserdata");
    renameSync(validator, `${validator}.away`);
    const failed = await end("dev-globex");
    renameSync(`${validator}.away`, validator);
    assert.equal(failed.code, 1, failed.stdout);
    assert.match(failed.stdout, /not ended: failed \(.*asuserdata.*\) at step "close the docroot"/);
    const seen = evidence("dev-globex");
    assert.equal(seen.outcome, "stopped");
    assert.deepEqual(stepsOf(seen), [
      ["see how the link is", "looked"],
      ["close the docroot", "failed"],
    ]);
    await put("globex", "/still.txt");
    assert.ok((await serverPolicies()).includes("aspera-dev-globex"));
  });

  it("end: transfers worked before and fail after, live sessions too; the evidence says who removed what", async () => {
    await put("globex", "/before-end.txt");
    const live = await session();
    await lists(live);
    const run = await end("dev-globex");
    assert.equal(run.code, 0, run.stdout + run.stderr);
    for (const step of STEPS) assert.ok(run.stdout.includes(step), step);
    assert.ok(!(run.stdout + run.stderr).includes(externalId("dev-globex")));

    await assert.rejects(put("globex", "/after-end.txt"));
    await assert.rejects(lists(live));
    assert.equal(world.docrootOf("globex"), CLOSED_DOCROOT);
    assert.equal(await roleExists("777788889999", ROLE), false);
    assert.deepEqual(await serverPolicies(), ["aspera-dev"]);
    await put("acme", "/others-go-on.txt");

    const seen = evidence("dev-globex");
    assert.equal(seen.outcome, "ended");
    assert.deepEqual(
      stepsOf(seen),
      STEPS.map((step) => [step, /^(see|look)/.test(step) ? "looked" : "done"]),
    );
    assert.deepEqual(proofsOf(seen), ["stands", "closed", "refused", "gone", "gone"]);
    assert.deepEqual(
      seen.identities.map(({ account, arn }) => [account, arn]),
      [
        ["server account", "arn:aws:iam::111122223333:user/deployer"],
        ["bucket account", "arn:aws:iam::777788889999:user/deployer"],
      ],
    );
    const removed = seen.removed.map(({ what, where }) => `${what}, ${where}`);
    for (const one of [
      "inline policy aspera-dev-globex of role aspera-server, server account 111122223333",
      `inline policy aspera-s3 of role ${ROLE}, bucket account 777788889999`,
      `role ${ROLE}, bucket account 777788889999`,
    ])
      assert.ok(removed.includes(one), removed.join("\n"));
    assert.match(
      seen.steps[3]?.said ?? "",
      /^revoked: role aspera-globex, bucket account 777788889999, sessions that began before \d{4}-/,
    );
  });

  it("end, run again: says what is done already, and shows it again", async () => {
    const run = await end("dev-globex");
    assert.equal(run.code, 0, run.stdout + run.stderr);
    const seen = evidence("dev-globex");
    assert.equal(seen.outcome, "ended");
    assert.deepEqual(
      stepsOf(seen).filter(([, outcome]) => outcome === "done"),
      [["show that the link is dead", "done"]],
    );
    assert.deepEqual(proofsOf(seen), ["refused", "closed", "refused", "gone", "gone"]);
    assert.deepEqual(seen.removed, []);
  });

  it("end, when the other company has already removed its role: fine", async () => {
    succeeds(await globex.up());
    await put("globex", "/again.txt");
    const { iam } = as("777788889999");
    await iam.send(new DeleteRolePolicyCommand({ RoleName: ROLE, PolicyName: "aspera-s3" }));
    await iam.send(new DeleteRoleCommand({ RoleName: ROLE }));
    const run = await end("dev-globex");
    assert.equal(run.code, 0, run.stdout + run.stderr);
    const seen = evidence("dev-globex");
    assert.equal(seen.outcome, "ended");
    assert.match(seen.steps[3]?.said ?? "", /^gone, and its sessions with it: role aspera-globex/);
    assert.deepEqual(proofsOf(seen), ["refused", "closed", "refused", "gone", "gone"]);
  });

  it("end, when the server is gone: ends what can be, and says what is not shown; run again, it closes the docroot", async () => {
    succeeds(await globex.up());
    await breakOne(world.sandbox, "unreachable", BREAKAGES.unreachable as Breakage);
    const run = await end("dev-globex");
    assert.equal(run.code, 3, run.stdout + run.stderr);
    const seen = evidence("dev-globex");
    assert.equal(seen.outcome, "ended, see open");
    assert.deepEqual(proofsOf(seen), ["not proven", "not proven", "not proven", "gone", "gone"]);
    assert.match(
      seen.open.join("\n"),
      /the docroot of transfer user globex .* was not closed: .*connection refused/,
    );
    assert.match(seen.open.join("\n"), /that the link is dead was not shown from the server/);
    assert.equal(await roleExists("777788889999", ROLE), false);
    await healAll(world.sandbox, BREAKAGES);
    assert.match(world.docrootOf("globex") ?? "", /aspera-globex/);
    await assert.rejects(put("globex", "/dead.txt"));

    const again = await end("dev-globex");
    assert.equal(again.code, 0, again.stdout + again.stderr);
    assert.equal(world.docrootOf("globex"), CLOSED_DOCROOT);
    assert.equal(evidence("dev-globex").outcome, "ended");
  });

  it("end, when nobody gets into the customer's account any more: refused, and ended without it when that is asked for", async () => {
    succeeds(await globex.up());
    const files = ["config", "credentials"].map((name) => join(world.sandbox.home, "aws", name));
    const before = files.map((file) => readFileSync(file, "utf8"));
    for (const [at, file] of files.entries())
      writeFileSync(file, before[at]?.replace(/globex\]/, "left]") ?? "");
    try {
      const refused = await end("dev-globex");
      assert.equal(refused.code, 1, refused.stdout);
      assert.match(
        refused.stderr,
        /npm run customer -- end dev-globex --without-bucket-account \[access-no-credentials\]/,
      );
      await put("globex", "/still.txt");

      const run = await end("dev-globex", "--without-bucket-account");
      assert.equal(run.code, 3, run.stdout + run.stderr);
      const seen = evidence("dev-globex");
      assert.deepEqual(proofsOf(seen), ["stands", "closed", "refused", "not proven", "gone"]);
      assert.match(
        seen.open.join("\n"),
        /stack dev-globex still holds what is in the bucket account: role aspera-globex/,
      );
      assert.deepEqual(await serverPolicies(), ["aspera-dev"]);
      assert.equal(await roleExists("777788889999", ROLE), true);
    } finally {
      for (const [at, file] of files.entries()) writeFileSync(file, before[at] ?? "");
    }
    const rest = await end("dev-globex");
    assert.equal(rest.code, 0, rest.stdout + rest.stderr);
    assert.equal(await roleExists("777788889999", ROLE), false);
    const line = /^ {2}(pulumi stack rm .*)$/m.exec(rest.stdout)?.[1];
    assert.ok(line, rest.stdout);
    pasted(`${line} --yes --preserve-config`);
  });

  it("end with one account: the right goes, the server role and its sessions stay, and AWS refuses the list", async () => {
    const one = await world.stack("dev-one-account", "Pulumi.dev-one-account.yaml", (text) =>
      text.replace(/ {2}aspera:serverRole:\n(?: {4}.*\n)+/, "  aspera:serverRole: {name: aspera-server}\n"),
    );
    succeeds(await one.up());
    await put("xfer2", "/one-account.txt");
    const run = await end("dev-one-account");
    assert.equal(run.code, 0, run.stdout + run.stderr);
    await assert.rejects(put("xfer2", "/after-end.txt"));
    assert.equal(world.docrootOf("xfer2"), CLOSED_DOCROOT);
    assert.deepEqual(await serverPolicies(), ["aspera-dev"]);
    const seen = evidence("dev-one-account", "");
    assert.deepEqual(proofsOf(seen), ["stands", "closed", "refused", "gone"]);
    assert.match(seen.proofs[2]?.said ?? "", /\[link-list-refused\]$/);
    assert.match(
      seen.steps[3]?.said ?? "",
      /^the customer has no role: the server role's sessions are other customers' too/,
    );
    await put("acme", "/others-go-on.txt");
    const rotate = await customer("rotate", "dev-one-account");
    assert.match(rotate.stderr, /in the server's own account.*\n.*\[customer-no-external-id\]/);
  });

  it("end in a stack that makes the server too: the server's part stays, and the printed line takes the customer out", async () => {
    const run = await end("dev", "--evidence", "kept/here");
    assert.equal(run.code, 0, run.stdout + run.stderr);
    assert.equal(readdirSync(join(world.sandbox.home, "kept/here")).length, 2);
    await assert.rejects(put("acme", "/after-end.txt"));
    assert.equal(await roleExists("444455556666", "aspera-acme"), false);
    assert.equal(await roleExists("111122223333", "aspera-server"), true);
    assert.deepEqual(await serverPolicies(), []);
    const { resources } = JSON.parse((await dev.pulumi("stack", "export")).output).deployment;
    const held: string[] = resources.map(({ type }: { type: string }) => type);
    assert.ok(held.includes("aws:iam/instanceProfile:InstanceProfile"));
    assert.ok(
      !held.some((type) => /^aspera:|remote:Command/.test(type) && !/ServerRole/.test(type)),
      held.join(),
    );

    const line = /^ {2}(pulumi config rm-all .*)$/m.exec(run.stdout)?.[1];
    assert.ok(line, run.stdout);
    pasted(line);
    const clean = await dev.preview();
    assert.equal(clean.exitCode, 0, clean.output);
    const refused = await end("dev");
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /\[customer-nobody-to-end\]/);
    const rotate = await customer("rotate", "dev");
    assert.match(rotate.stderr, /serves no customer.*\n.*\[customer-no-external-id\]/);
  });
});
