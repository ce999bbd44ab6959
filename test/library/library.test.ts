import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  GetRoleCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { DeleteObjectCommand, GetObjectCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import { ModuleKind, ModuleResolutionKind, resolveModuleName, sys } from "typescript";
import * as manifest from "../../package.json";
import { profileClients } from "../../sandbox/accounts";
import { CHECKOUT } from "../../sandbox/lifecycle/home";
import { restartCount, transfer } from "../../sandbox/server";
import { layout } from "../../sandbox/server/layout";
import { TestSandbox } from "../e2e/sandbox";
import { type Packed, pack } from "./packed";
import { blocks, namesInTables } from "./page";
import { UserProject } from "./userProject";

const EXTERNAL_ID = "acme-5f0c6f2e9b7d4c1aa8e3";
const DOCROOT =
  "s3://s3.amazonaws.com/acme-rushes/incoming/?iam-role.arn=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme" +
  `&iam-role.external-id=${EXTERNAL_ID}`;
const PLUGIN = "node_modules/aspera-on-aws/dist/provider/pulumi-resource-aspera";

describe("library: the packed package in a program of somebody else's", function () {
  this.timeout(180_000);
  let world: TestSandbox;
  let packed: Packed;
  let project: UserProject;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    const { home, environment } = world.sandbox;
    packed = await pack(home);
    project = await UserProject.install(join(home, "media"), packed.tarball, environment);
  });
  after(() => world?.stop());

  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);
  const up = () => project.pulumi("test", "up", "--yes", "--skip-preview", "--diff");
  const preview = (stack = "test") => project.pulumi(stack, "preview", "--diff", "--expect-no-changes");
  const exported = async () => (await project.pulumi("test", "stack", "export")).output;
  const clients = (profile: string) => {
    const { home, accountsEndpoint } = world.sandbox;
    return profileClients({ home, endpoint: accountsEndpoint, profile });
  };
  const settings = () => {
    const { knownHosts, clientKey } = layout(world.sandbox.home);
    const hostKey = /^\[127\.0\.0\.1\]:\d+ (.+)$/m.exec(readFileSync(knownHosts, "utf8"))?.[1];
    const server = {
      host: "127.0.0.1",
      port: world.sandbox.ports.ssh,
      hostKey,
      privateKeyFile: clientKey,
      asperaRoot: "opt/aspera",
    };
    return `config:\n  media:server: ${JSON.stringify(server)}\n`;
  };

  it("holds code, types, the agent's Perl and the executable, and no sources, tests or sandbox", () => {
    const paths = [...packed.files.keys()];
    const outside = paths.filter((path) => !/^dist\/(components|model|provider)\//.test(path));
    assert.deepEqual(outside.sort(), [
      "LICENSE",
      "README.md",
      "dist/package.json",
      "docs/as-a-library.md",
      "package.json",
    ]);
    const inside = paths.filter((path) => !outside.includes(path) && !/\.(js|d\.ts|pl)$/.test(path));
    assert.deepEqual(inside, ["dist/provider/pulumi-resource-aspera"]);
    assert.equal(packed.files.get("dist/provider/pulumi-resource-aspera"), 0o755);
    const { main, types, exports: entries } = manifest;
    for (const entry of [main, types, ...Object.values(entries["."]), entries["./package.json"]])
      assert.ok(packed.files.has(entry.replace(/^\.\//, "")), entry);
    const perl = readdirSync(join(CHECKOUT, "provider"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".pl"))
      .map((file) => `dist/provider/${file}`);
    assert.ok(perl.length > 20);
    assert.deepEqual(paths.filter((path) => path.endsWith(".pl")).sort(), perl.sort());
    for (const folder of ["components", "model", "provider"])
      assert.ok(
        !existsSync(join(CHECKOUT, folder, folder === "provider" ? "main.js" : "index.js")),
        "beside a source",
      );
  });

  it("brings one copy of each SDK, and no compiler, runner or AWS SDK", () => {
    const { dependencies, peerDependencies } = manifest;
    for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies)]) {
      const copies = project.installed.filter((folder) => folder.endsWith(`node_modules/${name}`));
      assert.deepEqual(copies, [`node_modules/${name}`], name);
    }
    const heavy = /\/(ts-node|@swc\/.*|@aws-sdk\/.*|@biomejs\/.*|mocha|fast-check)$/;
    assert.deepEqual(
      project.installed.filter((folder) => heavy.test(folder)),
      [],
    );
  });

  it("has types, whichever way a program looks for modules", async () => {
    for (const [module, moduleResolution] of [
      [ModuleKind.CommonJS, ModuleResolutionKind.Node10],
      [ModuleKind.Node16, ModuleResolutionKind.Node16],
      [ModuleKind.ESNext, ModuleResolutionKind.Bundler],
    ] as const) {
      const from = project.path("index.ts");
      const { resolvedModule } = resolveModuleName("aspera-on-aws", from, { module, moduleResolution }, sys);
      const found = resolvedModule?.resolvedFileName;
      assert.ok(
        found?.endsWith("aspera-on-aws/dist/components/index.d.ts"),
        ModuleResolutionKind[moduleResolution],
      );
    }
    assert.equal(await project.typeErrors(), "");
  });

  it("has what the page says that it has", () => {
    const types = [...packed.files.keys()].filter((path) => /^dist\/components\/.*\.d\.ts$/.test(path));
    const text = types
      .map((path) => readFileSync(project.path(`node_modules/aspera-on-aws/${path}`), "utf8"))
      .join("\n");
    const names = namesInTables();
    assert.ok(names.length > 15);
    for (const name of names)
      assert.match(text, new RegExp(`export declare class ${name} |readonly ${name}\\??:`), name);
    const lines = (blocks("ts")[0] ?? "").split("\n").filter((line) => line.trim() !== "");
    assert.ok(lines.length <= 30, `${lines.length} lines`);
  });

  it("starts its plugin where there is no TypeScript", async () => {
    assert.ok(statSync(project.path(PLUGIN)).mode & 0o100, "executable");
    const typescript = project.path("node_modules/typescript");
    renameSync(typescript, `${typescript}.away`);
    const child = spawn(project.path(PLUGIN), ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "pipe"] });
    try {
      const [said, failed] = await new Promise<[string, string]>((resolve) => {
        let stderr = "";
        child.stderr.on("data", (chunk) => {
          stderr += chunk;
        });
        child.stdout.once("data", (chunk) => resolve([String(chunk), stderr]));
        child.once("exit", () => resolve(["", stderr]));
      });
      assert.match(said, /^\d+\n$/, failed);
    } finally {
      child.kill();
      renameSync(`${typescript}.away`, typescript);
    }
  });

  it("previews and makes a link to a bucket of the same program, and a file goes through", async () => {
    await project.stack("test", settings(), EXTERNAL_ID);
    succeeds(await project.pulumi("test", "up", "--yes"));
    assert.equal(world.docrootOf("acme"), DOCROOT);
    const outputs = JSON.parse((await project.pulumi("test", "stack", "output", "--json")).output);
    assert.deepEqual(outputs, { docroot: DOCROOT.replace(EXTERNAL_ID, "(ours)"), link: "verified" });

    const { home } = world.sandbox;
    const localFile = join(home, "sent.txt");
    writeFileSync(localFile, "sent");
    await transfer.put({ home, user: "acme", localFile, path: "/sent.txt" });
    const file = { Bucket: "acme-rushes", Key: "incoming/sent.txt" };
    const { s3 } = clients("acme");
    assert.equal(await (await s3.send(new GetObjectCommand(file))).Body?.transformToString(), "sent");
    await s3.send(new DeleteObjectCommand(file));
  });

  it("keeps secrets and code out of the state", async () => {
    const state = await exported();
    const key = readFileSync(layout(world.sandbox.home).clientKey, "utf8").split("\n")[2] ?? "";
    assert.ok(key.length > 40 && state.includes("aspera:index:Docroot"));
    for (const word of [EXTERNAL_ID, key, "PRIVATE KEY", "__provider"])
      assert.ok(!state.includes(word), word);
  });

  it("sees no difference, from another folder neither", async () => {
    project.move(join(world.sandbox.home, "elsewhere"));
    succeeds(await preview());
  });

  it("shows a docroot that was edited by hand, and puts it right", async () => {
    world.editDocroot("acme", "s3://evil.example.com/bucket");
    const seen = await preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(
      seen.output,
      /~ docroot\s*: "s3:\/\/evil\.example\.com\/bucket" => "s3:\/\/s3\.amazonaws\.com\/acme-rushes/,
    );
    succeeds(await up());
    assert.equal(world.docrootOf("acme"), DOCROOT);
    assert.equal(restartCount(world.sandbox.home), 2);
  });

  it("destroys roles and bucket, and leaves the docroot, which leads nowhere", async () => {
    const run = await project.pulumi("test", "destroy", "--yes", "--skip-preview");
    succeeds(run);
    assert.match(run.output, /docroot-left-in-place/);
    assert.equal(world.docrootOf("acme"), DOCROOT);
    assert.deepEqual(JSON.parse(await exported()).deployment.resources ?? [], []);
    await assert.rejects(clients("acme").s3.send(new HeadBucketCommand({ Bucket: "acme-rushes" })));
    await assert.rejects(clients("acme").iam.send(new GetRoleCommand({ RoleName: "aspera-acme" })));
    await assert.rejects(clients("operator").iam.send(new GetRoleCommand({ RoleName: "aspera-server" })));
  });

  it("one account: no bucket role, the rights on a server role that another program made", async () => {
    const { iam } = clients("operator");
    const [RoleName, InstanceProfileName] = ["aspera-server", "aspera-server"];
    const Statement = [
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ];
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
    await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));

    project.useProgram("one-account.ts");
    await project.stack("one-account", settings());
    succeeds(await project.pulumi("one-account", "up", "--yes", "--skip-preview"));
    assert.equal(world.docrootOf("acme-archive"), "s3://s3.amazonaws.com/operator-media/archive/");
    const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    assert.deepEqual(PolicyNames, ["aspera-archive"]);
    succeeds(await preview("one-account"));
  });
});
