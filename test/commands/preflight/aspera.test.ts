import assert from "node:assert/strict";
import { asperaChecks, asperaFindings } from "../../../commands/preflight/aspera";
import { plainServer } from "../../../commands/preflight/server";
import type { ObserveAnswer } from "../../../components/agent/answer";
import { CLOSED_DOCROOT } from "../../../components/docroot/uri";
import type { Customer } from "../../../components/settings/types";
import { customerWith, inner, PRIVATE_KEY } from "../../settings/stack";

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
  transfers: 2,
  usersServed: 12,
  users: ["acme"],
  version: "4.4.5.1646",
  problem: "",
} as ObserveAnswer;
const FOREIGN = {
  docroot: "s3://(masked)@s3.amazonaws.com/x",
  owner: "another",
  fingerprint: "0123456789abcdef",
} as const;

const customer = (more: object = {}) =>
  ({
    transferUser: "acme",
    createTransferUserEntry: false,
    docroot: { host: "s3.amazonaws.com" },
    ...more,
  }) as Customer;

describe("preflight: what the server's answer means", () => {
  const look = (seen: Partial<ObserveAnswer>, whose = customer()) =>
    Object.fromEntries(
      asperaFindings(whose, { ...WELL, ...seen }, "acme-prod").map((finding) => [finding.check, finding]),
    );

  it("all well", () => {
    const { aspera, services, ...rest } = look({});
    assert.equal(aspera?.found, "Aspera 4.4.5.1646, 12 users, 2 transfers running");
    assert.equal(services?.found, "asperanoded answers; asperatrapd running; S3 over https");
    assert.equal(rest["docroot now"]?.found, "none; up sets it");
    assert.ok([aspera, services, ...Object.values(rest)].every((finding) => finding?.state === "ok"));
  });

  const cases: [string, Partial<ObserveAnswer>, string, string, Customer?][] = [
    [
      "software that is too old",
      { product: "Aspera Enterprise Server", version: "3.3.3.71500" },
      "aspera",
      "stop",
    ],
    [
      "the same, which up upgrades first",
      { product: "Aspera Enterprise Server", version: "3.3.3.71500" },
      "aspera",
      "note",
      customer({ server: { upgrade: { package: "a.rpm" } } }),
    ],
    ["a version that is not told", { version: "unknown" }, "aspera", "note"],
    ["a stopped asperanoded, which up starts", { asperanoded: "stopped" }, "services", "note"],
    ["an asperanoded that does not answer", { asperanoded: "running, does not answer" }, "services", "stop"],
    ["no Aspera at all", { asperanoded: "not installed" }, "services", "stop"],
    ["no object storage daemon", { asperatrapd: "disabled" }, "services", "note"],
    ["plain HTTP to S3", { s3Traffic: "http" }, "services", "note"],
    ["no system user", { systemUser: "missing on the server" }, "transfer user", "stop"],
    ["no entry", { transferUserEntry: "missing in aspera.conf" }, "transfer user", "stop"],
    [
      "no entry, and up may add it",
      { transferUserEntry: "missing in aspera.conf" },
      "transfer user",
      "ok",
      customer({ createTransferUserEntry: true }),
    ],
    ["a file that cannot be edited", { problem: "several <path> of acme" }, "docroot now", "stop"],
    ["our own docroot", { docroot: "s3://x", owner: "ours", same: true }, "docroot now", "ok"],
    ["our own docroot, older", { docroot: "s3://x", owner: "ours" }, "docroot now", "ok"],
    ["a closed docroot", { docroot: CLOSED_DOCROOT, owner: "another" }, "docroot now", "ok"],
    ["a foreign docroot", FOREIGN, "docroot now", "stop"],
    [
      "a foreign docroot that is named",
      FOREIGN,
      "docroot now",
      "note",
      customer({ docroot: { host: "s3.amazonaws.com", takeOver: FOREIGN.fingerprint } }),
    ],
    [
      "another foreign docroot than the named one",
      FOREIGN,
      "docroot now",
      "stop",
      customer({ docroot: { host: "s3.amazonaws.com", takeOver: "fedcba9876543210" } }),
    ],
  ];
  for (const [what, seen, check, state, whose] of cases) {
    it(`${what}: ${state}`, () => assert.equal(look(seen, whose)[check]?.state, state));
  }

  it("a foreign docroot comes with the line that takes it over", () => {
    const hints = look(FOREIGN)["docroot now"]?.hints ?? [];
    assert.ok(hints.includes("pulumi config set aspera:takeOver 0123456789abcdef --stack acme-prod"));
  });

  it("no answer stands in the way: nothing of Aspera was seen then", async () => {
    const whose = customerWith({
      ...inner("server", { host: "127.0.0.1", port: 1 }),
      sshPrivateKey: PRIVATE_KEY,
    });
    const [only, ...others] = await asperaChecks(whose, plainServer(whose), "acme-prod");
    assert.deepEqual(others, []);
    assert.deepEqual([only?.check, only?.state], ["aspera", "stop"]);
    assert.match(only?.found ?? "", /connection refused/);
  });
});
