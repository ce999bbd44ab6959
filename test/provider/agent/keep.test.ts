import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  lstatSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { parseKeepAnswer, parseObserveAnswer } from "../../../provider/agent/answer";
import { keptAgentInput } from "../../../provider/agent/loader";
import { agentInput, agentProgram } from "../../../provider/agent/program";
import { type AgentRequest, requestLines } from "../../../provider/agent/request";
import { Fixture, PLAIN } from "./fixture";

const IS_ROOT = process.getuid?.() === 0;

describe("agent: kept on the server for the Command", () => {
  let f: Fixture;
  beforeEach(() => {
    f = new Fixture(PLAIN);
  });
  afterEach(() => f.dispose());

  const perl = (input: string) => {
    const { status, stdout, stderr } = spawnSync("perl", ["-"], { input, cwd: f.folder });
    return {
      code: status,
      stdout: String(stdout),
      stderr: String(stderr),
      place: "this machine",
      user: "the test",
    };
  };
  const lines = (request: Partial<AgentRequest> = {}) =>
    requestLines({ mode: "observe", root: f.root, user: "acme", ...request } as AgentRequest);
  const keep = () => parseKeepAnswer(perl(agentInput(lines({ mode: "keep" }))));
  const observe = (agentFile?: string) =>
    parseObserveAnswer(perl(agentInput(lines({ agentFile } as Partial<AgentRequest>))));

  it("lies beside aspera.conf, byte for byte, for its owner alone, and nothing else changes", () => {
    const file = keep();
    assert.equal(dirname(file), join(f.root, "etc"));
    assert.match(file, /\/\.aspera\.conf\.aspera-pulumi-agent-[0-9a-f]{16}$/);
    assert.equal(readFileSync(file, "utf8"), agentProgram());
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(f.text(), PLAIN);
    assert.equal(f.beside().length, 1, "no lock, no backup, nothing half written");
    assert.equal(keep(), file);
    assert.equal(f.beside().length, 1);
  });

  it("does from there what it does when it is sent", () => {
    const file = keep();
    const sent = perl(agentInput(lines()));
    const started = perl(keptAgentInput(file, lines()));
    assert.deepEqual(started, sent);
    const wrong = lines().replace("mode observe", "mode nothing");
    assert.deepEqual(perl(keptAgentInput(file, wrong)), perl(agentInput(wrong)));
  });

  it("is looked for, and not opened, by a look", () => {
    assert.equal(observe().agent, "not asked");
    const file = keep();
    assert.equal(observe(file).agent, "ready");
    rmSync(file);
    assert.equal(observe(file).agent, "missing");
  });

  it("is not run when it is gone, cut short, changed, or may have been another's doing", () => {
    const file = keep();
    const refused = () => {
      const { code, stdout, stderr } = perl(keptAgentInput(file, lines()));
      assert.deepEqual([code, stdout], [1, ""]);
      assert.match(
        stderr,
        /^aspera-agent: \S.* is not the agent as it was kept\nhint: run `pulumi up` again, which brings it back\n$/,
      );
    };
    chmodSync(file, 0o620);
    refused();
    chmodSync(file, 0o600);
    if (IS_ROOT) {
      chownSync(file, 65534, 0);
      refused();
    }
    appendFileSync(file, "\n");
    refused();
    assert.equal(keep(), file, "and comes back whole");
    assert.equal(perl(keptAgentInput(file, lines())).code, 0);
    truncateSync(file, 2000);
    refused();
    rmSync(file);
    refused();
  });

  it("never goes through a planted link", () => {
    const file = keep();
    rmSync(file);
    const victim = join(f.folder, "victim");
    writeFileSync(victim, "untouched");
    symlinkSync(victim, file);
    assert.equal(keep(), file);
    assert.ok(lstatSync(file).isFile());
    assert.equal(readFileSync(victim, "utf8"), "untouched");
  });

  it("is kept for nobody where others may write beside aspera.conf", () => {
    chmodSync(join(f.root, "etc"), 0o777);
    const { code, stderr } = perl(agentInput(lines({ mode: "keep" })));
    assert.equal(code, 1);
    assert.match(stderr, /others may write to the folder of aspera\.conf\nhint: /);
    assert.deepEqual(f.beside(), []);
  });

  it("leaves those of other versions, the ten that were used last", () => {
    const file = keep();
    const other = (n: number) => file.replace(/[0-9a-f]{16}$/, String(n).padStart(16, "0"));
    for (let n = 1; n <= 12; n++) {
      writeFileSync(other(n), "another version");
      utimesSync(other(n), n, n);
    }
    utimesSync(file, 0, 0);
    keep();
    const names = [file, ...[12, 11, 10, 9, 8, 7, 6, 5, 4].map(other)].map((path) => path.split("/").at(-1));
    assert.deepEqual(f.beside(), names.sort());
    assert.ok(statSync(file).mtimeMs > 1000, "its time is that of its last use");
  });
});
