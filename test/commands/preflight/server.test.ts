import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainServer, sshCheck, sudoCheck } from "../../../commands/preflight/server";
import type { ServerProperties } from "../../../components/server/loginTarget";
import { ed25519KeyPair } from "../../../sandbox/server";
import { type SshHost, sshHost } from "../../sandbox/plugins/command/sshHost";
import { ED25519 } from "../../server/hostKeys";
import { customerWith, PRIVATE_KEY } from "../../settings/stack";

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
  const server = (more: Partial<ServerProperties> = {}): ServerProperties => ({
    ...plainServer(customerWith()),
    host: "127.0.0.1",
    port: host.port,
    hostKey: host.hostKey,
    privateKey: host.privateKey,
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
    assert.equal((await sshCheck(server({ hostKey: ED25519 }))).state, "stop");
  });

  it("has to work for the observer as well", async () => {
    writeFileSync(join(folder, "right"), host.privateKey);
    writeFileSync(join(folder, "wrong"), ed25519KeyPair().private);
    const watched = (key: string) =>
      sshCheck(server({ observer: { login: "watcher", privateKeyFile: join(folder, key) } }));
    const right = await watched("right");
    assert.equal(right.found, `127.0.0.1:${host.port} as ec2-user and watcher, with the pinned host key`);
    assert.equal((await watched("wrong")).state, "stop");
  });

  it("may run a program that does nothing, the way that changes are made", async () => {
    tools("exit 0");
    assert.equal((await sudoCheck(server())).found, "`sudo -n perl -` runs");
    assert.equal((await sudoCheck(server({ sudo: false }))).found, "`perl -` runs");
    assert.deepEqual(host.commands, ["sudo -n perl -", "perl -"]);
    assert.equal(readFileSync(join(folder, "stdin"), "utf8"), "exit 0;\n__END__\n");
  });

  it("stands in the way where it may not", async () => {
    tools("echo 'sudo: a password is required' >&2; exit 1");
    assert.deepEqual(await sudoCheck(server()), {
      check: "sudo",
      state: "stop",
      found: "`sudo -n perl -`: sudo: a password is required",
      hints: ["ec2-user ALL=(root) NOPASSWD: /usr/bin/perl -   in the server's sudoers (visudo)"],
    });
  });

  it("is made with the key by value, of this process alone", () => {
    assert.equal(plainServer(customerWith({ sshPrivateKey: PRIVATE_KEY })).privateKey, PRIVATE_KEY);
    assert.equal(plainServer(customerWith()).privateKey, "");
  });
});
