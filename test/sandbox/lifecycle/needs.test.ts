import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emulatorFolder } from "../../../sandbox/accounts";
import { confirmNeeds } from "../../../sandbox/lifecycle/needs";
import { startSandbox } from "../../../sandbox/lifecycle/start";
import { stopWords } from "../../../sandbox/lifecycle/stop";

describe("sandbox: what a machine must have", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "needs-"));
    mkdirSync(join(folder, "bin"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const environment = () => ({ PATH: join(folder, "bin"), XDG_CACHE_HOME: join(folder, "cache") });
  const has = (name: string, says: string) =>
    writeFileSync(join(folder, "bin", name), `#!/bin/sh\necho ${says}\n`, { mode: 0o755 });

  it("is all there", async () => {
    has("python3", "3.11.7");
    has("perl", "5.010001");
    has("curl", "curl 7.19");
    await confirmNeeds(environment());
  });

  it("is missed in one go, each with what to install", async () => {
    await assert.rejects(confirmNeeds(environment()), {
      message:
        /^expected Python 3\.10 .*none on PATH\nhint: .*\nexpected Perl 5\.10 .*none on PATH\nhint: .*\nexpected curl .*\nhint: /,
    });
    has("python3", "3.11.7");
    has("perl", "5.008008");
    has("curl", "curl 7.19");
    await assert.rejects(confirmNeeds(environment()), {
      message: "expected Perl 5.10 or later for the server's agent, got 5.008008\nhint: install perl",
    });
  });

  it("needs no Python where the emulator is installed", async () => {
    has("perl", "5.036000");
    has("curl", "curl 7.19");
    mkdirSync(emulatorFolder(environment()), { recursive: true });
    writeFileSync(join(emulatorFolder(environment()), "complete"), "");
    await confirmNeeds(environment());
  });

  it("is looked for first: a start without it builds, fetches and says nothing", async () => {
    const lines: string[] = [];
    const { PATH, XDG_CACHE_HOME } = process.env;
    Object.assign(process.env, environment());
    try {
      const ports = { accounts: 1, ssh: 2, noded: 3, metadata: 4 };
      const onProgress = (line: string) => lines.push(line);
      const home = join(folder, "home");
      await assert.rejects(startSandbox({ home, ports, onProgress }), /expected Python 3\.10 or later/);
    } finally {
      Object.assign(process.env, { PATH });
      if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
      else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
    }
    assert.deepEqual(lines, []);
  });
});

describe("sandbox: what a stop says", () => {
  it("says what becomes of the stacks, when the accounts go", () => {
    assert.equal(stopWords([]), "nothing was running");
    assert.equal(stopWords(["ssh"]), "stopped: ssh");
    assert.equal(
      stopWords(["ssh", "accounts"]),
      "stopped: ssh, accounts\nthe accounts were in memory alone: the next start makes empty ones and forgets your stacks",
    );
  });
});
