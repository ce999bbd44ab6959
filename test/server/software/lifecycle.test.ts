import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { softwareLifecycle } from "../../../components/server/software/lifecycle";
import type { SoftwareInputs } from "../../../components/server/software/properties";
import { softwareProvider } from "../../../components/server/software/SoftwareProvider";
import type { UpgradeAnswer } from "../../../components/server/software/upgradeRequest";
import { upgradeServer } from "../../../components/server/software/upgradeServer";
import { customerWith, faultWith, inner } from "../../settings/stack";

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
  });

  it("stores a shim that holds no value", () => {
    for (const method of [softwareProvider.create, softwareProvider.update, softwareProvider.delete]) {
      assert.match(String(method), /components\/server\/software\/entry\.js/);
      assert.ok(String(method).length < 250);
    }
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
