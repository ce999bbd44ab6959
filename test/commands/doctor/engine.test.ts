import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { engineRows } from "../../../commands/doctor/engine";

const ROOT = join(__dirname, "../../..");
const AWS = require("@pulumi/aws/package.json").version as string;
const COMMAND = require("@pulumi/command/package.json").version as string;

describe("doctor: the engine", function () {
  this.timeout(60_000);
  const path = process.env.PATH;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "doctor-engine-"));
    process.env.PATH = `${folder}${delimiter}/usr/bin${delimiter}/bin`;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });
  const engine = (answers: { version?: string; plugins?: object[]; whoami?: string }) => {
    const { version = "v3.274.1", plugins = [], whoami = '{"url":"file:///home/operator"}' } = answers;
    const script = `#!/bin/sh
case "$1" in
version) echo '${version}' ;;
plugin) echo '${JSON.stringify(plugins)}' ;;
whoami) case '${whoami}' in error*) echo '${whoami}' >&2; exit 255 ;; *) echo '${whoami}' ;; esac ;;
esac
`;
    writeFileSync(join(folder, "pulumi"), script);
    chmodSync(join(folder, "pulumi"), 0o755);
  };
  const rows = async () =>
    (await engineRows(ROOT, new AbortController().signal)).map(({ check, state, found }) => [
      check,
      state,
      found,
    ]);

  it("is looked for on the PATH, and must be new enough", async () => {
    assert.deepEqual(await rows(), [["pulumi", "missing", "not on the PATH"]]);
    engine({ version: "" });
    assert.deepEqual(await rows(), [["pulumi", "missing", "does not start"]]);
    engine({ version: "v3.228.9" });
    assert.deepEqual(await rows(), [["pulumi", "missing", "3.228.9, older than 3.229.0"]]);
  });

  it("has each plugin in the version of its package, and a backend, told without a login", async () => {
    engine({
      plugins: [
        { name: "aws", version: AWS },
        { name: "command", version: "0.0.1" },
      ],
      whoami: '{"url":"postgres://user:secret@db.example.com/pulumi?password=secret"}',
    });
    assert.deepEqual(await rows(), [
      ["pulumi", "ok", "3.274.1"],
      ["plugin aws", "ok", AWS],
      ["plugin command", "missing", `${COMMAND} is not installed`],
      ["backend", "ok", "postgres://db.example.com/pulumi"],
    ]);
    engine({ whoami: "error: PULUMI_ACCESS_TOKEN must be set" });
    assert.deepEqual((await rows()).at(-1), [
      "backend",
      "missing",
      "not logged in: PULUMI_ACCESS_TOKEN must be set",
    ]);
  });
});

describe("doctor: where nothing is installed", () => {
  const start = (node: string | undefined) => {
    const folder = mkdtempSync(join(tmpdir(), "doctor-bare-"));
    mkdirSync(join(folder, "commands"), { recursive: true });
    for (const name of ["package.json", "commands/doctor", "program", "provider"])
      symlinkSync(join(ROOT, name), join(folder, name));
    const version = node ? `Object.defineProperty(process.versions, "node", { value: "${node}" });` : "";
    const script = `${version} require(${JSON.stringify(join(folder, "commands/doctor/start.js"))})`;
    const run = spawnSync(process.execPath, ["--preserve-symlinks", "-e", script], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    return [run.status, run.stderr];
  };

  it("says `npm ci`, or which Node, in place of a trace", () => {
    assert.deepEqual(start(undefined), [
      1,
      "doctor: expected the packages of package-lock.json in node_modules, found no source-map-support\nhint: npm ci\n",
    ]);
    const [status, said] = start("18.19.1");
    assert.equal(status, 1);
    assert.match(String(said), /^doctor: expected Node 20 or later, got 18\.19\.1\nhint: /);
  });
});
