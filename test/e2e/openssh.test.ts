import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { layout } from "../../sandbox/server/layout";
import { freePorts } from "../freePorts";
import { whyNotHere } from "../openssh/available";
import { OpenSshHost, PASSPHRASE } from "../openssh/host";
import { TestSandbox, type TestStack } from "./sandbox";

/** Whether somebody listens at a port of this machine. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on("connect", () => settle(true)).on("error", () => settle(false));
  });
}

/** The two-account procedure over a real sshd, sudo and PAM, as a customer's server has them. */
describe("e2e: OpenSSH", function () {
  this.timeout(300_000);
  let world: TestSandbox;
  let host: OpenSshHost;
  let stack: TestStack;
  let ports: { ssh: number; noded: number; jump: number };

  before(async function () {
    this.timeout(1_800_000);
    const why = whyNotHere();
    if (why && !process.env.CI) {
      console.log(`    skipped: the OpenSSH host ${why}`);
      return this.skip();
    }
    assert.equal(why, undefined, "nothing is skipped in CI");
    world = await TestSandbox.start();
    const [ssh = 0, noded = 0, jump = 0] = await freePorts(3);
    ports = { ssh, noded, jump };
    const { accountsEndpoint } = world.sandbox;
    const { metadata } = world.sandbox.ports;
    const { instanceId } = JSON.parse(readFileSync(layout(world.sandbox.home).settings, "utf8"));
    host = await OpenSshHost.start({ ports, accountsEndpoint, metadata, instanceId });
    // The name whose server role is not protected: it can be destroyed.
    stack = await world.stack("dev", "Pulumi.dev.yaml", (text) => reached(text, {}));
  });
  after(async () => {
    await host?.stop();
    await world?.stop();
  });

  /** The dev stack's settings, led to the OpenSSH host: `server` on top of its own, `others` in place of the key file. */
  function reached(text: string, server: Record<string, unknown>, others?: Record<string, string>): string {
    const plain = { host: "127.0.0.1", port: ports.ssh, user: "ec2-user", hostKey: host.hostKey };
    const keys = others ?? { "aspera:sshPrivateKeyFile": host.key("plain") };
    const lines = Object.entries(keys).map(([key, value]) => `  ${key}: ${value}\n`);
    return text
      .replace(/ {2}aspera:sshPrivateKey\w*:.*\n( {4}.*\n)*/g, "")
      .replace(/ {2}aspera:server:.*\n( {4}.*\n)*/, () => {
        return `  aspera:server: ${JSON.stringify({ ...plain, ...server })}\n${lines.join("")}`;
      });
  }
  const use = (server: Record<string, unknown>, others?: Record<string, string>) =>
    stack.edit((text) => reached(text, server, others));

  /** By standard input, as people do with what is no argument: a key begins with dashes. */
  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);
  const wanted = () => host.docrootOf("acme") ?? "";
  /** Plays somebody on the server who edits acme's docroot. */
  async function editByHand(docroot: string): Promise<void> {
    const conf = readFileSync(host.asperaConf, "utf8");
    const escaped = wanted().replaceAll("&", "&amp;");
    assert.ok(conf.includes(escaped));
    await host.run(`perl -pi -e 's{\\Q${escaped}\\E}{${docroot}}' /opt/aspera/etc/aspera.conf`);
    assert.equal(wanted(), docroot);
  }
  const EVIL = "s3://evil.example.com/bucket";
  const RIGHT = /^s3:\/\/s3\.amazonaws\.com\/acme-media\/incoming\/\?iam-role\.arn=.*external-id=acme-/;

  it("up sets the docroot in /opt/aspera as ec2-user with sudo; then a preview is clean", async () => {
    succeeds(await stack.up());
    assert.match(wanted(), RIGHT);
    assert.equal(host.restarts, 1);
    succeeds(await stack.preview());
    assert.equal((await host.run("stat -c %U:%G:%a /opt/aspera/etc/aspera.conf")).trim(), "root:root:644");
  });

  it("a hand edit is drift, exit code 7; up repairs it", async () => {
    await editByHand(EVIL);
    const seen = await stack.preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(seen.output, /~ docroot\s*: "s3:\/\/evil\.example\.com\/bucket" => "s3:/);
    succeeds(await stack.up());
    assert.match(wanted(), RIGHT);
    assert.equal(host.restarts, 2);
  });

  it("a changed host key is said as that, repairs nothing, and is accepted when the settings say so", async () => {
    const before = readFileSync(host.asperaConf);
    const old = host.hostKey;
    await host.changeHostKey();
    assert.notEqual(host.hostKey, old);
    const seen = await stack.preview();
    assert.equal(seen.exitCode, 7, seen.output);
    assert.match(seen.output, /~ server\s*: ".*: got SHA256:.{43}, pinned is SHA256:.* => "reachable"/);
    assert.match(seen.output, /\[server-host-key-differs\]/);
    assert.doesNotMatch(seen.output, /unreachable/);

    const logins = host.log("aspera").split("Accepted publickey").length;
    const refused = await stack.up();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /got: not proven: .*: got SHA256:.{43}, pinned is SHA256:/);
    assert.match(refused.output, /hint: .*somebody may be intercepting the connection/);
    assert.equal(host.log("aspera").split("Accepted publickey").length, logins, "nobody logged in");
    assert.deepEqual(readFileSync(host.asperaConf), before);

    use({});
    succeeds(await stack.up());
    assert.deepEqual(readFileSync(host.asperaConf), before);
    assert.equal(host.restarts, 2, "a new host key is no reason to restart");
  });

  it("the SSH agent holds the key: nothing of it in settings or state", async () => {
    const socket = join(world.sandbox.home, "agent");
    const agent = spawn("ssh-agent", ["-D", "-a", socket], { stdio: "ignore" });
    try {
      for (let tries = 0; tries < 50; tries++) {
        try {
          execFileSync("ssh-add", ["-q", host.key("plain")], {
            env: { SSH_AUTH_SOCK: socket },
            stdio: "pipe",
          });
          break;
        } catch {
          await sleep(50);
        }
      }
      use({}, {});
      stack.environment = { SSH_AUTH_SOCK: socket };
      await editByHand(EVIL);
      succeeds(await stack.up());
      assert.match(wanted(), RIGHT);
      const state = (await stack.pulumi("stack", "export", "--show-secrets")).output;
      assert.ok(!state.includes("PRIVATE KEY"));

      stack.environment = {};
      const without = await stack.preview();
      assert.equal(without.exitCode, 7);
      assert.match(
        without.output,
        /no private key is set, and no SSH agent runs here.*\n.*\[server-login-refused\]/,
      );
    } finally {
      stack.environment = {};
      agent.kill();
    }
  });

  it("an encrypted key with its passphrase, by file and by value", async () => {
    use({}, { "aspera:sshPrivateKeyFile": host.key("locked") });
    stack.setSecret("sshPrivateKeyPassphrase", PASSPHRASE);
    await editByHand(EVIL);
    succeeds(await stack.up());
    assert.match(wanted(), RIGHT);

    use({}, {});
    stack.setSecret("sshPrivateKeyPassphrase", PASSPHRASE);
    stack.setSecret("sshPrivateKey", readFileSync(host.key("locked"), "utf8"));
    await editByHand(EVIL);
    const run = await stack.up();
    succeeds(run);
    assert.match(wanted(), RIGHT);
    const clean = await stack.preview();
    succeeds(clean);
    for (const text of [run.output, clean.output, (await stack.pulumi("stack", "export")).output]) {
      assert.ok(!text.includes(PASSPHRASE), text);
    }
  });

  it("a jump host, which alone knows the server's name; both host keys are pinned", async () => {
    const proxy = { host: "127.0.0.1", port: ports.jump, user: "aspera-jump", hostKey: host.jumpHostKey };
    use({ host: "aspera.internal", proxy });
    const elsewhere = await stack.up();
    succeeds(elsewhere);
    await editByHand(EVIL);
    succeeds(await stack.up());
    assert.match(wanted(), RIGHT);
    assert.match(host.log("jump"), /Accepted publickey for aspera-jump/);

    use({ host: "aspera.internal", proxy: { ...proxy, hostKey: host.hostKey } });
    const refused = await stack.up();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /jump host 127\.0\.0\.1:\d+ showed a host key other than the pinned one/);
    assert.match(refused.output, /correct connection\.proxy\.hostKey/);
    use({});
    succeeds(await stack.up());
  });

  /** A local port that leads to the server, as Session Manager and EC2 Instance Connect open one. */
  async function tunnel(): Promise<{ port: number; close(): void }> {
    const [port = 0] = await freePorts(1);
    const words = ["-N", "-F", "/dev/null", "-i", host.key("plain"), "-p", String(ports.jump)];
    const options = [
      ...["ExitOnForwardFailure=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null"],
      ...["BatchMode=yes", "IdentitiesOnly=yes"],
    ].flatMap((option) => ["-o", option]);
    const forward = ["-L", `127.0.0.1:${port}:aspera.internal:${ports.ssh}`, "aspera-jump@127.0.0.1"];
    const child = spawn("ssh", [...words, ...options, ...forward], { stdio: "ignore" });
    for (let tries = 0; !(await listens(port)); tries++) {
      assert.ok(tries < 200 && child.exitCode === null, "the tunnel did not open");
      await sleep(50);
    }
    return { port, close: () => child.kill() };
  }

  it("a tunnel to the same server moves and restarts nothing, nor does its renewed host key (identity)", async () => {
    const [before, restarts] = [readFileSync(host.asperaConf), host.restarts];
    const { port, close } = await tunnel();
    const untouched = async () => {
      const run = await stack.up();
      succeeds(run);
      assert.doesNotMatch(run.output, /closed the docroot|\[docroot-not-closed\]/);
      succeeds(await stack.preview());
      assert.deepEqual(readFileSync(host.asperaConf), before);
      assert.equal(host.restarts, restarts);
    };
    try {
      use({ host: "127.0.0.1", port });
      await untouched();
      // Key and address at once: only the instance tells that it is the same server. Nothing is closed on it.
      await host.changeHostKey();
      use({});
      await untouched();
    } finally {
      close();
    }
  });

  it("an observer without sudo looks, and only a change takes the other login", async () => {
    use({ user: "aspera-ops", observer: { user: "aspera-watch", sshPrivateKeyFile: host.key("plain") } });
    succeeds(await stack.up());
    const logins = (user: string) => host.log("aspera").split(`Accepted publickey for ${user} `).length - 1;
    const [ops, watch] = [logins("aspera-ops"), logins("aspera-watch")];
    succeeds(await stack.preview());
    assert.equal(logins("aspera-ops"), ops, "a preview needs no root");
    assert.ok(logins("aspera-watch") > watch);
    await editByHand(EVIL);
    succeeds(await stack.up());
    assert.match(wanted(), RIGHT);
    assert.ok(logins("aspera-ops") > ops);
  });

  for (const [user, text, code] of [
    ["aspera-asked", "sudo on .* asks aspera-asked for a password", "server-sudo-wants-password"],
    ["aspera-none", "sudo on .* asks aspera-none for a password", "server-sudo-wants-password"],
    ["aspera-tty", "sudo on .* wants a terminal from aspera-tty", "server-sudo-wants-terminal"],
    // The proof comes first, and needs a shell, though no sudo.
    ["globex", "not proven: the shell of login globex on .* is aspshell", "link-proof-not-held"],
  ] as const) {
    it(`login ${user} is refused: ${code}`, async () => {
      const before = readFileSync(host.asperaConf);
      use({ user });
      const run = await stack.up();
      assert.notEqual(run.exitCode, 0);
      assert.match(run.output, new RegExp(`got: ${text}.*\\n\\s*hint: .* \\[${code}\\]`));
      assert.deepEqual(readFileSync(host.asperaConf), before);
    });
  }

  it("banners and profiles that print do not disturb the answer", async () => {
    const noise = await host.run("cat /etc/ssh/banner; sudo -u ec2-user head -1 /home/ec2-user/.bashrc");
    assert.match(noise, /aspera-agent: \{"protocol":0\}/);
    assert.match(noise, /says hello/);
    use({});
    succeeds(await stack.up());
    succeeds(await stack.destroy());
    assert.match(wanted(), RIGHT, "destroy leaves the docroot");
  });
});
