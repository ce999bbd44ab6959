import assert from "node:assert/strict";
import { commandSecret } from "../../../policy/rules/commandSecret";
import { sshHostKey } from "../../../policy/rules/sshHostKey";
import { resource } from "./resources";

const PINNED = { host: "aspera.example.com", hostKey: "ssh-ed25519 AAAA" };

describe("policy: ssh-host-key", () => {
  const said = (connection: unknown, type = "command:remote:Command") =>
    sshHostKey.violations(resource(type, { connection }));

  it("is kept by a pinned key, at the jump host too", () => {
    assert.deepEqual(said(PINNED), []);
    assert.deepEqual(
      said({ ...PINNED, proxy: { host: "jump.example.com", hostKey: "ssh-ed25519 BBBB" } }),
      [],
    );
  });

  it("is broken where there is none", () => {
    for (const hostKey of [undefined, "", " "])
      assert.deepEqual(said({ ...PINNED, hostKey }), ["expected connection.hostKey to be set, got none"]);
    assert.deepEqual(said({ ...PINNED, proxy: { host: "jump.example.com" } }), [
      "expected connection.proxy.hostKey to be set, got none",
    ]);
    assert.equal(said({ host: "aspera.example.com", proxy: { host: "jump.example.com" } }).length, 2);
  });

  it("is broken where nobody can tell", () => {
    const encrypted = "expected a connection that can be read, got one that is encrypted";
    assert.deepEqual(said("[secret]"), [encrypted]);
    assert.deepEqual(said({ ...PINNED, proxy: "[secret]" }), [encrypted]);
    assert.deepEqual(said(undefined), ["expected a connection, got none"]);
  });

  it("is about copies, too", () =>
    assert.deepEqual(
      sshHostKey.types.filter((type) => said({}, type).length === 1),
      ["command:remote:Command", "command:remote:CopyFile", "command:remote:CopyToRemote"],
    ));
});

describe("policy: command-secret", () => {
  const said = (props: object, secrets: string[] = []) =>
    commandSecret.violations(resource("command:remote:Command", props, secrets));

  it("is kept by a constant text with its secret on stdin", () => {
    assert.deepEqual(
      said({ create: "sudo -n perl -", stdin: "password=hunter22" }, ["stdin", "connection"]),
      [],
    );
    for (const create of [
      'PASSWORD="$(cat /run/aspera/password)" run',
      "node --password-file /etc/aspera/password",
      "token=$TOKEN curl https://example.com",
      "IFS= read -r password; export password",
      "# the secret comes by stdin",
      "--external-id '$EXTERNAL_ID'",
    ])
      assert.deepEqual(said({ create }), [], create);
    assert.deepEqual(
      said({ environment: { LANG: "C", PASSWORD_FILE: "/run/aspera/password", TOKEN: "" } }),
      [],
    );
  });

  it("is broken by what is marked as a secret, or what Pulumi shows in its place", () => {
    assert.deepEqual(said({ create: "run hunter22" }, ["create"]), ["expected no secret, got one in create"]);
    assert.deepEqual(said({ update: "[secret]" }), ["expected no secret, got one in update"]);
    assert.deepEqual(said({ environment: { A: "b" } }, ["environment"]), [
      "expected no secret, got one in environment",
    ]);
    assert.deepEqual(said({ environment: "[secret]" }), ["expected no secret, got one in environment"]);
  });

  it("is broken by what looks like one, and never repeats it", () => {
    for (const text of [
      "echo '-----BEGIN OPENSSH PRIVATE KEY-----'",
      "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE run",
      "run password=hunter22",
      'run --password "hunter22"',
      "run --external-id=acme-4d1f",
      'echo "token: abcd1234"',
    ]) {
      assert.deepEqual(said({ create: text, delete: text }), [
        "expected no secret, got one in create",
        "expected no secret, got one in delete",
      ]);
      assert.equal(said({ create: "run", environment: { X: text } }).length, 1, text);
    }
    assert.deepEqual(said({ environment: { DB_PASSWORD: "hunter22" } }), [
      "expected no secret, got one in environment DB_PASSWORD",
    ]);
  });
});
