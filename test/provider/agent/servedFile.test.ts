import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { agentProgram } from "../../../provider/agent/program";
import { requestLines } from "../../../provider/agent/request";
import { Fixture, PLAIN, WANTED } from "./fixture";

const PENDING = "answers, restart pending";
const OTHER = PLAIN.replace("globex-media", "somebody-elses-bucket");

/**
 * Stand-in for a restart as systemd does it: the old process ends, a new one begins. `daemon` holds its pid. It reads
 * nothing; what the agent goes by is when it was started.
 */
const RESTART = `
  [ -f @ROOT@/daemon ] && kill $(cat @ROOT@/daemon) 2>/dev/null
  @ROOT@/bin/asperanoded > /dev/null 2>&1 &
  echo $! > @ROOT@/daemon
`;

describe("agent: what the daemon serves is what counts", function () {
  this.timeout(60_000);
  let f: Fixture;
  const note = () => join(f.root, "etc/.aspera.conf.aspera-pulumi-restart-owed");
  const takenUp = () => join(f.root, "etc/.aspera.conf.aspera-pulumi-taken-up");
  const state = async (over = {}) => (await f.observe(over)).asperanoded;

  beforeEach(async () => {
    f = new Fixture(PLAIN);
    f.tool("asperanoded", "#!/usr/bin/perl\n# Stand-in: only there.\nsleep 60;\n");
    f.put("on-restart", RESTART.replaceAll("@ROOT@", `'${f.root}'`));
    await sleep(60);
    await restart();
  });
  afterEach(async () => {
    end();
    // No stand-in outlives its test.
    for (let tries = 0; running().length > 0 && tries < 100; tries++) await sleep(20);
    const left = running();
    f.dispose();
    assert.deepEqual(left, []);
  });

  /** What runs of the fixture's folder. */
  function running(): string[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        } catch {
          return [];
        }
      })
      .filter((line) => line.includes(`${f.root}/bin/`));
  }

  /** Ends the daemon, and what it has started for its work. */
  function end(): void {
    for (const file of ["daemon", "started"].map((name) => join(f.root, name))) {
      if (!existsSync(file)) continue;
      try {
        process.kill(Number(readFileSync(file, "utf8")), "SIGKILL");
      } catch {
        // Gone already.
      }
      rmSync(file);
    }
  }
  /** Somebody on the server restarts asperanoded; by hand it is no faster than this. */
  async function restart(): Promise<void> {
    const child = spawn(join(f.bin, "systemctl"), ["restart", "asperanoded"], { stdio: "ignore" });
    await new Promise((resolve) => child.on("close", resolve));
    await sleep(120);
    f.put("log", "");
  }
  /**
   * Somebody edits the file by hand: not within the 50 ms after a start that the kernel's clocks leave open (`machine_started`),
   * in which nobody can tell which of the two came first.
   */
  async function edit(text: string): Promise<void> {
    await sleep(120);
    writeFileSync(f.conf, text);
    await sleep(60);
  }

  it("sees a file that was edited, taken up and put back; one restart repairs it, the docroot being right", async () => {
    await f.apply();
    const right = f.text();
    await restart();
    assert.equal(await state(), "answers");
    await edit(right.replace("acme-media", "another"));
    await restart();
    assert.equal(await state(), "answers", "edited and taken up: the docroot is what differs");
    await edit(right);
    assert.equal((await f.observe()).same, true);
    assert.equal(await state(), PENDING);
    const seen = await f.apply();
    assert.deepEqual(
      [seen.changed, seen.restarted, seen.reason],
      [false, "systemctl", "a restart was still owed"],
    );
    assert.equal(f.restarts(), 1);
    assert.equal(await state(), "answers");
    assert.equal((await f.apply()).restarted, "no");
    assert.equal(f.restarts(), 1);
  });

  it("whoever wrote it, and however: in place, by a rename of an older file, by a link that leads elsewhere", async () => {
    await edit(PLAIN);
    assert.equal(await state(), PENDING, "in place");
    await restart();
    assert.equal(await state(), "answers");

    const [mine, theirs] = [join(f.folder, "mine"), join(f.folder, "theirs")];
    writeFileSync(theirs, OTHER);
    renameSync(f.conf, mine);
    renameSync(theirs, f.conf);
    await sleep(60);
    await restart();
    renameSync(mine, f.conf);
    await sleep(60);
    assert.equal(await state(), PENDING, "the file is older than the start, its place is not");

    const real = join(f.folder, "real");
    mkdirSync(real);
    writeFileSync(join(real, "one.conf"), PLAIN);
    writeFileSync(join(real, "other.conf"), OTHER);
    const lead = (name: string) => {
      rmSync(f.conf);
      symlinkSync(join(real, name), f.conf);
    };
    lead("other.conf");
    await sleep(60);
    await restart();
    assert.equal(await state(), "answers");
    lead("one.conf");
    await sleep(60);
    assert.equal(await state(), PENDING, "the link is what was changed");
  });

  it("never of its own apply, of another customer's, of a close, nor of one that was taken back", async () => {
    const globex = { user: "globex", docroot: "s3://s3.amazonaws.com/globex-new/" };
    assert.equal((await f.apply()).restarted, "systemctl");
    assert.equal(await state(), "answers");
    const expect = (await f.observe({ user: "globex" })).fingerprint;
    assert.equal((await f.apply({ ...globex, expect })).changed, true);
    assert.equal(await state(), "answers");
    assert.equal(await state({ user: "globex" }), "answers");
    assert.equal((await f.close()).changed, true);
    assert.equal(await state(), "answers");

    const closed = (await f.observe()).fingerprint;
    const real = readFileSync(join(f.bin, "systemctl"), "utf8");
    const fails = `[ "$1" = restart ] && grep -q acme-media '${f.conf}' && exit 1\n`;
    f.system(
      "systemctl",
      real.replace("case", () => `${fails}case`),
    );
    const done = await f.run(f.request({ expect: closed }));
    assert.match(done.stderr, /the old docroot is back\n/);
    assert.equal(await state(), "answers");
    assert.deepEqual(f.beside(/-new|restart-owed/), []);
  });

  it("nor of one that was taken back without a restart, unless one was owed before", async () => {
    const validator = readFileSync(join(f.root, "bin/asuserdata"), "utf8");
    const takenBack = async () => {
      f.tool("asuserdata.real", validator);
      const fails = `grep -q acme-media '${f.conf}' && [ $1 = -v ] && exit 3`;
      f.tool("asuserdata", `#!/bin/sh\n${fails}\nexec '${f.root}/bin/asuserdata.real' "$@"\n`);
      assert.match(
        (await f.run(f.request())).stderr,
        /complains about the changed .*; the old docroot is back\n/,
      );
      assert.equal(f.text(), PLAIN);
      assert.equal(f.restarts(), 0);
    };
    await takenBack();
    assert.equal(await state(), "answers");
    await edit(PLAIN);
    await takenBack();
    assert.equal(await state(), PENDING);
  });

  it("waits for a run that is under way, so that nobody sees the half of another customer's", async () => {
    f.put("on-restart", `sleep 2\n${RESTART.replaceAll("@ROOT@", `'${f.root}'`)}`);
    const before = readFileSync(join(f.root, "daemon"), "utf8");
    const expect = (await f.observe({ user: "globex" })).fingerprint;
    const other = f.run(f.request({ user: "globex", docroot: "s3://s3.amazonaws.com/new/", expect }));
    for (let tries = 0; !existsSync(note()); tries++) {
      assert.ok(tries < 500, "no run within ten seconds");
      await sleep(20);
    }
    assert.equal(await state(), "answers");
    assert.notEqual(readFileSync(join(f.root, "daemon"), "utf8"), before, "the restart was over by then");
    assert.equal((await other).code, 0);
  });

  it("a deferred restart is pending until somebody makes it", async () => {
    assert.equal((await f.apply({ restart: "none" })).restarted, "pending");
    assert.equal(await state(), PENDING);
    rmSync(note());
    assert.equal(await state(), PENDING, "the file itself tells, without our note");
    await restart();
    assert.equal(await state(), "answers");
    assert.equal((await f.apply({ restart: "none" })).restarted, "no");
    assert.equal(f.restarts(), 0);
  });

  it("a reload of ours takes the file up; one that is edited afterwards is pending again", async () => {
    assert.equal((await f.apply({ restart: "reload" })).restarted, "reload");
    assert.equal(await state(), "answers");
    const right = f.text();
    await edit(right.replace("globex-media", "another"));
    await edit(right);
    assert.equal(await state(), PENDING);
    const again = await f.apply({ restart: "reload" });
    assert.deepEqual([again.restarted, again.reason], ["reload", "a restart was still owed"]);
    assert.equal(await state(), "answers");
    assert.equal(f.restarts(), 0);
  });

  it("what it has taken up stays so whatever the clock did; a time that lies ahead says nothing", async () => {
    const ahead = new Date(Date.now() + 3_600_000);
    utimesSync(f.conf, ahead, ahead);
    await sleep(60);
    assert.equal(await state(), PENDING, "to set its time is a change of the file");
    await restart();
    assert.equal(await state(), "answers");
    await f.apply();
    // The daemon seems to be started an hour before the file was written, as after a clock that was set back.
    const [uptime = ""] = readFileSync("/proc/uptime", "utf8").split(" ");
    f.put("uptime", `${Number(uptime) + 3600} 0\n`);
    const back = agentProgram().replace("'/proc/uptime'", () => `'${f.root}/uptime'`);
    assert.notEqual(back, agentProgram());
    const { root, user } = f.request();
    const lines = requestLines({ mode: "observe", root, user });
    const look = async () =>
      /"asperanoded":"([^"]*)"/.exec((await f.start(`${back}\n__END__\n${lines}`).done).stdout)?.[1];
    assert.equal(await look(), "answers");
    rmSync(takenUp());
    assert.equal(await look(), PENDING);
  });

  it("says nothing where the process cannot be seen, but what systemd tells; nor of another Aspera's", async () => {
    await edit(PLAIN);
    const hidden = agentProgram().replaceAll("'/proc/1/stat'", () => "'/proc/1/not-to-be-seen'");
    assert.notEqual(hidden, agentProgram());
    const { root, user, docroot } = f.request();
    const lines = requestLines({ mode: "observe", root, user, docroot });
    const look = async () =>
      /"asperanoded":"([^"]*)"/.exec((await f.start(`${hidden}\n__END__\n${lines}`).done).stdout)?.[1];
    assert.equal(await look(), "answers");
    const real = readFileSync(join(f.bin, "systemctl"), "utf8");
    const tells = (micro: string) =>
      f.system(
        "systemctl",
        real.replace("show)", () => `show) echo ExecMainStartTimestampMonotonic=${micro};`),
      );
    tells("0");
    assert.equal(await look(), "answers", "systemd does not know either");
    tells("1");
    assert.equal(await look(), PENDING);
    const uptime = Number(readFileSync("/proc/uptime", "utf8").split(" ")[0]);
    tells(String(Math.round((uptime + 1) * 1e6)));
    assert.equal(await look(), "answers");

    f.system("systemctl", real);
    end();
    const elsewhere = new Fixture(PLAIN);
    let child: ChildProcess | undefined;
    try {
      elsewhere.tool("asperanoded", "#!/usr/bin/perl\n# Stand-in: only there.\nsleep 60;\n");
      child = spawn(join(elsewhere.root, "bin/asperanoded"), []);
      await sleep(200);
      await edit(PLAIN);
      assert.equal(await state(), "answers");
    } finally {
      child?.kill("SIGKILL");
      elsewhere.dispose();
    }
  });

  it("goes by the daemon itself, not by what it starts for its work", async () => {
    end();
    f.tool(
      "asperanoded",
      `#!/usr/bin/perl\n# Stand-in: starts another of itself when told by a file.\n` +
        `until (-e '${f.root}/spawn') { select undef, undef, undef, 0.05 }\n` +
        `if (my $started = fork) { open my $out, '>', '${f.root}/started'; print $out $started; close $out }\nsleep 60;\n`,
    );
    await restart();
    await edit(PLAIN);
    f.put("spawn", "");
    await sleep(300);
    assert.ok(existsSync(join(f.root, "started")));
    assert.equal(await state(), PENDING);
  });

  it("an observer without root sees it", async function () {
    if (process.getuid?.() !== 0) this.skip();
    await f.apply();
    const look = () => {
      const { root, user, docroot } = f.request();
      const child = spawn("perl", ["-"], {
        cwd: "/",
        env: { PATH: `${f.bin}:${process.env.PATH}` },
        uid: 65534,
        gid: 65534,
      });
      let out = "";
      child.stdout.on("data", (data) => {
        out += data;
      });
      child.stdin.end(
        `${agentProgram().replace("'/proc/net'", () => `'${f.root}/net'`)}\n__END__\n${requestLines({ mode: "observe", root, user, docroot })}`,
      );
      return new Promise<string | undefined>((resolve) =>
        child.on("close", () => resolve(/"asperanoded":"([^"]*)"/.exec(out)?.[1])),
      );
    };
    chmodSync(f.folder, 0o755);
    assert.equal(await look(), "answers");
    assert.ok(f.text().includes(WANTED.replace("&", "&amp;")));
    await edit(f.text());
    assert.equal(await look(), PENDING);
  });
});
