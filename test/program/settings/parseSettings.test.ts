import assert from "node:assert/strict";
import { formatFaults, parseSettings } from "../../../program/settings";
import { ED25519 } from "../../model/ssh/hostKeys";
import {
  configuration,
  EXTERNAL_ID,
  faultsWith,
  faultWith,
  files,
  inner,
  PRIVATE_KEY,
  settingsWith,
  warningsWith,
} from "./stack";

describe("a customer's stack", () => {
  it("gives everything, with the documented defaults", () => {
    const { customer, server, ...rest } = settingsWith();
    const { externalId, ...others } = customer ?? assert.fail("no customer");
    assert.deepEqual(rest, {
      stack: "acme-prod",
      side: "both",
      serverAccount: { id: "111122223333", region: "us-east-1", profile: "operator" },
      serverRole: { name: "aspera-server", create: true, path: "/" },
      ssh: { from: "agent" },
      launch: undefined,
      bucketSide: undefined,
      tags: {},
      warnings: [],
    });
    assert.deepEqual(server, {
      host: "aspera.example.com",
      port: 33001,
      user: "ec2-user",
      hostKey: ED25519,
      sudo: true,
      asperaRoot: "/opt/aspera",
      instanceId: undefined,
      proxy: undefined,
      upgrade: undefined,
      observer: undefined,
    });
    assert.equal(externalId?.reveal(), EXTERNAL_ID);
    assert.deepEqual(others, {
      bucketAccount: { id: "444455556666", region: "us-east-1", profile: "acme" },
      bucketRole: { name: "aspera-acme", path: "/", maxSessionDuration: 3600 },
      bucket: {
        name: "acme-media",
        prefix: "incoming/",
        access: ["upload", "download", "browse", "delete"],
        vendorRights: false,
        fullAccess: false,
      },
      sessionName: undefined,
      transferUser: "acme",
      server,
      ssh: { from: "agent" },
      docroot: { template: undefined, host: "s3.amazonaws.com", takeOver: undefined },
      restart: { mode: "restart" },
      proof: { required: true, wait: 120, fullRefresh: false },
      previousExternalIds: undefined,
      nodeApi: undefined,
      createTransferUserEntry: false,
      transferTokens: false,
    });
  });

  it("ignores other namespaces", () => {
    const raw = {
      ...configuration({ serverRole: { name: "r", create: true } }),
      "aws:region": "nowhere",
      externalId: "x",
    };
    const { faults } = parseSettings(raw, { stack: "dev" });
    assert.deepEqual(
      faults.map(({ key }) => key),
      ["aspera:serverAccount"],
    );
  });

  it("needs each of its keys", () => {
    for (const key of [
      "serverAccount",
      "bucketAccount",
      "serverRole",
      "bucketRole",
      "externalId",
      "transferUser",
      "server",
    ]) {
      const fault = faultWith({ [key]: undefined });
      assert.equal(fault.key, `aspera:${key}`);
      assert.equal(fault.got, "nothing");
      assert.match(
        fault.hint,
        key === "externalId" ? /randomUUID/ : new RegExp(`for example aspera:${key}: `),
      );
    }
  });

  it("reports every fault at once, in the order of the documentation", () => {
    const faults = faultsWith({
      zone: "x",
      transferUser: "root",
      bucket: { name: "Acme", prefix: "/incoming", access: ["uplaod"], acl: "private" },
      serverAccount: { id: 111122223333, region: "us-east-1a" },
      server: undefined,
    });
    assert.deepEqual(
      faults.map(({ key, got }) => `${key} ${got}`),
      [
        "aspera:serverAccount.id 111122223333",
        'aspera:serverAccount.region "us-east-1a"',
        "aspera:bucket.acl an unknown one",
        'aspera:bucket.name "Acme"',
        'aspera:bucket.prefix "/incoming"',
        'aspera:bucket.access.0 "uplaod"',
        'aspera:transferUser "root"',
        "aspera:server nothing",
        "aspera:zone an unknown one",
      ],
    );
  });

  it("reports faults as one text: a sentence, then a bullet with key, expected, got and hint for each", () => {
    const faults = faultsWith({ transferUser: "root", ...inner("bucket", { prefix: "incoming" }) });
    assert.equal(
      formatFaults("acme-prod", faults),
      [
        'the configuration of stack "acme-prod" has 2 faults; nothing was made',
        "  - aspera:bucket.prefix: expected a folder that ends with /, with no leading /, empty segments, `.` or `..`," +
          ' got "incoming"',
        '    hint: write "incoming/"',
        '  - aspera:transferUser: expected a Linux user: 1 to 32 characters of A-Z a-z 0-9 _ . -, with @domain behind or DOMAIN\\ before; not root, got "root"',
        "    hint: give the customer's own user; root must not transfer files",
      ].join("\n"),
    );
  });
});

