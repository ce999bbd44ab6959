import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, utils } from "ssh2";
import {
  asperaRoot,
  ed25519KeyPair,
  hostKeyOf,
  restartCount,
  serverStatus,
  startServer,
  stopServer,
} from "../../../sandbox/server";
import { identify } from "../../../sandbox/server/process/identity";
import { freePort } from "../../freePorts";
import { connect, exec, type StandIn, standIn } from "./standIn";

describe("stand-in server", () => {
  let server: StandIn;
  let client: Client;
  before(async () => {
    server = await standIn();
    client = await connect(server);
  });
  after(async () => {
    client.end();
    await server.remove();
  });
  const run = (command: string, stdin?: string) => exec(client, command, stdin);
  const conf = () => join(asperaRoot(server.home), "etc/aspera.conf");

  describe("SSH", () => {
    it("runs a command in the private folder, with none of our environment", async () => {
      process.env.SANDBOX_LEAK = "leaked";
      const { code, out } = await run('pwd; echo "$HOME $USER $SANDBOX_LEAK"; echo "$PATH"');
      const root = join(server.home, "server");
      const lines = out.trim().split("\n");
      assert.deepEqual([code, lines[0], lines[1]], [0, root, `${root} ec2-user `]);
      assert.ok(lines[2]?.startsWith(`${root}/bin:`));
    });

    it("carries standard input, both outputs and the exit status", async () => {
      const said = await run("cat; echo oops >&2; exit 7", "some input\n");
      assert.deepEqual(said, { code: 7, out: "some input\n", err: "oops\n" });
    });

    it("carries more than a pipe holds, both ways", async () => {
      const megabytes = "0123456789abcdef".repeat(200_000);
      const { out } = await run("cat", megabytes);
      assert.equal(out === megabytes, true);
    });

    it("serves the host key that known_hosts names", () => {
      const line = readFileSync(join(server.home, "known_hosts"), "utf8").split("\n")[0];
      assert.equal(line, `[127.0.0.1]:${server.ports.ssh} ${hostKeyOf(server.home)}`);
      assert.match(hostKeyOf(server.home), /^ssh-ed25519 [A-Za-z0-9+/=]+$/);
    });

    it("makes a key pair again when ssh2 dropped a byte of it", () => {
      const real = utils.generateKeyPairSync;
      const short = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAHwOlD+3fUd5PJNdW9YYwUdpYj70qDQiWlgQXc6GE5m8=";
      let calls = 0;
      utils.generateKeyPairSync = ((...args: Parameters<typeof real>) =>
        calls++ === 0 ? { ...real(...args), public: short } : real(...args)) as typeof real;
      try {
        assert.notEqual(ed25519KeyPair({ comment: "name" }).public, short);
        assert.ok(calls >= 2);
      } finally {
        utils.generateKeyPairSync = real;
      }
    });

    it("lets no other key and no transfer user in", async () => {
      const other = ed25519KeyPair().private;
      await assert.rejects(connect(server, "ec2-user", other), /authentication methods failed/);
      await assert.rejects(connect(server, "acme"), /authentication methods failed/);
      await assert.rejects(connect(server, "nobody-yet"), /authentication methods failed/);
    });

    it("refuses shells, terminals, subsystems and forwarding, and drops variables", async () => {
      const refused = (ask: (done: (error?: Error) => void) => void) =>
        new Promise((resolve) => ask((error) => resolve(error !== undefined)));
      assert.equal(await refused((done) => client.shell(done)), true, "shell");
      assert.equal(await refused((done) => client.exec("true", { pty: true }, done)), true, "pty");
      assert.equal(await refused((done) => client.sftp(done)), true, "sftp");
      assert.equal(
        await refused((done) => client.forwardOut("127.0.0.1", 1, "127.0.0.1", 2, done)),
        true,
        "forward",
      );
      assert.equal(await refused((done) => client.forwardIn("127.0.0.1", 0, done)), true, "listen");
      const out = await new Promise((resolve, reject) =>
        client.exec('echo "[$SEEN]"', { env: { SEEN: "yes" } }, (error, channel) =>
          error ? reject(error) : channel.on("data", (data: Buffer) => resolve(String(data))),
        ),
      );
      assert.equal(out, "[]\n");
    });

    it("ends a command, children included, when the client goes away", async () => {
      const own = await connect(server);
      const pidFile = join(server.home, "server", "child.pid");
      own.exec(`sh -c 'echo $$ > child.pid; exec sleep 60'; true`, () => {});
      while (!existsSync(pidFile) || !readFileSync(pidFile, "utf8").trim()) await sleep(20);
      const pid = Number(readFileSync(pidFile, "utf8"));
      process.kill(pid, 0);
      own.destroy();
      await untilGone(pid);
    });
  });

  describe("system programs", () => {
    it("sudo runs the command as it stands and knows no other option", async () => {
      assert.equal((await run("sudo -n printf '%s|' 'a b' c")).out, "a b|c|");
      assert.equal((await run("printf 'print <DATA>;\n__END__\nx 1\n' | sudo -n perl -")).out, "x 1\n");
      assert.equal((await run("sudo -A true")).code, 1);
    });

    it("getent knows the system users by their exact name", async () => {
      assert.match((await run("getent passwd acme")).out, /^acme:x:/);
      assert.deepEqual(await run("getent passwd acm"), { code: 2, out: "", err: "" });
      assert.equal((await run("getent passwd nobody-yet")).code, 2);
    });

    it("asperanoded goes by the vendor's name, below Aspera's folder, as whoever looks for it expects", () => {
      const pid = serverStatus(server.home).asperanoded;
      assert.equal(readFileSync(`/proc/${pid}/comm`, "utf8"), "asperanoded\n");
      const [calledAs] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      assert.equal(calledAs, join(asperaRoot(server.home), "bin/asperanoded"));
    });

    it("systemctl restarts asperanoded as another process, and the restart is counted", async () => {
      const before = serverStatus(server.home).asperanoded;
      const count = restartCount(server.home);
      assert.deepEqual(await run("systemctl restart asperanoded.service"), { code: 0, out: "", err: "" });
      const now = serverStatus(server.home).asperanoded;
      assert.ok(now !== undefined && now !== before);
      assert.equal(restartCount(server.home), count + 1);
      const shown = await run("systemctl show -p MainPID -p ActiveState --property=LoadState asperanoded");
      assert.match(shown.out, /LoadState=loaded/);
      assert.equal((await run("systemctl show -p MainPID asperanoded")).out, `MainPID=${now}\n`);
    });

    it("systemctl tells what runs", async () => {
      assert.deepEqual(await run("systemctl is-active asperanoded"), { code: 0, out: "active\n", err: "" });
      assert.equal((await run("systemctl stop asperanoded && systemctl is-active asperanoded")).code, 3);
      await assert.rejects(fetch(`http://127.0.0.1:${server.ports.noded}/ping`));
      assert.equal(
        (await run("systemctl start asperanoded; systemctl is-active --quiet asperanoded")).code,
        0,
      );
      assert.equal((await run("systemctl is-enabled asperatrapd")).out, "enabled\n");
      assert.match(
        (await run("systemctl disable asperatrapd; systemctl is-enabled asperatrapd")).out,
        /^disabled$/m,
      );
      assert.equal((await run("systemctl enable asperatrapd; systemctl is-enabled asperatrapd")).code, 0);
      assert.match(
        (await run("systemctl list-unit-files asperanoded.service")).out,
        /^asperanoded\.service +enabled/m,
      );
      assert.equal((await run("systemctl list-unit-files other.service")).code, 1);
      assert.equal((await run("systemctl restart sshd")).code, 5);
    });
  });

  describe("stand-in Aspera", () => {
    afterEach(async () => {
      await run("systemctl start asperanoded");
    });

    it("answers ping at the port of aspera.conf, info to node users only", async () => {
      const url = `http://127.0.0.1:${server.ports.noded}`;
      const ping = await fetch(`${url}/ping`);
      assert.deepEqual([ping.status, await ping.text()], [200, ""]);
      assert.equal((await fetch(`${url}/info`)).status, 401);
      const authorization = `Basic ${Buffer.from("xfer:i-0123456789abcdef0").toString("base64")}`;
      const info = await (await fetch(`${url}/info`, { headers: { authorization } })).json();
      assert.deepEqual(info, {
        application: "node",
        version: "4.4.5.1646",
        transfer_user: "xfer",
        docroot: "/mnt/ephemeral/data",
      });
    });

    it("reads aspera.conf at a restart or reload, not before", async () => {
      const authorization = `Basic ${Buffer.from("xfer:i-0123456789abcdef0").toString("base64")}`;
      const docroot = async () =>
        (
          await (
            await fetch(`http://127.0.0.1:${server.ports.noded}/info`, { headers: { authorization } })
          ).json()
        ).docroot;
      const text = readFileSync(conf(), "utf8");
      writeFileSync(conf(), text.replace("/mnt/ephemeral/data", "/mnt/second"));
      assert.equal(await docroot(), "/mnt/ephemeral/data");
      await run("systemctl restart asperanoded");
      assert.equal(await docroot(), "/mnt/second");
      writeFileSync(conf(), text);
      assert.equal((await run("opt/aspera/bin/asnodeadmin --reload")).code, 0);
      await until(async () => (await docroot()) === "/mnt/ephemeral/data");
    });

    it("does not start on a malformed file", async () => {
      const text = readFileSync(conf(), "utf8");
      writeFileSync(conf(), text.replaceAll("&amp;", "&"));
      try {
        const said = await run("systemctl restart asperanoded");
        assert.deepEqual([said.code, said.out], [1, ""]);
        assert.match(said.err, /^Job for asperanoded\.service failed/);
        assert.equal((await run("systemctl is-active asperanoded")).out, "inactive\n");
        const checked = await run("opt/aspera/bin/asuserdata -v");
        assert.equal(checked.code, 1);
        assert.match(checked.err, /a bare & or an unknown entity at line \d+/);
      } finally {
        writeFileSync(conf(), text);
      }
      assert.equal((await run("systemctl start asperanoded")).code, 0);
    });

    it("reads docroots back as the vendor's tool prints them", async () => {
      assert.match(
        (await run("opt/aspera/bin/asuserdata -u xfer")).out,
        /^ {2}absolute: "\/mnt\/ephemeral\/data"$/m,
      );
      assert.equal((await run("opt/aspera/bin/asuserdata -v")).code, 0);
      assert.match((await run("opt/aspera/bin/ascp -A")).out, /version 4\.4\.5\.1646/);
    });
  });

  describe("start and stop", () => {
    it("start again changes nothing", async () => {
      const before = serverStatus(server.home);
      appendFileSync(conf(), "<!-- by hand -->\n");
      await server.start();
      assert.deepEqual(serverStatus(server.home), before);
      assert.match(readFileSync(conf(), "utf8"), /<!-- by hand -->\n$/);
    });

    it("start with other ports while it runs is refused", async () => {
      const ports = { ...server.ports, ssh: 1 };
      const start = startServer({ home: server.home, ports, accountsEndpoint: "", instanceId: "i-0" });
      await assert.rejects(
        start,
        /expected the running server to have the settings now asked for.*\nhint: stop/,
      );
    });

    it("a taken port is named, and nothing is left running", async () => {
      const other = await standIn();
      await stopServer({ home: other.home });
      const taken = createServer();
      await new Promise<void>((resolve) => taken.listen(other.ports.metadata, "127.0.0.1", resolve));
      try {
        const wanted = new RegExp(
          `expected port ${other.ports.metadata} on 127.0.0.1 to be free for the server's metadata`,
        );
        await assert.rejects(other.start(), wanted);
        const nothing = { ssh: undefined, metadata: undefined, asperanoded: undefined };
        assert.deepEqual(serverStatus(other.home), nothing);
      } finally {
        taken.close();
        await other.remove();
      }
    });

    it("stop ends what start began and keeps aspera.conf; a new start has the port of its settings", async () => {
      const other = await standIn();
      const pids = Object.values(serverStatus(other.home)) as number[];
      const file = join(asperaRoot(other.home), "etc/aspera.conf");
      appendFileSync(file, "<!-- kept -->\n");
      try {
        assert.deepEqual(await stopServer({ home: other.home }), ["ssh", "metadata", "asperanoded"]);
        for (const pid of pids) assert.equal(identify(pid), undefined);
        assert.deepEqual(await stopServer({ home: other.home }), []);
        const ports = { ...other.ports, noded: await freePort() };
        const accountsEndpoint = "http://127.0.0.1:9";
        await startServer({ home: other.home, ports, accountsEndpoint, instanceId: "i-0123456789abcdef0" });
        assert.equal((await fetch(`http://127.0.0.1:${ports.noded}/ping`)).status, 200);
        assert.match(readFileSync(file, "utf8"), /<!-- kept -->\n$/);
      } finally {
        await other.remove();
      }
    });

    it("start ends programs whose folder was taken away, and makes all anew", async () => {
      const other = await standIn();
      const before = Object.values(serverStatus(other.home)) as number[];
      try {
        rmSync(join(other.home, "server"), { recursive: true });
        await other.start();
        for (const pid of before) assert.equal(identify(pid), undefined);
        const own = await connect(other);
        assert.equal((await exec(own, "systemctl is-active asperanoded")).out, "active\n");
        own.end();
      } finally {
        await other.remove();
      }
    });

    it("stop does not touch a stranger that got a number of ours", async () => {
      const other = await standIn();
      try {
        const pidFile = join(other.home, "run/metadata.json");
        const was = readFileSync(pidFile, "utf8");
        writeFileSync(pidFile, JSON.stringify({ pid: process.pid, started: "another time" }));
        assert.deepEqual(await stopServer({ home: other.home }), ["ssh", "asperanoded"]);
        writeFileSync(pidFile, was);
        assert.deepEqual(await stopServer({ home: other.home }), ["metadata"]);
      } finally {
        await other.remove();
      }
    });
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

/** Waits until a process has ended; a zombie that nobody has asked for yet counts. */
async function untilGone(pid: number): Promise<void> {
  await until(async () => {
    try {
      process.kill(pid, 0);
      return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
    } catch {
      return true;
    }
  });
}
