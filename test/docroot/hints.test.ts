import assert from "node:assert/strict";
import type { ObserveAnswer } from "../../components/agent/answer";
import { hints } from "../../components/docroot/hints";
import { ALL_WELL_ANSWER } from "./answer";

const SERVER = { host: "aspera.example.com", asperaRoot: "/opt/aspera" };
const hintsOn = (seen: Partial<ObserveAnswer>) => hints({ answer: { ...ALL_WELL_ANSWER, ...seen } }, SERVER);

describe("docroot: hints for what up cannot repair", () => {
  it("says nothing when all is well, nor of what up repairs", () => {
    assert.deepEqual(hintsOn({}), []);
    assert.deepEqual(hintsOn({ same: false, asperanoded: "stopped", docroot: "s3://evil" }), []);
  });

  const cases: [Partial<ObserveAnswer>, RegExp][] = [
    [
      { problem: "two <path> at line 3" },
      /^two <path> at line 3 on aspera\.example\.com\nhint: mend the file/,
    ],
    [{ systemUser: "missing on the server" }, /\nhint: make it on the server/],
    [{ asperanoded: "not installed" }, /\nhint: is this the Aspera server/],
    [{ asperatrapd: "disabled" }, /\nhint: as root: \/opt\/aspera\/bin\/astrap-config\.sh enable/],
    [
      { s3Traffic: "http" },
      /\nhint: set s3service\.https-only=true in \/opt\/aspera\/etc\/trapd\/s3\.properties/,
    ],
    [{ version: "unknown" }, /is not known on aspera\.example\.com\nhint: see `\/opt\/aspera\/bin\/ascp -A`/],
    [
      { version: "3.3.1.70000" },
      /Server is 3\.3\.1\.70000, older than 3\.3\.74992 on .*\nhint: it cannot use a role; upgrade it/,
    ],
    [{ s3Traffic: "unknown" }, /\nhint: let this login read/],
  ];
  for (const [seen, expected] of cases) {
    it(`gives one for ${JSON.stringify(seen)}`, () => {
      const found = hintsOn(seen);
      assert.equal(found.length, 1);
      assert.match(found[0] ?? "", expected);
    });
  }

  it("passes on why a server could not be asked", () => {
    const failure = { sentence: "unreachable: connection refused", hint: "check `host`" };
    assert.deepEqual(hints({ failure }, SERVER), ["unreachable: connection refused\nhint: check `host`"]);
  });
});
