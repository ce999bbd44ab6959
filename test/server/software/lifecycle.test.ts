import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { encodeValue } from "../../../components/agent/request";
import { softwareLifecycle } from "../../../components/server/software/lifecycle";
import type { SoftwareInputs } from "../../../components/server/software/properties";
import { serverSoftwareOf } from "../../../components/server/software/ServerSoftware";
import { softwareProvider } from "../../../components/server/software/SoftwareProvider";
import type { UpgradeAnswer } from "../../../components/server/software/upgradeRequest";
import { upgradeServer } from "../../../components/server/software/upgradeServer";
import { only, recordResources, secret, settledValue } from "../../mocks/resources";
import { type SshHost, sshHost } from "../../sandbox/plugins/command/sshHost";
import { customerWith, faultWith, inner, settingsWith } from "../../settings/stack";

const SHA256 = createHash("sha256").update("").digest("hex");
const INPUTS: SoftwareInputs = {
  host: "aspera.example.com",
  port: 33001,
  login: "ec2-user",
  hostKey: "ssh-ed25519 AAAA",
  privateKeyFile: "",
  privateKey: "",
  sudo: true,
  asperaRoot: "/opt/aspera",
  package: "https://example.com/aspera.rpm",
  source: "https://example.com/aspera.rpm?signature=x",
  sha256: SHA256,
  username: "operator",
  password: "s3cret-0123456789",
  snapshot: "snap-0123456789abcdef0",
  idleWait: 600,
};
const DONE: UpgradeAnswer = {
  protocol: 1,
  changed: true,
  package: "aspera-entsrv",
  from: "3.3.3.71500-1",
  to: "3.3.3.74992-1",
  backup: "/opt/aspera.aspera-pulumi/etc-20261124T160000Z",
  putBack: ["aspera-license"],
  services: ["asperanoded"],
  reason: "",
};

function on(answer: UpgradeAnswer | Error) {
  const said: string[] = [];
  const lifecycle = softwareLifecycle({
    upgradeServer: async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    },
    say: (line) => said.push(line),
  });
  return { ...lifecycle, said };
}

describe("upgrade: the resource", () => {
  it("says what became of it, and remembers where etc is kept", async () => {
    const { create, said } = on(DONE);
    const { outs } = await create(INPUTS);
    assert.deepEqual(outs, { ...INPUTS, installed: "aspera-entsrv 3.3.3.74992-1", backup: DONE.backup });
    assert.deepEqual(said, [
      `aspera-entsrv: 3.3.3.71500-1 => 3.3.3.74992-1, etc of before in ${DONE.backup}, put back: aspera-license`,
    ]);
  });

  it("keeps the last backup when there was nothing to do", async () => {
    const idle = { ...DONE, changed: false, backup: "", reason: "the installed version is new enough" };
    const { outs } = await on(idle).update("id", { ...INPUTS, installed: "x", backup: "/opt/etc-1" }, INPUTS);
    assert.equal(outs.backup, "/opt/etc-1");
    const elsewhere = { ...INPUTS, host: "other.example.com", installed: "x", backup: "/opt/etc-1" };
    assert.equal((await on(idle).update("id", elsewhere, INPUTS)).outs.backup, "", "not another server's");
    const { remove, said } = on(idle);
    await remove("id", outs);
    assert.deepEqual(said, ["left as it is: aspera-entsrv 3.3.3.74992-1 on aspera.example.com"]);
  });

  it("fails with the server's own sentence and hint", async () => {
    const failure = Object.assign(new Error("a\nhint: b"), { sentence: "rpm did not", hint: "see its log" });
    await assert.rejects(on(failure).create(INPUTS), {
      message:
        "expected the software of aspera.example.com:33001 to be upgraded, got: rpm did not\nhint: see its log",
    });
  });

  it("names a file of this machine that is not there, before the server is asked", async () => {
    await assert.rejects(
      upgradeServer({ ...INPUTS, source: "/nonexistent/aspera.rpm" }),
      /expected the package at \/nonexistent\/aspera\.rpm, got no file/,
    );
    await assert.rejects(
      upgradeServer({ ...INPUTS, source: "~/nonexistent-aspera.rpm" }),
      new RegExp(`expected the package at ${homedir()}/nonexistent-aspera\\.rpm, got no file`),
    );
    await assert.rejects(upgradeServer({ ...INPUTS, source: tmpdir() }), /got no file that can be read/);
  });

  it("stores a shim that holds no value", () => {
    for (const method of [softwareProvider.create, softwareProvider.update, softwareProvider.delete]) {
      assert.match(String(method), /components\/server\/software\/entry\.js/);
      assert.ok(String(method).length < 250);
    }
  });
});

