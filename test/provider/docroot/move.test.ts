import assert from "node:assert/strict";
import {
  formatLeftBehind,
  leftBehindBy,
  mayBeRenewed,
  moves,
  namesOf,
  type PlacedDocroot,
} from "../../../provider/docroot/move";
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

  it("knows an instance by its id: with a renewed host key it is the same, with another id another one", () => {
    const [one, two] = ["i-0000000000000001", "i-0000000000000002"];
    const on = (instance: string, inputs = HERE): PlacedDocroot => ({ ...inputs, instance });
    const renewed = over({ hostKey: OTHER_KEY });
    assert.equal(moves(on(one), on(one, renewed)), false);
    assert.equal(moves(on(one), on(two)), true, "made from an image of the first, host key and all");
    for (const unknown of [on(""), HERE]) {
      assert.equal(moves(on(one), unknown), false, "the host key tells");
      assert.equal(moves(on(one), { ...unknown, connection: renewed.connection }), true);
    }
    assert.equal(moves(on(one), { ...on(one), transferUser: "acme-2" }), true);

    assert.equal(mayBeRenewed(on(one), renewed), true);
    for (const [olds, news] of [
      [on(one), HERE],
      [on(""), renewed],
      [on(one), { ...renewed, transferUser: "acme-2" }],
      [on(one), over({ hostKey: OTHER_KEY, asperaRoot: "/srv/aspera" })],
    ] as const)
      assert.equal(mayBeRenewed(olds, news), false, JSON.stringify(news));
  });

  it("never closes the docroot of the server that is in use, by whatever key or way that was pinned before", () => {
    const on = (instance: string, inputs: DocrootInputs): PlacedDocroot => ({
      ...inputs,
      instance,
      metadata: "m",
    });
    const tunnel = over({ hostKey: OTHER_KEY, host: "127.0.0.1", port: 2222 });
    assert.deepEqual(leftBehindBy(on("i-1", HERE), on("i-1", tunnel)), []);
    const [left] = leftBehindBy(on("i-1", HERE), on("i-2", over({ host: "new.example.com" })));
    assert.deepEqual([left?.instance, left?.metadata, left?.connection.host], ["i-1", "m", CONNECTION.host]);
    const proxy = { host: "jump.example.com", port: 22, user: "jumper", hostKey: OTHER_KEY };
    const other = { hostKey: OTHER_KEY };
    assert.deepEqual(leftBehindBy(on("i-1", HERE), on("i-2", HERE)), [], "an instance in place of the other");
    assert.deepEqual(
      users(leftBehindBy(over({ proxy }), over(other))),
      ["acme"],
      "the address is another network's",
    );
    assert.deepEqual(leftBehindBy(over({ proxy }), over({ proxy, ...other })), []);
  });

  it("leaves the old docroot behind, but for a server that was built anew at the same address", () => {
    assert.deepEqual(users(leftBehindBy(HERE, { ...HERE, transferUser: "acme-2" })), ["acme"]);
    assert.deepEqual(users(leftBehindBy(HERE, over({ hostKey: OTHER_KEY, host: "new.example.com" }))), [
      "acme",
    ]);
    assert.deepEqual(leftBehindBy(HERE, over({ hostKey: OTHER_KEY })), []);
    assert.deepEqual(leftBehindBy(HERE, over({ host: "10.0.0.1" })), []);
  });

  it("tells which of them are on the server that is in use, and takes one that was used again for another", () => {
    const [left] = leftBehindBy({ ...HERE, nonce: "n1" }, { ...HERE, transferUser: "acme-2" });
    assert.deepEqual([left?.sameServer, left?.nonce], [true, "n1"]);
    const leftBehind = formatLeftBehind(left ? [left] : []);
    const other = over({ hostKey: OTHER_KEY, host: "new.example.com" });
    const moved = leftBehindBy({ ...HERE, transferUser: "acme-2", nonce: "n2", leftBehind }, other);
    assert.deepEqual(
      moved.map(({ transferUser, nonce, sameServer }) => [transferUser, nonce, sameServer]),
      [
        ["acme", "n1", false],
        ["acme-2", "n2", false],
      ],
    );
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
