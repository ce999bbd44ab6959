import assert from "node:assert/strict";
import { formatLeftBehind, namesOf } from "../../../provider/docroot/move";
import type { DocrootInputs } from "../../../provider/docroot/properties";
import type { Closing } from "../../../provider/former/closeDocroot";
import { formerLifecycle } from "../../../provider/former/lifecycle";
import type { FormerInputs } from "../../../provider/former/properties";
import { CONNECTION, PLACE } from "../connection";

const of = (transferUser: string): DocrootInputs => ({
  connection: CONNECTION,
  transferUser,
  bucket: "acme-media",
});
const inputs = (...users: string[]): FormerInputs => {
  const former = users.map(of);
  return { leftBehind: formatLeftBehind(former), leaves: namesOf(former) };
};

/** A lifecycle whose servers answer the same to everybody; who was closed is counted. */
function on(outcome: Closing["outcome"] = "closed") {
  const tried: string[] = [];
  const logged: string[] = [];
  const lifecycle = formerLifecycle({
    closeDocroot: async ({ transferUser }, { restart = "restart" }) => {
      tried.push(restart === "restart" ? transferUser : `${transferUser}, ${restart}`);
      return { outcome, severity: "info", message: `about ${transferUser}` };
    },
    log: async (_severity, message) => {
      logged.push(message);
    },
  });
  return { ...lifecycle, tried, logged };
}

describe("docroot: what moves left behind", () => {
  it("is nothing in a first up", async () => {
    const server = on();
    assert.deepEqual(await server.create(inputs()), { ...inputs(), open: "none" });
    assert.deepEqual(server.tried, []);
  });

  it("is closed with the restart that the stack wants now", async () => {
    const server = on();
    const restart = { restart: "whenIdle" } as const;
    await server.create({ ...inputs("acme"), restart });
    await server.update({ ...inputs(), open: "none" }, { ...inputs("acme-2"), restart });
    assert.deepEqual(server.tried, ["acme, whenIdle", "acme-2, whenIdle"]);
  });

  it("is closed once, each", async () => {
    const server = on();
    const one = await server.update({ ...inputs(), open: "none" }, inputs("acme"));
    assert.equal(one.open, "none");
    await server.update(one, inputs("acme", "acme-2"));
    assert.deepEqual(server.tried, ["acme", "acme-2"]);
    assert.deepEqual(server.logged, ["about acme", "about acme-2"]);
  });

  it("is closed again when it was used in between", async () => {
    const server = on();
    const away = await server.update({ ...inputs(), open: "none" }, inputs("acme"));
    const back = await server.update(away, inputs("acme-2"));
    await server.update(back, inputs("acme"));
    assert.deepEqual(server.tried, ["acme", "acme-2", "acme"]);
  });

  it("is closed again when it was used in between, also where no up came as far as this", async () => {
    const left = (nonce: string): FormerInputs => {
      const former = [{ ...of("acme"), nonce }];
      return { leftBehind: formatLeftBehind(former), leaves: namesOf(former) };
    };
    const server = on();
    const away = await server.update({ ...inputs(), open: "none" }, left("n1"));
    // The up that led back to acme ended before it came here.
    await server.update(away, left("n3"));
    assert.deepEqual(server.tried, ["acme", "acme"]);
  });

  it("is not tried again on a server that is left, but on one that is in use again", async () => {
    const on1 = (sameServer?: boolean): FormerInputs => {
      const former = [{ ...of("acme"), sameServer }];
      return { leftBehind: formatLeftBehind(former), leaves: namesOf(former) };
    };
    const gone = await on("gone").update({ ...inputs(), open: "none" }, on1(false));
    const server = on();
    const back = await server.update(gone, on1(true));
    assert.deepEqual(server.tried, ["acme"]);
    for (const sameServer of [true, false, undefined]) await server.update(back, on1(sameServer));
    assert.deepEqual(server.tried, ["acme"]);
  });

  it("stays in sight while it is open, and is tried again", async () => {
    const open = await on("open").update({ ...inputs(), open: "none" }, inputs("acme"));
    assert.equal(open.open, `acme on ${PLACE}`);
    const server = on();
    assert.equal((await server.update(open, inputs("acme"))).open, "none");
    assert.deepEqual(server.tried, ["acme"]);
  });

  it("is let go with a server that is gone", async () => {
    assert.equal((await on("gone").create(inputs("acme"))).open, "none");
  });
});
