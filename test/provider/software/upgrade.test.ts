import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { CONF } from "./packagedServer";
import { canBuildRpms, type Package, type Recipe, Workshop } from "./packages";
import { RpmServer } from "./rpmServer";

const OLD = { name: "aspera-entsrv", version: "3.3.3.71500" };
const GOOD = { name: "aspera-entsrv", version: "3.3.3.74992" };
const RECIPES = {
  base: { name: "base", version: "1.0.0", head: "Provides: /bin/sh", files: false },
  old: OLD,
  good: GOOD,
  // An installer that throws away what must be kept.
  rude: {
    ...GOOD,
    post:
      'cd "$RPM_INSTALL_PREFIX" || exit 1\nrm -f etc/aspera-license asperatrapd.enabled\necho stopped > asperatrapd\n' +
      "[ ! -d etc/conf.d ] || echo another | tee etc/conf.d/node_id.conf > etc/conf.d/cluster_id.conf",
  },
  // An installer that writes into the configuration that it finds.
  through: { ...GOOD, pre: 'echo gone > "$RPM_INSTALL_PREFIX/etc/aspera.conf"' },
  failing: { ...GOOD, pre: "exit 1" },
  liar: { ...GOOD, says: "3.3.3.71500" },
  // It waits in the middle, for the test to kill it.
  slow: { ...GOOD, pre: 'touch "$RPM_INSTALL_PREFIX/inside"; sleep 30' },
  endpoint: { name: "ibm-aspera-hste", version: "4.4.5.1646" },
  successor: { name: "ibm-aspera-hsts", version: "4.4.5.1646", head: "Obsoletes: aspera-entsrv" },
  disguised: { name: "ibm-aspera-hste", version: "4.4.5.1646", head: "Obsoletes: aspera-entsrv" },
  // The product's next name, of a package that does not say that it replaces anything.
  stranger: { name: "ibm-aspera-hsts", version: "4.4.5.1646" },
  needy: { ...GOOD, head: "Requires: something-that-nobody-has" },
} satisfies Record<string, Recipe>;

/** A process's command line; empty for one that is gone. */
function wordsOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

