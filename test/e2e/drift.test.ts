import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RunInstancesCommand, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { costOf } from "../../bench/cost";
import { fingerprint } from "../../model/docroot/fingerprint";
import { LINK_OPERATIONS } from "../../model/link/results";
import { profileClients } from "../../sandbox/accounts";
import { clientsFor, rootKeys } from "../../sandbox/accounts/clients";
import { BREAKAGES, type Breakage, breakOne, healAll } from "../../sandbox/breakage";
import { restartCount } from "../../sandbox/server";
import { assertFitsSchema } from "../schemas";
import { testProject } from "./project";
import { NO_RESIDENT_PLUGINS } from "./resident/plugins";
import { TestSandbox, type TestStack } from "./sandbox";

/** One stack in the document of `--json`, as far as it is read here. */
interface Check {
  readonly verdict: string;
  readonly failure: string;
  readonly columns: Readonly<Record<"server" | "docroot" | "services" | "link" | "access", string>>;
  readonly findings: readonly { readonly code: string; readonly owner: string; readonly text: string }[];
  readonly differences: readonly object[];
}

const codes = ({ findings }: Check) => findings.map(({ code, owner }) => `${code} ${owner}`).sort();

const EXTERNAL_ID = "acme-5f0c6f2e9b7d4c1aa8e3";
/** As the sandbox's aspera.conf has it for xfer2: keys of the time before roles. */
const FOREIGN =
  "s3://AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYEXAMPLEKEY@s3.amazonaws.com/legacy-media/" +
  "?storage-class=STANDARD&server-side-encryption=AES256";

