import assert from "node:assert/strict";
import { fleetStack, restartMode } from "../../../commands/fleet/fleetStack";
import { serversOf, withoutServer } from "../../../commands/fleet/servers";
import { EXTERNAL_ID, inner, ONE_ACCOUNT } from "../../program/settings/stack";
import { ENCRYPTED, GLOBEX, OUTPUTS, one, settings, state } from "./fleet";

describe("fleet: stacks by server", () => {
  const grouped = (...stacks: ReturnType<typeof one>[]) =>
    serversOf(stacks).map(({ place, stacks }) => [place, stacks.map(({ stack }) => stack).join()]);
  const at = (changes: Record<string, unknown>) => inner("server", changes);

  it("a server is known by host key, instance or address, also round a corner", () => {
    const other = at({ host: "aspera-2.example.com", hostKey: "another" });
    assert.deepEqual(
      grouped(one(), one("b", { ...GLOBEX, ...other }), one("c", at({ host: "203.0.113.7" }))),
      [
        ["aspera.example.com:33001", "acme-prod,c"],
        ["aspera-2.example.com:33001", "b"],
      ],
    );
    assert.deepEqual(grouped(one(), one("b", other), one("c", at({ host: "aspera-2.example.com" }))), [
      ["aspera.example.com:33001", "acme-prod,b,c"],
    ]);
  });

  it("a server that a stack launched has its address in the outputs", () => {
    const launches = { ...at({ host: undefined, hostKey: "its own", instance: {} }) };
    const outputs = { ...OUTPUTS, address: "203.0.113.7", instanceId: "i-0123456789abcdef0" };
    assert.deepEqual(grouped(one("acme-prod", launches, state("acme-prod", { outputs }))), [
      ["203.0.113.7:33001", "acme-prod"],
    ]);
    assert.deepEqual(grouped(one("acme-prod", launches)), [["(address not shown)", "acme-prod"]]);
  });

  it("the bucket's side alone, and what could not be read, is on none", () => {
    const stacks = [
      one(),
      one("b", { side: "bucket" }),
      fleetStack({ stack: "c", values: {}, unread: "no" }, []),
    ];
    assert.deepEqual(grouped(...stacks), [["aspera.example.com:33001", "acme-prod"]]);
    assert.deepEqual(
      withoutServer(stacks).map(({ stack }) => stack),
      ["b", "c"],
    );
  });

  it("counts the policies on a role: as held, else as the next up makes them", () => {
    const held = one();
    const toCome = fleetStack(settings("new", GLOBEX), []);
    assert.deepEqual(
      [held.rightSize, (toCome.rightSize ?? 0) > 100, (toCome.rightSize ?? 0) < 200],
      [170, true, true],
    );
    const alone = one("alone", { ...GLOBEX, ...ONE_ACCOUNT }, []);
    assert.ok((alone.rightSize ?? 0) > 400);
    const [server] = serversOf([held, toCome]);
    const total = 170 + (toCome.rightSize ?? 0);
    assert.deepEqual(server?.room, {
      total,
      more: Math.floor((10_240 - total) / 170),
      is: "good",
      largest: 170,
      longest: "acme-prod",
    });
    assert.equal(
      one("acme-prod", {}, state("acme-prod", { policy: ENCRYPTED })).rightSize,
      one("acme-prod", {}, []).rightSize,
    );
    const { bucket: _, ...server_ } = { ...GLOBEX };
    assert.equal(one("s", { ...server_, transferUser: undefined }, []).rightSize, undefined);
  });

  it("shows no external ID, one in clear neither", () => {
    const { own, shown } = fleetStack({ ...settings("x"), encrypted: [] }, []);
    assert.deepEqual([own.externalId, shown.externalId], [EXTERNAL_ID, undefined]);
  });

  it("reads how asperanoded is restarted", () => {
    assert.deepEqual([undefined, "whenIdle", '{"mode":"reload"}'].map(restartMode), [
      "restart",
      "whenIdle",
      "reload",
    ]);
  });
});