describe("keys and forms", () => {
  it("suggests the most similar known key, at the top, inside an object, and elsewhere", () => {
    assert.match(faultWith({ transferuser: "x" }).hint, /did you mean aspera:transferUser\?/);
    assert.match(faultWith({ sshPrivateKye: "x" }).hint, /did you mean aspera:sshPrivateKey\?/);
    assert.match(
      faultWith(inner("server", { alowRsaHostKey: true })).hint,
      /aspera:server\.allowRsaHostKey\?/,
    );
    assert.match(faultWith({ host: "x" }).hint, /did you mean aspera:server\.host\?/);
    assert.match(faultWith({ quux: "x" }).hint, /^known here: side, serverAccount/);
    assert.equal(faultWith(inner("bucket", { constructor: 1 })).key, "aspera:bucket.constructor");
  });

  it("accepts no other type for an object, a list, a number or a flag", () => {
    for (const raw of ["acme-media", "[]", "null", "3", '"text"', "{"]) {
      const fault = faultWith({ bucket: raw });
      assert.equal(fault.key, "aspera:bucket");
      assert.match(fault.expected, /an object with name/);
      assert.match(fault.hint, /for example aspera:bucket: \{name: acme-media/);
    }
    assert.equal(faultWith(inner("bucket", { access: "upload" })).hint, "give a list in brackets");
    assert.equal(faultWith(inner("server", { port: "33001" })).hint, "write the number without quotes");
    assert.equal(
      faultWith(inner("serverRole", { create: "true" })).hint,
      "write true or false without quotes",
    );
    assert.equal(faultWith(inner("serverAccount", { id: 111122223333 })).hint, "put it in quotes");
    assert.equal(faultWith({ createTransferUserEntry: "yes" }).got, '"yes"');
    assert.equal(settingsWith({ createTransferUserEntry: "true" }).customer?.createTransferUserEntry, true);
    assert.equal(faultWith({ transferTokens: "yes" }).got, '"yes"');
    assert.equal(settingsWith({ transferTokens: "true" }).customer?.transferTokens, true);
  });

  it("has one of three sides", () => {
    assert.equal(settingsWith({ side: "both" }).side, "both");
    assert.match(faultWith({ side: "neither" }).hint, /choose one of both, server, bucket/);
  });
});

describe("a stack without a bucket", () => {
  const SERVER_ONLY = {
    bucketAccount: undefined,
    bucketRole: undefined,
    bucket: undefined,
    externalId: undefined,
    transferUser: undefined,
    server: undefined,
  };

  it("makes only the server's part", () => {
    const settings = settingsWith({ ...SERVER_ONLY, tags: { owner: "media-ops" } });
    assert.equal(settings.customer, undefined);
    assert.equal(settings.server, undefined);
    assert.deepEqual(settings.tags, { owner: "media-ops" });
  });

  it("may name the server, to check its instance", () => {
    const server = { host: "aspera.example.com", hostKey: ED25519, instanceId: "i-0123456789abcdef0" };
    assert.equal(settingsWith({ ...SERVER_ONLY, server }).server?.instanceId, "i-0123456789abcdef0");
  });

  it("logs in to the server only to upgrade it", () => {
    const running = { host: "aspera.example.com", hostKey: ED25519 };
    const upgrade = { package: "/tmp/a.rpm", sha256: "0".repeat(64), acknowledgeNoSnapshot: true };
    const login = { sshPrivateKeyFile: "/keys/aspera" };
    const keys = { files: files({ "/keys/aspera": PRIVATE_KEY }) };
    const asked = settingsWith({ ...SERVER_ONLY, ...login, server: { ...running, upgrade } }, keys);
    assert.deepEqual([asked.ssh?.from, asked.customer], ["file", undefined]);
    const idle = faultWith({ ...SERVER_ONLY, ...login, server: running }, keys);
    assert.match(idle.expected, /to go with sshPrivateKeyFile/);

    const byAgent = { ...SERVER_ONLY, server: { ...running, upgrade } };
    assert.deepEqual(warningsWith(byAgent, { sshAgent: false }), ["settings-no-private-key-no-agent"]);
    assert.deepEqual(warningsWith({ ...SERVER_ONLY, server: running }, { sshAgent: false }), []);
    const launched = { instance: { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" } };
    const waiting = (server: object) => settingsWith({ ...SERVER_ONLY, server }).launch?.awaitsHostKey;
    assert.deepEqual([waiting(launched), waiting({ ...launched, upgrade })], [false, true]);
  });

  it("has no keys that would have no effect", () => {
    const fault = faultWith({ ...SERVER_ONLY, transferUser: "acme", restart: "none" });
    assert.equal(fault.key, "aspera:bucket");
    assert.match(fault.expected, /to go with transferUser, restart/);
  });

  it("must make something", () => {
    const fault = faultWith({ ...SERVER_ONLY, serverRole: { name: "aspera-server" } });
    assert.match(fault.hint, /would make nothing/);
  });
});
