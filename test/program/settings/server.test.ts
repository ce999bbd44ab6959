import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { ECDSA, ED25519, HASHED_NAME, RSA } from "../../model/ssh/hostKeys";
import {
  customerWith,
  faultsWith,
  faultWith,
  files,
  inner,
  PRIVATE_KEY,
  settingsWith,
  warningsWith,
} from "./stack";

const server = (changes: Record<string, unknown>) => inner("server", changes);

describe("a server", () => {
  it("has a host name or an address and nothing else", () => {
    for (const host of ["aspera", "aspera.example.com", "192.0.2.10", "2001:db8::1", "a-1.example"]) {
      assert.equal(settingsWith(server({ host })).server?.host, host);
    }
    for (const host of [
      "",
      "https://aspera.example.com",
      "ec2-user@aspera",
      "aspera:22",
      "[2001:db8::1]",
      "a b",
      "-a",
      "a\n",
    ]) {
      assert.equal(faultWith(server({ host })).key, "aspera:server.host", JSON.stringify(host));
    }
  });

  it("takes a login of a domain", () => {
    for (const user of ["ops@corp.example.com", "CORP\\ops"])
      assert.equal(settingsWith(server({ user })).server?.user, user);
  });

  it("is changed with sudo, unless the login is root", () => {
    assert.equal(settingsWith(server({ user: "root" })).server?.sudo, false);
    assert.equal(settingsWith(server({ user: "root", sudo: true })).server?.sudo, true);
    assert.equal(settingsWith(server({ user: "ops", sudo: false })).server?.sudo, false);
  });

  it("has Aspera's folder, absolute or relative to the login's home", () => {
    for (const asperaRoot of ["/opt/aspera", "opt/aspera", "/srv/My Aspera"]) {
      assert.equal(settingsWith(server({ asperaRoot })).server?.asperaRoot, asperaRoot);
    }
    for (const asperaRoot of ["", "/", "~/aspera", "/opt/../etc", "/opt/aspera/", "/opt/\naspera"]) {
      assert.equal(
        faultWith(server({ asperaRoot })).key,
        "aspera:server.asperaRoot",
        JSON.stringify(asperaRoot),
      );
    }
  });

  it("has a well-formed port, login and instance ID", () => {
    assert.deepEqual(
      faultsWith(server({ port: 65536, user: "Ec2 user", instanceId: "i-12345" })).map(({ key }) => key),
      ["aspera:server.port", "aspera:server.user", "aspera:server.instanceId"],
    );
    assert.equal(settingsWith(server({ instanceId: "i-1a2b3c4d" })).server?.instanceId, "i-1a2b3c4d");
  });
});

describe("the server's host key", () => {
  it("must be given, once", () => {
    assert.equal(faultWith(server({ hostKey: undefined })).got, "neither");
    assert.equal(faultWith(server({ knownHostsFile: "known_hosts" })).got, "both");
    assert.equal(faultWith(server({ hostKey: "ssh-ed25519 AAAA" })).key, "aspera:server.hostKey");
  });

  it("is RSA only with consent, and then with a warning", () => {
    assert.match(faultWith(server({ hostKey: RSA })).hint, /allowRsaHostKey/);
    const settings = settingsWith(server({ hostKey: RSA, allowRsaHostKey: true }));
    assert.equal(settings.server?.hostKey, RSA);
    assert.deepEqual(
      settings.warnings.map(({ code }) => code),
      ["settings-rsa-host-key"],
    );
  });

  it("comes from a known-hosts file, plain or hashed, below the home or the project", () => {
    const tree = {
      "/home/operator/.ssh/known_hosts": `[aspera.example.com]:33001 ${ECDSA}\n${HASHED_NAME} ${ED25519}\n`,
      "/project/known_hosts": `aspera.example.com ${ECDSA}\n`,
    };
    const from = (knownHostsFile: string) =>
      settingsWith(server({ hostKey: undefined, knownHostsFile }), { files: files(tree) }).server?.hostKey;
    assert.equal(from("~/.ssh/known_hosts"), ED25519);
    assert.equal(from("known_hosts"), ECDSA);
    assert.equal(from("/project/known_hosts"), ECDSA);
  });

  it("is refused when the file is missing, or lacks the host", () => {
    const inFile = server({ hostKey: undefined, knownHostsFile: "known_hosts" });
    const absent = faultWith(inFile, { files: files({}) });
    assert.deepEqual(
      [absent.key, absent.expected, absent.got],
      ["aspera:server.knownHostsFile", "a known-hosts file at /project/known_hosts", "no such file"],
    );
    const other = { files: files({ "/project/known_hosts": `other.example.com ${ED25519}` }) };
    assert.match(faultWith(inFile, other).hint, /ssh-keyscan -p 33001 aspera\.example\.com/);
  });
});

