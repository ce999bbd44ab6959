import assert from "node:assert/strict";
import { draftOf } from "../../../../commands/customer/new/draftOf";
import { serverAsIn } from "../../../../commands/customer/new/likeStack";
import { optionFor } from "../../../../commands/customer/new/optionFor";
import { OPTIONS } from "../../../../commands/customer/new/options";
import { knownKeys } from "../../../../program/settings/schema/keys";
import { ED25519 } from "../../../model/ssh/hostKeys";
import { CUSTOMER, configuration } from "../../../program/settings/stack";

/** A draft as it is written: what is not set is not there. */
const draft = (options: Record<string, string>, like: Record<string, unknown> = {}, side = "server") =>
  JSON.parse(JSON.stringify(draftOf({ stack: "acme-prod", side, options, like })));

const SERVER = {
  "server-account": "111122223333",
  region: "us-east-1",
  profile: "operator",
  "server-role": "aspera-server",
  host: "aspera.example.com",
  "known-hosts": "~/.ssh/known_hosts",
  "ssh-key": "~/.ssh/aspera",
};
const ACME = { account: "444455556666", bucket: "acme-media", "transfer-user": "acme" };

describe("customer new: options are settings (invitation)", () => {
  it("the server's side of a customer with an account of their own", () => {
    assert.deepEqual(draft({ ...ACME, ...SERVER, prefix: "incoming/", access: "upload, browse" }), {
      side: "server",
      serverAccount: { id: "111122223333", region: "us-east-1", profile: "operator" },
      bucketAccount: { id: "444455556666" },
      serverRole: { name: "aspera-server" },
      bucketRole: { name: "aspera-acme-prod" },
      bucket: { name: "acme-media", prefix: "incoming/", access: ["upload", "browse"] },
      transferUser: "acme",
      server: { host: "aspera.example.com", knownHostsFile: "~/.ssh/known_hosts" },
      sshPrivateKeyFile: "~/.ssh/aspera",
    });
  });

  it("both sides, which also have to say where the bucket is", () => {
    const { side, bucketAccount } = draft({ ...ACME, ...SERVER, "bucket-profile": "acme" }, {}, "both");
    assert.equal(side, "both");
    assert.deepEqual(bucketAccount, { id: "444455556666", profile: "acme", region: "us-east-1" });
  });

  it("numbers, flags, and what is no number, for the settings to refuse", () => {
    const flags = { "create-server-role": "true", "create-user-entry": "true" };
    const { server, serverRole, createTransferUserEntry } = draft({ port: "22", ...flags });
    assert.deepEqual([server, serverRole, createTransferUserEntry], [{ port: 22 }, { create: true }, true]);
    assert.deepEqual(draft({ port: "ssh" }).server, { port: "ssh" });
  });

  it("each option is a key that there is, and found again by it; none gives an external ID", () => {
    const keys = knownKeys();
    for (const [name, { setting }] of Object.entries(OPTIONS)) {
      assert.ok(keys.includes(`aspera:${setting}`), name);
      assert.equal(optionFor(setting), `--${name}`);
      assert.doesNotMatch(setting, /externalId/i);
    }
    assert.equal(optionFor("bucket.access.0"), "--access");
    assert.equal(optionFor("bucket"), undefined);
  });
});

describe("customer new: the server as in another stack (invitation)", () => {
  const values = (changes: Record<string, unknown> = {}) =>
    configuration({ ...CUSTOMER, sshPrivateKeyFile: "~/.ssh/aspera", restart: { mode: "none" }, ...changes });
  const like = (changes: Record<string, unknown> = {}, outputs = {}) => serverAsIn(values(changes), outputs);

  it("takes account, role, address, login, key file and restart; nothing of its customer, nothing that it makes", () => {
    assert.deepEqual(draft({}, like()), {
      side: "server",
      serverAccount: { id: "111122223333", region: "us-east-1", profile: "operator" },
      bucketAccount: {},
      serverRole: { name: "aspera-server" },
      bucketRole: { name: "aspera-acme-prod" },
      bucket: {},
      server: { host: "aspera.example.com", hostKey: ED25519 },
      sshPrivateKeyFile: "~/.ssh/aspera",
      restart: { mode: "none" },
    });
    assert.equal(draft({}, like({ restart: "whenIdle" })).restart, "whenIdle");
  });

  it("takes a launched server from where it is now, without how it is launched and upgraded", () => {
    const server = {
      instance: { amiId: "ami-0123456789abcdef0" },
      securityGroup: {},
      allowReplace: true,
      upgrade: { password: "secret" },
      hostKey: ED25519,
    };
    const outputs = { address: "203.0.113.7", instanceId: "i-0123456789abcdef0" };
    assert.deepEqual(draft({}, like({ server }, outputs)).server, {
      host: "203.0.113.7",
      hostKey: ED25519,
      instanceId: "i-0123456789abcdef0",
    });
  });

  it("goes behind what is given, and what that displaces", () => {
    const other = draft(
      { "assume-role": "arn:aws:iam::111122223333:role/x", host: "two.example.com" },
      like(),
    );
    assert.deepEqual(other.serverAccount, {
      id: "111122223333",
      region: "us-east-1",
      assumeRole: { roleArn: "arn:aws:iam::111122223333:role/x" },
    });
    assert.deepEqual(other.server, { host: "two.example.com" }, "another server has another key");
    assert.deepEqual(draft({ "known-hosts": "f" }, like()).server, {
      host: "aspera.example.com",
      knownHostsFile: "f",
    });
  });
});
