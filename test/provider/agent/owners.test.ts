import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Fixture, PLAIN } from "./fixture";

const IS_ROOT = process.getuid?.() === 0;
const NOBODY = 65534;

describe("agent: whose a port and a process are", () => {
  let f: Fixture;
  const started: ChildProcess[] = [];
  beforeEach(() => {
    f = new Fixture(PLAIN);
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
    f.dispose();
  });
  const state = async () => (await f.observe()).asperanoded;
  const asked = () =>
    existsSync(join(f.root, "curl-log")) ? readFileSync(join(f.root, "curl-log"), "utf8") : "";

  it("takes no other user's answer for asperanoded's, and asks nothing of it", async () => {
    f.listening(NOBODY, 9092);
    assert.equal(await state(), "running, does not answer");
    assert.equal(asked(), "");
    f.put("noded", "stopped\n");
    assert.equal(await state(), "stopped");
    f.put("net/tcp", "");
    assert.equal(asked(), "", "nobody listens");
  });

  it("knows root, the user of asperanoded, by its usual name or its unit's, and this login", async () => {
    f.listening(process.getuid?.() ?? 0, 9092);
    assert.equal(await state(), "answers");
    // The stand-in for getent gives every user whom it knows the number 1001.
    f.listening(1001, 9092);
    assert.equal(await state(), "running, does not answer");
    f.put("system-users", "acme\nasperadaemon\n");
    assert.equal(await state(), "answers");
    f.put("system-users", "acme\nnoded\n");
    assert.equal(await state(), "running, does not answer");
    f.put("unit-user", "noded\n");
    assert.equal(await state(), "answers");
  });

  it("looks at the sockets that the address reaches, of both protocols, and at those that listen", async () => {
    const row = (local: string, uid: number, state = "0A") =>
      `0: ${local} 0:0 ${state} 00000000:00000000 00:00000000 00000000 ${uid} 0 0 1 x\n`;
    const [loopback, elsewhere, any, any6, mapped] = [
      ...["0100007F:2384", "0500000A:2384", "00000000:2384", `${"0".repeat(32)}:2384`],
      "0000000000000000FFFF00000100007F:2384",
    ] as const;
    for (const [tcp, tcp6, expected] of [
      [row(loopback, 0) + row(elsewhere, NOBODY), "", true],
      [row(elsewhere, 0), "", false],
      [row(loopback, NOBODY) + row(elsewhere, 0), "", false],
      [row(any, 0) + row(loopback, NOBODY, "01"), "", true],
      ["", row(any6, 0), true],
      ["", row(any6, NOBODY), false],
      ["", row(mapped, 0), true],
      ["", row(mapped, NOBODY), false],
      [row("0100007F:2385", 0), "", false],
      [row(any, 0), row(mapped, NOBODY), false],
    ] as const) {
      f.put("net/tcp", tcp);
      f.put("net/tcp6", tcp6);
      assert.equal((await state()) === "answers", expected, tcp + tcp6);
    }
  });

  it("starts nothing over where somebody else has the port: apply refuses and changes nothing", async () => {
    f.listening(NOBODY, 9092);
    const { code, stderr } = await f.run(f.request());
    assert.equal(code, 1);
    assert.match(stderr, /asperanoded runs but does not answer/);
    assert.equal(f.text(), PLAIN);
  });

  it("counts transfers of root, of users in aspera.conf and of those with aspshell, and nobody's else", async function () {
    if (!IS_ROOT) this.skip();
    f.tool(
      "ascp",
      "#!/usr/bin/perl\n# Stand-in: only there.\nprint qq(ascp version 4.4.5.1\\n) and exit if @ARGV;\nsleep 60;\n",
    );
    const transfer = async (uid: number) => {
      started.push(spawn(join(f.root, "bin/ascp"), [], { uid }));
      await new Promise((resolve) => setTimeout(resolve, 200));
    };
    await transfer(NOBODY);
    assert.equal((await f.observe()).transfers, 0, "a user whom nobody knows");
    f.put("system-users", `acme\n${NOBODY}\n`);
    assert.equal((await f.observe()).transfers, 1, "one with aspshell");
    await transfer(0);
    assert.equal((await f.observe()).transfers, 2);
  });
});
