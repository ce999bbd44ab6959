import assert from "node:assert/strict";
import type { ObserveAnswer } from "../../../model/agent/serverAnswer";
import { conditional } from "../../../model/findings/docroot/conditional";
import { asperaConfProblem } from "../../../model/findings/server/asperaConfProblem";
import { asperanodedMissing } from "../../../model/findings/server/asperanodedMissing";
import { asperatrapdDown } from "../../../model/findings/server/asperatrapdDown";
import { noSystemUser } from "../../../model/findings/server/noSystemUser";
import { plainHttp } from "../../../model/findings/server/plainHttp";
import { softwareTooOld } from "../../../model/findings/server/softwareTooOld";
import { softwareVersionUnknown } from "../../../model/findings/server/softwareVersionUnknown";
import { storageDaemonNotSeen } from "../../../model/findings/server/storageDaemonNotSeen";
import { storageTrafficNotVisible } from "../../../model/findings/server/storageTrafficNotVisible";
import { transferRightsLacking } from "../../../model/findings/server/transferRightsLacking";
import { serverFindings } from "../../../model/server/serverFindings";
import { ALL_WELL_ANSWER } from "./answer";

const SERVER = {
  host: "aspera.example.com",
  port: 33001,
  asperaRoot: "/srv/aspera",
  transferUser: "acme",
};
const findingsOn = (seen: Partial<ObserveAnswer>) => serverFindings({ ...ALL_WELL_ANSWER, ...seen }, SERVER);

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

  it("tells everything at once", () => {
    const all = findingsOn(Object.assign({}, ...cases.map(([seen]) => seen)));
    assert.deepEqual(
      all.map(({ code }) => code),
      [
        asperaConfProblem,
        noSystemUser,
        transferRightsLacking,
        conditional,
        asperanodedMissing,
        storageDaemonNotSeen,
        storageTrafficNotVisible,
        softwareTooOld,
      ].map(({ code }) => code),
    );
  });
});
