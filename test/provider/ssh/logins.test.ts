import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { FindingError } from "../../../model/findings/finding";
import { loginRefused } from "../../../model/findings/server/loginRefused";
import { changingLogin, observingLogin, perlCommand } from "../../../provider/ssh/logins";
import { ECDSA } from "../../model/ssh/hostKeys";
import { CONNECTION, PLACE } from "../connection";

const PROXY = { host: "jump.example.com", port: 22, user: "jumper", hostKey: ECDSA };

describe("whom Pulumi logs in as", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "login-"));
    writeFileSync(join(folder, "main"), "MAIN KEY");
    writeFileSync(join(folder, "watch"), "WATCH KEY");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is the main login, for changes and for looking, where there is no observer", () => {
    const { host, port, user, hostKey } = CONNECTION;
    const target = { host, port, user, hostKey };
    const agent = { ...target, privateKey: undefined, passphrase: undefined, proxy: undefined };
    assert.deepEqual(changingLogin(CONNECTION), agent);
    assert.deepEqual(observingLogin(CONNECTION), agent);
    const locked = {
      ...CONNECTION,
      privateKeyFile: join(folder, "main"),
      privateKeyPassphrase: "p",
      proxy: PROXY,
    };
    const withKey = { ...target, privateKey: "MAIN KEY", passphrase: "p", proxy: PROXY };
    assert.deepEqual(changingLogin(locked), withKey);
    assert.deepEqual(observingLogin(locked), withKey);
  });

  it("is the observer for looking, with its own key, else the main login's, by the same jump host", () => {
    const main = { ...CONNECTION, privateKey: "BY VALUE", privateKeyPassphrase: "p", proxy: PROXY };
    const own = observingLogin({
      ...main,
      observer: { user: "watcher", privateKeyFile: join(folder, "watch") },
    });
    assert.deepEqual(
      [own.user, own.privateKey, own.passphrase, own.proxy],
      ["watcher", "WATCH KEY", undefined, PROXY],
    );
    const shared = { ...main, observer: { user: "watcher" } };
    assert.deepEqual(
      [observingLogin(shared).user, observingLogin(shared).privateKey, observingLogin(shared).passphrase],
      ["watcher", "BY VALUE", "p"],
    );
    assert.equal(changingLogin(shared).user, "ec2-user");
  });

  it("reads key files when it is asked, so that a changed one counts at once", () => {
    const server = { ...CONNECTION, privateKeyFile: join(folder, "main") };
    writeFileSync(join(folder, "main"), "ROTATED");
    assert.equal(changingLogin(server).privateKey, "ROTATED");
  });

  it("asks the SSH agent where a key is left empty, as where it is left out", () => {
    const empty = { ...CONNECTION, privateKeyFile: "", privateKey: "", privateKeyPassphrase: "" };
    assert.deepEqual(changingLogin(empty), changingLogin(CONNECTION));
    const observer = { user: "watcher", privateKeyFile: "" };
    assert.equal(observingLogin({ ...empty, observer }).privateKey, undefined);
  });

  it("is nobody where the key file cannot be read, which is a finding that names it", () => {
    const missing = { ...CONNECTION, privateKeyFile: "~/nonexistent-aspera-key" };
    for (const login of [
      () => changingLogin(missing),
      () =>
        observingLogin({
          ...CONNECTION,
          observer: { user: "watcher", privateKeyFile: missing.privateKeyFile },
        }),
    ])
      assert.throws(login, (error) => {
        assert.ok(error instanceof FindingError);
        assert.equal(error.found.code, loginRefused.code);
        for (const part of [PLACE, "~/nonexistent-aspera-key", "ENOENT"])
          assert.ok(error.message.includes(part));
        assert.ok(!error.message.includes(homedir()));
        return true;
      });
  });

  it("runs Perl by itself or through sudo, which never asks for a password", () => {
    assert.deepEqual([perlCommand(false), perlCommand(true)], ["perl -", "sudo -n perl -"]);
  });
});
