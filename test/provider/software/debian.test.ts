import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canInstallDebs, type DebRecipe, DebServer } from "./debServer";
import { CONF } from "./packagedServer";

const OLD: DebRecipe = { name: "ibm-aspera-hsts", version: "4.3.1.184714-1" };
const GOOD: DebRecipe = { name: "ibm-aspera-hsts", version: "4.4.5.1646-1" };

describe("upgrade: a real Debian package, decided by the real dpkg", function () {
  this.timeout(60_000);
  let server: DebServer;
  before(function () {
    if (!canInstallDebs() && !process.env.CI) this.skip();
  });
  beforeEach(() => {
    server = new DebServer(OLD);
  });
  afterEach(() => server?.dispose());

  const word = (name: string) => readFileSync(join(server.root, name), "utf8");
  const standing = () => {
    assert.equal(server.text(), CONF);
    assert.equal(word("etc/aspera-license"), "licence of acme\n");
    for (const name of ["asperanoded", "asperatrapd"]) {
      assert.equal(word(name), "running\n");
      assert.ok(existsSync(join(server.root, `${name}.enabled`)), name);
    }
    for (const name of ["package", "unfinished"]) assert.ok(!server.kept().includes(name), name);
  };
  const untouched = () => {
    assert.equal(server.installed(), "ibm-aspera-hsts 4.3.1.184714-1");
    assert.deepEqual(
      server.log().filter((line) => /^dpkg --force-confold -i|^systemctl (re)?start/.test(line)),
      [],
    );
    assert.deepEqual(server.kept(), []);
    standing();
  };

  it("installs the newer version without a question, and keeps aspera.conf", async () => {
    const answer = await server.upgrade(server.build(GOOD));
    assert.equal(server.installed(), "ibm-aspera-hsts 4.4.5.1646-1");
    assert.deepEqual(
      { ...answer, backup: "" },
      {
        protocol: 1,
        changed: true,
        package: "ibm-aspera-hsts",
        from: "4.3.1.184714-1",
        to: "4.4.5.1646-1",
        backup: "",
        putBack: [],
        services: ["asperanoded", "asperatrapd"],
        reason: "",
      },
    );
    assert.equal(readFileSync(join(answer.backup, "aspera.conf"), "utf8"), CONF);
    standing();
  });

  it("puts back what the installer took away", async () => {
    const post =
      "rm -f etc/aspera-license asperatrapd.enabled; echo x > etc/aspera.conf; echo stopped > asperatrapd";
    const answer = await server.upgrade(server.build({ ...GOOD, post }));
    assert.deepEqual(answer.putBack, ["aspera.conf", "aspera-license"]);
    standing();
  });

  it("does nothing when the version is enough, and never goes back", async () => {
    const older = server.build({ ...OLD, version: "4.3.0.180000-1" });
    for (const given of [server.build(OLD), older]) {
      const answer = await server.upgrade(given);
      assert.deepEqual([answer.changed, answer.to], [false, "4.3.1.184714-1"]);
    }
    untouched();
  });

  it("takes the product's next name, when that package says it replaces the installed one", async () => {
    server.dispose();
    server = new DebServer({ name: "aspera-entsrv", version: "3.9.6.159487-1" });
    const heir = "Provides: aspera-entsrv\nConflicts: aspera-entsrv\nReplaces: aspera-entsrv (<< 4.0)";
    await server.upgrade(server.build({ ...GOOD, head: heir }));
    assert.equal(server.installed(), "ibm-aspera-hsts 4.4.5.1646-1");
    standing();
  });

  it("refuses another product line, and what dpkg itself would not install", async () => {
    const endpoint = server.build({
      name: "ibm-aspera-hste",
      version: "4.4.5.1646-1",
      head: "Replaces: ibm-aspera-hsts",
    });
    assert.match(
      await server.refused(endpoint),
      /ibm-aspera-hsts 4\.3\.1\.184714-1 is installed, and the package is ibm-aspera-hste/,
    );
    const needy = server.build({ ...GOOD, head: "Pre-Depends: something-that-nobody-has" });
    assert.match(await server.refused(needy), /dpkg would not install the package/);
    untouched();
  });

  it("refuses what dpkg finds too late: a package that it depends on and that is not there", async () => {
    const head = "Multi-Arch: allowed\nProvides: mailer, libother (= 2.0)";
    server.install({ name: "libfirst", version: "1.2-1", head, files: false });
    for (const [needs, missing] of [
      ["libfirst", ""],
      ["libfirst:any (>= 1.2), mailer", ""],
      ["nobody | libfirst (<< 2)", ""],
      ["libother (>= 2.0)", ""],
      ["libfirst (>= 1.2-2)", "libfirst (>= 1.2-2)"],
      ["libfirst, libsecond (= 1), nobody | no-one (>> 3)", "libsecond (= 1), nobody | no-one (>> 3)"],
      ["libother (>= 2.1), mailer (>= 1)", "libother (>= 2.1), mailer (>= 1)"],
    ] as const) {
      const given = server.build({ ...GOOD, head: `Depends: ${needs}` });
      if (missing === "") {
        assert.equal((await server.upgrade(given)).changed, true, needs);
        server.install(OLD, "--force-downgrade");
        continue;
      }
      const said = await server.refused(given);
      assert.ok(said.includes(`it needs ${missing}, which this server has not`), said);
      assert.match(said, /hint: .*nothing was changed/);
      assert.equal(server.installed(), "ibm-aspera-hsts 4.3.1.184714-1,libfirst 1.2-1");
    }
    standing();
  });

  it("says when dpkg left the package half done", async () => {
    const said = await server.refused(server.build({ ...GOOD, post: "exit 1" }));
    assert.match(
      said,
      /what stands: ibm-aspera-hsts 4\.4\.5\.1646-1 is half-configured, ascp says 4\.4\.5\.1646/,
    );
    standing();
    const back = await server.refused(server.build(OLD));
    assert.match(
      back,
      /4\.4\.5\.1646-1 is half-configured, and the package is 4\.3\.1\.184714-1\nhint: there is no downgrade/,
    );
    const mended = await server.upgrade(server.build(GOOD), { named: "4.4.5.1646" });
    assert.deepEqual([mended.changed, mended.to], [true, "4.4.5.1646-1"]);
    standing();
  });

  it("on failure puts etc back, starts the services, and says what stands", async () => {
    const said = await server.refused(server.build({ ...GOOD, pre: "rm etc/aspera-license; exit 1" }));
    assert.match(said, /dpkg did not install the package: it ended with exit code 1/);
    assert.match(
      said,
      /what stands: ibm-aspera-hsts 4\.3\.1\.184714-1 is installed, ascp says 4\.3\.1\.184714, etc is as it was, the services run as before/,
    );
    standing();
  });
});
