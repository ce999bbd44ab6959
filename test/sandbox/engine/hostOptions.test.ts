import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { passHostOptions } from "../../../sandbox/engine/hostOptions";
import { CHECKOUT } from "../../../sandbox/lifecycle/home";

describe("sandbox: a language host that takes options as flags", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "host-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const host = () => join(folder, "pulumi-language-nodejs");
  /** A program that is no script to the eye: it says what it is given, one word a line. */
  const install = (usage: string) => {
    const file = join(folder, "says.sh");
    writeFileSync(file, `if [ "$1" = -help ]; then echo '${usage}' >&2; else printf '%s\\n' "$@"; fi\n`);
    // Without a first line that names a shell; the system's own shell runs it.
    writeFileSync(host(), readFileSync(file));
    rmSync(file);
    chmodSync(host(), 0o755);
  };
  const start = (cwd: string) =>
    execFileSync("/bin/sh", ["-c", `"${host()}" 127.0.0.1:7`], { cwd, encoding: "utf8" })
      .split("\n")
      .filter(Boolean);

  it("gets those of Pulumi.yaml, the engine's address last", () => {
    install("  -nodeargs string");
    passHostOptions(folder);
    assert.deepEqual(start(CHECKOUT), [
      "-nodeargs=--require ./program/preload.js",
      "-typescript=false",
      "127.0.0.1:7",
    ]);
    passHostOptions(folder);
    assert.deepEqual(readdirSync(folder).sort(), ["pulumi-language-nodejs", "pulumi-language-nodejs-itself"]);
    assert.deepEqual(start(CHECKOUT).length, 3);
  });

  it("gets none where there are none, or no Pulumi.yaml", () => {
    install("  -nodeargs string");
    passHostOptions(folder);
    assert.deepEqual(start(folder), ["127.0.0.1:7"]);
    writeFileSync(join(folder, "Pulumi.yaml"), "name: empty\nruntime: nodejs\n");
    assert.deepEqual(start(folder), ["127.0.0.1:7"]);
  });

  it("is left alone where it knows no such flag", () => {
    install("  -tracing string");
    passHostOptions(folder);
    assert.deepEqual(readdirSync(folder), ["pulumi-language-nodejs"]);
  });
});
