import assert from "node:assert/strict";
import type { ObserveAnswer } from "../../../model/agent/serverAnswer";
import { conditional } from "../../../model/findings/docroot/conditional";
import { shared } from "../../../model/findings/docroot/shared";
import { asperaConfProblem } from "../../../model/findings/server/asperaConfProblem";
import { asperaConfWritable } from "../../../model/findings/server/asperaConfWritable";
import { asperanodedMissing } from "../../../model/findings/server/asperanodedMissing";
import { asperatrapdDown } from "../../../model/findings/server/asperatrapdDown";
import { noSystemUser } from "../../../model/findings/server/noSystemUser";
import { plainHttp } from "../../../model/findings/server/plainHttp";
import { softwareTooOld } from "../../../model/findings/server/softwareTooOld";
import { softwareVersionUnknown } from "../../../model/findings/server/softwareVersionUnknown";
import { storageDaemonNotSeen } from "../../../model/findings/server/storageDaemonNotSeen";
import { storageTrafficNotVisible } from "../../../model/findings/server/storageTrafficNotVisible";
import { tokenDemanded } from "../../../model/findings/server/tokenDemanded";
import { transferRightsLacking } from "../../../model/findings/server/transferRightsLacking";
import { transfersDenied } from "../../../model/findings/server/transfersDenied";
import { type Looked, serverFindings } from "../../../model/server/serverFindings";
import { ALL_WELL_ANSWER } from "./answer";

const SERVER = {
  host: "aspera.example.com",
  port: 33001,
  asperaRoot: "/srv/aspera",
  transferUser: "acme",
};
const findingsOn = (seen: Partial<ObserveAnswer>, looked: Partial<Looked> = { rights: ["read", "write"] }) =>
  serverFindings({ ...ALL_WELL_ANSWER, ...seen }, { ...SERVER, ...looked });

