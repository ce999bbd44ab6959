import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runProgramRow } from "../../../commands/doctor/engine";
import { nodeRow, packagesRow } from "../../../commands/doctor/packages";
import { doctorScreen, here, missing, note } from "../../../commands/doctor/row";
import { stackFiles } from "../../../commands/doctor/stackFiles";
import { ownPluginRow, passphraseRow, profilesRow, sshRow } from "../../../commands/doctor/stackRows";
import { files } from "../../program/settings/stack";

/** A customer's stack as its file has it. */
const ACME = `config:
  aspera:bucketAccount: {id: "444455556666", region: us-east-1, profile: acme}
  aspera:transferUser: acme
  aspera:sshPrivateKeyFile: ~/.ssh/aspera
encryptionsalt: v1:x
`;
const SHARED = `config:
  pulumi:disable-default-providers: {value: [aws]}
  aspera:serverAccount: {value: {id: "111122223333", region: us-east-1, profile: operator}}
plugins: {providers: [{name: aspera, path: ./provider}]}
`;

describe("doctor: what this machine lacks", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "doctor-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: unknown) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  };
  const stacks = (texts: Record<string, string> = { "acme-prod": ACME }, stack?: string) => {
    write("Pulumi.yaml", SHARED);
    for (const [name, text] of Object.entries(texts)) write(`Pulumi.${name}.yaml`, text);
    return stackFiles(folder, stack);
  };
  const machine = (tree: Record<string, string> = {}, environment: NodeJS.ProcessEnv = {}) => ({
    files: files(tree) as NonNullable<ReturnType<typeof files>>,
    environment,
  });

  it("Node, as package.json asks for it", () => {
    write("package.json", { engines: { node: ">=20" } });
    assert.equal(nodeRow(folder, "20.0.0").state, "ok");
    assert.deepEqual(nodeRow(folder, "18.19.1"), {
      check: "Node",
      state: "missing",
      found: "18.19.1, older than 20",
      hint: "install a later one, or `nvm use`, which reads .nvmrc",
    });
  });

  it("every package in the pinned version, but those for other machines", () => {
    const packages = {
      "": { version: "0.1.0" },
      "node_modules/a": { version: "1.0.0" },
      "node_modules/a/node_modules/@b/c": { version: "2.0.0" },
      "node_modules/stand-in": { link: true },
      "tools/standIn": { version: "9.0.0" },
      "node_modules/for-windows": { version: "1.0.0", optional: true },
    };
    write("package-lock.json", { packages });
    write("node_modules/a/package.json", { version: "v1.0.0" });
    assert.deepEqual(
      packagesRow(folder),
      missing("node_modules", "not as package-lock.json pins them: @b/c", "npm ci"),
    );
    write("node_modules/a/node_modules/@b/c/package.json", { version: "1.9.0" });
    assert.equal(packagesRow(folder).state, "missing");
    write("node_modules/a/node_modules/@b/c/package.json", { version: "2.0.0" });
    assert.deepEqual(packagesRow(folder), here("node_modules", "2 packages, as package-lock.json pins them"));
  });

  it("stacks by their files: Pulumi.yaml's values count, the sandbox's are left out unless asked for", () => {
    const acme = {
      stack: "acme-prod",
      profiles: ["operator", "acme"],
      keyFile: "~/.ssh/aspera",
      holdsKey: false,
      reachesServer: true,
      passphrase: true,
    };
    assert.deepEqual(stacks({ "acme-prod": ACME, dev: ACME }), [acme]);
    assert.deepEqual(
      stacks({}, "dev").map(({ stack }) => stack),
      ["dev"],
    );
    assert.throws(
      () => stacks({}, "lost"),
      /^Error: expected the settings of stack lost in Pulumi\.lost\.yaml, found no such file\nhint: /,
    );
  });

  it("the passphrase, in one variable or the other", () => {
    const all = stacks();
    const state = (environment: NodeJS.ProcessEnv, tree = {}) =>
      passphraseRow(all, machine(tree, environment)).state;
    assert.equal(state({ PULUMI_CONFIG_PASSPHRASE: "" }), "ok");
    assert.equal(state({ PULUMI_CONFIG_PASSPHRASE_FILE: "/run/pass" }, { "/run/pass": "x" }), "ok");
    assert.equal(state({ PULUMI_CONFIG_PASSPHRASE_FILE: "/run/lost" }), "missing");
    assert.equal(passphraseRow(all, machine()).found, "in no variable; needed by acme-prod");
    assert.equal(passphraseRow(stacks({ "acme-prod": "config: {}\n" }), machine()).state, "ok");
  });

  it("each named AWS profile, where AWS keeps them", () => {
    const all = stacks();
    const row = (tree: Record<string, string>, environment = {}) =>
      profilesRow(all, machine(tree, environment));
    const config = "/home/operator/.aws/config";
    const credentials = "/home/operator/.aws/credentials";
    assert.equal(
      row({ [config]: "[profile operator]\n[profile acme]\nregion = x\n" }).found,
      "acme, operator",
    );
    assert.equal(row({ [config]: "[ profile operator ]", [credentials]: "[acme]\n" }).state, "ok");
    assert.equal(
      row({ [config]: "[profile operator]\n# [profile acme]\n" }).found,
      "not in AWS's files: acme, of acme-prod",
    );
    assert.equal(row({ "/c": "[profile acme]\n[profile operator]" }, { AWS_CONFIG_FILE: "/c" }).state, "ok");
    assert.equal(row({}).state, "missing");
  });

  it("the SSH key: a file, an agent, or the stack's own", () => {
    const row = (text: string, tree = {}, environment = {}) =>
      sshRow(stacks({ "acme-prod": text }), machine(tree, environment));
    assert.deepEqual(row(ACME, { "/home/operator/.ssh/aspera": "key" }), here("SSH key", "~/.ssh/aspera"));
    assert.equal(row(ACME).found, "~/.ssh/aspera of acme-prod: no such file");
    const agent = ACME.replace(/.*PrivateKeyFile.*\n/, "");
    assert.equal(row(agent).found, "acme-prod needs an SSH agent, and none runs");
    assert.deepEqual(row(agent, {}, { SSH_AUTH_SOCK: "/x" }), here("SSH key", "the SSH agent"));
    for (const other of [
      agent.replace("encr", "  aspera:sshPrivateKey: {secure: v1:x}\nencr"),
      agent.replace("encr", "  aspera:side: bucket\nencr"),
    ])
      assert.equal(row(other).state, "ok", other);
  });

  it("the plugin that Pulumi.yaml names", () => {
    const named = [{ name: "aspera", path: "./provider" }];
    assert.equal(ownPluginRow(folder, named).state, "missing");
    write("provider/pulumi-resource-aspera", "");
    assert.deepEqual(ownPluginRow(folder, named), here("plugin aspera", "./provider"));
    assert.equal(ownPluginRow(folder, []).state, "missing");
  });

  it("PULUMI_RUN_PROGRAM, without which all works", () => {
    assert.equal(runProgramRow({ PULUMI_RUN_PROGRAM: "true" }).state, "ok");
    assert.equal(runProgramRow({}).state, "note");
  });

  it("one screen: the table, each next step, what is missing", () => {
    const rows = [
      here("Node", "20.0.0"),
      missing("pulumi", "not on the PATH", "install it"),
      note("x", "y", "z"),
    ];
    const text = doctorScreen(rows, undefined, 100);
    assert.match(
      text,
      /\n\npulumi: install it\nx: z\n\nmissing: pulumi\n\nPython, Perl and curl for the sandbox: /,
    );
    assert.match(doctorScreen([here("Node", "20")]), /nothing is missing here/);
    assert.match(doctorScreen(rows, "dev"), /\nStack dev is the sandbox's: `npm run sandbox -- start`/);
    for (const line of doctorScreen(
      [missing("node_modules", "word ".repeat(60), "npm ci")],
      undefined,
      80,
    ).split("\n"))
      if (/^[│┌├└]/.test(line)) assert.ok(line.length <= 80, line);
  });
});
