import assert from "node:assert/strict";
import { ASPERA_CHECKS, asperaChecks, asperaResults } from "../../../commands/preflight/aspera";
import type { ObserveAnswer } from "../../../model/agent/serverAnswer";
import { CLOSED_DOCROOT } from "../../../model/docroot/uri";
import type { ServerConnection } from "../../../model/ssh/connection";
import { plainConnection } from "../../../program/arguments/connectionArgs";
import type { Customer } from "../../../program/settings";
import { customerWith, inner, PRIVATE_KEY } from "../../program/settings/stack";

const WELL = {
  protocol: 1,
  docroot: "",
  same: false,
  owner: "none",
  fingerprint: "none",
  transferUserEntry: "present",
  systemUser: "present",
  asperanoded: "answers",
  asperatrapd: "running",
  s3Traffic: "https",
  instance: "",
  agent: "not asked",
  transfers: 2,
  usersServed: 12,
  users: ["acme"],
  product: "High-Speed Transfer Server",
  version: "4.4.5.1646",
  licenceUntil: "",
  problem: "",
  conditional: [],
  rights: { read: "allowed", write: "allowed", dir: "allowed" },
  rightsLacking: [],
  authorization: { in: "allowed", out: "allowed" },
  sharing: [],
  confMode: "0644",
  confWriters: [],
} as ObserveAnswer;
const FOREIGN = {
  docroot: "s3://(masked)@s3.amazonaws.com/x",
  owner: "another",
  fingerprint: "0123456789abcdef",
} as const;
const OLD = { product: "Aspera Enterprise Server", version: "3.3.3.71500" };

const customer = (more: object = {}) =>
  ({
    transferUser: "acme",
    createTransferUserEntry: false,
    bucket: { access: ["upload", "download", "browse"], fullAccess: false },
    docroot: { host: "s3.amazonaws.com" },
    server: {},
    ...more,
  }) as unknown as Customer;

