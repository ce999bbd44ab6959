import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endTree } from "../../../commands/pulumi/endTree";
import { runPulumi } from "../../../commands/pulumi/runPulumi";
import { stackSettings } from "../../../commands/pulumi/stackSettings";
import { allStacks, heldResources } from "../../../commands/pulumi/stacks";
import { atMost } from "../../../commands/sideBySide";
import { CUSTOMER, configuration, EXTERNAL_ID } from "../../program/settings/stack";

const runs = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

describe("commands: the engine as a child", () => {
  let folder: string;
  const before = process.env.PATH;
  /** A `pulumi` of our own, a shell script. */
  const engine = (...lines: string[]) => {
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${lines.join("\n")}\n`);
    chmodSync(join(folder, "pulumi"), 0o755);
  };
  const pid = async (file: string): Promise<number> => {
    for (;;) {
      try {
        const number = Number(readFileSync(join(folder, file), "utf8"));
        if (number > 0) return number;
      } catch {
        // Not written yet.
      }
      await sleep(10);
    }
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "engine-"));
    process.env.PATH = `${folder}:${before}`;
  });
  afterEach(() => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true, force: true });
  });

  it("gives back exit code and both outputs apart, whole", async () => {
    engine('echo "$1 $ASPERA_PROOF"', "echo said >&2", "exit 7");
    const run = await runPulumi(["preview"], { environment: { ASPERA_PROOF: "full" } });
    assert.deepEqual(run, { code: 7, stdout: "preview full\n", stderr: "said\n" });
  });

  it("keeps a proxy away from what the engine and its plugins say to each other", async () => {
    engine('echo "$no_proxy"');
    const environment = {
      http_proxy: "http://proxy.example.com:3128",
      no_proxy: "example.com",
      NO_PROXY: "",
    };
    assert.equal((await runPulumi(["preview"], { environment })).stdout, "example.com,127.0.0.1,localhost\n");
  });

  it("does not hand a consent of CI's on, which the engine refuses beside --preview-only", async () => {
    engine('echo "$PULUMI_SKIP_CONFIRMATIONS"');
    process.env.PULUMI_SKIP_CONFIRMATIONS = "true";
    try {
      assert.equal((await runPulumi(["refresh"])).stdout, "false\n");
    } finally {
      delete process.env.PULUMI_SKIP_CONFIRMATIONS;
    }
  });

  it("is given what it reads, and nothing when there is nothing; one that does not read it is no failure", async () => {
    engine("cat");
    assert.equal((await runPulumi(["config"], { input: "a secret" })).stdout, "a secret");
    assert.equal((await runPulumi(["config"])).stdout, "");
    engine("exit 3");
    assert.equal((await runPulumi(["config"], { input: "x".repeat(1_000_000) })).code, 3);
  });

  it("says what is missing when there is no engine", async () => {
    process.env.PATH = folder;
    await assert.rejects(runPulumi(["preview"]), /expected `pulumi` on the PATH, found none\nhint: /);
  });

  it("an interrupt cancels the engine once, and waits until it has given its locks back", async () => {
    engine(
      `trap 'echo gone > ${folder}/unlocked; exit 1' INT`,
      `echo $$ > ${folder}/pid`,
      "while :; do sleep 0.05; done",
    );
    const interrupt = new AbortController();
    const run = runPulumi(["preview"], { signal: interrupt.signal });
    const engineProcess = await pid("pid");
    interrupt.abort(new Error("interrupted"));
    await assert.rejects(run, /interrupted/);
    assert.equal(readFileSync(join(folder, "unlocked"), "utf8"), "gone\n");
    assert.equal(runs(engineProcess), false);
  });

  it("an interrupt of the terminal does not reach the engine beside ours: twice drops its locks", async () => {
    engine("ps -o pgid=,pid= -p $$");
    const { stdout } = await runPulumi(["preview"]);
    const [group, own] = stdout.trim().split(/\s+/);
    assert.equal(group, own, "it is the head of a process group of its own");
  });

  it("a run that takes too long is ended, and is a failure", async () => {
    engine(`echo $$ > ${folder}/pid`, "trap 'exit 1' INT", "while :; do sleep 0.05; done");
    await assert.rejects(runPulumi(["preview"], { longest: 0.3 }), /expected pulumi to end within 0.3 s/);
    assert.equal(runs(await pid("pid")), false);
  });

  it("an engine that does not heed is ended with its plugins, though those have process groups of their own", async () => {
    engine(
      "trap '' INT",
      `setsid sh -c 'echo $$ > ${folder}/plugin; while :; do sleep 0.05; done' &`,
      "while :; do sleep 0.05; done",
    );
    const child = spawn("pulumi", [], { detached: true, stdio: "ignore" });
    const plugin = await pid("plugin");
    await endTree(child, 200);
    await sleep(100);
    assert.deepEqual([runs(child.pid ?? 0), runs(plugin)], [false, false]);
  });
});

describe("commands: what a stack is asked", () => {
  let folder: string;
  const before = process.env.PATH;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stack-"));
    process.env.PATH = `${folder}:${before}`;
  });
  afterEach(() => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true, force: true });
  });
  /** An engine that prints one answer, whatever it is asked. */
  const engine = (answer: object | string, code = 0) => {
    const text = typeof answer === "string" ? answer : JSON.stringify(answer);
    writeFileSync(join(folder, "answer"), text);
    const way = code === 0 ? "" : " >&2";
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\ncat ${folder}/answer${way}\nexit ${code}\n`);
    chmodSync(join(folder, "pulumi"), 0o755);
  };

  it("a resource is the stack's own by type and id together", async () => {
    engine({ deployment: { resources: [{ type: "aws:iam/role:Role", id: "aspera-acme" }] } });
    const held = await heldResources("acme-prod");
    assert.equal(held("aws:iam/role:Role", "aspera-acme"), true);
    assert.equal(held("aws:iam/role:Role", "aspera-globex"), false);
    assert.equal(held("aws:iam/instanceProfile:InstanceProfile", "aspera-acme"), false);
  });

  it("an empty stack holds nothing, and an engine that fails is not an empty stack", async () => {
    engine({});
    assert.equal((await heldResources("acme-prod"))("aws:iam/role:Role", "aspera-acme"), false);
    engine("error: no stack named 'acme-prod' found", 1);
    await assert.rejects(heldResources("acme-prod"), /^Error: no stack named/);
    await assert.rejects(allStacks(), /^Error: no stack named/);
  });

  it("settings know which of the engine's values are encrypted, and show none", async () => {
    const settings = Object.entries(configuration(CUSTOMER)).map(([key, value]) => [
      key,
      { value, secret: false },
    ]);
    engine(Object.fromEntries(settings));
    const { faults } = await stackSettings("acme-prod");
    assert.deepEqual(
      faults.map(({ key, got }) => [key, got]),
      [["aspera:externalId", "a value in clear"]],
    );
    assert.ok(!JSON.stringify(faults).includes(EXTERNAL_ID));
    engine({ ...Object.fromEntries(settings), "aspera:externalId": { value: EXTERNAL_ID, secret: true } });
    const read = await stackSettings("acme-prod");
    assert.deepEqual(read.faults, []);
    assert.equal(read.settings?.customer?.externalId?.reveal(), EXTERNAL_ID);
  });
});

