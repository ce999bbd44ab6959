import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { ECDSA, ED25519, HASHED_NAME, RSA } from "../server/hostKeys";
import { customerWith, faultsWith, faultWith, files, inner, PRIVATE_KEY, settingsWith } from "./stack";

const server = (changes: Record<string, unknown>) => inner("server", changes);

describe("a server", () => {
  it("has a host name or an address, and nothing around it", () => {
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

  it("is changed with sudo, unless the login is root", () => {
    assert.equal(settingsWith(server({ user: "root" })).server?.sudo, false);
    assert.equal(settingsWith(server({ user: "root", sudo: true })).server?.sudo, true);
    assert.equal(settingsWith(server({ user: "ops", sudo: false })).server?.sudo, false);
  });

  it("has Aspera's folder, absolute or below the login's home", () => {
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

  it("has a port, a login and an instance id by shape", () => {
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

  it("is RSA only with consent, and then warned of", () => {
    assert.match(faultWith(server({ hostKey: RSA })).hint, /allowRsaHostKey/);
    const settings = settingsWith(server({ hostKey: RSA, allowRsaHostKey: true }));
    assert.equal(settings.server?.hostKey.text, RSA);
    assert.match(settings.warnings.join(), /SHA-1/);
  });

  it("comes from a known-hosts file, plain or hashed, below the home or the project", () => {
    const tree = {
      "/home/operator/.ssh/known_hosts": `[aspera.example.com]:33001 ${ECDSA}\n${HASHED_NAME} ${ED25519}\n`,
      "/project/known_hosts": `aspera.example.com ${ECDSA}\n`,
    };
    const from = (knownHostsFile: string) =>
      settingsWith(server({ hostKey: undefined, knownHostsFile }), { files: files(tree) }).server?.hostKey
        .text;
    assert.equal(from("~/.ssh/known_hosts"), ED25519);
    assert.equal(from("known_hosts"), ECDSA);
    assert.equal(from("/project/known_hosts"), ECDSA);
  });

  it("is missed when the file is not there, or does not know the host", () => {
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
    assert.match(settingsWith({}, { sshAgent: false }).warnings.join(), /no SSH agent/);
  });

  it("is one, is there, and is a private one without passphrase", () => {
    assert.equal(
      faultWith({ ...file, sshPrivateKey: PRIVATE_KEY }, tree(PRIVATE_KEY)).key,
      "aspera:sshPrivateKeyFile",
    );
    assert.equal(faultWith(file, { files: files({}) }).got, "no such file");
    assert.equal(faultWith(file, tree(ED25519)).got, "a public key");
    assert.equal(faultWith(file, tree("nonsense")).got, "something else");
    assert.equal(faultWith({ sshPrivateKey: ED25519 }).got, "a public key");
    for (const locked of [lockedPem(), lockedOpenSsh()]) {
      const fault = faultWith(file, tree(locked));
      assert.equal(fault.got, "one with a passphrase");
      assert.match(fault.hint, /ssh-add/);
    }
  });
});

function lockedPem(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  return privateKey.export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: "x",
  }) as string;
}

/** The beginning of OpenSSH's own form, with a cipher named. */
function lockedOpenSsh(): string {
  const cipher = Buffer.from("aes256-ctr");
  const blob = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    Buffer.from([0, 0, 0, cipher.length]),
    cipher,
  ]);
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${blob.toString("base64")}\n-----END OPENSSH PRIVATE KEY-----\n`;
}