describe("upgrade: a real RPM, decided by the real rpm", function () {
  this.timeout(60_000);
  const workshop = new Workshop();
  const rpms = new Map<string, Package>();
  let server: RpmServer;
  const rpm = (name: keyof typeof RECIPES) => rpms.get(name) as Package;

  before(function () {
    this.timeout(180_000);
    if (!canBuildRpms() && !process.env.CI) return this.skip();
    for (const [name, recipe] of Object.entries(RECIPES)) rpms.set(name, workshop.build(recipe));
  });
  after(() => workshop.dispose());
  beforeEach(() => {
    server = new RpmServer(rpm("old"), rpm("base"));
  });
  afterEach(() => server?.dispose());

  const word = (name: string) => readFileSync(join(server.root, name), "utf8");
  /** Nothing was installed, touched or restarted. */
  const untouched = () => {
    assert.equal(server.installed(), "aspera-entsrv 3.3.3.71500");
    assert.equal(server.text(), CONF);
    const done = server.log().filter((line) => /^rpm -Uvh -- |^systemctl (re)?start/.test(line));
    assert.deepEqual(done, []);
    assert.deepEqual(server.kept(), []);
  };
  /** Etc is as it was and the services run. */
  const standing = () => {
    assert.equal(server.text(), CONF);
    assert.equal(statSync(join(server.root, "etc")).mode & 0o777, 0o755);
    assert.equal(word("etc/aspera-license"), "licence of acme\n");
    for (const name of ["asperanoded", "asperatrapd"]) {
      assert.equal(word(name), "running\n");
      assert.ok(existsSync(join(server.root, `${name}.enabled`)), name);
    }
    assert.ok(!server.kept().includes("package"), "the package is gone");
    assert.ok(!server.kept().includes("unfinished"), "nothing is owed");
  };

  it("installs the newer version, and keeps aspera.conf that the package would replace", async () => {
    const answer = await server.upgrade(rpm("good"));
    assert.equal(server.installed(), "aspera-entsrv 3.3.3.74992");
    assert.deepEqual(
      { ...answer, backup: "" },
      {
        protocol: 1,
        changed: true,
        package: "aspera-entsrv",
        from: "3.3.3.71500-1",
        to: "3.3.3.74992-1",
        backup: "",
        putBack: ["aspera.conf"],
        services: ["asperanoded", "asperatrapd"],
        reason: "",
      },
    );
    assert.equal(readFileSync(join(answer.backup, "aspera.conf"), "utf8"), CONF);
    assert.equal(server.kept().length, 1, "only the backup of etc stays");
    assert.deepEqual(
      readdirSync(answer.backup).filter((name) => name.includes("lock")),
      [],
      "a lock that is put back would be another than the one that others hold",
    );
    standing();
  });

  it("does nothing when the version is enough: by the file's name without fetching, else by the file", async () => {
    for (const named of ["3.3.71500", "3.3.3.71400", ""]) {
      const answer = await server.upgrade(rpm("old"), { named });
      assert.deepEqual([answer.changed, answer.to], [false, "3.3.3.71500-1"]);
    }
    const unread = await server.upgrade(rpm("old"), { named: "3.3.71500", sha256: "0".repeat(64) });
    assert.equal(unread.changed, false, "the file was not looked at");
    await server.upgrade(rpm("good"));
    server.put("log", "");
    const back = await server.upgrade(rpm("old"));
    assert.deepEqual([back.changed, back.to], [false, "3.3.3.74992-1"]);
    assert.equal(back.reason, "the installed version is new enough");
    assert.ok(!server.log().some((line) => line.startsWith("rpm -U")), "no downgrade is tried");
    standing();
  });

  it("puts back licence and services that the installer took away", async () => {
    const answer = await server.upgrade(rpm("rude"));
    assert.deepEqual(answer.putBack, ["aspera.conf", "aspera-license"]);
    standing();
  });

  it("puts back who this node is, and in which cluster", async () => {
    mkdirSync(join(server.root, "etc/conf.d"));
    server.put("etc/conf.d/node_id.conf", "this node\n");
    server.put("etc/conf.d/cluster_id.conf", "this cluster\n");
    const answer = await server.upgrade(rpm("rude"));
    assert.deepEqual(answer.putBack.slice(2), ["conf.d/node_id.conf", "conf.d/cluster_id.conf"]);
    assert.equal(word("etc/conf.d/node_id.conf"), "this node\n");
    assert.equal(word("etc/conf.d/cluster_id.conf"), "this cluster\n");
  });

  it("keeps the newest five backups, and takes nothing else for one", async () => {
    const old = [1, 2, 3, 4, 5].map((second) => `etc-20200101T00000${second}Z`);
    const others = ["etc-20190101T000000Z", "etc-20190101T000000Z.txt", "mine"];
    mkdirSync(server.work, { mode: 0o700 });
    for (const name of [...old, "mine"]) mkdirSync(join(server.work, name));
    symlinkSync("mine", join(server.work, "etc-20190101T000000Z"));
    writeFileSync(join(server.work, "etc-20190101T000000Z.txt"), "");
    const { backup } = await server.upgrade(rpm("good"));
    assert.deepEqual(server.kept(), [...others, ...old.slice(1), basename(backup)].sort());
  });

  it("puts nothing back from outside of its own folder, whatever a note says", async () => {
    const elsewhere = join(server.folder, "etc-20200101T000000Z");
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "aspera-license"), "licence of another\n");
    mkdirSync(server.work, { mode: 0o700 });
    writeFileSync(join(server.work, "unfinished"), `${elsewhere}\n`);
    await server.upgrade(rpm("old"), { named: "3.3.71500" });
    standing();
  });

  it("leaves a service that was off, off", async () => {
    server.put("asperatrapd", "stopped\n");
    rmSync(join(server.root, "asperatrapd.enabled"));
    await server.upgrade(rpm("good"));
    assert.equal(word("asperatrapd"), "stopped\n");
    assert.ok(!existsSync(join(server.root, "asperatrapd.enabled")));
  });

  it("takes the product's next name, when that package says it replaces the installed one", async () => {
    const answer = await server.upgrade(rpm("successor"));
    assert.equal(answer.package, "ibm-aspera-hsts");
    assert.equal(server.installed(), "ibm-aspera-hsts 4.4.5.1646");
    standing();
  });

  describe("refuses before anything is touched", () => {
    it("another checksum, before any tool has looked at the file", async () => {
      const said = await server.refused(rpm("good"), { sha256: "0".repeat(64) });
      const expected = `checksum is ${rpm("good").sha256}, not the expected 0{64}\nhint: .*nothing was changed`;
      assert.match(said, new RegExp(expected));
      assert.ok(!server.log().some((line) => /^rpm -(qp|U)/.test(line)), "not even rpm -qp");
      untouched();
    });

    it("a package that arrives in part", async () => {
      const size = rpm("good").bytes.length + 1;
      assert.match(await server.refused(rpm("good"), { size }), /did not arrive whole/);
      untouched();
    });

    it("what is no package, although its checksum is right", async () => {
      const bytes = Buffer.from("not a package at all");
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const said = await server.refused({ file: "", bytes, sha256 });
      assert.match(said, /neither an RPM nor a Debian package/);
      untouched();
    });

    it("another product line, whatever the package says that it replaces", async () => {
      const expected =
        /aspera-entsrv 3\.3\.3\.71500-1 is installed, and the package is ibm-aspera-hste 4\.4\.5\.1646-1/;
      assert.match(await server.refused(rpm("endpoint")), expected);
      assert.match(await server.refused(rpm("disguised")), expected);
      untouched();
    });

    it("the product's next name, when the package does not say that it replaces the installed one", async () => {
      const said = await server.refused(rpm("stranger"));
      assert.match(said, /and the package is ibm-aspera-hsts 4\.4\.5\.1646-1: another product/);
      untouched();
    });

    it("a package for another package tool", async () => {
      server.system("dpkg-deb", "#!/bin/sh\necho 'Package: aspera-entsrv\nVersion: 4.4.5.1646-1'\n");
      const bytes = Buffer.from("!<arch>\ndebian-binary");
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const said = await server.refused({ file: "", bytes, sha256 });
      assert.match(said, /the server has its software from rpm, and the package is for dpkg/);
      untouched();
    });

    it("an address that would take the login in clear", async () => {
      const login = { username: "operator", password: "s3cret-0123456789" };
      const said = await server.refused(rpm("good"), {
        url: "http://example.com/aspera.rpm",
        size: 0,
        ...login,
      });
      assert.match(said, /an https address/);
      assert.ok(!said.includes(login.password));
      untouched();
    });

    it("what rpm itself would not install", async () => {
      const said = await server.refused(rpm("needy"));
      assert.match(said, /rpm would not install the package.*something-that-nobody-has/);
      untouched();
    });

    it("what rpm complains of, in its words but for a login in them", async () => {
      const words = "see https://operator:s3cret-0123456789@example.com/x";
      server.put("before-rpm", `case "$*" in *--test*) echo '${words}'; exit 1;; esac\n`);
      const said = await server.refused(rpm("good"));
      assert.match(said, /exit code 1, saying: see https:\/\/\(masked\)@example\.com\/x\n/);
      untouched();
    });

    it("a server whose Aspera came without a package", async () => {
      rmSync(join(server.root, "rpmdb"), { recursive: true });
      assert.match(await server.refused(rpm("good")), /ascp is of no package that rpm or dpkg knows/);
    });

    it("a configuration or a service that is red already", async () => {
      server.put("red", "");
      assert.match(await server.refused(rpm("good")), /asuserdata -v complains/);
      rmSync(join(server.root, "red"));
      server.put("mute", "");
      assert.match(await server.refused(rpm("good")), /asperanoded runs but does not answer/);
      untouched();
    });

    it("a folder beside Aspera's that others may write to, or that is a link", async () => {
      const refused = async () =>
        assert.match(await server.refused(rpm("good")), /there is no folder of ours beside aspera's/);
      mkdirSync(server.work);
      for (const mode of [0o770, 0o705, 0o777]) {
        chmodSync(server.work, mode);
        await refused();
      }
      rmSync(server.work, { recursive: true });
      const elsewhere = join(server.folder, "elsewhere");
      mkdirSync(elsewhere, { mode: 0o700 });
      symlinkSync(elsewhere, server.work);
      await refused();
      assert.deepEqual(readdirSync(elsewhere), []);
      untouched();
    });

    it("a link in the place of what is kept: the backup would hold the link alone", async () => {
      const elsewhere = join(server.folder, "elsewhere.conf");
      renameSync(server.conf, elsewhere);
      symlinkSync(elsewhere, server.conf);
      const said = await server.refused(rpm("through"));
      assert.match(said, /aspera\.conf is a link, .*\nhint: .*nothing was changed/);
      assert.equal(readFileSync(elsewhere, "utf8"), CONF);
      untouched();
      const idle = await server.upgrade(rpm("old"), { named: "3.3.71500" });
      assert.equal(idle.changed, false, "without an upgrade it is no matter");
    });

    it("running transfers, after its patience", async () => {
      const idle = "#!/usr/bin/perl\n# Stand-in: only there.\n";
      server.tool("ascp", `${idle}print qq(Aspera version 3.3.3.71500\\n) and exit if @ARGV;\nsleep 60;\n`);
      const transfer = spawn(join(server.root, "bin/ascp"), [], { stdio: "ignore" });
      try {
        await new Promise((resolve) => setTimeout(resolve, 500));
        const said = await server.refused(rpm("good"), { idleWait: 1 });
        assert.match(said, /1 transfers were still running after 1 s\nhint: .*nothing was changed/);
        untouched();
      } finally {
        transfer.kill("SIGKILL");
      }
    });

    it("a backup that cannot be made", async () => {
      const cp =
        '#!/bin/sh\n# The real cp, but for whole folders.\ncase "$*" in *"/etc/. "*) exit 1;; esac\n';
      server.system("cp", `${cp}exec /bin/cp "$@"\n`);
      assert.match(await server.refused(rpm("good")), /etc cannot be backed up/);
      untouched();
    });
  });

  describe("on failure puts etc back, starts the services, and says what stands", () => {
    /** Shell text that runs at the moment of the installation. */
    const meanwhile = (text: string) =>
      server.put("before-rpm", `case "$*" in "-Uvh -- "*) cd '${server.root}'; ${text};; esac\n`);

    it("when the package's own script fails", async () => {
      const licence = join(server.root, "etc/aspera-license");
      chmodSync(licence, 0o664);
      const said = await server.refused(rpm("failing"));
      assert.equal(statSync(licence).mode & 0o777, 0o664, "with its rights");
      assert.match(said, /rpm did not install the package: it ended with exit code 1/);
      assert.match(
        said,
        /what stands: aspera-entsrv 3\.3\.3\.71500-1 is installed, ascp says 3\.3\.3\.71500, etc is as it was, the services run as before/,
      );
      assert.match(said, /\nhint: .*there is no downgrade/);
      standing();
    });

    it("when the new ascp says another version", async () => {
      const said = await server.refused(rpm("liar"));
      assert.match(said, /after the installation of 3\.3\.3\.74992-1 ascp says that it is 3\.3\.3\.71500/);
      assert.match(said, /what stands: aspera-entsrv 3\.3\.3\.74992-1 is installed/);
      standing();
    });

    it("when rpm says that it is done, and it is not", async () => {
      meanwhile("exit 0");
      const said = await server.refused(rpm("good"));
      assert.match(
        said,
        /after the installation ascp is of aspera-entsrv 3\.3\.3\.71500-1, not of aspera-entsrv 3\.3\.3\.74992-1; what stands: /,
      );
      standing();
    });

    it("when the new version complains about a configuration that the old one took", async () => {
      meanwhile(": > red");
      const said = await server.refused(rpm("good"));
      assert.match(said, /asuserdata -v complains about aspera\.conf with the new version; what stands: /);
      assert.equal(server.text(), CONF);
    });

    it("when a service does not come back, which it names", async () => {
      meanwhile(": > asperatrapd.broken; echo stopped > asperatrapd");
      const said = await server.refused(rpm("good"));
      assert.match(
        said,
        /^aspera-agent: asperatrapd does not run; what stands: aspera-entsrv 3\.3\.3\.74992-1 .* but asperatrapd does not run/m,
      );
      assert.equal(server.text(), CONF);
      assert.equal(word("asperanoded"), "running\n");
    });

    it("when asperanoded does not answer afterwards", async () => {
      meanwhile(": > mute");
      const said = await server.refused(rpm("good"));
      assert.match(
        said,
        /asperanoded did not answer within 1 s .*what stands: .*but asperanoded does not answer/,
      );
      assert.equal(server.text(), CONF);
    });
  });

  it("a run that is killed inside the installation is made good by the next one", async () => {
    const { child, done } = server.start(server.stdin(rpm("slow")));
    for (let turn = 0; turn < 400 && !existsSync(join(server.root, "inside")); turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill("SIGKILL");
    // rpm outlives it, as it would on a server; a reboot would end both.
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      if (wordsOf(pid).startsWith("/usr/bin/rpm ") && wordsOf(pid).includes(`${server.root}/rpmdb`))
        process.kill(-Number(pid), "SIGKILL");
    }
    await done;
    assert.ok(server.kept().includes("unfinished"));
    writeFileSync(server.conf, '<CONF version="2"/>');
    rmSync(join(server.root, "etc/aspera-license"));
    server.put("asperatrapd", "stopped\n");
    assert.equal((await server.upgrade(rpm("good"))).changed, true);
    standing();
  });

  describe("fetched on the server", () => {
    const PASSWORD = 'p"w \\ü-0123456789abcdef';
    const HEADER = `Basic ${Buffer.from(`operator:${PASSWORD}`).toString("base64")}`;
    let web: Server;
    let status = 200;
    let seen: string | undefined;
    before(async () => {
      web = createServer((request, response) => {
        seen = request.headers.authorization;
        response.writeHead(status, { location: "http://127.0.0.1:9/elsewhere" });
        response.end(rpm("good").bytes);
      });
      await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    });
    after(() => {
      web?.close();
    });
    const source = () => ({
      url: `http://127.0.0.1:${(web.address() as AddressInfo).port}/aspera.rpm`,
      size: 0,
      username: "operator",
      password: PASSWORD,
    });

    it("with a login that is in no process's words or environment, and in no file", async () => {
      status = 200;
      const answer = await server.upgrade(rpm("good"), source());
      assert.equal(answer.changed, true);
      assert.equal(seen, HEADER);
      const argv = word("argv");
      assert.match(argv, /curl -q -K -/);
      for (const secret of ["0123456789abcdef", HEADER.slice("Basic ".length)]) {
        assert.ok(!argv.includes(secret) && !JSON.stringify(answer).includes(secret));
        const inFiles = () => execFileSync("grep", ["-rqaF", "--", secret, server.folder]);
        assert.throws(inFiles, { status: 1 });
      }
    });

    for (const [code, hint] of [
      [401, "see username and password"],
      [302, "it leads to another address"],
      [503, "or give a file of your own machine"],
    ] as const) {
      it(`says what HTTP ${code} means, without the address`, async () => {
        status = code;
        const said = await server.refused(rpm("good"), source());
        assert.match(said, new RegExp(`fetched: HTTP ${code}\nhint: .*${hint}.*; nothing was changed`));
        assert.ok(!said.includes("aspera.rpm") && !said.includes(PASSWORD));
        untouched();
      });
    }

    it("says when nobody is there", async () => {
      const nobody = { ...source(), url: "http://127.0.0.1:9/x" };
      assert.match(await server.refused(rpm("good"), nobody), /connection refused/);
      untouched();
    });
  });
});