describe("server: findings for what up cannot repair", () => {
  it("says nothing when all is well, nor of what up repairs", () => {
    assert.deepEqual(findingsOn({}), []);
    assert.deepEqual(findingsOn({ same: false, asperanoded: "stopped", docroot: "s3://evil" }), []);
    const rights = { read: "denied by a group", write: "unclear", dir: "allowed" } as const;
    assert.deepEqual(findingsOn({ rights }), [], "nobody asked");
    assert.deepEqual(findingsOn({ transferUserEntry: "missing in aspera.conf", owner: "none" }), []);
  });

  const cases: [seen: Partial<ObserveAnswer>, kind: { readonly code: string }, told: string[]][] = [
    [
      { problem: "two <path> at line 3" },
      asperaConfProblem,
      ["two <path> at line 3", "/srv/aspera/etc/aspera.conf"],
    ],
    [{ systemUser: "missing on the server" }, noSystemUser, ["acme"]],
    [
      {
        rights: { read: "allowed", write: "denied by a group", dir: "denied by the default section" },
        rightsLacking: ["write"],
      },
      transferRightsLacking,
      ["write_allowed is denied by a group", "/srv/aspera/bin/asconfigurator -x", ";write_allowed,true'"],
    ],
    [
      { conditional: [{ peerIp: "10.0.0.7", docroot: "s3://(masked)@h/b" }] },
      conditional,
      ["10.0.0.7", "s3://(masked)@h/b", "remove the whole", "/srv/aspera/etc/aspera.conf"],
    ],
    [
      { conditional: [{ peerIp: "10.0.0.7", docroot: "" }] },
      conditional,
      ["10.0.0.7", "the whole file system"],
    ],
    [
      { confWriters: ["user bob", "everybody"], confMode: "0666" },
      asperaConfWritable,
      [
        "user bob, everybody",
        "0666",
        "chmod go-w /srv/aspera/etc/aspera.conf && chown root /srv/aspera/etc/",
      ],
    ],
    [
      { confWriters: ["group media"], confMode: "0664" },
      asperaConfWritable,
      ["`chmod go-w /srv/aspera/etc/aspera.conf`"],
    ],
    [
      { sharing: [{ holder: "user", name: "globex", shares: ["docroot", "role"] }] },
      shared,
      ["user globex in aspera.conf", "has the docroot and role of transfer user acme"],
    ],
    [
      { sharing: [{ holder: "default", name: "", shares: ["external ID"] }] },
      shared,
      ["the default section in aspera.conf", "has the external ID of transfer user acme"],
    ],
    [
      { authorization: { in: "allowed", out: "denied by the default section" } },
      transfersDenied,
      [
        "authorization_transfer_out_value is denied by the default section",
        "user_name,acme;authorization_transfer_out_value,allow'",
      ],
    ],
    [{ authorization: { in: "unclear", out: "allowed" } }, transfersDenied, ["_in_value is unclear"]],
    [
      { authorization: { in: "token by a group", out: "token by a group" } },
      tokenDemanded,
      [
        "_in_value is token by a group, ",
        "set transferTokens to true",
        ";authorization_transfer_in_value,allow;",
      ],
    ],
    [{ asperanoded: "not installed" }, asperanodedMissing, ["/srv/aspera"]],
    [{ asperatrapd: "disabled" }, asperatrapdDown, ["disabled", "/srv/aspera/bin/astrap-config.sh enable"]],
    [{ asperatrapd: "stopped" }, asperatrapdDown, ["stopped"]],
    [{ asperatrapd: "not installed" }, asperatrapdDown, ["not installed"]],
    [{ asperatrapd: "unknown" }, storageDaemonNotSeen, ["not known", "test transfer"]],
    [{ s3Traffic: "http" }, plainHttp, ["/srv/aspera/etc/trapd/s3.properties"]],
    [{ s3Traffic: "unknown" }, storageTrafficNotVisible, ["/srv/aspera/etc/trapd/s3.properties"]],
    [{ version: "unknown" }, softwareVersionUnknown, ["/srv/aspera/bin/ascp -A"]],
    [{ version: "3.3.1.70000" }, softwareTooOld, ["Server 3.3.1.70000", "3.3.74992"]],
  ];
  for (const [seen, kind, told] of cases) {
    it(`makes ${kind.code} of ${JSON.stringify(seen)}`, () => {
      const [one, ...more] = findingsOn(seen);
      assert.deepEqual(more, []);
      assert.equal(one?.code, kind.code);
      const said = `${one?.text}\n${one?.hint}`;
      for (const part of ["aspera.example.com:33001", ...told]) assert.ok(said.includes(part), said);
    });
  }

  it("speaks of the ways that the rights need, and of tokens only where none are meant to come", () => {
    const closed = { authorization: { in: "denied by a group", out: "token by a group" } } as const;
    const codes = (...looked: Parameters<typeof findingsOn>) => findingsOn(...looked).map(({ code }) => code);
    assert.deepEqual(codes(closed), [transfersDenied.code, tokenDemanded.code]);
    assert.deepEqual(codes(closed, { rights: ["read", "dir"] }), [tokenDemanded.code]);
    assert.deepEqual(codes(closed, { rights: ["write"] }), [transfersDenied.code]);
    assert.deepEqual(codes(closed, { rights: ["dir"] }), []);
    assert.deepEqual(codes(closed, { rights: undefined }), [], "nobody asked");
    const meant = { rights: ["read", "write"], transferTokens: true } as const;
    assert.deepEqual(codes(closed, meant), [transfersDenied.code]);
    assert.deepEqual(codes({ ...closed, transferUserEntry: "missing in aspera.conf" }), []);
    assert.deepEqual(codes({ ...closed, problem: "two <user>" }), [asperaConfProblem.code]);
  });

  it("tells everything at once", () => {
    const all = findingsOn(Object.assign({}, ...cases.map(([seen]) => seen), { problem: "" }));
    assert.deepEqual(
      all.map(({ code }) => code),
      [
        asperaConfWritable,
        noSystemUser,
        transferRightsLacking,
        tokenDemanded,
        shared,
        conditional,
        asperanodedMissing,
        storageDaemonNotSeen,
        storageTrafficNotVisible,
        softwareTooOld,
      ].map(({ code }) => code),
    );
  });
});
