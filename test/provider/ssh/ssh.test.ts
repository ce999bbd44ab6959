import assert from "node:assert/strict";
import { type AddressInfo, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Finding, FindingError, type Found } from "../../../model/findings/finding";
import { hostKeyDiffers } from "../../../model/findings/server/hostKeyDiffers";
import { loginRefused } from "../../../model/findings/server/loginRefused";
import { runCancelled } from "../../../model/findings/server/runCancelled";
import { silent } from "../../../model/findings/server/silent";
import { timeLimitOver } from "../../../model/findings/server/timeLimitOver";
import { tooMuchOutput } from "../../../model/findings/server/tooMuchOutput";
import { unreachable } from "../../../model/findings/server/unreachable";
import type { SshFacts } from "../../../model/findings/sshFacts";
import { parseHostKey } from "../../../model/ssh/hostKey";
import { withinTimeLimit } from "../../../provider/protocol/timeLimit";
import { giveUpEverything } from "../../../provider/ssh/giveUp";
import { runOverSsh } from "../../../provider/ssh/ssh";
import { sshFailure } from "../../../provider/ssh/sshFailure";
import type { SshTarget } from "../../../provider/ssh/sshTarget";
import { ed25519KeyPair } from "../../../sandbox/server";
import { ECDSA } from "../../model/ssh/hostKeys";
import { type SshHost, type SshHostOptions, sshHost } from "../../sandbox/plugins/command/sshHost";
import { fakeAgent } from "./fakeAgent";

const PATIENCE = { connect: 5, total: 8 };
const CLIENT = ed25519KeyPair();