describe("commands: side by side", () => {
  it("runs at most so many jobs at once, all of them, in order", async () => {
    const inTurn = atMost(2);
    let [running, most] = [0, 0];
    const begun: number[] = [];
    const results = await Promise.all(
      [0, 1, 2, 3, 4].map((job) =>
        inTurn(async () => {
          begun.push(job);
          running += 1;
          most = Math.max(most, running);
          await sleep(5);
          running -= 1;
          return job * 2;
        }),
      ),
    );
    assert.deepEqual([most, begun, results], [2, [0, 1, 2, 3, 4], [0, 2, 4, 6, 8]]);
  });

  it("a place that was handed on is not free for one more", async () => {
    const inTurn = atMost(1);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const job = (name: number) =>
      inTurn(() => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      });
    const [first, second] = [job(1), job(2)];
    ends[0]?.();
    await first;
    await new Promise((resolve) => setImmediate(resolve));
    const third = job(3);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(begun, [1, 2]);
    ends[1]?.();
    await second;
    await new Promise((resolve) => setImmediate(resolve));
    ends[2]?.();
    await third;
  });

  it("a failed job gives its place to the next", async () => {
    const inTurn = atMost(1);
    const failed = inTurn(() => Promise.reject(new Error("no")));
    const next = inTurn(async () => "yes");
    await assert.rejects(failed, /no/);
    assert.equal(await next, "yes");
  });
});