describe("upgrade: the way to the server", () => {
  let folder: string;
  let host: SshHost;
  const before = process.env.PATH;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "upgrade-"));
    // Stand-ins: they keep what they are sent, and answer that nothing was to be done.
    const answer = JSON.stringify({ ...DONE, changed: false, backup: "", putBack: [], reason: "new enough" });
    for (const name of ["perl", "sudo"]) {
      writeFileSync(join(folder, name), `#!/bin/sh\ncat > ${folder}/stdin\necho 'aspera-agent: ${answer}'\n`);
      chmodSync(join(folder, name), 0o755);
    }
    process.env.PATH = `${folder}:${before}`;
    host = await sshHost();
  });
  afterEach(() => {
    host.close();
    process.env.PATH = before;
    rmSync(folder, { recursive: true, force: true });
  });
  const sent = async (more: Partial<SoftwareInputs>) => {
    const { port, hostKey, privateKey } = host;
    await upgradeServer({ ...INPUTS, host: "127.0.0.1", port, hostKey, privateKey, ...more });
    const [, request = ""] = readFileSync(join(folder, "stdin"), "utf8").split("\n__END__\n");
    return request;
  };
  const field = (request: string, key: string) => new RegExp(`^${key} ?(.*)$`, "m").exec(request)?.[1];

  it("gives an address and its login to the server, through the login's rights", async () => {
    const source = "https://example.com/ibm-aspera-hsts-4.4.5.1646-linux-64-release.rpm?signature=x";
    const request = await sent({ source });
    assert.deepEqual(host.commands, ["sudo -n perl -"]);
    for (const [key, value] of [
      ["url", source],
      ["checksum", SHA256],
      ["size", "0"],
      ["named", "4.4.5.1646"],
      ["username", "operator"],
      ["password", "s3cret-0123456789"],
      ["idle-wait", "600"],
    ] as const)
      assert.equal(field(request, key), encodeValue(value), key);
  });

  it("sends a file of this machine behind the request, and no address", async () => {
    const source = join(folder, "package.rpm");
    writeFileSync(source, "the package");
    const request = await sent({ source, sudo: false });
    assert.deepEqual(host.commands, ["perl -"]);
    assert.deepEqual([field(request, "url"), field(request, "size")], [encodeValue(""), encodeValue("11")]);
    assert.ok(request.endsWith("\n\nthe package"), request.slice(-40));
  });
});

describe("upgrade: what the program says of it", () => {
  const upgrade = {
    package: "https://example.com/aspera.rpm?signature=x#y",
    sha256: SHA256,
    username: "operator",
    password: "s3cret-0123456789",
    snapshotId: "snap-0123456789abcdef0",
  };
  const secretKeys = new Set(["aspera:externalId", "aspera:server"]);

  it("shows the address without what signs it; that, and the password, are secrets", async () => {
    const registered = await recordResources();
    const settings = settingsWith(inner("server", { upgrade }), { secretKeys });
    const software = serverSoftwareOf(settings);
    assert.ok(software);
    await settledValue(software.urn);
    const { inputs } = only(registered, "pulumi-nodejs:dynamic/aspera:ServerSoftware");
    assert.equal(inputs.package, "https://example.com/aspera.rpm");
    assert.deepEqual(inputs.source, secret(upgrade.package));
    assert.deepEqual(inputs.password, secret(upgrade.password));
    assert.deepEqual(
      [inputs.host, inputs.sha256, inputs.username, inputs.snapshot, inputs.idleWait],
      ["aspera.example.com", SHA256, "operator", "snap-0123456789abcdef0", 600],
    );
  });

  it("is nothing where no upgrade is asked for", () => {
    assert.equal(serverSoftwareOf(settingsWith()), undefined);
  });
});

describe("upgrade: settings", () => {
  const upgrade = { package: "~/hsts.rpm", sha256: SHA256, acknowledgeNoSnapshot: true };
  const withUpgrade = (changes: Record<string, unknown>) =>
    inner("server", { upgrade: { ...upgrade, ...changes } });
  const login = { package: "https://example.com/a.rpm", username: "operator", password: "s3cret-0123456789" };
  const encrypted = { secretKeys: new Set(["aspera:externalId", "aspera:sshPrivateKey", "aspera:server"]) };

  it("is nothing unless asked for", () => {
    assert.equal(customerWith().server.upgrade, undefined);
  });

  it("takes a file, or an address with a login whose password does not print", () => {
    assert.deepEqual(customerWith(withUpgrade({})).server.upgrade, {
      package: "~/hsts.rpm",
      sha256: SHA256,
      longestWait: 600,
    });
    const read = customerWith(withUpgrade(login), encrypted).server.upgrade;
    assert.equal(read?.password?.reveal(), login.password);
    assert.ok(!JSON.stringify(read).includes(login.password));
  });

  it("refuses a password in clear, without showing it", () => {
    const fault = faultWith(withUpgrade(login));
    assert.equal(fault.key, "aspera:server.upgrade.password");
    assert.equal(fault.got, "a value in clear");
    assert.match(fault.hint, /pulumi config set --secret --path aspera:server\.upgrade\.password/);
    assert.ok(!JSON.stringify(fault).includes(login.password));
  });

  const refused: [string, Record<string, unknown>, RegExp][] = [
    ["neither snapshot nor word for it", { acknowledgeNoSnapshot: false }, /`snapshotId`, or/],
    ["both", { snapshotId: "snap-0123456789abcdef0" }, /`snapshotId`, or/],
    ["another scheme", { package: "http://example.com/a.rpm" }, /https address/],
    ["a login in the address", { package: "https://a:b@example.com/a.rpm" }, /https address/],
    ["a short checksum", { sha256: "abc" }, /SHA-256/],
    ["a login for a file", { username: "a", password: "s3cret-0123456789" }, /only with an https address/],
    ["half a login", { package: login.package, username: "a" }, /together/],
  ];
  for (const [what, changes, expected] of refused) {
    it(`refuses ${what}`, () => {
      const fault = faultWith(withUpgrade(changes), encrypted);
      assert.match(fault.expected, expected);
    });
  }
});