describe("preflight: what the server's answer means", () => {
  const results = (seen: Partial<ObserveAnswer>, whose = customer()) => {
    const connection = { host: "h", port: 33001, asperaRoot: "/srv/aspera" } as ServerConnection;
    return asperaResults({ customer: whose, connection, stack: "acme-prod" }, { ...WELL, ...seen });
  };
  const look = (seen: Partial<ObserveAnswer>, whose = customer()) =>
    Object.fromEntries(results(seen, whose).map((result) => [result.check, result]));

  it("a docroot for one address, and rights that the bought ones need, beside the rest", () => {
    const rows = look({
      conditional: [{ peerIp: "10.0.0.7", docroot: "/srv/old" }],
      rights: { read: "allowed", write: "denied by the default section", dir: "allowed" },
      rightsLacking: ["write"],
    });
    const codes = ["transfer rights", "docroot by address"].map((check) => [
      rows[check]?.state,
      rows[check]?.finding?.code,
    ]);
    assert.deepEqual(codes, [
      ["note", "server-transfer-rights-lacking"],
      ["note", "docroot-conditional"],
    ]);
    assert.deepEqual(rows["docroot now"]?.state, "ok");
  });

  it("all well", () => {
    const all = results({});
    assert.deepEqual(
      all.map(({ check, found }) => [check, found]),
      [
        ["aspera", "High-Speed Transfer Server 4.4.5.1646, 12 users, 2 transfers running"],
        ["asperanoded", "answers"],
        ["asperatrapd", "running"],
        ["S3 traffic", "https"],
        ["transfer user", "acme: in aspera.conf and on the system"],
        ["docroot now", "none; up sets it"],
      ],
    );
    assert.deepEqual(
      all.map(({ check }) => check),
      ASPERA_CHECKS,
    );
    assert.ok(all.every(({ state, finding }) => state === "ok" && !finding));
  });

  const cases: [string, Partial<ObserveAnswer>, string, string, string?, Customer?][] = [
    ["software that is too old", OLD, "aspera", "stop", "server-software-too-old"],
    [
      "the same, which up upgrades first",
      OLD,
      "aspera",
      "ok",
      undefined,
      customer({ server: { upgrade: { package: "a.rpm" } } }),
    ],
    [
      "a version that is not told",
      { version: "unknown" },
      "aspera",
      "note",
      "server-software-version-unknown",
    ],
    [
      "a stopped asperanoded, which up starts",
      { asperanoded: "stopped" },
      "asperanoded",
      "note",
      "preflight-asperanoded-stopped",
    ],
    [
      "an asperanoded that awaits a restart",
      { asperanoded: "answers, restart pending" },
      "asperanoded",
      "note",
      "preflight-asperanoded-stopped",
    ],
    [
      "an asperanoded that does not answer",
      { asperanoded: "running, does not answer" },
      "asperanoded",
      "stop",
      "preflight-asperanoded-silent",
    ],
    [
      "no Aspera at all",
      { asperanoded: "not installed" },
      "asperanoded",
      "stop",
      "server-asperanoded-missing",
    ],
    [
      "no object storage daemon",
      { asperatrapd: "disabled" },
      "asperatrapd",
      "note",
      "server-asperatrapd-down",
    ],
    ["plain HTTP to S3", { s3Traffic: "http" }, "S3 traffic", "note", "server-plain-http"],
    [
      "traffic that cannot be seen",
      { s3Traffic: "unknown" },
      "S3 traffic",
      "note",
      "server-storage-traffic-not-visible",
    ],
    [
      "no system user",
      { systemUser: "missing on the server" },
      "transfer user",
      "stop",
      "server-no-system-user",
    ],
    [
      "no entry",
      { transferUserEntry: "missing in aspera.conf" },
      "transfer user",
      "stop",
      "preflight-no-transfer-user-entry",
    ],
    [
      "no entry, and up may add it",
      { transferUserEntry: "missing in aspera.conf" },
      "transfer user",
      "ok",
      undefined,
      customer({ createTransferUserEntry: true }),
    ],
    [
      "a file that cannot be edited",
      { problem: "several <path> of acme" },
      "docroot now",
      "stop",
      "server-aspera-conf-problem",
    ],
    ["our own docroot", { docroot: "s3://x", owner: "ours", same: true }, "docroot now", "ok"],
    ["our own docroot, older", { docroot: "s3://x", owner: "ours" }, "docroot now", "ok"],
    ["a closed docroot", { docroot: CLOSED_DOCROOT, owner: "another" }, "docroot now", "ok"],
    ["a foreign docroot", FOREIGN, "docroot now", "stop", "docroot-foreign"],
    [
      "a foreign docroot that is named",
      FOREIGN,
      "docroot now",
      "note",
      "preflight-docroot-replaced",
      customer({ docroot: { host: "s3.amazonaws.com", takeOver: FOREIGN.fingerprint } }),
    ],
    [
      "another foreign docroot than the named one",
      FOREIGN,
      "docroot now",
      "stop",
      "docroot-foreign",
      customer({ docroot: { host: "s3.amazonaws.com", takeOver: "fedcba9876543210" } }),
    ],
  ];
  for (const [what, seen, check, state, code, whose] of cases) {
    it(`${what}: ${state}`, () => {
      const all = look(seen, whose);
      assert.deepEqual([all[check]?.state, all[check]?.finding?.code], [state, code]);
      const others = Object.values(all).filter((result) => result.check !== check);
      assert.ok(others.every((result) => result.state === "ok"));
    });
  }

  it("a foreign docroot comes with the line that takes it over", () => {
    const lines = look(FOREIGN)["docroot now"]?.finding?.hint.split("\n") ?? [];
    assert.equal(lines.at(-1), "pulumi config set aspera:takeOver 0123456789abcdef --stack acme-prod");
  });

  it("every path is the one of this server", () => {
    const seen = { asperatrapd: "disabled", s3Traffic: "http", version: "unknown", problem: "no" } as const;
    const hints = results(seen).map(({ finding }) => finding?.hint ?? "");
    assert.equal(hints.filter((hint) => hint.includes("/srv/aspera/")).length, 4, hints.join("\n"));
    assert.ok(!hints.some((hint) => hint.includes("/opt/aspera")));
  });

  it("no answer stands in the way: nothing of Aspera was seen then", async () => {
    const whose = customerWith({
      ...inner("server", { host: "127.0.0.1", port: 1 }),
      sshPrivateKey: PRIVATE_KEY,
    });
    const connection = plainConnection(whose);
    const [first, ...others] = await asperaChecks({ customer: whose, connection, stack: "acme-prod" });
    assert.deepEqual(
      [first?.check, first?.state, first?.finding?.code],
      ["aspera", "stop", "server-unreachable"],
    );
    assert.deepEqual(
      others.map(({ check, state, finding }) => [check, state, finding?.code]),
      ASPERA_CHECKS.slice(1).map((check) => [check, "skipped", "preflight-not-looked-at"]),
    );
  });
});