describe("the login's private key", () => {
  const file = { sshPrivateKeyFile: "~/.ssh/aspera" };
  const tree = (text: string) => ({ files: files({ "/home/operator/.ssh/aspera": text }) });

  it("comes from a file, from a secret, or from the SSH agent", () => {
    const { ssh } = customerWith(file, tree(PRIVATE_KEY));
    assert.ok(ssh.from === "file");
    assert.equal(ssh.file, "/home/operator/.ssh/aspera");
    assert.equal(ssh.asWritten, "~/.ssh/aspera");
    assert.equal(ssh.privateKey.reveal(), PRIVATE_KEY);
    const byValue = customerWith({ sshPrivateKey: PRIVATE_KEY }).ssh;
    assert.ok(byValue.from === "setting");
    assert.equal(byValue.privateKey.reveal(), PRIVATE_KEY);
    assert.equal(customerWith().ssh.from, "agent");
    assert.deepEqual(warningsWith({}, { sshAgent: false }), ["settings-no-private-key-no-agent"]);
  });

  it("must be the only one, exist, be private, and have a format that both SSH libraries read", () => {
    assert.equal(
      faultWith({ ...file, sshPrivateKey: PRIVATE_KEY }, tree(PRIVATE_KEY)).key,
      "aspera:sshPrivateKeyFile",
    );
    assert.equal(faultWith(file, { files: files({}) }).got, "no such file");
    assert.equal(faultWith(file, tree(ED25519)).got, "a public key");
    assert.equal(faultWith(file, tree("nonsense")).got, "something else");
    assert.equal(faultWith({ sshPrivateKey: ED25519 }).got, "a public key");
    for (const form of [pkcs8(), pkcs8("x")]) {
      const fault = faultWith(file, tree(form));
      assert.equal(fault.got, "one in PKCS#8 format");
      assert.match(fault.hint, /ssh-keygen -p/);
    }
  });

  it("has a passphrase if and only if it is encrypted", () => {
    const passphrase = { sshPrivateKeyPassphrase: "correct horse" };
    for (const key of [lockedRsa(), lockedOpenSsh()]) {
      const { ssh } = customerWith({ ...file, ...passphrase }, tree(key));
      assert.ok(ssh.from === "file");
      assert.equal(ssh.passphrase?.reveal(), "correct horse");
      const byValue = customerWith({ sshPrivateKey: key, ...passphrase }).ssh;
      assert.ok(byValue.from === "setting");
      assert.equal(byValue.passphrase?.reveal(), "correct horse");

      const alone = faultWith(file, tree(key));
      assert.deepEqual([alone.key, alone.got], ["aspera:sshPrivateKeyFile", "an encrypted key alone"]);
      assert.match(alone.hint, /ssh-add.*sshPrivateKeyPassphrase/);
      assert.equal(faultWith({ sshPrivateKey: key }).key, "aspera:sshPrivateKey");
    }
    const needless = faultWith({ ...file, ...passphrase }, tree(PRIVATE_KEY));
    assert.deepEqual([needless.key, needless.got], ["aspera:sshPrivateKeyPassphrase", "an unencrypted key"]);
    assert.equal(faultWith(passphrase).got, "none");
    assert.equal(faultWith({ ...passphrase, sshPrivateKey: "nonsense" }).key, "aspera:sshPrivateKey");
    for (const bad of ["", "two\nlines"]) {
      const faults = faultsWith({ ...file, sshPrivateKeyPassphrase: bad }, tree(lockedRsa()));
      assert.ok(
        faults.some(({ key }) => key === "aspera:sshPrivateKeyPassphrase"),
        JSON.stringify(bad),
      );
      assert.ok(!JSON.stringify(faults).includes("two"));
    }
  });

  it("has a passphrase that is stored as a secret and shown nowhere", () => {
    const clear = faultWith(
      { ...file, sshPrivateKeyPassphrase: "correct horse" },
      { ...tree(lockedRsa()), secretKeys: new Set(["aspera:externalId"]) },
    );
    assert.deepEqual([clear.key, clear.expected], ["aspera:sshPrivateKeyPassphrase", "a secret"]);
    assert.match(clear.hint, /asks for it/);
    const settings = settingsWith({ ...file, sshPrivateKeyPassphrase: "correct horse" }, tree(lockedRsa()));
    assert.ok(!JSON.stringify(settings).includes("correct horse"));
  });
});

