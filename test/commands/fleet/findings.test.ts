import assert from "node:assert/strict";
import { fingerprinting, fleetFindings } from "../../../commands/fleet/findings";
import type { FleetStack } from "../../../commands/fleet/fleetStack";
import { fleetStack } from "../../../commands/fleet/fleetStack";
import { serversOf } from "../../../commands/fleet/servers";
import { EXTERNAL_ID, inner } from "../../program/settings/stack";
import { GLOBEX, OUTPUTS, one, settings, state } from "./fleet";

const NOW = new Date("2026-11-26T12:00:00Z");

describe("fleet: what is found across stacks", () => {
  const found = (...stacks: FleetStack[]) => fleetFindings(stacks, serversOf(stacks), fingerprinting(), NOW);
  const codes = (...stacks: FleetStack[]) =>
    found(...stacks).map(({ stacks: about, found: { code } }) => [code, about.join()]);

  it("is nothing where each customer has its own", () => {
    assert.deepEqual(codes(), []);
    assert.deepEqual(codes(one(), one("globex-prod", GLOBEX)), []);
  });

  it("a copied stack shares all that is one customer's", () => {
    assert.deepEqual(codes(one(), one("globex-prod", GLOBEX), one("acme-test")), [
      ["fleet-same-transfer-user", "acme-prod,acme-test"],
      ["fleet-same-bucket-role", "acme-prod,acme-test"],
      ["fleet-same-external-id", "acme-prod,acme-test"],
      ["fleet-same-docroot", "acme-prod,acme-test"],
    ]);
  });

  it("each by itself: another server's user, another account's role, another folder are another's", () => {
    const { externalId, ...others } = GLOBEX;
    assert.deepEqual(codes(one(), one("g", others)), [["fleet-same-external-id", "acme-prod,g"]]);
    assert.deepEqual(codes(one(), one("g", { ...GLOBEX, transferUser: "acme" })), [
      ["fleet-same-transfer-user", "acme-prod,g"],
    ]);
    const elsewhere = inner("server", { host: "aspera-2.example.com", hostKey: "another" });
    assert.deepEqual(codes(one(), one("g", { ...GLOBEX, transferUser: "acme", ...elsewhere })), []);
    const { bucketAccount, ...sameAccount } = GLOBEX;
    const role = { bucketRole: { name: "Aspera-ACME" } };
    assert.deepEqual(codes(one(), one("g", { ...sameAccount, ...role })), [
      ["fleet-same-bucket-role", "acme-prod,g"],
    ]);
    assert.deepEqual(codes(one(), one("g", { ...GLOBEX, ...role })), []);
    const bucket = (prefix: string) => ({ ...GLOBEX, bucket: { name: "acme-media", prefix } });
    assert.deepEqual(codes(one(), one("g", bucket("incoming/"))), [["fleet-same-docroot", "acme-prod,g"]]);
    assert.deepEqual(codes(one(), one("g", bucket("outgoing/"))), []);
  });

  it("the other end of a link is no other customer", () => {
    assert.deepEqual(codes(one(), one("acme-bucket", { side: "bucket" })), []);
  });

  it("an external ID is told by a fingerprint that no other run gives it", () => {
    const two = () => found(one(), one("g", { ...GLOBEX, externalId: EXTERNAL_ID }))[0]?.found.text ?? "";
    const [first, second] = [two(), two()];
    assert.match(first, /^the stacks acme-prod and g have one external ID, [0-9a-f]{8} in this run$/);
    assert.notEqual(first, second);
    const own = fingerprinting();
    assert.equal(own(EXTERNAL_ID), own(EXTERNAL_ID));
    assert.notEqual(own(EXTERNAL_ID), own("another"));
  });

  it("what a stack encrypts is compared and not told", () => {
    const all = [
      one(),
      fleetStack(
        {
          ...settings("g", { ...GLOBEX, ...inner("bucketRole", {}) }),
          encrypted: ["aspera:bucketRole", "aspera:server", "aspera:transferUser"],
        },
        state("g"),
      ),
    ];
    const secret = fleetStack(
      { ...settings("acme-prod"), encrypted: ["aspera:server", "aspera:transferUser"] },
      state("acme-prod"),
    );
    assert.deepEqual(codes(...all), []);
    const [user] = found(secret, one("g", { ...GLOBEX, transferUser: "acme" }));
    assert.equal(
      user?.found.text,
      "the stacks acme-prod and g have one transfer user, (not shown) on (address not shown)",
    );
  });

  it("a stack that cannot be read is told, with what the engine said first", () => {
    const unread = "incorrect passphrase\nfurther lines";
    const [told] = found(fleetStack({ stack: "x", values: {}, unread }, []));
    assert.equal(told?.found.text, "stack x could not be read whole: incorrect passphrase");
    assert.equal(told?.found.unseen, true);
  });

  it("the licence is told once a server, as whoever saw it last tells it", () => {
    const seen = (stack: string, lastSeen: string, licenceUntil: string) =>
      one(
        stack,
        stack === "globex-prod" ? GLOBEX : {},
        state(stack, { outputs: { ...OUTPUTS, lastSeen }, licenceUntil }),
      );
    const older = seen("acme-prod", "2026-11-01T00:00:00Z", "2026-12-01");
    assert.deepEqual(codes(older), [["server-licence-ends-soon", "acme-prod"]]);
    assert.deepEqual(codes(older, seen("globex-prod", "2026-11-20T00:00:00Z", "2027-12-01")), []);
    assert.deepEqual(codes(older, seen("globex-prod", "2026-10-20T00:00:00Z", "2027-12-01")), [
      ["server-licence-ends-soon", "acme-prod,globex-prod"],
    ]);
  });

  it("a role without room is told once, however many servers have it", () => {
    const long = (stack: string, changes: object, size: number) =>
      one(stack, { ...changes }, state(stack, { policy: "x".repeat(size) }));
    const elsewhere = { ...GLOBEX, ...inner("server", { host: "aspera-2.example.com", hostKey: "another" }) };
    const low = found(long("acme-prod", {}, 4_000), long("globex-prod", elsewhere, 2_500));
    assert.deepEqual(
      low.map(({ stacks, found }) => [found.code, stacks]),
      [["preflight-policy-room-low", ["acme-prod"]]],
    );
    assert.match(
      low[0]?.found.text ?? "",
      /6,500 of 10,240 characters, this stack's 4,000 included: room for 0 more/,
    );
    assert.deepEqual(codes(long("acme-prod", {}, 9_000), long("globex-prod", elsewhere, 2_500)), [
      ["preflight-policy-room-full", "acme-prod"],
    ]);
  });
});
