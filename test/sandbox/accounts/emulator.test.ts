import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EMULATOR_VERSION, emulatorFolder, ensureEmulator } from "../../../sandbox/accounts";

describe("emulator", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "emulator-"));
    mkdirSync(join(folder, "bin"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const environment = () => ({
    PATH: `${join(folder, "bin")}:/bin:/usr/bin`,
    XDG_CACHE_HOME: join(folder, "cache"),
  });
  const only = () => ({ ...environment(), PATH: join(folder, "bin") });

  /** A Python that says its version, and runs `body` for anything else. */
  function python(name: string, version: string, body = "exit 1"): void {
    const path = join(folder, "bin", name);
    writeFileSync(path, `#!/bin/sh\nif [ "$1" = -c ]; then echo ${version}; exit 0; fi\n${body}\n`);
    chmodSync(path, 0o755);
  }

  const ensure = (from: NodeJS.ProcessEnv, lines: string[] = []) =>
    ensureEmulator({ environment: from, onProgress: (line) => lines.push(line) });

  it("lives in the user's cache, under its version", () => {
    assert.equal(
      emulatorFolder({ XDG_CACHE_HOME: "/somewhere" }),
      `/somewhere/aspera-on-aws/ministack-${EMULATOR_VERSION}`,
    );
    assert.match(emulatorFolder({}), /\/\.cache\/aspera-on-aws\/ministack-/);
  });

  it("is made of pinned files alone, in the version that is named", () => {
    const file = join(__dirname, "../../../sandbox/accounts/requirements.txt");
    const pinned = readFileSync(file, "utf8")
      .replace(/^#.*\n/gm, "")
      .split(/\n(?! )/)
      .filter(Boolean);
    for (const one of pinned)
      assert.match(one, /^[a-z0-9-]+==\S+( ; [^\\]+)? \\\n {4}--hash=sha256:[0-9a-f]{64}/);
    assert.ok(pinned.some((one) => one.startsWith(`ministack==${EMULATOR_VERSION} `)));
  });

  it("says that there is no Python", async () => {
    await assert.rejects(
      ensure(only()),
      /expected Python 3\.10 or later .*, got none on PATH\nhint: install python3/,
    );
  });

  it("says which Pythons are too old", async () => {
    python("python3", "3.9.18");
    python("python", "2.7.18");
    await assert.rejects(ensure(only()), /got python3 3\.9\.18, python 2\.7\.18\n/);
  });

  it("passes over an old python3 for a newer one of another name", async () => {
    python("python3", "3.9.18");
    python("python3.12", "3.12.4", "echo no ensurepip >&2; exit 1");
    await assert.rejects(
      ensure(only()),
      /expected to make a virtual environment .*, got: no ensurepip\nhint: .*python3-venv/,
    );
  });

  it("tries again after a half-made installation, and not after a whole one", async () => {
    const pip =
      'mkdir -p "$3/bin"; printf "#!/bin/sh\\necho \\$* >> $3/pip.log\\n" > "$3/bin/pip"; chmod +x "$3/bin/pip"';
    python("python3", "3.11.0", pip);
    const half = join(emulatorFolder(environment()), "half");
    mkdirSync(half, { recursive: true });
    const lines: string[] = [];
    const executable = await ensure(environment(), lines);
    assert.equal(executable, join(emulatorFolder(environment()), "bin", "ministack"));
    assert.equal(existsSync(half), false);
    assert.match(lines.join("\n"), /installing ministack .* from PyPI into .*\n.*installed in \d+ s/);

    const words = readFileSync(join(emulatorFolder(environment()), "pip.log"), "utf8");
    assert.match(
      words,
      /^install .* --require-hashes --requirement \S+\/sandbox\/accounts\/requirements\.txt$/m,
    );

    rmSync(join(folder, "bin", "python3"));
    await ensure(only(), lines);
    assert.equal(lines.length, 2, "the second time nothing was said or done");
  });
});
