import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sshCheck, sudoCheck } from "../../../commands/preflight/server";
import type { ServerConnection } from "../../../model/ssh/connection";
import { ed25519KeyPair } from "../../../sandbox/server";
import { ED25519 } from "../../model/ssh/hostKeys";
import { type SshHost, sshHost } from "../../sandbox/plugins/command/sshHost";

describe("preflight: the login to the server", () => {
  let folder: string;
  let host: SshHost;
  const before = process.env.PATH;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "login-"));
    process.env.PATH = `${folder}:${before}`;
    host = await sshHost();
  });
  afterEach(() => {
    host.close();
    process.env.PATH = before;
    rmSync(folder, { recursive: true, force: true });
  });
  const server = (more: Partial<ServerConnection> = {}): ServerConnection => ({
    host: "127.0.0.1",
    port: host.port,
    user: "ec2-user",
    hostKey: host.hostKey,
    privateKey: host.privateKey,
    sudo: true,
    asperaRoot: "/opt/aspera",
    ...more,
  });
  /** `sudo` and `perl` of the server, which keep what they are given. */
  const tools = (line: string) => {
    for (const name of ["sudo", "perl"]) {
      writeFileSync(join(folder, name), `#!/bin/sh\ncat > ${folder}/stdin\n${line}\n`);
      chmodSync(join(folder, name), 0o755);
    }
  };

  it("works, and only with the host key that is pinned", async () => {
    const right = await sshCheck(server());
    assert.equal(right.found, `127.0.0.1:${host.port} as ec2-user, with the pinned host key`);
    const wrong = await sshCheck(server({ hostKey: ED25519 }));
    assert.deepEqual([wrong.state, wrong.finding?.code], ["stop", "server-host-key-differs"]);
  });

  it("has to work for the observer as well", async () => {
    writeFileSync(join(folder, "right"), host.privateKey);
    writeFileSync(join(folder, "wrong"), ed25519KeyPair().private);
    const watched = (key: string) =>
      sshCheck(server({ observer: { user: "watcher", privateKeyFile: join(folder, key) } }));
    const right = await watched("right");
    assert.equal(right.found, `127.0.0.1:${host.port} as ec2-user and watcher, with the pinned host key`);
    const wrong = await watched("wrong");
    assert.deepEqual([wrong.state, wrong.finding?.code], ["stop", "server-login-refused"]);
    assert.equal((await watched("missing")).finding?.code, "server-login-refused");
  });

  it("may run a program that does nothing, the way that changes are made", async () => {
    tools("exit 0");
    assert.equal((await sudoCheck(server())).found, "`sudo -n perl -` runs");
    assert.equal((await sudoCheck(server({ sudo: false }))).found, "`perl -` runs");
    assert.deepEqual(host.commands, ["sudo -n perl -", "perl -"]);
    assert.equal(readFileSync(join(folder, "stdin"), "utf8"), "exit 0;\n__END__\n");
  });

  it("stands in the way where it may not", async () => {
    for (const [said, code] of [
      ["sudo: a password is required", "server-sudo-wants-password"],
      ["sudo: sorry, you must have a tty to run sudo", "server-sudo-wants-terminal"],
      ["ec2-user is not in the sudoers file.", "server-sudo-not-allowed"],
      ["bash: sudo: command not found", "server-no-sudo"],
      ["killed", "server-no-answer"],
    ] as const) {
      tools(`echo '${said}' >&2; exit 1`);
      const { check, state, finding, found } = await sudoCheck(server());
      assert.deepEqual([check, state, finding?.code, finding?.owner], ["sudo", "stop", code, "operator"]);
      assert.equal(found, finding?.text);
    }
  });
});