describe("SSH to the server", () => {
  const hosts: SshHost[] = [];
  let agent: string | undefined;
  before(() => {
    agent = process.env.SSH_AUTH_SOCK;
    delete process.env.SSH_AUTH_SOCK;
  });
  afterEach(() => {
    for (const host of hosts.splice(0)) host.close();
    delete process.env.SSH_AUTH_SOCK;
  });
  after(() => {
    if (agent !== undefined) process.env.SSH_AUTH_SOCK = agent;
  });

  async function started(options: SshHostOptions = {}): Promise<SshHost> {
    const host = await sshHost({ client: CLIENT, ...options });
    hosts.push(host);
    return host;
  }
  const at = ({ port, hostKey }: SshHost, user = "ec2-user") => ({ host: "127.0.0.1", port, user, hostKey });
  const to = (host: SshHost, more: Partial<SshTarget> = {}): SshTarget => ({
    ...at(host),
    privateKey: CLIENT.private,
    ...more,
  });
  const run = (target: SshTarget, command = "true", patience = PATIENCE) =>
    runOverSsh(target, command, "", patience);
  /** The finding of this kind that ends a run. */
  const failure = async (running: Promise<unknown>, kind: Finding<SshFacts>): Promise<Found> => {
    const error = await running.then(
      () => assert.fail("it worked"),
      (thrown) => thrown,
    );
    assert.ok(error instanceof FindingError, String(error));
    assert.equal(error.found.code, kind.code, error.message);
    return error.found;
  };
  const fingerprint = (text: string) => {
    const verdict = parseHostKey(text, false);
    return "key" in verdict ? verdict.key.fingerprint : assert.fail("no key");
  };

  it("runs one command with its standard input, and tells its end whole", async () => {
    const host = await started();
    const command = "cat; echo oops >&2; exit 3";
    const result = await runOverSsh(to(host), command, "one\ntwo\n", PATIENCE);
    assert.deepEqual(result, { code: 3, stdout: "one\ntwo\n", stderr: "oops\n" });
    assert.deepEqual([host.commands, host.variables], [[command], {}]);
    assert.equal((await run(to(host), "kill -TERM $$")).code, null);
    await sleep(50);
    assert.equal(host.open, 0, "no connection is left open");
  });

  describe("by a jump host", () => {
    it("lets the jump host look the name up and connect; both connections end", async () => {
      const server = await started();
      const jumpHost = await started({ forwardsTo: server.port });
      const target = to(server, { host: "inside.example.com", proxy: at(jumpHost, "jumper") });
      assert.equal((await run(target, "echo here")).stdout, "here\n");
      assert.deepEqual(jumpHost.forwarded, [`inside.example.com:${server.port}`]);
      assert.deepEqual([jumpHost.commands, server.commands], [[], ["echo here"]]);
      await sleep(50);
      assert.deepEqual([jumpHost.open, server.open], [0, 0]);
    });

    it("says which of the two is not reached", async () => {
      const server = await started();
      const closed = await started();
      closed.close();
      const noJumpHost = await failure(run(to(server, { proxy: at(closed) })), unreachable);
      assert.match(noJumpHost.text, new RegExp(`^jump host 127.0.0.1:${closed.port} .*connection refused$`));
      assert.match(noJumpHost.hint, /connection\.proxy\.host and connection\.proxy\.port/);

      const jumpHost = await started({ forwardsTo: closed.port });
      const noServer = await failure(run(to(server, { proxy: at(jumpHost) })), unreachable);
      const from = `from the jump host 127.0.0.1:${jumpHost.port}`;
      assert.match(noServer.text, new RegExp(`^127.0.0.1:${server.port} .*${from}: `));
      assert.doesNotMatch(noServer.hint, /proxy/);
    });

    it("gives up a jump host that never connects", async () => {
      const server = await started();
      const jumpHost = await started({ forwardsTo: "silent" });
      const said = await failure(
        run(to(server, { proxy: at(jumpHost) }), "true", { connect: 0.5, total: 8 }),
        unreachable,
      );
      assert.match(said.text, / no answer$/);
    });

    it("pins both host keys, and sends nothing past a wrong one", async () => {
      const server = await started();
      const jumpHost = await started({ forwardsTo: server.port });
      const wrongFirst = { ...at(jumpHost), hostKey: server.hostKey };
      const first = await failure(run(to(server, { proxy: wrongFirst })), hostKeyDiffers);
      assert.match(first.text, new RegExp(`^jump host 127.0.0.1:${jumpHost.port} `));
      assert.match(first.hint, /correct connection\.proxy\.hostKey;/);
      assert.deepEqual(jumpHost.forwarded, []);

      const wrongSecond = to(server, { hostKey: jumpHost.hostKey, proxy: at(jumpHost) });
      const second = await failure(run(wrongSecond), hostKeyDiffers);
      assert.match(second.text, new RegExp(`^127.0.0.1:${server.port} `));
      assert.match(second.hint, /correct connection\.hostKey;/);
      assert.deepEqual(server.commands, []);
    });

    it("logs in to both with the same key", async () => {
      const server = await started();
      const jumpHost = await started({ forwardsTo: server.port, client: ed25519KeyPair() });
      const said = await failure(run(to(server, { proxy: at(jumpHost, "jumper") })), loginRefused);
      assert.ok(said.text.includes(`jump host 127.0.0.1:${jumpHost.port}`), said.text);
      assert.match(said.text, /refused user jumper$/);
      assert.match(said.hint, /connection\.proxy\.user/);
    });
  });

  describe("the host key", () => {
    it("that is another ends it before a login, with both fingerprints", async () => {
      const host = await started();
      const pinned = ed25519KeyPair().public.split(" ").slice(0, 2).join(" ");
      const { text } = await failure(run(to(host, { hostKey: pinned })), hostKeyDiffers);
      assert.ok(text.startsWith(`127.0.0.1:${host.port} `), text);
      assert.ok(text.endsWith(`: got ${fingerprint(host.hostKey)}, pinned is ${fingerprint(pinned)}`), text);
      assert.deepEqual(host.commands, []);
    });

    it("of a kind that the server does not have is another one too", async () => {
      const host = await started();
      const said = await failure(run(to(host, { hostKey: ECDSA })), hostKeyDiffers);
      assert.match(said.text, /: it has no key of the pinned type ecdsa-sha2-nistp256$/);
    });
  });

  describe("the login", () => {
    it("with a wrong key is turned away, in words of its own", async () => {
      const host = await started();
      const said = await failure(run(to(host, { privateKey: ed25519KeyPair().private })), loginRefused);
      assert.match(said.text, new RegExp(` 127.0.0.1:${host.port}: it refused user ec2-user$`));
    });

    it("takes an encrypted key with its passphrase, and tells of a wrong or missing one without repeating it", async () => {
      const passphrase = "correct horse";
      const locked = ed25519KeyPair({ passphrase });
      const host = await started({ client: { private: locked.private, public: locked.public } });
      const target = to(host, { privateKey: locked.private });
      assert.equal((await run({ ...target, passphrase }, "exit 0")).code, 0);
      for (const wrong of ["battery staple", undefined]) {
        const said = await failure(run({ ...target, passphrase: wrong }), loginRefused);
        assert.match(said.text, / 127\.0\.0\.1:\d+: cannot use the private key: /);
        assert.ok(!`${said.text}${said.hint}`.includes("battery"));
      }
      assert.equal(host.commands.length, 1);
    });

    it("without a key asks the SSH agent", async () => {
      const host = await started();
      const fake = await fakeAgent(CLIENT.private);
      process.env.SSH_AUTH_SOCK = fake.socket;
      try {
        assert.equal((await run(to(host, { privateKey: undefined }), "exit 7")).code, 7);
        const other = await started({ client: ed25519KeyPair() });
        const said = await failure(run(to(other, { privateKey: undefined })), loginRefused);
        assert.match(said.text, /refused user ec2-user$/);
      } finally {
        fake.close();
      }
    });

    it("without a key and without an agent, or with a dead one, says so", async () => {
      const host = await started();
      const none = await failure(run(to(host, { privateKey: undefined })), loginRefused);
      assert.match(
        none.text,
        /no private key is set, and no SSH agent runs here \(SSH_AUTH_SOCK is empty\)$/,
      );
      process.env.SSH_AUTH_SOCK = "/nonexistent/agent";
      const dead = await failure(run(to(host, { privateKey: undefined })), loginRefused);
      assert.match(dead.text, /: the SSH agent of SSH_AUTH_SOCK does not answer: /);
    });
  });

  describe("time", () => {
    const took = async (running: Promise<unknown>) => {
      const start = performance.now();
      await running;
      return (performance.now() - start) / 1000;
    };

    it("is bounded for a host that takes the connection and says nothing", async () => {
      const mute = createServer(() => {}).listen(0, "127.0.0.1");
      await new Promise((resolve) => mute.once("listening", resolve));
      const { port } = mute.address() as AddressInfo;
      const host = await started();
      const said = failure(run(to(host, { port }), "true", { connect: 0.5, total: 8 }), unreachable);
      assert.ok((await took(said)) < 4);
      assert.match((await said).text, new RegExp(`^127.0.0.1:${port} .*: no answer$`));
      mute.close();
    });

    it("is bounded for a command that does not end", async () => {
      const host = await started();
      const said = failure(run(to(host), "exec sleep 20", { connect: 5, total: 1 }), silent);
      assert.ok((await took(said)) < 4);
      assert.match((await said).text, new RegExp(`^127.0.0.1:${host.port} .*: no answer within 1 s$`));
      await sleep(100);
      assert.deepEqual(host.signals, ["TERM"]);
    });
  });

  describe("output", () => {
    for (const [name, command] of [
      ["output", "exec yes"],
      ["error", "exec yes >&2"],
    ] as const) {
      it(`is not taken without end: standard ${name}`, async () => {
        const host = await started();
        const said = await failure(run(to(host), command), tooMuchOutput);
        assert.ok(said.text.endsWith(`: over 1 MiB on its standard ${name}`), said.text);
        await sleep(200);
        assert.equal(host.open, 0, "the connection was ended");
      });
    }

    it("of a mebibyte is kept whole", async () => {
      const host = await started();
      const { stdout } = await run(to(host), "head -c 1048576 /dev/zero");
      assert.equal(stdout.length, 1024 * 1024);
    });

    it("of failures is fit for a terminal", async () => {
      const evil = createServer((socket) => {
        socket.on("error", () => {});
        socket.end("SSH-2.0-x\u001b]52;c;eA==\u0007\r\n");
      }).listen(0, "127.0.0.1");
      await new Promise((resolve) => evil.once("listening", resolve));
      const { port } = evil.address() as AddressInfo;
      const said = await failure(run(to(await started(), { port })), unreachable);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be left
      assert.doesNotMatch(said.text, /[\u0000-\u001f\u007f-\u009f]/);
      evil.close();
      const { text } = sshFailure("silent", { host: "h\u001b[2J", port: 22 }, "said \u009b2J").found;
      assert.equal(text, "h\\u001b[2J:22 stopped responding: said \\u009b2J");
    });
  });

  it("ends when the run does, wherever it is", async () => {
    const host = await started();
    const jumpHost = await started({ forwardsTo: "silent" });
    const waiting = [
      failure(run(to(host), "exec sleep 20"), runCancelled),
      failure(run(to(host, { proxy: at(jumpHost) })), runCancelled),
    ];
    await sleep(300);
    assert.ok(host.open > 0);
    giveUpEverything();
    for (const one of waiting) assert.match((await one).text, /: the run was cancelled$/);
    await sleep(200);
    assert.deepEqual([host.open, jumpHost.open], [0, 0]);
    assert.deepEqual(host.signals, ["TERM"], "what ran there was told");
    assert.equal((await run(to(host), "exit 4")).code, 4, "the next one is not touched");
  });

  it("ends with the time limit of its own call, and no other's", async () => {
    const host = await started();
    const other = run(to(host), "sleep 2; exit 4");
    const limited = await withinTimeLimit(0.5, async () => {
      const first = await failure(run(to(host), "exec sleep 20"), timeLimitOver);
      const next = await failure(run(to(host), "exit 0"), timeLimitOver);
      return [first.text, next.text];
    });
    for (const text of limited)
      assert.match(text, /was given up: the 0\.5 s of its customTimeouts are over$/);
    assert.equal((await other).code, 4);
    assert.deepEqual(host.signals, ["TERM"], "what ran there was told");
    assert.equal((await withinTimeLimit(0, () => run(to(host), "exit 5"))).code, 5, "0 is no limit");
  });

  it("tells of a host that hangs up", async () => {
    const rude = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await new Promise((resolve) => rude.once("listening", resolve));
    const { port } = rude.address() as AddressInfo;
    const said = await failure(run(to(await started(), { port })), unreachable);
    assert.match(said.text, new RegExp(`^127.0.0.1:${port} .*: .`));
    rude.close();
  });

  it("tells of a port where nobody listens", async () => {
    const host = await started();
    host.close();
    const said = await failure(run(to(host)), unreachable);
    assert.match(said.text, new RegExp(`^127.0.0.1:${host.port} .*: connection refused$`));
  });
});
