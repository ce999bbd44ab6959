import assert from "node:assert/strict";
import { formatFaults } from "../../components/settings/faults";
import { parseSettings } from "../../components/settings/parseSettings";
import { ED25519, ED25519_FINGERPRINT } from "../server/hostKeys";
import {
  configuration,
  EXTERNAL_ID,
  faultsWith,
  faultWith,
  files,
  inner,
  PRIVATE_KEY,
  settingsWith,
} from "./stack";

describe("a customer's stack", () => {
  it("gives everything, with the documented defaults", () => {
    const { customer, server, ...rest } = settingsWith();
    const { externalId, ...others } = customer ?? assert.fail("no customer");
    assert.deepEqual(rest, {
      project: "aspera",
      stack: "acme-prod",
      side: "both",
      serverAccount: { id: "111122223333", region: "us-east-1", profile: "operator", assumeRole: undefined },
      serverRole: {
        name: "aspera-server",
        create: true,
        path: "/",
        permissionsBoundary: undefined,
        trustWindow: undefined,
      },
      ssh: { from: "agent" },
      launch: undefined,
      tags: {},
      warnings: [],
    });
    assert.deepEqual(server, {
      host: "aspera.example.com",
      port: 33001,
      user: "ec2-user",
      hostKey: { type: "ssh-ed25519", text: ED25519, fingerprint: ED25519_FINGERPRINT },
      sudo: true,
      asperaRoot: "/opt/aspera",
      instanceId: undefined,
      proxy: undefined,
      upgrade: undefined,
      observer: undefined,
    });
    assert.equal(externalId?.reveal(), EXTERNAL_ID);
    assert.deepEqual(others, {
      bucketAccount: { id: "444455556666", region: "us-east-1", profile: "acme", assumeRole: undefined },
      bucketRole: { name: "aspera-acme", path: "/", maxSessionDuration: 3600 },
      bucket: {
        name: "acme-media",
        prefix: "incoming/",
        access: ["upload", "download", "browse", "delete"],
        fullAccess: false,
      },
      transferUser: "acme",
      server,
      ssh: { from: "agent" },
      docroot: { template: undefined, host: "s3.amazonaws.com", takeOver: undefined },
      restart: { mode: "restart" },
      proof: { required: true, wait: 120, fullRefresh: false },
      nodeApi: undefined,
      createTransferUserEntry: false,
    });
  });

  it("is frozen through and through", () => {
    const settings = settingsWith() as { -readonly [Key in keyof ReturnType<typeof settingsWith>]: unknown };
    const frozen = settings as unknown as { customer: { bucket: { access: string[]; name: string } } };
    assert.throws(() => frozen.customer.bucket.access.push("full"), TypeError);
    assert.throws(() => {
      frozen.customer.bucket.name = "other";
    }, TypeError);
  });

  it("does not look at other namespaces", () => {
    const raw = {
      ...configuration({ serverRole: { name: "r", create: true } }),
      "aws:region": "nowhere",
      externalId: "x",
    };
    const { faults } = parseSettings(raw, { project: "aspera", stack: "dev" });
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

  it("gets every fault at once, in the order of the documentation", () => {
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
        "aspera:bucket.acl an unknown one, with a value",
        'aspera:bucket.name "Acme"',
        'aspera:bucket.prefix "/incoming"',
        'aspera:bucket.access.0 "uplaod"',
        'aspera:transferUser "root"',
        "aspera:server nothing",
        "aspera:zone an unknown one, with a value",
      ],
    );
  });

  it("hears of faults as one text: a sentence, then a bullet with key, expected, got and hint for each", () => {
    const faults = faultsWith({ transferUser: "root", ...inner("bucket", { prefix: "incoming" }) });
    assert.equal(
      formatFaults("acme-prod", faults),
      [
        'the configuration of stack "acme-prod" has 2 faults; nothing was made',
        "  - aspera:bucket.prefix: expected a folder that ends with /, without leading /, empty segments, `.` or `..`," +
          ' got "incoming"',
        '    hint: write "incoming/"',
        '  - aspera:transferUser: expected a Linux user: 1 to 32 characters of A-Z a-z 0-9 _ . -, not root, got "root"',
        "    hint: root must not transfer files; give the customer's own user",
      ].join("\n"),
    );
  });
});

describe("keys and forms", () => {
  it("names the nearest known key, at the top, inside, and where it belongs", () => {
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

  it("takes an object only as an object, a list as a list, a number as a number, a flag as a flag", () => {
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
  });

  it("takes both sides only", () => {
    assert.equal(settingsWith({ side: "both" }).side, "both");
    for (const side of ["server", "bucket"]) assert.match(faultWith({ side }).hint, /not built/);
    assert.match(faultWith({ side: "neither" }).hint, /choose one of both/);
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

  it("may name the server, for the instance's sake", () => {
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
    assert.match(idle.expected, /beside sshPrivateKeyFile/);

    const byAgent = { ...SERVER_ONLY, server: { ...running, upgrade } };
    assert.match(settingsWith(byAgent, { sshAgent: false }).warnings[0] ?? "", /no SSH agent runs here/);
    assert.deepEqual(settingsWith({ ...SERVER_ONLY, server: running }, { sshAgent: false }).warnings, []);
    const launched = { instance: { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" } };
    const waiting = (server: object) => settingsWith({ ...SERVER_ONLY, server }).launch?.awaitsHostKey;
    assert.deepEqual([waiting(launched), waiting({ ...launched, upgrade })], [false, true]);
  });

  it("has no keys that would do nothing there", () => {
    const fault = faultWith({ ...SERVER_ONLY, transferUser: "acme", restart: "none" });
    assert.equal(fault.key, "aspera:bucket");
    assert.match(fault.expected, /beside transferUser, restart/);
  });

  it("must make something", () => {
    const fault = faultWith({ ...SERVER_ONLY, serverRole: { name: "aspera-server" } });
    assert.match(fault.hint, /would make nothing/);
  });
});
