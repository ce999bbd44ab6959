import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { agentProgram } from "../../../provider/agent/program";
import { type AgentRequest, requestLines } from "../../../provider/agent/request";
import { CLOSED, Fixture, MARK, PLAIN, WANTED } from "./fixture";

const IS_ROOT = process.getuid?.() === 0;

describe("agent: the server around the file", function () {
  this.timeout(30_000);
  let f: Fixture;
  const started: ChildProcess[] = [];
  beforeEach(() => {
    f = new Fixture(PLAIN);
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
    f.dispose();
  });

  /** A process of this name below Aspera's folder. */
  async function daemon(name: string): Promise<ChildProcess> {
    f.tool(
      name,
      "#!/usr/bin/perl\n# Stand-in: only there.\nprint qq(version 1.0\\n) and exit if @ARGV;\nsleep 60;\n",
    );
    const child = spawn(join(f.root, "bin", name), []);
    started.push(child);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return child;
  }
  const refused = async (over = {}) => {
    const done = await f.run(f.request(over));
    assert.equal(done.code, 1, done.stdout);
    return done.stderr;
  };

  describe("restart", () => {
    /** The program with another folder of init scripts, and no systemd. */
    async function withInit(request: AgentRequest) {
      f.put("no-systemd", "");
      mkdirSync(join(f.root, "init.d"), { recursive: true });
      f.put(
        "init.d/asperanoded",
        `#!/bin/sh\necho "init $*" >> '${f.root}/log'\n[ $1 = status ] && exit 0\nexit 0\n`,
      );
      chmodSync(join(f.root, "init.d/asperanoded"), 0o755);
      const program = agentProgram().replace("'/etc/init.d'", () => `'${f.root}/init.d'`);
      assert.notEqual(program, agentProgram());
      return f.start(`${program}\n__END__\n${requestLines(request)}`).done;
    }

    it("by service, where there is no systemd", async () => {
      f.system("service", '#!/bin/sh\n# Stand-in: writes down its words.\necho "service $*" >> @ROOT@/log\n');
      const done = await withInit(f.request());
      assert.match(done.stdout, /"restarted":"service"/);
      assert.ok(f.log().includes("service asperanoded restart"));
    });

    it("by the init script, where there is neither", async () => {
      // No `service` may be found: it lives in /usr/sbin.
      const program = agentProgram()
        .replace("'/etc/init.d'", () => `'${f.root}/init.d'`)
        .replace("qw(/usr/sbin /usr/bin /sbin /bin)", `qw(/usr/bin /bin)`);
      f.put("no-systemd", "");
      mkdirSync(join(f.root, "init.d"));
      f.put("init.d/asperanoded", `#!/bin/sh\necho "init $*" >> '${f.root}/log'\n`);
      chmodSync(join(f.root, "init.d/asperanoded"), 0o755);
      const done = await f.start(`${program}\n__END__\n${requestLines(f.request())}`, { PATH: f.bin }).done;
      assert.match(done.stdout, /"restarted":"init.d"/, done.stderr);
      assert.ok(f.log().includes("init restart"));
    });

    it("reload asks asnodeadmin and restarts nothing", async () => {
      assert.equal((await f.apply({ restart: "reload" })).restarted, "reload");
      assert.ok(f.log().includes("asnodeadmin --reload"));
      assert.equal(f.restarts(), 0);
    });

    it("none leaves it pending, for all to see, until somebody restarts it", async () => {
      const answer = await f.apply({ restart: "none" });
      assert.deepEqual([answer.changed, answer.restarted], [true, "pending"]);
      assert.equal(f.restarts(), 0);
      assert.equal((await f.observe()).asperanoded, "answers, restart pending");
      assert.equal((await f.apply({ restart: "none" })).restarted, "pending");
      const note = join(f.root, "etc/.aspera.conf.aspera-pulumi-restart-owed");
      assert.equal(statSync(note).mode & 0o777, 0o644, "an observer without root sees it");
      const later = await f.apply();
      assert.deepEqual(
        [later.changed, later.restarted, later.reason],
        [false, "systemctl", "a restart was still owed"],
      );
      assert.equal((await f.observe()).asperanoded, "answers");
      assert.ok(!existsSync(note));
    });

    it("takes a restart by others for the one that was owed", async () => {
      await f.apply({ restart: "none" });
      const past = new Date(Date.now() - 60_000);
      const { utimesSync } = await import("node:fs");
      utimesSync(join(f.root, "etc/.aspera.conf.aspera-pulumi-restart-owed"), past, past);
      await daemon("asperanoded");
      assert.equal((await f.observe()).asperanoded, "answers");
      assert.equal((await f.apply()).restarted, "no");
    });

    it("whenIdle waits for transfers, without keeping others waiting, and then fails or restarts", async () => {
      await daemon("ascp");
      assert.match(
        await refused({ restart: "whenIdle", idleWait: 0 }),
        /1 transfers were still running after 0 s/,
      );
      assert.equal(f.text(), PLAIN);
      const answer = await f.apply({ restart: "whenIdle", idleWait: 0, idleThen: "restart" });
      assert.deepEqual([answer.restarted, answer.transfers], ["systemctl", 1]);
      const next = f.run(
        f.request({ docroot: `${WANTED}2`, expect: answer.fingerprint, restart: "whenIdle", idleWait: 60 }),
      );
      await new Promise((resolve) => setTimeout(resolve, 1000));
      assert.equal(f.restarts(), 1, "it waits");
      assert.equal(
        (
          await f.apply({
            user: "globex",
            docroot: "/g",
            expect: (await f.observe({ user: "globex" })).fingerprint,
          })
        ).changed,
        true,
        "meanwhile others work",
      );
      for (const child of started) child.kill("SIGKILL");
      assert.equal((await next).code, 0);
    });

    for (const [who, way] of [
      ["the shell of the login", ["/bin/sh", "-c", "perl -; :"]],
      ["sshd, behind sudo", ["perl", "-e", `$0 = "sshd-session: x"; system "/bin/sh", "-c", "perl -; :"`]],
    ] as const)
      it(`ends a wait that nobody waits for any longer, and changes nothing: ${who} has gone`, async () => {
        await daemon("ascp");
        const request = f.request({ restart: "whenIdle", idleWait: 99_999 });
        const { child, done } = f.start(`${agentProgram()}\n__END__\n${requestLines(request)}`, {}, way);
        while (f.beside(/lock/).length === 0) await sleep(50);
        child.kill("SIGKILL");
        // The program holds the pipes: this ends when it does.
        assert.match(
          (await done).stderr,
          /the run that asked for this has ended\nhint: .*nothing was changed/,
        );
        assert.deepEqual([f.text(), f.restarts()], [PLAIN, 0]);
      });

    it("starts a stopped asperanoded, with or without a change", async () => {
      f.put("noded", "stopped\n");
      assert.equal((await f.observe()).asperanoded, "stopped");
      assert.equal((await f.apply()).changed, true);
      f.put("noded", "stopped\n");
      const answer = await f.apply({ restart: "reload" });
      assert.deepEqual(
        [answer.changed, answer.restarted, answer.reason],
        [false, "systemctl", "asperanoded was stopped and has been started"],
      );
      assert.equal((await f.observe()).asperanoded, "answers");
    });
  });

  describe("observe", () => {
    it("changes nothing and tells all", async () => {
      f.put("etc/trapd/s3.properties", "# s3service.https-only=false\ns3service.https-only=true\n");
      const seen = await f.observe({ user: "globex" });
      assert.deepEqual(seen, {
        protocol: 1,
        docroot: "s3://s3.amazonaws.com/globex-media/?storage-class=STANDARD",
        same: false,
        owner: "another",
        fingerprint: seen.fingerprint,
        transferUserEntry: "present",
        systemUser: "present",
        agent: "not asked",
        licenceUntil: "",
        asperanoded: "answers",
        asperatrapd: "unknown",
        s3Traffic: "https",
        transfers: 0,
        instance: "",
        usersServed: 2,
        users: ["globex", "acme"],
        product: "IBM Aspera ascp",
        version: "4.4.5.1646",
        problem: "",
        conditional: [],
        rights: { read: "allowed", write: "allowed", dir: "allowed" },
        rightsLacking: [],
        authorization: { in: "allowed", out: "allowed" },
        sharing: [],
        confMode: "0644",
        confWriters: [],
      });
      assert.equal(f.text(), PLAIN);
      assert.deepEqual(f.beside(), []);
      f.put("etc/trapd/s3.properties", "#s3service.https-only=true\n");
      assert.equal((await f.observe()).s3Traffic, "http");
    });

    it("tells a missing entry, a missing system user, a hanging service, and what apply would refuse", async () => {
      f.put("noded", "hangs\n");
      const seen = await f.observe({ user: "nobody-here" });
      assert.deepEqual(
        [seen.transferUserEntry, seen.systemUser, seen.asperanoded, seen.docroot, seen.owner],
        ["missing in aspera.conf", "missing on the server", "running, does not answer", "", "none"],
      );
      writeFileSync(f.conf, PLAIN.replace("<name>acme<", "<name>globex<"));
      assert.match((await f.observe({ user: "globex" })).problem, /2 <user> entries/);
    });

    it("does not know of an object storage daemon that 4.4 can do without, and misses it in older software", async () => {
      const daemon = async () => (await f.observe()).asperatrapd;
      f.put("bin/ascp", "#!/bin/sh\n# Stand-in: an older one.\necho 'ascp version 4.3.9.1234'\n");
      assert.equal(await daemon(), "not installed");
      f.put("bin/astrap-config.sh", "");
      assert.equal(await daemon(), "disabled");
      mkdirSync(join(f.root, "lib/pvcl"), { recursive: true });
      f.put("lib/pvcl/libpvcl_cloud.so", "");
      assert.equal(await daemon(), "unknown");
    });

    it("needs no right to write", async () => {
      if (!IS_ROOT) chmodSync(join(f.root, "etc"), 0o555);
      const { root, user, docroot, mark } = f.request();
      const stdin = `${agentProgram()}\n__END__\n${requestLines({ mode: "observe", root, user, docroot, mark })}`;
      const child = spawn("perl", ["-"], {
        cwd: "/",
        env: { PATH: `${f.bin}:${process.env.PATH}` },
        ...(IS_ROOT ? { uid: 65534, gid: 65534 } : {}),
      });
      let out = "";
      child.stdout.on("data", (data) => {
        out += data;
      });
      child.stdin.end(stdin);
      await new Promise((resolve) => child.on("close", resolve));
      chmodSync(join(f.root, "etc"), 0o755);
      assert.match(out, /"usersServed":2/);
    });
  });

  describe("users", () => {
    it("adds an entry only when told to, and never for a system user who does not exist", async () => {
      const conf = PLAIN.replace("<name>acme<", "<name>acme2<");
      writeFileSync(f.conf, conf);
      assert.match(await refused(), /has no entry for this transfer user; it has globex, acme2\nhint: /);
      assert.equal((await f.apply({ createEntry: true })).usersServed, 2);
      assert.match(f.text(), /<name>acme2<[\s\S]*\n {8}<user>\n {10}<name>acme<\/name>\n {10}<file_system>/);
      f.put("system-users", "globex\n");
      assert.match(
        await refused({ docroot: "/x", createEntry: true }),
        /the transfer user does not exist on the server/,
      );
    });

    it("does not take a number for a user", async () => {
      f.system("getent", "#!/bin/sh\necho 'root:x:0:0::/root:/bin/sh'\n");
      assert.equal((await f.observe({ user: "0" })).systemUser, "missing on the server");
    });

    it("refuses an own or inherited file restriction, and overrides an inherited docroot", async () => {
      const restricted =
        "<file_system><access><paths><path><restrictions><restriction>file:////*</restriction></restrictions></path></paths></access></file_system>";
      for (const [conf, sentence] of [
        [PLAIN.replace("<authorization/>", restricted), /this user has a file restriction at 26:59 of/],
        [
          PLAIN.replace("<aaa>", `<default>${restricted}</default><aaa>`),
          /this user inherits the file restriction at 7:/,
        ],
        [
          PLAIN.replace(
            "</users>",
            `</users><groups><group><name>media</name>${restricted}</group></groups>`,
          ),
          /inherits the file restriction at 28:96 of/,
        ],
      ] as [string, RegExp][]) {
        f.system("id", "#!/bin/sh\necho acme media\n");
        writeFileSync(f.conf, conf);
        assert.match(await refused(), sentence);
        assert.match((await f.observe()).problem, sentence);
        assert.equal(f.text(), conf);
      }
      f.system("id", "#!/bin/sh\necho acme other\n");
      assert.equal((await f.apply()).changed, true, "another group's restriction does not count");
      writeFileSync(
        f.conf,
        PLAIN.replace(
          "<aaa>",
          "<default><file_system><access><paths><path><absolute>/all</absolute></path></paths></access></file_system></default><aaa>",
        ),
      );
      assert.equal((await f.apply()).changed, true);
    });

    it("closes only what is ours", async () => {
      assert.equal((await f.close()).reason, "the docroot is not ours");
      assert.equal((await f.close({ user: "globex" })).reason, "the docroot is not ours");
      assert.equal((await f.close({ user: "unknown" })).reason, "the user is not in aspera.conf");
      assert.equal(f.text(), PLAIN);
      await f.apply();
      f.put("system-users", "");
      const answer = await f.close();
      assert.deepEqual([answer.changed, answer.docroot], [true, CLOSED]);
      assert.ok(f.text().includes(`<absolute>${CLOSED}</absolute>`));
      assert.equal((await f.close()).reason, "the docroot is already closed");
      assert.equal((await f.close({ mark: `${MARK}-other` })).changed, false);
    });
  });

  describe("identity and rights", () => {
    const OLD_CP = `#!/bin/sh
# Stand-in: coreutils before 8.6, as on RHEL 6; copies no attributes alone.
for word; do [ "$word" = --attributes-only ] && { echo "cp: unrecognized option '$word'" >&2; exit 1; }; done
exec /bin/cp "$@"
`;
    for (const cp of ["its own", "an old"])
      it(`keeps mode, owner and extended attributes, with ${cp} cp`, async () => {
        if (cp === "an old") f.system("cp", OLD_CP);
        chmodSync(f.conf, 0o640);
        if (IS_ROOT) chownSync(f.conf, 1234, 4321);
        const setxattr = spawn("perl", [
          "-e",
          "my ($f,$n,$v)=@ARGV; exit(syscall(188,$f,$n,$v,length $v,0) ? 1 : 0)",
          f.conf,
          "user.label",
          "kept",
        ]);
        const hasXattr =
          process.arch === "x64" && (await new Promise((resolve) => setxattr.on("close", resolve))) === 0;
        const before = statSync(f.conf);
        const { backup } = await f.apply();
        for (const file of [f.conf, join(f.root, "etc", backup)]) {
          const after = statSync(file);
          // A backup may hold the stored keys of a docroot that was taken over: it is the owner's alone.
          const mode = file === f.conf ? 0o640 : 0o600;
          assert.deepEqual([after.mode & 0o777, after.uid, after.gid], [mode, before.uid, before.gid]);
          if (hasXattr) {
            const read = spawn("perl", [
              "-e",
              'my ($f,$n)=@ARGV; my $b="x"x9; my $l=syscall(191,$f,$n,$b,9); print substr($b,0,$l)',
              file,
              "user.label",
            ]);
            let out = "";
            read.stdout.on("data", (data) => {
              out += data;
            });
            await new Promise((resolve) => read.on("close", resolve));
            assert.equal(out, "kept");
          }
        }
      });

    it("follows a link and replaces what it leads to", async () => {
      const real = join(f.folder, "real");
      mkdirSync(real, { mode: 0o755 });
      renameSync(f.conf, join(real, "master.conf"));
      symlinkSync("../../real/link.conf", f.conf);
      symlinkSync("master.conf", join(real, "link.conf"));
      const { backup } = await f.apply();
      assert.match(backup, /^master\.conf\.aspera-pulumi-/);
      assert.equal(readlinkSync(f.conf), "../../real/link.conf");
      assert.ok(lstatSync(join(real, "master.conf")).isFile());
      assert.match(f.text(), /acme-media/);
      rmSync(join(real, "link.conf"));
      symlinkSync("link.conf", join(real, "link.conf"));
      assert.match(await refused(), /leads in circles|no aspera.conf/);
    });

    it("never writes through a planted link", async () => {
      const victim = join(f.folder, "victim");
      writeFileSync(victim, "untouched");
      symlinkSync(victim, join(f.root, "etc/.aspera.conf.aspera-pulumi-new"));
      for (let i = 0; i < 3; i++) {
        const name = `aspera.conf.aspera-pulumi-${new Date(Date.now() + i * 1000).toISOString().replace(/[-:]|\.\d+/g, "")}`;
        symlinkSync(victim, join(f.root, "etc", name));
      }
      assert.equal((await f.apply()).changed, true);
      assert.equal(readFileSync(victim, "utf8"), "untouched");
    });

    it("refuses a folder that others may write to, before anything is touched", async () => {
      const etc = join(f.root, "etc");
      for (const mode of [0o777, 0o757, 0o1777]) {
        chmodSync(etc, mode);
        assert.match(await refused(), /others may write to the folder of aspera.conf/);
      }
      if (IS_ROOT) {
        chmodSync(etc, 0o775);
        chownSync(etc, 0, 4321);
        assert.match(await refused(), /others may write/);
        chmodSync(etc, 0o755);
        chownSync(etc, 4321, 0);
        assert.match(await refused(), /belongs to somebody else/);
        chownSync(etc, 0, 0);
      }
      assert.deepEqual(f.beside(), []);
    });

    it("refuses, before anything is touched, without the rights that it needs", async function () {
      if (!IS_ROOT) this.skip();
      const stdin = `${agentProgram()}\n__END__\n${requestLines(f.request())}`;
      const child = spawn("perl", ["-"], {
        cwd: "/",
        uid: 65534,
        gid: 65534,
        env: { PATH: `${f.bin}:${process.env.PATH}` },
      });
      let err = "";
      child.stderr.on("data", (data) => {
        err += data;
      });
      child.stdin.end(stdin);
      await new Promise((resolve) => child.on("close", resolve));
      assert.match(err, /this login may not write to the folder of aspera.conf\nhint: run it as root/);
      assert.deepEqual(f.beside(), []);
    });

    it("takes the folder relative to where the login starts", async () => {
      assert.equal((await f.observe({ root: "opt" })).usersServed, 2);
      assert.match(await refused({ root: "nowhere" }), /there is no aspera.conf/);
    });
  });

  describe("hostile input", () => {
    const NASTY = [
      "s3://b/'; touch $HOME/pwned; '",
      "s3://b/`touch pwned`$(touch pwned)|touch pwned",
      's3://b/"quoted"&amp;<absolute>x</absolute>]]><!-- -->',
      "s3://b/%s%n\\n$IFS@{[`touch pwned`]}",
      "s3://b/日本/ü\u{1f600}",
      "x".repeat(8192),
      "-rf",
    ];
    it("writes any docroot exactly, and runs nothing", async () => {
      f.tool("asuserdata", "#!/bin/sh\n[ $1 = -u ] && cat @ROOT@/said; exit 0\n");
      let expect = "none";
      for (const docroot of NASTY) {
        f.put("said", `absolute: "${(await f.observe()).docroot}"\n`);
        const edited = f.run(
          f.request({ docroot, expect }),
          `BEGIN { no warnings; open my $o, '>', '${f.root}/said'; }`,
        );
        const done = await edited;
        // The stand-in says nothing afterwards, so the vendor's reading differs and all is taken back: see below.
        assert.match(
          done.stderr,
          /reads another docroot|does not read the new docroot back; the old docroot is back/,
        );
        assert.equal(f.text(), PLAIN);
        expect = (await f.observe()).fingerprint;
      }
      for (const docroot of NASTY) {
        writeFileSync(f.conf, PLAIN);
        const xml = docroot.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
        f.put("said", `absolute: "${docroot}"\n`);
        const done = await f.run(f.request({ docroot }));
        assert.equal(done.code, 0, done.stderr);
        assert.ok(readFileSync(f.conf, "utf8").includes(`<absolute>${xml}</absolute>`));
      }
      assert.ok(!existsSync(join(f.folder, "pwned")) && !existsSync(join(f.root, "pwned")));
    });

    it("looks up any user name as data", async () => {
      for (const user of [
        "$(touch pwned)",
        "`touch pwned`",
        "a;touch pwned",
        "x' y",
        'x"y',
        "DOMAIN\\user",
        "a&<b>",
      ]) {
        assert.equal((await f.observe({ user })).systemUser, "missing on the server");
        f.put("system-users", `${user}\n`);
        assert.equal((await f.observe({ user })).systemUser, "present");
        assert.equal((await f.apply({ user, createEntry: true })).changed, true, user);
      }
      assert.ok(!existsSync(join(f.folder, "pwned")));
    });

    it("is not steered by its environment", async () => {
      const env = {
        PATH: `.:${f.folder}/evil:relative`,
        IFS: "x",
        LD_PRELOAD: "/nonexistent.so",
        http_proxy: "http://127.0.0.1:1",
      };
      mkdirSync(join(f.folder, "relative"));
      writeFileSync(join(f.folder, "relative/getent"), `#!/bin/sh\ntouch '${f.folder}/pwned'\n`, {
        mode: 0o755,
      });
      writeFileSync(join(f.folder, "getent"), `#!/bin/sh\ntouch '${f.folder}/pwned'\n`, { mode: 0o755 });
      const { root, user } = f.request();
      const { done } = f.start(
        `${agentProgram()}\n__END__\n${requestLines({ mode: "observe", root, user })}`,
        env,
      );
      await done;
      assert.ok(!existsSync(join(f.folder, "pwned")));
    });
  });

  it("lets fifty runs at once make fifty edits, none lost, at most fifty restarts", async function () {
    this.timeout(60_000);
    const users = Array.from({ length: 50 }, (_, i) => `user${i}`);
    writeFileSync(
      f.conf,
      `<CONF>\n<aaa><realms><realm><users>\n${users.map((user) => `<user><name>${user}</name></user>\n`).join("")}</users></realm></realms></aaa>\n</CONF>\n`,
    );
    f.put("system-users", `${users.join("\n")}\n`);
    const runs = await Promise.all(
      users.map((user) => f.run(f.request({ user, docroot: `s3://b/${user}`, lockWait: 60, toolWait: 20 }))),
    );
    for (const run of runs) assert.equal(run.code, 0, run.stderr);
    for (const user of users)
      assert.equal(f.text().split(`<absolute>s3://b/${user}</absolute>`).length, 2, user);
    assert.ok(f.restarts() <= 50 && f.restarts() > 0);
    assert.deepEqual(f.beside(/-(new|restart-owed)/), []);
    assert.equal(f.backups().length, 10);
  });
});
