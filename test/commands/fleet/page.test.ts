import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { fleetDocument } from "../../../commands/fleet/document";
import { fleetFindings } from "../../../commands/fleet/findings";
import { type FleetStack, fleetStack } from "../../../commands/fleet/fleetStack";
import { fleetPage } from "../../../commands/fleet/page";
import { fleetRow } from "../../../commands/fleet/rows";
import { serversOf } from "../../../commands/fleet/servers";
import { EXTERNAL_ID } from "../../program/settings/stack";
import { assertFitsSchema } from "../../schemas";
import { ENCRYPTED, GLOBEX, OUTPUTS, one, settings, state } from "./fleet";

const NOW = new Date("2026-11-26T12:00:00Z");
const fingerprint = (id: string) => (id === EXTERNAL_ID ? "3f9a0c1b" : "77aa00ff");
const ROW = {
  stack: "acme-prod",
  user: "acme",
  role: "444455556666 aspera-acme",
  link: "verified",
  docroot: "s3://s3.amazonaws.com/acme-media/incoming/",
  lastSeen: "2026-11-26 15:15:16Z",
  stillAllowed: "-",
  licence: "2027-12-31",
};

describe("fleet: what is shown of a stack", () => {
  const row = (outputs: object, changes = {}) =>
    fleetRow(one("acme-prod", changes, state("acme-prod", { outputs })));

  it("is its settings and its last up, in words", () => {
    assert.deepEqual(fleetRow(one()), ROW);
    assert.equal(row(OUTPUTS, { bucketAccount: undefined, bucketRole: undefined }).role, "111122223333");
  });

  it("names what is not well", () => {
    const operations = { ...OUTPUTS.operations, write: "refused", refusedWithoutExternalId: "open" };
    assert.equal(
      row({ ...OUTPUTS, operations }).link,
      "verified; write refused; refusedWithoutExternalId open",
    );
    assert.equal(
      row({ ...OUTPUTS, docroot: `${OUTPUTS.docroot}, as last seen at 2026-11-26T15:15:16Z` }).docroot,
      ROW.docroot,
    );
    assert.equal(row({ ...OUTPUTS, docroot: "not switched yet" }).docroot, "not switched yet");
    for (const stillAllowed of [["an earlier external ID"], ENCRYPTED])
      assert.equal(row({ ...OUTPUTS, stillAllowed }).stillAllowed, "yes");
  });

  it("tells a stack that was never up from one that could not be read, and one without a customer", () => {
    const never = { ...ROW, link: "never up", docroot: "-", lastSeen: "-", licence: "-" };
    assert.deepEqual(fleetRow(one("acme-prod", {}, [])), never);
    const nothing = { ...never, user: "-", role: "-", link: "not read", stack: "x" };
    assert.deepEqual(fleetRow(fleetStack({ stack: "x", values: {}, unread: "no" }, [])), nothing);
    const own = {
      bucketAccount: undefined,
      bucketRole: undefined,
      bucket: undefined,
      transferUser: undefined,
    };
    const server = row({ serverRoleArn: "x" }, own);
    assert.deepEqual([server.user, server.role, server.link], ["-", "-", "-"]);
  });
});

describe("fleet: the page and the document", () => {
  const page = (stacks: readonly FleetStack[], width = 160) => {
    const servers = serversOf(stacks);
    const text = fleetPage(stacks, servers, fleetFindings(stacks, servers, fingerprint, NOW), width);
    return stripVTControlCharacters(text);
  };
  const TWO = [one(), one("globex-prod", { ...GLOBEX, restart: "whenIdle" })];

  it("has a table a server, its room, and what a restart means where others are on it", () => {
    const text = page(TWO);
    assert.match(
      text,
      /^aspera\.example\.com:33001 {3}server role aspera-server in account 111122223333, 2 customers\n/,
    );
    assert.match(
      text,
      /^inline policies of aspera-server: 340 of 10,240 characters from these stacks, room for 58 more customers like acme-prod, the longest$/m,
    );
    assert.match(
      text,
      /^a changed docroot restarts asperanoded on aspera\.example\.com:33001 for every customer there: /m,
    );
    assert.deepEqual(text.match(/^ {2}pulumi config set .*$/gm), [
      "  pulumi config set aspera:restart whenIdle --stack acme-prod",
    ]);
    assert.match(text, /no server and no account was asked/);
  });

  it("says nothing of restarts where nobody else is on the server, or everybody waits", () => {
    const idle = { restart: '{"mode":"whenIdle"}' };
    for (const stacks of [[one()], [one("acme-prod", idle), one("g", { ...GLOBEX, ...idle })]])
      assert.doesNotMatch(page(stacks), /restarts asperanoded/);
  });

  for (const width of [60, 80, 120, 140, 200])
    it(`fits into ${width} characters, tables and all`, () => {
      const tables = page(TWO, width)
        .split("\n")
        .filter((line) => /^[│┌├└]/.test(line));
      assert.ok(tables.length > 3);
      for (const line of tables) assert.ok(line.length <= width, `${line.length}: ${line}`);
    });

  it("never tells an external ID, nor what a stack encrypts", () => {
    const hidden = fleetStack(
      {
        ...settings("g", { ...GLOBEX, externalId: EXTERNAL_ID }),
        encrypted: ["aspera:externalId", "aspera:bucket"],
      },
      state("g", { outputs: { ...OUTPUTS, docroot: ENCRYPTED } }),
    );
    const stacks = [one(), hidden];
    const servers = serversOf(stacks);
    const findings = fleetFindings(stacks, servers, fingerprint, NOW);
    const document = JSON.stringify(fleetDocument(stacks, servers, findings, fingerprint));
    assertFitsSchema("fleet", document);
    const text = document + page(stacks);
    for (const secret of [EXTERNAL_ID, "globex-media", "ciphertext"])
      assert.ok(!text.includes(secret), secret);
  });

  it("--json has the same, whole", () => {
    const stacks = [one(), fleetStack({ stack: "x", values: {}, unread: "no" }, [])];
    const servers = serversOf(stacks);
    const findings = fleetFindings(stacks, servers, fingerprint, NOW);
    assert.deepEqual(JSON.parse(JSON.stringify(fleetDocument(stacks, servers, findings, fingerprint))), {
      version: 1,
      servers: [
        {
          place: "aspera.example.com:33001",
          role: "aspera-server",
          account: "111122223333",
          room: { characters: 170, limit: 10_240, longest: 170, moreCustomers: 59 },
          stacks: [
            {
              stack: "acme-prod",
              side: "both",
              transferUser: "acme",
              bucketAccount: "444455556666",
              bucketRole: "aspera-acme",
              bucket: "acme-media",
              prefix: "incoming/",
              externalId: "3f9a0c1b",
              link: "verified",
              docroot: OUTPUTS.docroot,
              operations: OUTPUTS.operations,
              lastSeen: OUTPUTS.lastSeen,
              stillAllowed: [],
              licenceUntil: "2027-12-31",
              restart: "restart",
            },
          ],
        },
      ],
      withoutServer: [{ stack: "x", side: "both", restart: "restart", unread: "no" }],
      findings: [
        {
          code: "fleet-not-compared",
          owner: "operator",
          unseen: true,
          stacks: ["x"],
          text: "stack x could not be read whole: no",
          hint: "see what `pulumi config --stack x` says; secrets need the stack's passphrase or key",
        },
      ],
    });
  });
});
