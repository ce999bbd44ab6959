import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type FakeAgent, fakeAgent } from "../provider/ssh/fakeAgent";
import { TestSandbox, type TestStack } from "./sandbox";

/** What docs/ssh.md promises of runs that log everything. */
describe("e2e: the private key in what the engine logs", function () {
  this.timeout(600_000);
  let world: TestSandbox;
  let stack: TestStack;
  let key: string;
  let agent: FakeAgent;
  before(async () => {
    world = await TestSandbox.start("each run");
    stack = await world.stack("dev");
    key = readFileSync(join(world.sandbox.home, "ssh/id_ed25519"), "utf8");
    agent = await fakeAgent(key);
  });
  after(() => {
    agent?.close();
    return world?.stop();
  });

  /** Each line of the key: a log escapes line breaks in several ways. */
  const keyLines = () => key.split("\n").filter((line) => line.length > 40);
  const placesIn = (text: string): number[] =>
    keyLines().flatMap((line) => {
      const places: number[] = [];
      for (let at = text.indexOf(line); at >= 0; at = text.indexOf(line, at + 1)) places.push(at);
      return places;
    });

  /** A preview that logs all that it can, and the trace that it wrote. */
  async function loudPreview(name: string): Promise<{ logged: string; trace: string }> {
    const file = join(world.sandbox.home, `${name}.trace`);
    const loud = ["--debug", "--logtostderr", "-v=11", "--logflow", "--tracing", `file:${file}`];
    const { exitCode, output } = await stack.pulumi("preview", ...loud);
    assert.equal(exitCode, 0, output.slice(-2000));
    assert.match(output, /RegisterResource RPC finished: resource:customer-docroot-apply/, "it does log");
    return { logged: output, trace: readFileSync(file, "latin1") };
  }
  const settings = (change: (text: string) => string) =>
    stack.edit((text) => change(text.replace(/ {2}aspera:sshPrivateKey\w*:.*\n( {4}.*\n)*/g, "")));

  it("from an SSH agent: in no log, no trace, no state", async () => {
    settings((text) => text);
    stack.environment = { SSH_AUTH_SOCK: agent.socket };
    const up = await stack.up("--debug", "--logtostderr", "-v=11");
    assert.equal(up.exitCode, 0, up.output.slice(-2000));
    const { logged, trace } = await loudPreview("agent");
    const { output: state } = await stack.pulumi("stack", "export", "--show-secrets");
    assert.match(trace, /customer-docroot-apply/);
    for (const text of [up.output, logged, trace, state]) assert.deepEqual(placesIn(text), []);
    stack.environment = {};
  });

  it("by value: masked in every log, as each of the settings' secrets is; in a trace, as they are", async () => {
    settings((text) => text);
    stack.setSecret("sshPrivateKey", key);
    const { logged, trace } = await loudPreview("value");
    assert.deepEqual(placesIn(logged), []);
    assert.notDeepEqual(placesIn(trace), [], "if no trace holds it any longer, docs/ssh.md may promise more");
  });

  it("from a file: nowhere but in what is logged of the Command", async () => {
    settings((text) =>
      text.replace(
        "config:\n",
        `config:\n  aspera:sshPrivateKeyFile: ${world.sandbox.home}/ssh/id_ed25519\n`,
      ),
    );
    const { logged, trace } = await loudPreview("file");
    const places = placesIn(logged);
    assert.notDeepEqual(places, [], "if no log holds it any longer, docs/ssh.md may promise more");
    for (const place of places) {
      const of = logged.slice(0, place).lastIndexOf("resource:");
      assert.match(logged.slice(of), /^resource:customer-docroot-apply\[command:remote:Command\]/);
    }
    assert.notDeepEqual(placesIn(trace), [], "if no trace holds it any longer, docs/ssh.md may promise more");
  });
});
