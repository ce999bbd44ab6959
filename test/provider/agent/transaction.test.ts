import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { agentProgram } from "../../../provider/agent/program";
import { requestLines } from "../../../provider/agent/request";
import { Fixture, PLAIN, type Run, WANTED } from "./fixture";

const OLD = PLAIN.replace(
  "<authorization/>",
  "<file_system><access><paths><path><absolute>/srv/acme</absolute></path></paths></access></file_system>",
);
const escaped = WANTED.replace("&", "&amp;");
const NEW = OLD.replace("/srv/acme", () => escaped);

/** Perl in front of the agent that replaces a system call's word; tests only. */
const failing = (word: string, prototype: string, when: string, call: string, errno: number) =>
  `BEGIN { *CORE::GLOBAL::${word} = sub (${prototype}) { if (${when}) { $! = ${errno}; return } ${call} } }`;
const SYSOPEN = "@_ > 3 ? CORE::sysopen($_[0], $_[1], $_[2], $_[3]) : CORE::sysopen($_[0], $_[1], $_[2])";
const SYSWRITE = "CORE::syswrite($_[0], $_[1], $_[2], $_[3])";
const NO_EXCHANGE = "BEGIN { *CORE::GLOBAL::syscall = sub { return -1 } }\n";

describe("agent: the transaction", function () {
  this.timeout(60_000);
  let f: Fixture;
  let expect: string;
  beforeEach(async () => {
    f = new Fixture(OLD);
    expect = (await f.observe()).fingerprint;
    f.put("log", "");
  });
  afterEach(() => f.dispose());

  const run = (prelude = "", over = {}): Promise<Run> =>
    f.run(f.request({ expect, toolWait: 1, healthWait: 1, ...over }), prelude);
  const noded = () => readFileSync(join(f.root, "noded"), "utf8").trim();

  async function restarting() {
    for (let i = 0; f.restarts() === 0; i++) {
      assert.ok(i < 500, "no restart within ten seconds");
      await new Promise((r) => setTimeout(r, 20));
    }
  }

  /** The old value, a running service, nothing left over; and the next run finishes the job. */
  async function assertUndone(done: Run, sentence: RegExp, restarts: number) {
    assert.equal(done.code, 1, done.stdout);
    assert.match(done.stderr, sentence);
    assert.match(done.stderr, /^aspera-agent: [a-z].*\nhint: \S.*\n$/);
    assert.equal(f.text(), OLD);
    assert.equal(noded(), "answers");
    assert.deepEqual(f.beside(/-(new|restart-owed)/), []);
    assert.equal(f.restarts(), restarts);
  }
  async function assertNextRunFinishes() {
    const answer = await f.apply({ expect });
    assert.equal(answer.changed, true);
    assert.equal(f.text(), NEW);
    assert.deepEqual(f.beside(/-(new|restart-owed)/), []);
  }

  it("changes once, and then nothing: no write, no restart", async () => {
    const first = await f.apply({ expect });
    assert.deepEqual(
      [first.changed, first.restarted, first.usersServed, first.reason],
      [true, "systemctl", 2, ""],
    );
    assert.match(first.backup, /^aspera\.conf\.aspera-pulumi-\d{8}T\d{6}Z$/);
    assert.equal(readFileSync(join(f.root, "etc", first.backup), "latin1"), OLD);
    assert.equal(f.text(), NEW);
    const second = await f.apply({ expect });
    assert.deepEqual([second.changed, second.restarted, second.backup], [false, "no", ""]);
    assert.equal(f.restarts(), 1);
    assert.equal(f.backups().length, 1);
  });

  it("refuses a docroot that is not what was last observed, masked", async () => {
    writeFileSync(f.conf, OLD.replace("/srv/acme", "s3://AKIDEXAMPLE:hunter2@h/b"));
    const done = await run();
    assert.match(
      done.stderr,
      /not what was last observed \(fingerprint [0-9a-f]{16}\) but s3:\/\/\(masked\)@h\/b \(fingerprint [0-9a-f]{16}\)/,
    );
    assert.doesNotMatch(done.stderr, /hunter2|AKID/);
    assert.equal(f.backups().length, 0);
  });

  // ---- failures before the switch: nothing is changed -------------------------------------------------------

  const full = (path: string) =>
    `my %full; ${failing("sysopen", "*$$;$", `$_[1] =~ /${path}/ && $_[2] & 1 && do { $full{1} = 1; 0 }`, SYSOPEN, 0)}
     ${failing("syswrite", "*$;$$", "$full{1} && length $_[1]", SYSWRITE, 28)}`;
  const BEFORE: [string, string, RegExp][] = [
    [
      "no room for the backup",
      full("pulumi-2"),
      /no file like aspera.conf can be made beside it \(it cannot be written: No space/,
    ],
    ["no room for the new file", full("pulumi-new"), /it cannot be written: No space left/],
    [
      "no room for the note",
      full("restart-owed"),
      /the note that a restart is owed cannot be written \(No space/,
    ],
    [
      "the disk fails at the sync of the new file",
      full("pulumi-new").replace("28", "5"),
      /it cannot be written: Input.output error/,
    ],
    [
      "backup not writable",
      failing("sysopen", "*$$;$", "$_[1] =~ /pulumi-2/", SYSOPEN, 13),
      /no file can be made beside aspera.conf \(Permission denied\)/,
    ],
    [
      "lock not to be had",
      failing("sysopen", "*$$;$", "$_[1] =~ /-lock/", SYSOPEN, 13),
      /lock file beside aspera.conf cannot be opened/,
    ],
    [
      "rename fails",
      `${NO_EXCHANGE}${failing("rename", "$$", "$_[1] =~ /aspera.conf$/", "CORE::rename($_[0], $_[1])", 28)}`,
      /new aspera.conf cannot be put in place \(No space/,
    ],
    [
      "no temporary file",
      "BEGIN { *CORE::GLOBAL::fork = sub { $! = 11; undef } }",
      /no process can be started/,
    ],
  ];
  for (const [what, prelude, sentence] of BEFORE) {
    it(`leaves everything as it was: ${what}`, async () => {
      await assertUndone(await run(prelude), sentence, 0);
      await assertNextRunFinishes();
    });
  }

  it("refuses before it changes anything: validator missing, failing, hanging; already complaining; another reading", async () => {
    const original = readFileSync(join(f.root, "bin/asuserdata"), "utf8");
    rmSync(join(f.root, "bin/asuserdata"));
    await assertUndone(await run(), /asuserdata -v is not there/, 0);
    f.tool("asuserdata", "#!/bin/sh\nsleep 30\n");
    await assertUndone(await run(), /asuserdata -v did not end in time/, 0);
    f.tool("asuserdata", "#!/bin/sh\necho 'error: bad'; exit 1\n");
    await assertUndone(await run(), /already complains/, 0);
    f.tool("asuserdata", "#!/bin/sh\nkill -9 $$\n");
    await assertUndone(await run(), /asuserdata -v ended with exit code 137/, 0);
    f.tool("asuserdata", "#!/bin/sh\n[ $1 = -u ] && echo ' absolute: \"/other\"'; exit 0\n");
    await assertUndone(await run(), /reads another docroot for this user than aspera.conf shows/, 0);
    assert.deepEqual(f.beside(/-new|-owed|pulumi-2/), []);
    f.tool("asuserdata", original);
    await assertNextRunFinishes();
  });

  it("refuses a service that is red already, or not there", async () => {
    f.put("noded", "hangs\n");
    let done = await run();
    assert.match(done.stderr, /runs but does not answer, and did so before any change/);
    f.put("noded", "stopped\n");
    f.put("no-systemd", "");
    done = await run();
    assert.match(done.stderr, /asperanoded is not installed/);
    assert.equal(f.text(), OLD);
    assert.equal(f.restarts(), 0);
  });

  // ---- failures after the switch: taken back ----------------------------------------------------------------

  it("takes it back, without a restart, when the validator complains afterwards", async () => {
    const original = readFileSync(join(f.root, "bin/asuserdata"), "utf8");
    const grep = `grep -q acme-media '${f.root}/etc/aspera.conf'`;
    for (const [script, sentence] of [
      [
        `${grep} && { [ $1 = -v ] && echo 'warning: fail at user'; }`,
        /asuserdata -v complains about the changed aspera.conf; the old docroot is back/,
      ],
      [`${grep} && [ $1 = -v ] && exit 3`, /asuserdata -v complains about the changed/],
      [`${grep} && [ $1 = -v ] && sleep 30`, /asuserdata -v did not end in time; the old docroot is back/],
      [
        `${grep} && [ $1 = -u ] && { echo 'absolute: "/elsewhere"'; exit 0; }`,
        /asuserdata -u does not read the new docroot back; the old/,
      ],
      [`${grep} && [ $1 = -u ] && sleep 30`, /asuserdata -u did not end in time; the old/],
      [
        `${grep} && rm -f '${f.root}/bin/asuserdata' && kill -9 $$`,
        /asuserdata -v ended with exit code 137; the old/,
      ],
    ] as [string, RegExp][]) {
      f.tool("asuserdata.real", original);
      f.tool("asuserdata", `#!/bin/sh\n${script}\nexec '${f.root}/bin/asuserdata.real' "$@"\n`);
      await assertUndone(await run(), sentence, 0);
    }
    f.tool("asuserdata", original);
    await assertNextRunFinishes();
  });

  it("takes it back and restarts again when the restart fails, hangs, or asperanoded never answers", async () => {
    const grep = `grep -q acme-media '${f.root}/etc/aspera.conf'`;
    for (const [script, sentence] of [
      [
        `${grep} && { echo stopped > '${f.root}/noded'; exit 1; }`,
        /the systemctl of asperanoded ended with exit code 1; the old docroot is back$/m,
      ],
      [
        `${grep} && { echo hangs > '${f.root}/noded'; sleep 60; }`,
        /the systemctl of asperanoded did not end in time; the old docroot is back$/m,
      ],
      [
        `${grep} && { echo hangs > '${f.root}/noded'; exit 0; }`,
        /asperanoded did not answer within 1 s after its restart; the old docroot is back$/m,
      ],
    ] as [string, RegExp][]) {
      f.put("log", "");
      f.put("on-restart", script);
      await assertUndone(await run(), sentence, 2);
    }
    rmSync(join(f.root, "on-restart"));
    await assertNextRunFinishes();
  });

  it("says so when the service stays down even with the old value, and owes the restart", async () => {
    f.put("on-restart", `echo stopped > '${f.root}/noded'; exit 1`);
    const done = await run();
    assert.match(
      done.stderr,
      /the old docroot is back, but asperanoded is not well: the systemctl of asperanoded ended/,
    );
    assert.equal(f.text(), OLD);
    rmSync(join(f.root, "on-restart"));
    f.put("noded", "hangs\n");
    await assertNextRunFinishes();
    assert.equal(noded(), "answers");
  });

  it("says where the backup is when even the undo fails", async () => {
    f.put("on-restart", `chmod 000 '${f.root}/etc/aspera.conf'; rm -f '${f.root}/etc/aspera.conf'; exit 1`);
    const done = await run();
    assert.match(
      done.stderr,
      /; the change could not be taken back: .*\nhint: the new docroot stands in aspera.conf; the old file is aspera.conf.aspera-pulumi-\d+T\d+Z\. see /,
    );
  });

  // ---- edits of others ---------------------------------------------------------------------------------------

  const theirs = (text: string) => text.replace("globex-media", "globex-NEW");
  for (const [what, how, fallback] of [
    ["replaced", "rename", false],
    ["written in place", "in place", false],
    ["replaced, on a kernel without exchange", "rename", true],
  ] as [string, string, boolean][]) {
    it(`keeps an edit of others that lands just before the switch: ${what}`, async () => {
      const edit = `my $other = 0; sub other_edits { return if $other++;
        open my $in, '<', '${f.conf}'; local $/; my $x = <$in>; $x =~ s/globex-media/globex-NEW/;
        my $to = '${f.conf}' . ('${how}' eq 'rename' ? '.theirs' : ''); open my $out, '>', $to; print $out $x; close $out;
        CORE::rename($to, '${f.conf}') if '${how}' eq 'rename' }\n`;
      const hook = fallback
        ? `${NO_EXCHANGE}BEGIN { *CORE::GLOBAL::syscall = sub { if ($_[0] == 316 || @_ > 3) { other_edits(); $! = 38; return -1 } 0 } }`
        : "BEGIN { *CORE::GLOBAL::syscall = sub { other_edits() if @_ > 3; my @a = @_; @a > 3 ? CORE::syscall($a[0], $a[1], $a[2], $a[3], $a[4], $a[5]) : CORE::syscall($a[0], $a[1]) } }";
      const done = await run(edit + hook);
      assert.equal(done.code, 0, done.stderr);
      assert.equal(f.text(), theirs(NEW));
      assert.deepEqual(f.beside(/-(new|restart-owed)/), []);
      assert.equal(f.restarts(), 1);
    });
  }

  it("keeps an edit of others that lands during the restart, in the undo too", async () => {
    f.put(
      "on-restart",
      `grep -q acme-media '${f.root}/etc/aspera.conf' && { sed -i 's/globex-media/globex-NEW/; 1a <!-- theirs -->' '${f.root}/etc/aspera.conf'; exit 1; }`,
    );
    const done = await run();
    assert.match(done.stderr, /; the old docroot is back$/m);
    assert.equal(f.text(), theirs(OLD).replace("?>\n", "?>\n<!-- theirs -->\n"));
  });

  it("takes out exactly what it had added when others have written meanwhile", async () => {
    writeFileSync(f.conf, PLAIN);
    f.put(
      "on-restart",
      `grep -q acme-media '${f.root}/etc/aspera.conf' && { sed -i 's/globex-media/globex-NEW/' '${f.root}/etc/aspera.conf'; exit 1; }`,
    );
    const done = await run("", { expect: "none" });
    assert.match(done.stderr, /; the old docroot is back$/m);
    assert.equal(f.text(), theirs(PLAIN));
  });

  it("leaves a docroot that somebody else set in the meantime", async () => {
    f.put(
      "on-restart",
      `grep -q acme-media '${f.root}/etc/aspera.conf' && { sed -i 's#s3://s3.amazonaws.com/acme-media[^<]*#/theirs#' '${f.root}/etc/aspera.conf'; exit 1; }`,
    );
    const done = await run();
    assert.match(done.stderr, /somebody else has changed this docroot meanwhile, so theirs was left$/m);
    assert.equal(f.text(), OLD.replace("/srv/acme", "/theirs"));
  });

  it("reads a half-written file again before it calls it malformed", async () => {
    writeFileSync(f.conf, OLD.slice(0, 700));
    setTimeout(() => writeFileSync(f.conf, OLD), 500);
    const answer = await f.apply({ expect });
    assert.equal(answer.changed, true);
    writeFileSync(f.conf, OLD.slice(0, 700));
    assert.match((await run()).stderr, /not well-formed at \d+:\d+/);
  });

  // ---- killed, cut, locked -----------------------------------------------------------------------------------

  it("may be killed with SIGKILL between any two steps: old or new value, and the next run finishes", async () => {
    const step = (word: string, prototype: string, call: string) =>
      `*CORE::GLOBAL::${word} = sub ${prototype} { CORE::kill('KILL', $$) if ++$step == $kill_at; ${call} };`;
    const prelude = `my ($step, $kill_at); BEGIN { ($step, $kill_at) = (0, $ENV{KILL_AT});
      ${step("sysopen", "(*$$;$)", SYSOPEN)} ${step("syswrite", "(*$;$$)", SYSWRITE)}
      ${step("unlink", "(@)", "CORE::unlink(@_)")} ${step("rename", "($$)", "CORE::rename($_[0], $_[1])")}
      ${step("fork", "()", "CORE::fork()")}
      ${step("syscall", "", "my @a = @_; @a > 3 ? CORE::syscall($a[0], $a[1], $a[2], $a[3], $a[4], $a[5]) : CORE::syscall($a[0], $a[1])")}
    }`;
    let killed = 0;
    const seen = new Set<string>();
    for (let at = 1; ; at++) {
      writeFileSync(f.conf, OLD);
      f.put("log", "");
      const done = await f.run(f.request({ expect }), prelude, { KILL_AT: String(at) });
      if (done.signal === null) {
        assert.equal(done.code, 0, done.stderr);
        break;
      }
      killed++;
      const now = f.text();
      assert.ok(now === OLD || now === NEW, `step ${at}: neither old nor new`);
      assert.equal(noded(), "answers");
      const restartsBefore = f.restarts();
      seen.add(`${now === NEW ? "new" : "old"}, ${restartsBefore} restarts`);
      const answer = await f.apply({ expect });
      assert.equal(f.text(), NEW, `step ${at}`);
      assert.equal(answer.changed, now === OLD);
      assert.ok(f.restarts() > (now === NEW ? 0 : restartsBefore), `step ${at}: restarted after the switch`);
      assert.deepEqual(f.beside(/-(new|restart-owed)/), [], `step ${at}`);
    }
    assert.ok(killed >= 20, `${killed} steps`);
    assert.deepEqual([...seen].sort(), ["new, 0 restarts", "new, 1 restarts", "old, 0 restarts"]);
    assert.ok(f.backups().length <= 10);
  });

  it("ends its work when the connection is cut in the middle of the restart", async () => {
    f.put("on-restart", "sleep 0.6");
    const { child, done } = f.start(`${agentProgram()}\n__END__\n${requestLines(f.request({ expect }))}`);
    await restarting();
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.kill("SIGHUP");
    child.kill("SIGTERM");
    child.kill("SIGPIPE");
    assert.equal((await done).signal, null);
    assert.equal(f.text(), NEW);
    assert.deepEqual(f.beside(/-(new|restart-owed)/), []);
  });

  it("waits for another run, but not for ever", async () => {
    f.put("on-restart", "sleep 2.5");
    const first = f.run(f.request({ expect }));
    await restarting();
    const second = await f.run(f.request({ expect, lockWait: 1 }));
    assert.match(second.stderr, /another run has been at work for 1 s/);
    assert.equal((await first).code, 0);
  });

  it("keeps the newest ten backups of its own and touches no other file", async () => {
    const others = [
      "aspera.conf.bak",
      "aspera.conf.aspera-pulumi-20200101T000000Z.mine",
      "aspera.conf.20200101",
    ];
    for (const name of others) f.put(`etc/${name}`, "theirs");
    for (let i = 1; i <= 13; i++)
      f.put(`etc/aspera.conf.aspera-pulumi-202001${String(i).padStart(2, "0")}T000000Z`, "ours");
    const answer = await f.apply({ expect });
    const ours = f.backups().filter((name) => !others.includes(name));
    assert.equal(ours.length, 10);
    assert.ok(ours.includes(answer.backup));
    const mode = (name: string) => statSync(join(f.root, "etc", name)).mode & 0o777;
    assert.deepEqual([mode(answer.backup), mode("aspera.conf")], [0o600, 0o644]);
    assert.ok(!ours.includes("aspera.conf.aspera-pulumi-20200104T000000Z"));
    assert.ok(ours.includes("aspera.conf.aspera-pulumi-20200105T000000Z"));
    for (const name of others) assert.ok(existsSync(join(f.root, "etc", name)), name);
  });

  it("is not kept waiting by a daemon that holds its output open", async () => {
    f.put("on-restart", "sleep 20 &");
    const begin = Date.now();
    assert.equal((await f.apply({ expect })).changed, true);
    assert.ok(Date.now() - begin < 5000);
  });
});