describe("e2e: preflight, drift, and things broken on purpose", function () {
  this.timeout(240_000);
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
  });
  after(() => world?.stop());

  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);
  const acme = () => clientsFor(world.sandbox.accountsEndpoint, rootKeys("444455556666")).iam;
  const row = (table: string, check: string) =>
    new RegExp(`│ ${check} +│ (\\w+) +│ (.*?) +│`).exec(table)?.slice(1) ?? [];
  const broken = (what: string) => breakOne(world.sandbox, what, BREAKAGES[what] as Breakage);
  /** The check of one stack, from the document. */
  const drift = async (stack = "dev") => {
    const { code, stdout, stderr } = await project.run("drift", ["--stack", stack, "--json"]);
    assert.ok(stdout.startsWith("{"), stderr);
    assertFitsSchema("drift", stdout);
    return { code, check: JSON.parse(stdout).stacks[0] as Check };
  };

  it("preflight, before the first up: nothing stands in the way, and nothing secret is said", async () => {
    const { code, stdout, stderr } = await project.run("preflight", ["--stack", "dev"]);
    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(row(stdout, "server account"), [
      "ok",
      "111122223333 as arn:aws:iam::111122223333:user/deployer",
    ]);
    assert.deepEqual(row(stdout, "server role"), ["ok", "aspera-server: the name is free"]);
    assert.match(row(stdout, "policy room")[1] ?? "", /^1\d\d of 10,240 characters in the inline policies/);
    assert.deepEqual(row(stdout, "bucket"), ["ok", "acme-media in us-east-1"]);
    assert.deepEqual(row(stdout, "sudo"), ["ok", "`sudo -n perl -` runs"]);
    assert.match(stdout, /nothing stands in the way: pulumi up --stack dev/);
    assert.ok(!(stdout + stderr).includes(EXTERNAL_ID));
  });

  it("preflight: names everything that stands in the way at once", async () => {
    await world.stack("dev-wrong", "Pulumi.dev.yaml", (text) =>
      text
        .replace("profile: operator", "profile: globex")
        .replace("acme-media", "acme-lost")
        .replace("create: true", "create: false")
        .replace("transferUser: acme", "transferUser: xfer2"),
    );
    const { code, stdout, stderr } = await project.run("preflight", ["--stack", "dev-wrong"]);
    assert.equal(code, 1, stdout + stderr);
    const json = await project.run("preflight", ["--stack", "dev-wrong", "--json"]);
    assert.equal(json.code, 1, json.stderr);
    assertFitsSchema("preflight", json.stdout);
    const { version, stack, results } = JSON.parse(json.stdout);
    assert.deepEqual([version, stack], [1, "dev-wrong"]);
    const wrong = results.filter(({ state }: Record<string, string>) => state !== "ok");
    assert.deepEqual(
      wrong.map(({ check, state, code, owner }: Record<string, string>) => [check, state, code, owner]),
      [
        ["server account", "stop", "access-wrong-account", "operator"],
        ["server role", "skipped", "preflight-not-looked-at", "operator"],
        ["instance profile", "skipped", "preflight-not-looked-at", "operator"],
        ["bucket", "stop", "access-bucket-missing", "bucket account"],
        ["docroot now", "stop", "docroot-foreign", "operator"],
        ["transfer rights", "note", "server-token-demanded", "operator"],
      ],
    );
    assert.ok(json.stdout.includes("s3://(masked)@s3.amazonaws.com/legacy-media/?storage-class=STANDARD"));
    assert.deepEqual(row(stdout, "docroot now")[0], "stop");
    const takeOver = `pulumi config set aspera:takeOver ${fingerprint(FOREIGN)} --stack dev-wrong`;
    assert.ok(stdout.includes(takeOver), stdout);
    assert.match(stdout, /in the way: server account, bucket, docroot now/);
    for (const secret of [EXTERNAL_ID, "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI"])
      assert.ok(!(stdout + stderr).includes(secret));
  });

  it("preflight: roles that exist already are named, and taken over with the lines it gives", async function () {
    this.timeout(480_000); // A dozen runs of the engine.
    succeeds(await dev.up());
    succeeds(await globex.up());
    const again = await world.stack("dev-again");
    // The usual way here: an `up` that met the names.
    const met = await again.up();
    assert.notEqual(met.exitCode, 0);
    assert.match(met.output, /role aspera-server, instance profile aspera-server\n/);
    assert.match(met.output, /\[preflight-name-taken\]/);
    assert.doesNotMatch(met.output, /EntityAlreadyExists|puts it back/, "before anything is made");
    const backup = { RoleName: "aspera-acme", PolicyName: "backup" };
    const Statement = [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }];
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await acme().send(new PutRolePolicyCommand({ ...backup, PolicyDocument }));
    const file = join(world.sandbox.home, "existing.json");
    const args = ["--stack", "dev-again", "--import", file];
    const unconsented = await project.run("preflight", args);
    assert.match(unconsented.stdout, /was not written: see preflight-other-policies above/);
    assert.equal(existsSync(file), false);
    await again.configure("bucketRole.adopt", "true");
    const { code, stdout, stderr } = await project.run("preflight", args);
    assert.equal(code, 1, stdout + stderr);
    assert.match(stdout, /in the way: server role, bucket role\n/);
    assert.match(stdout, /pulumi import --stack dev-again --file existing\.json --protect=false/);
    const taken = ["--file", file, "--protect=false", "--generate-code=false", "--yes", "--skip-preview"];
    succeeds(await again.pulumi("import", ...taken));
    const { deployment } = JSON.parse((await again.pulumi("stack", "export")).output);
    const ids = deployment.resources
      .filter(({ type }: { type: string }) => /^aws:/.test(type))
      .map(({ type, urn, id }: Record<string, string>) => `${type} ${urn?.split("::").at(-1)} ${id}`);
    assert.deepEqual(ids.sort(), [
      "aws:iam/instanceProfile:InstanceProfile server-profile aspera-server",
      "aws:iam/role:Role customer-bucket-aspera-acme aspera-acme",
      "aws:iam/role:Role server-role aspera-server",
      "aws:iam/rolePolicy:RolePolicy customer-bucket-aspera-acme-s3 aspera-acme:aspera-s3",
    ]);

    // What the import leads to is named by the next preview, too, and takes its word of consent.
    await again.configure("bucketRole.adopt", "false");
    const unwilling = await again.preview();
    assert.match(unwilling.output, /takes off once the role is this stack's: backup\n/);
    assert.match(unwilling.output, /\[preflight-other-policies\]/);
    await again.configure("bucketRole.adopt", "true");
    const willing = await again.preview();
    assert.equal(willing.exitCode, 7, willing.output);
    assert.match(willing.output, /takes these policies off role aspera-acme: backup\n/);
    await acme().send(new DeleteRolePolicyCommand(backup));
  });

  it("drift: a clean stack, a drifted one and one that cannot be checked, side by side", async () => {
    await world.stack("dev-fault", "Pulumi.dev.yaml", (text) => text.replace("transferUser", "transferUsr"));
    world.editDocroot("globex", "s3://evil.example.com/bucket");
    const stacks = ["dev", "dev-globex", "dev-fault"].flatMap((name) => ["--stack", name]);
    const { code, stdout, stderr } = await project.run("drift", [...stacks, "--json"]);
    assert.equal(code, 1, stdout + stderr);
    assertFitsSchema("drift", stdout);
    const { version, verdict, stacks: checks } = JSON.parse(stdout);
    assert.deepEqual([version, verdict], [1, "failed"]);
    const seen = checks.map((check: Record<string, unknown>) => [check.stack, check.verdict]);
    assert.deepEqual(seen, [
      ["dev", "clean"],
      ["dev-globex", "drift"],
      ["dev-fault", "failed"],
    ]);
    const ok = { server: "reachable", docroot: "ok", services: "ok", link: "ok", access: "ok" };
    assert.deepEqual(checks[0].columns, ok);
    const verified = [...LINK_OPERATIONS].map((name) => [name, "verified"]);
    assert.deepEqual(checks[0].operations, Object.fromEntries(verified));
    assert.equal(checks[2].operations, undefined);
    assert.deepEqual(checks[1].columns, { ...ok, docroot: "docroot changed" });
    assert.ok(
      checks[1].differences.some(
        ({ seen }: Record<string, string>) => seen === "s3://evil.example.com/bucket",
      ),
    );
    assert.match(checks[2].failure, /has 2 faults; nothing was made/);
    assert.ok(!(stdout + stderr).includes(EXTERNAL_ID));
    assert.match(stderr, /^dev-globex: drift \(\d+ s\)$/m);
  });

  it("drift: the table of a drifted stack ends with 7; up repairs it", async () => {
    const { code, stdout } = await project.run("drift", ["--stack", "dev-globex"]);
    assert.equal(code, 7, stdout);
    assert.match(stdout, /│ dev-globex +│ drift +│ reachable +│ docroot changed +│/);
    assert.match(stdout, /docroot: "s3:\/\/evil\.example\.com\/bucket" => /);
    assert.match(stdout, /hint: `pulumi up --stack dev-globex` repairs/);
    succeeds(await globex.up());
  });

  it("drift: an interrupt leaves no lock and no process", async () => {
    // A genuine plugin runs under its own path, where another sandbox's may run too: what ran before is not counted.
    const paths = world.sandbox.plugins.map(({ genuine, executable }) => genuine ?? executable);
    const running = () =>
      execFileSync("ps", ["-A", "-o", "pid=,args="], { encoding: "utf8" })
        .split("\n")
        .filter((line) => paths.some((path) => line.includes(path)));
    const before = new Set(running());
    const ours = () => running().filter((line) => !before.has(line));
    let asked = false;
    const interrupted = (_text: string, interrupt: () => void) => {
      if (asked) return;
      asked = true;
      const clock = setInterval(() => {
        if (ours().length === 0) return;
        clearInterval(clock);
        interrupt();
      }, 100);
    };
    // With plugins that the engine starts, as a person's engine does.
    const args = ["--stack", "dev"];
    const { code, stderr } = await project.run("drift", args, interrupted, NO_RESIDENT_PLUGINS);
    assert.equal(code, 130, stderr);
    assert.match(stderr, /drift: interrupted; nothing was changed/);
    assert.deepEqual(ours(), []);
    const locks = join(world.sandbox.home, "state/.pulumi/locks");
    const held = existsSync(locks) ? readdirSync(locks, { recursive: true, encoding: "utf8" }) : [];
    assert.deepEqual(
      held.filter((name) => name.endsWith(".json")),
      [],
    );
  });

  describe("broken on purpose, seen, and healed", () => {
    it("an open trust: the proof gets in without the external ID, and says so", async () => {
      await broken("trust-open");
      const { code, check } = await drift();
      assert.equal(code, 7);
      assert.deepEqual(codes(check), [
        "access-bucket-role-trust-changed bucket account",
        "link-open-without-external-id bucket account",
      ]);
      assert.equal(check.columns.link, "link-open-without-external-id (bucket account)");
      succeeds(await dev.up());
      const healed = await healAll(world.sandbox, BREAKAGES);
      assert.deepEqual(healed, [{ what: "trust-open", done: false }], "up has put it right before");
    });

    it("a docroot that was edited, taken up and put back: the file is right, what is served is not", async () => {
      await broken("served-docroot");
      const wanted = world.docrootOf("acme");
      assert.equal(await world.servedTo("acme"), "s3://s3.amazonaws.com/somebody-elses-bucket/");
      const seen = await dev.preview();
      assert.equal(seen.exitCode, 7, seen.output);
      assert.match(seen.output, /~ asperanoded\s*: "answers, restart pending" => "answers"/);
      const { code, check } = await drift();
      assert.equal(code, 7);
      const { docroot, services } = check.columns;
      assert.deepEqual([docroot, services], ["ok", "asperanoded answers, restart pending"]);
      const restarts = restartCount(world.sandbox.home);
      succeeds(await dev.up());
      assert.equal(restartCount(world.sandbox.home), restarts + 1);
      assert.equal(await world.servedTo("acme"), wanted);
      for (const stack of [dev, globex]) succeeds(await stack.preview());
      succeeds(await dev.up());
      assert.equal(restartCount(world.sandbox.home), restarts + 1, "a clean server is not restarted");
      const healed = await healAll(world.sandbox, BREAKAGES);
      assert.deepEqual(healed, [{ what: "served-docroot", done: false }], "up has put it right before");
    });

    const groups: [string[], (check: Check) => void][] = [
      [
        ["docroot", "user", "service", "trapd", "trust-open", "foreign-policy", "clock"],
        (check) => {
          const { docroot, services, access } = check.columns;
          assert.equal(docroot, "docroot changed; systemUser missing on the server");
          assert.equal(services, "asperanoded stopped; asperatrapd stopped");
          assert.equal(
            access,
            "access-bucket-role-trust-changed; customer-bucket-aspera-acme-inline-policies policyNames",
          );
          assert.deepEqual(codes(check), [
            "access-bucket-role-trust-changed bucket account",
            "link-clock-off operator",
            "server-asperatrapd-down operator",
            "server-no-system-user operator",
          ]);
          // By the second in which the server is asked, and by what the answer took.
          const clock = check.findings.find(({ code }) => code === "link-clock-off");
          assert.match(clock?.text ?? "", /\b(39[5-9]|40[0-5]) s\b/);
        },
      ],
      [
        ["another-external-id", "right-removed", "recreated-role"],
        (check) => {
          assert.equal(check.columns.docroot, "docroot changed");
          assert.ok(JSON.stringify(check.differences).includes("external-id=(another)"));
          assert.match(check.columns.access, /customer-server-right-policy missing/);
          const [trust, link] = codes(check);
          assert.equal(trust, "access-bucket-role-trust-changed bucket account");
          assert.match(link ?? "", /^link-assume-refused /);
          const { text } = check.findings.find(({ code }) => code.startsWith("access-")) ?? {};
          assert.match(text ?? "", /AROADEADDEADDEADDEAD1/);
        },
      ],
      [["no-profile"], (check) => assert.deepEqual(codes(check), ["link-no-instance-role server account"])],
    ];
    for (const [whats, sees] of groups) {
      it(`${whats.join(", ")}: drift; all of it healed`, async () => {
        for (const what of whats) await broken(what);
        const { code, check } = await drift();
        assert.equal(code, 7, JSON.stringify(check, null, 1));
        sees(check);
        const healed = await healAll(world.sandbox, BREAKAGES);
        assert.deepEqual(healed, whats.map((what) => ({ what, done: true })).reverse());
      });
    }

    it("the same is seen in the program's pass and before it, by four plugins and by each of them twice", async () => {
      const whats = ["docroot", "service", "trust-open", "right-removed", "foreign-policy"];
      for (const what of whats) await broken(what);
      const seen = async (PULUMI_RUN_PROGRAM: string) => {
        dev.environment = { PULUMI_RUN_PROGRAM, ...NO_RESIDENT_PLUGINS };
        let output = "";
        const { plugins } = await costOf(async () => {
          const run = await dev.pulumi("preview", "--json", "--expect-no-changes");
          assert.equal(run.exitCode, 7, run.output);
          output = run.output;
        });
        dev.environment = {};
        const { steps, changeSummary } = JSON.parse(output.slice(0, output.lastIndexOf("}") + 1));
        const planned = steps
          .filter(({ op }: { op: string }) => op !== "refresh" && op !== "same")
          .map(({ op, urn, detailedDiff }: { op: string; urn: string; detailedDiff?: object }) =>
            [op, urn.split("::").at(-1), ...Object.keys(detailedDiff ?? {}).sort()].join(" "),
          );
        return { plugins, changeSummary, planned: planned.sort() };
      };
      const [onePass, twoPasses] = [await seen("true"), await seen("false")];
      assert.deepEqual([onePass.plugins, twoPasses.plugins], [4, 8]);
      assert.deepEqual(onePass.planned, [
        "create customer-server-right-policy",
        "update customer-bucket-aspera-acme assumeRolePolicy",
        "update customer-bucket-aspera-acme-inline-policies policyNames[1]",
        "update customer-docroot-apply stdin",
        "update customer-docroot-observed asperanoded docroot",
        "update customer-link finding link nextStep owner",
      ]);
      assert.deepEqual(
        [onePass.planned, onePass.changeSummary],
        [twoPasses.planned, twoPasses.changeSummary],
      );
      await healAll(world.sandbox, BREAKAGES);
    });

    it("unreachable, and a bucket in another region: failed checks, neither clean nor drift", async () => {
      await broken("unreachable");
      await assert.rejects(broken("unreachable"), /it is broken already\nhint: npm run sandbox -- heal/);
      const gone = await drift();
      assert.deepEqual([gone.code, gone.check.verdict], [1, "failed"]);
      assert.match(gone.check.failure, /\[server-unreachable\]$/);
      assert.equal(gone.check.columns.server, "server-unreachable");
      await healAll(world.sandbox, BREAKAGES);
      await broken("wrong-region");
      const moved = await drift();
      assert.deepEqual([moved.code, moved.check.verdict], [1, "failed"]);
      assert.match(moved.check.failure, /\[access-bucket-in-other-region\]$/);
      await healAll(world.sandbox, BREAKAGES);
      assert.ok(!existsSync(join(world.sandbox.home, "broken.json")));
    });

    it("what others changed beside the stack: told with its code, by drift and preview", async () => {
      const conf = world.asperaConf;
      const before = readFileSync(conf, "utf8");
      const ours = (world.docrootOf("acme") ?? "").replaceAll("&", "&amp;");
      const having = `<file_system><access><paths><path><absolute>${ours}</absolute></path></paths></access></file_system>`;
      writeFileSync(
        conf,
        before
          .replace("<name>acme-archive</name>", (name) => `${name}${having}`)
          .replace("<out><value>allow<", "<out><value>token<"),
      );
      chmodSync(conf, 0o666);
      const { home, accountsEndpoint: endpoint } = world.sandbox;
      const operator = profileClients({ home, endpoint, profile: "operator" });
      const acme = profileClients({ home, endpoint, profile: "acme" });
      const Bucket = "acme-media";
      const { Instances: [second] = [] } = await operator.ec2.send(
        new RunInstancesCommand({
          ImageId: "ami-1",
          MinCount: 1,
          MaxCount: 1,
          IamInstanceProfile: { Name: "aspera-server" },
        }),
      );
      const trust = {
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:role/aspera-server" },
          Action: "sts:AssumeRole",
        },
      };
      const AssumeRolePolicyDocument = JSON.stringify(trust);
      await acme.iam.send(new CreateRoleCommand({ RoleName: "acme-test", AssumeRolePolicyDocument }));
      const open = {
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${Bucket}/*`,
      };
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [open] });
      await acme.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
      await acme.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      const Rules = [{ ObjectOwnership: "ObjectWriter" as const }];
      await acme.s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls: { Rules } }));
      const rule = {
        ID: "tidy",
        Status: "Enabled" as const,
        Filter: { Prefix: "" },
        Expiration: { Days: 7 },
      };
      await acme.s3.send(
        new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [rule] } }),
      );

      const { code, check } = await drift();
      const expected = [
        "access-bucket-open-to-anybody bucket account",
        "access-lifecycle-deletes bucket account",
        "access-object-writer-owns bucket account",
        "access-profile-on-other-instances server account",
        "access-public-access-block-off bucket account",
        "access-roles-with-shared-trust bucket account",
        "docroot-shared operator",
        "server-aspera-conf-writable operator",
        "server-token-demanded operator",
      ];
      assert.deepEqual(codes(check), expected);
      assert.deepEqual([code, check.verdict], [7, "drift"], "asperanoded has not read the edited file");
      assert.match(check.columns.access, /^access-profile-on-other-instances; .*; .*; \d more$/);
      assert.equal(check.columns.docroot, "docroot-shared");
      assert.match(
        check.columns.services,
        /restart pending; server-aspera-conf-writable; server-token-demanded$/,
      );
      const { exitCode, output } = await dev.preview();
      assert.equal(exitCode, 7, output);
      for (const one of expected) assert.ok(output.includes(`[${one.split(" ")[0]}]`), one);
      assert.ok(!output.includes(EXTERNAL_ID));

      writeFileSync(conf, before);
      chmodSync(conf, 0o644);
      await operator.ec2.send(new TerminateInstancesCommand({ InstanceIds: [second?.InstanceId ?? ""] }));
      await acme.iam.send(new DeleteRoleCommand({ RoleName: "acme-test" }));
      await acme.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
      await acme.s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
      await acme.s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        }),
      );
      await acme.s3.send(
        new PutPublicAccessBlockCommand({
          Bucket,
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            IgnorePublicAcls: true,
            BlockPublicPolicy: true,
            RestrictPublicBuckets: true,
          },
        }),
      );
      succeeds(await dev.up());
      const again = await drift();
      assert.deepEqual([again.code, codes(again.check)], [0, []]);
    });

    it("all was healed: no run of up between the breakages and a clean preview", async () => {
      succeeds(await dev.preview());
    });

    it("everything that can be broken is in the list of the command", () => {
      const usage = readFileSync(join(__dirname, "../../CONTRIBUTING.md"), "utf8");
      for (const what of Object.keys(BREAKAGES)) assert.ok(usage.includes(`\`${what}\``), what);
    });
  });
});
