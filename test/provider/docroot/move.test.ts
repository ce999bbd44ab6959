import assert from "node:assert/strict";
import { formatLeftBehind, leftBehindBy, moves, namesOf } from "../../../provider/docroot/move";
import type { DocrootInputs } from "../../../provider/docroot/properties";
import { CONNECTION } from "../connection";

const HERE: DocrootInputs = { connection: CONNECTION, transferUser: "acme", bucket: "acme-media" };
const over = (connection: Partial<DocrootInputs["connection"]>): DocrootInputs => ({
  ...HERE,
  connection: { ...CONNECTION, ...connection },
});
const OTHER_KEY = "ssh-ed25519 BBBB";
const users = (former: DocrootInputs[]) => former.map(({ transferUser }) => transferUser);

describe("docroot: a server is who it is, not where it is (identity)", () => {
  it("moves to another user, folder or server, not to another address, port, login or jump host of the same one", () => {
    const proxy = { host: "jump.example.com", port: 22, user: "jumper", hostKey: OTHER_KEY };
    for (const same of [
      { host: "10.0.0.1" },
      { port: 22 },
      { user: "root" },
      { proxy },
      { host: "127.0.0.1", port: 9 },
    ])
      assert.equal(moves(HERE, over(same)), false, JSON.stringify(same));
    for (const other of [{ hostKey: OTHER_KEY }, { asperaRoot: "/srv/aspera" }])
      assert.equal(moves(HERE, over(other)), true, JSON.stringify(other));
    assert.equal(moves(HERE, { ...HERE, transferUser: "acme-2" }), true);
  });

  it("leaves the old docroot behind, but for a server that was built anew at the same address", () => {
    assert.deepEqual(users(leftBehindBy(HERE, { ...HERE, transferUser: "acme-2" })), ["acme"]);
    assert.deepEqual(users(leftBehindBy(HERE, over({ hostKey: OTHER_KEY, host: "new.example.com" }))), [
      "acme",
    ]);
    assert.deepEqual(leftBehindBy(HERE, over({ hostKey: OTHER_KEY })), []);
    assert.deepEqual(leftBehindBy(HERE, over({ host: "10.0.0.1" })), []);
  });

  it("forgets none of several moves, also of an up that failed in between, and not the one that is used again", () => {
    const first = { ...HERE, transferUser: "acme-2", leftBehind: formatLeftBehind([HERE]) };
    const second = leftBehindBy(first, { ...HERE, transferUser: "acme-3" });
    assert.deepEqual(users(second), ["acme", "acme-2"]);
    const back = leftBehindBy(
      { ...first, transferUser: "acme-3", leftBehind: formatLeftBehind(second) },
      HERE,
    );
    assert.deepEqual(users(back), ["acme-2", "acme-3"]);
    assert.deepEqual(namesOf(back), [
      "acme-2 on aspera.example.com:33001",
      "acme-3 on aspera.example.com:33001",
    ]);
  });
});
