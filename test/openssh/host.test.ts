import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { placeOf } from "../../model/ssh/connection";
import { parseObserveAnswer } from "../../provider/agent/answer";
import { agentStdin } from "../../provider/agent/request";
import { runOverSsh } from "../../provider/ssh/ssh";
import type { SshTarget } from "../../provider/ssh/sshTarget";
import { ed25519KeyPair } from "../../sandbox/server";
import { freePorts } from "../freePorts";
import { fakeAgent } from "../provider/ssh/fakeAgent";
import { whyNotHere } from "./available";
import { OpenSshHost } from "./host";

describe("the OpenSSH host of the tests", function () {
  this.timeout(60_000);
  let host: OpenSshHost | undefined;
  let target: SshTarget;
  let before: string;

  /** What this machine has of what the host has its own of. */
  const machine = () =>
    [
      readFileSync("/etc/passwd", "utf8"),
      existsSync("/etc/sudoers.d/aspera"),
      existsSync("/opt/aspera"),
    ].join();

  beforeEach(async function () {
    const why = whyNotHere();
    if (why && !process.env.CI) {
      console.log(`    skipped: the OpenSSH host ${why}`);
      return this.skip();
    }
    assert.equal(why, undefined, "nothing is skipped in CI");
    before = machine();
    const [ssh = 0, noded = 0, jump = 0] = await freePorts(3);
    const ports = { ssh, noded, jump };
    host = await OpenSshHost.start({ ports, accountsEndpoint: "http://127.0.0.1:9", instanceId: "i-0" });
    target = {
      host: "127.0.0.1",
      port: ssh,
      user: "ec2-user",
      hostKey: host.hostKey,
      privateKey: readFileSync(host.key("plain"), "utf8"),
    };
  });
  afterEach(() => host?.stop());

  it("answers the agent as a lesser login and as root, through banners and noisy profiles", async () => {
    const request = agentStdin({ mode: "observe", root: "/opt/aspera", user: "acme", docroot: "s3://b/" });
    for (const [user, command] of [
      ["aspera-watch", "perl -"],
      ["ec2-user", "perl -"],
      ["aspera-ops", "sudo -n perl -"],
    ] as const) {
      const start = performance.now();
      const run = await runOverSsh({ ...target, user }, command, request, { connect: 20, total: 40 });
      const took = Math.round(performance.now() - start);
      assert.equal(/says hello/.test(run.stdout), user !== "aspera-watch");
      const answer = parseObserveAnswer({ ...run, place: placeOf(target), user });
      assert.deepEqual(
        [answer.transferUserEntry, answer.systemUser, answer.asperanoded, answer.problem],
        ["present", "present", "answers", ""],
        user,
      );
      console.log(`      ${user}, ${command}: ${took} ms`);
    }
  });

  it("turns an agent with more keys than MaxAuthTries away, which is said as that", async () => {
    const agent = await fakeAgent(...Array.from({ length: 7 }, () => ed25519KeyPair().private));
    const socket = process.env.SSH_AUTH_SOCK;
    process.env.SSH_AUTH_SOCK = agent.socket;
    try {
      await assert.rejects(
        runOverSsh({ ...target, privateKey: undefined }, "true", "", { connect: 20, total: 40 }),
        /it refused user ec2-user: too many keys were tried before the right one\n.*\[server-login-refused\]$/,
      );
    } finally {
      if (socket === undefined) delete process.env.SSH_AUTH_SOCK;
      else process.env.SSH_AUTH_SOCK = socket;
      agent.close();
    }
  });

  it("is a host of its own: this machine has neither its users nor its Aspera", async () => {
    assert.equal(machine(), before);
    assert.equal(
      (await runOverSsh(target, "hostname", "", { connect: 20, total: 40 })).stdout.split("\n").at(-2),
      "aspera",
    );
    assert.match(
      (await host?.run("getent passwd ec2-user; ls -d /opt/aspera; ps -e")) ?? "",
      /ec2-user.*\n\/opt\/aspera/,
    );
    assert.match(
      (await host?.run("cat /proc/1/cmdline | tr '\\0' ' '")) ?? "",
      /host\.sh/,
      "its processes are its own",
    );
  });

  it("ends whole when its standard input ends, as it does with the tests", async () => {
    const listens = () =>
      new Promise<boolean>((resolve) => {
        const probe = connect(target.port, "127.0.0.1");
        probe.on("connect", () => resolve(true)).on("error", () => resolve(false));
        probe.on("connect", () => probe.destroy());
      });
    assert.equal(await listens(), true);
    await host?.stop();
    assert.equal(await listens(), false);
    host = undefined;
  });
});
