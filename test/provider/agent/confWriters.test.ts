import assert from "node:assert/strict";
import { chmodSync, chownSync } from "node:fs";
import { Fixture, PLAIN } from "./fixture";

const IS_ROOT = process.getuid?.() === 0;

describe("agent: who may write to aspera.conf itself", () => {
  let f: Fixture;
  beforeEach(() => {
    f = new Fixture(PLAIN);
  });
  afterEach(() => f.dispose());
  const seen = async (mode: number) => {
    chmodSync(f.conf, mode);
    const { confMode, confWriters } = await f.observe();
    return [confMode, ...confWriters];
  };

  it("is nobody else, as the installer and careful hands leave it", async () => {
    assert.deepEqual(await seen(0o644), ["0644"]);
    assert.deepEqual(await seen(0o640), ["0640"]);
    assert.deepEqual(await seen(0o600), ["0600"]);
  });

  it("is the group, or everybody, where the mode lets them", async () => {
    const [mode, group, ...more] = await seen(0o664);
    assert.deepEqual([mode, more], ["0664", []]);
    assert.match(group ?? "", /^group \w+$/);
    assert.deepEqual((await seen(0o646)).slice(1), ["everybody"]);
    assert.equal((await seen(0o666)).length, 3);
  });

  it("is an owner who is neither root nor Aspera's", async function () {
    if (!IS_ROOT) return this.skip();
    chownSync(f.conf, 65534, 0);
    assert.deepEqual(await seen(0o644), ["0644", "user nobody"]);
    chownSync(f.conf, 12345, 0);
    assert.deepEqual((await seen(0o644))[1], "user 12345", "who has no name has a number");
    // The stand-in for getent gives asperadaemon this number.
    chownSync(f.conf, 1001, 0);
    f.put("system-users", "acme\nasperadaemon\n");
    assert.deepEqual(await seen(0o644), ["0644"]);
  });
});
