import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultKeyFile, fingerprintKey } from "../../../commands/report/fingerprintKey";

describe("report: the key of the fingerprints", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "fingerprint-key-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is made once, for its owner's eyes only: the same ID has the same name from then on", () => {
    const file = join(folder, "aspera-on-aws", "fingerprint-key");
    const [first, second] = [fingerprintKey(file), fingerprintKey(file)];
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readFileSync(file, "utf8"), /^[0-9a-f]{64}\n$/);
    assert.deepEqual([first.of("acme-1"), first.keyName], [second.of("acme-1"), second.keyName]);
    assert.match(first.of("acme-1"), /^[0-9a-f]{8}$/);
    assert.notEqual(first.of("acme-1"), first.of("acme-2"));
  });

  it("of somebody else names the same ID otherwise, and itself too", () => {
    const [one, other] = ["one", "other"].map((name) => fingerprintKey(join(folder, name)));
    assert.notEqual(one?.of("acme-1"), other?.of("acme-1"));
    assert.notEqual(one?.keyName, other?.keyName);
  });

  it("that others may read, or that is none, is refused", () => {
    const file = join(folder, "key");
    writeFileSync(file, "secret", { mode: 0o600 });
    assert.throws(
      () => fingerprintKey(file),
      /^Error: expected 64 hex digits, got something else: .*\nhint: /,
    );
    chmodSync(file, 0o640);
    assert.throws(
      () => fingerprintKey(file),
      /^Error: expected a key that its owner alone may read, got mode 0640/,
    );
  });

  it("is the operator's own, where their settings are", () => {
    assert.equal(defaultKeyFile({}, "/home/ops"), "/home/ops/.config/aspera-on-aws/fingerprint-key");
    assert.equal(
      defaultKeyFile({ XDG_CONFIG_HOME: "/etc/ops" }, "/"),
      "/etc/ops/aspera-on-aws/fingerprint-key",
    );
  });
});
