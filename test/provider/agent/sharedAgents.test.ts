import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { FindingError } from "../../../model/findings/finding";
import { loginRefused } from "../../../model/findings/server/loginRefused";
import { runCancelled } from "../../../model/findings/server/runCancelled";
import { silent } from "../../../model/findings/server/silent";
import { agentInput } from "../../../provider/agent/program";
import { type AgentRequest, requestLines } from "../../../provider/agent/request";
import { askShared, endSharedAgents } from "../../../provider/agent/sharedAgents";
import { giveUpEverything } from "../../../provider/ssh/giveUp";
import { runOverSsh } from "../../../provider/ssh/ssh";
import type { SshTarget } from "../../../provider/ssh/sshTarget";
import { ed25519KeyPair } from "../../../sandbox/server";
import { type SshHost, sshHost } from "../../sandbox/plugins/command/sshHost";
import { Fixture, PLAIN } from "./fixture";

const PATIENCE = { connect: 5, total: 15 };
const PERL = "perl -";
const MARKER = "aspera-agent: ";

describe("agents that one process shares", () => {
  let host: SshHost;
  let f: Fixture;
  beforeEach(async () => {
    host = await sshHost();
    f = new Fixture(PLAIN);
  });
  afterEach(() => {
    endSharedAgents();
    host.close();
    f.dispose();
  });

  const login = (more: Partial<SshTarget> = {}): SshTarget => {
    const { port, hostKey, privateKey } = host;
    return { host: "127.0.0.1", port, user: "ec2-user", hostKey, privateKey, ...more };
  };
  const lines = (more: Partial<AgentRequest> = {}) =>
    requestLines({ mode: "observe", root: f.root, user: "acme", ...more } as AgentRequest);
  const ask = (request = lines(), command = PERL, patience = PATIENCE) =>
    askShared(login(), command, request, patience);
  const answers = (stdout: string) => stdout.split("\n").filter((line) => line.startsWith(MARKER));
  const failure = async (running: Promise<unknown>) => {
    const error = await running.then(
      () => assert.fail("it worked"),
      (thrown) => thrown,
    );
    assert.ok(error instanceof FindingError, String(error));
    return error.found.code;
  };

  it("do one request after another as a run of its own would: one connection, and the program once", async () => {
    const requests = [
      lines({ docroot: "/old", externalId: "acme-4d1f", rights: ["read"] }),
      lines({ user: "globex" }),
      lines(),
    ];
    const alone = [];
    for (const one of requests) alone.push(await runOverSsh(login(), PERL, agentInput(one), PATIENCE));
    const before = host.connections;
    const told = [];
    for (const one of requests) told.push(await ask(one));
    assert.deepEqual(
      told.map(({ code, stdout, stderr }) => [code, answers(stdout), stderr.trim()]),
      alone.map(({ code, stdout, stderr }) => [code, answers(stdout), stderr.trim()]),
    );
    assert.deepEqual(
      told.map(({ stdout }) => answers(stdout).length),
      [1, 1, 1],
    );
    assert.equal(host.connections - before, 1);
    assert.equal(host.commands.length, requests.length + 1);
  });

  it("go on after a request that failed", async () => {
    const change = lines({
      mode: "apply",
      docroot: "/new",
      expect: "none",
      toolWait: 8,
    } as Partial<AgentRequest>);
    const refused = await ask(change);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /aspera-agent: .*\nhint: /);
    assert.equal((await ask()).code, 0, "the next request is not touched by one that failed");
  });

  it("share one connection side by side, and no more than four at once", async () => {
    await Promise.all(Array.from({ length: 7 }, () => ask()));
    assert.equal(host.connections, 1);
    assert.equal(host.commands.length, 4);
  });

  it("are not those of another login, or of another command", async () => {
    await ask();
    await ask(lines(), "exec perl -");
    await askShared(login({ user: "watcher" }), PERL, lines(), PATIENCE);
    assert.equal(host.connections, 2);
    assert.deepEqual(host.commands, [PERL, "exec perl -", PERL]);
  });

  it("begin anew where the connection was lost meanwhile", async () => {
    await ask();
    host.hangUp();
    await sleep(100);
    assert.equal((await ask()).code, 0);
    assert.equal(host.connections, 2);
  });

  it("begin anew where it is lost at the next request", async () => {
    await ask();
    const next = ask();
    host.hangUp();
    assert.equal((await next).code, 0);
    assert.equal(host.connections, 2);
  });

  it("tell what stands in their way, and do not try again", async () => {
    const { code, stderr } = await ask(lines(), "echo sudo: a password is required >&2; exit 1");
    assert.deepEqual([code, stderr], [1, "sudo: a password is required\n"]);
    assert.equal(host.commands.length, 1);
    const another = { ...login(), privateKey: ed25519KeyPair().private };
    assert.equal(await failure(askShared(another, PERL, lines(), PATIENCE)), loginRefused.code);
    assert.equal(host.connections, 2);
  });

  it("are told when nobody waits any longer, and nobody asks them again", async () => {
    const patience = { connect: 5, total: 0.7 };
    assert.equal(await failure(ask(lines(), "exec sleep 20", patience)), silent.code);
    await sleep(100);
    assert.deepEqual(host.signals, ["TERM"]);
    assert.equal(host.open, 0);
    const cancelled = failure(ask(lines(), "exec sleep 20"));
    await sleep(300);
    giveUpEverything();
    assert.equal(await cancelled, runCancelled.code);
    assert.equal((await ask()).code, 0);
  });

  it("end with their connection", async () => {
    await ask();
    endSharedAgents();
    await sleep(100);
    assert.equal(host.open, 0);
  });
});