describe("a jump host", () => {
  it("has port 22 and ec2-user by default, and a pinned host key of its own", () => {
    const { proxy } =
      settingsWith(server({ proxy: { host: "jump.example.com", hostKey: ECDSA } })).server ?? {};
    assert.deepEqual(
      [proxy?.host, proxy?.port, proxy?.user, proxy?.hostKey],
      ["jump.example.com", 22, "ec2-user", ECDSA],
    );
    const unpinned = faultWith(server({ proxy: { host: "jump.example.com" } }));
    assert.equal(unpinned.key, "aspera:server.proxy.hostKey");
    const bad = { host: "jump:22", port: 0, user: "Ops team", hostKey: ED25519, key: "x" };
    assert.deepEqual(
      faultsWith(server({ proxy: bad })).map(({ key }) => key),
      ["key", "host", "port", "user"].map((key) => `aspera:server.proxy.${key}`),
    );
  });

  it("has neither an RSA key nor a malformed one", () => {
    for (const hostKey of [RSA, "ssh-ed25519 AAAA", `[jump.example.com]:22 ${ED25519}`]) {
      const fault = faultWith(
        server({ allowRsaHostKey: true, proxy: { host: "jump.example.com", hostKey } }),
      );
      assert.equal(fault.key, "aspera:server.proxy.hostKey");
    }
  });
});

describe("an observer", () => {
  const observer = (changes: object = {}) => server({ observer: { user: "watcher", ...changes } });
  const tree = (text: string) => ({ files: files({ "/home/operator/.ssh/watch": text }) });

  it("has a login, and its own key or the main login's credentials", () => {
    assert.deepEqual(settingsWith(observer()).server?.observer, { user: "watcher" });
    const withKey = settingsWith(observer({ sshPrivateKeyFile: "~/.ssh/watch" }), tree(PRIVATE_KEY));
    assert.deepEqual(withKey.server?.observer, { user: "watcher", privateKeyFile: "~/.ssh/watch" });
    assert.equal(faultWith(server({ observer: {} })).key, "aspera:server.observer.user");
  });

  it("has a private key that exists and has no passphrase", () => {
    for (const [text, got] of [
      [ED25519, "a public key"],
      [lockedOpenSsh(), "one with a passphrase"],
      [pkcs8(), "one in PKCS#8 format"],
    ] as const) {
      const fault = faultWith(observer({ sshPrivateKeyFile: "~/.ssh/watch" }), tree(text));
      assert.deepEqual([fault.key, fault.got], ["aspera:server.observer.sshPrivateKeyFile", got]);
    }
    const absent = faultWith(observer({ sshPrivateKeyFile: "~/.ssh/other" }), tree(PRIVATE_KEY));
    assert.equal(absent.got, "no such file");
  });
});

function pkcs8(passphrase?: string): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  const lock = passphrase ? { cipher: "aes-256-cbc", passphrase } : {};
  return privateKey.export({ type: "pkcs8", format: "pem", ...lock }) as string;
}

function lockedRsa(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  return privateKey.export({
    type: "pkcs1",
    format: "pem",
    cipher: "aes-128-cbc",
    passphrase: "correct horse",
  }) as string;
}

/** The start of OpenSSH's own format, naming a cipher. */
function lockedOpenSsh(): string {
  const cipher = Buffer.from("aes256-ctr");
  const blob = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    Buffer.from([0, 0, 0, cipher.length]),
    cipher,
  ]);
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${blob.toString("base64")}\n-----END OPENSSH PRIVATE KEY-----\n`;
}
