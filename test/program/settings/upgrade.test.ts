import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ServerSoftware } from "../../../components/ServerSoftware";
import { serverSoftwareArgs } from "../../../program/arguments/serverSoftwareArgs";
import { only, recordResources, secret, settledValue } from "../../mocks/resources";
import { CONNECTION } from "../../provider/connection";
import { customerWith, faultWith, inner, settingsWith } from "./stack";

const SHA256 = createHash("sha256").update("").digest("hex");

describe("upgrade: what the program says of it", () => {
  const upgrade = {
    package: "https://example.com/aspera.rpm?signature=x#y",
    sha256: SHA256,
    username: "operator",
    password: "s3cret-0123456789",
    snapshotId: "snap-0123456789abcdef0",
  };
  const secretKeys = new Set(["aspera:externalId", "aspera:server"]);

  it("keeps the address, which may be signed, and the password secret", async () => {
    const registered = await recordResources();
    const args = serverSoftwareArgs(settingsWith(inner("server", { upgrade }), { secretKeys }));
    assert.ok(args);
    await settledValue(new ServerSoftware("software", args).urn);
    const { inputs } = only(registered, "aspera:index:ServerSoftware");
    assert.deepEqual(inputs.source, secret(upgrade.package));
    assert.deepEqual(inputs.password, secret(upgrade.password));
    assert.deepEqual(
      [inputs.connection, inputs.sha256, inputs.username, inputs.snapshot, inputs.idleWait],
      [CONNECTION, SHA256, "operator", "snap-0123456789abcdef0", 600],
    );
  });

  it("writes down that no snapshot was made, where the settings acknowledge it", () => {
    const { snapshotId: _, ...rest } = upgrade;
    const settings = settingsWith(inner("server", { upgrade: { ...rest, acknowledgeNoSnapshot: true } }), {
      secretKeys,
    });
    assert.equal(serverSoftwareArgs(settings)?.snapshot, "none, acknowledged");
  });

  it("is nothing where no upgrade is asked for", () => {
    assert.equal(serverSoftwareArgs(settingsWith()), undefined);
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
