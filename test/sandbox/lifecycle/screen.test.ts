import assert from "node:assert/strict";
import * as fc from "fast-check";
import { quietScreen } from "../../../sandbox/lifecycle/screen";

const SAID = [
  "Updating (dev):",
  "",
  "@ updating....",
  " ~  aws:iam:Role server-role refreshing (0s) ",
  " ~  aws:iam:Role server-role refresh (0.53s) ",
  " ~  aspera:index:Docroot customer-docroot-observed refresh (3s) [diff: ~docroot]",
  "    pulumi:pulumi:Stack aspera-dev running ",
  "    aws:iam:Role server-role  ",
  " +  aws:iam:Role bucket-role creating (0s) ",
  " +  aws:iam:Role bucket-role created (0.07s) ",
  " ~  command:remote:Command docroot-apply updated (1s) [diff: ~stdin]",
  "        [urn=urn:pulumi:dev::aspera::command:remote:Command::docroot-apply]",
  "",
  "",
  '      ~ docroot: "s3://evil" => "s3://good"',
  '    docroot        : "s3://good"',
  "error: no changes were expected",
];
const SHOWN = [SAID[0], "", SAID[9], SAID[10], "", SAID[14], SAID[15], SAID[16]];

describe("the demo's screen", () => {
  const shown = (chunks: readonly string[]) => {
    let text = "";
    const screen = quietScreen((line) => {
      text += line;
    });
    for (const chunk of chunks) screen.take(chunk);
    screen.end();
    return text;
  };
  const expected = SHOWN.map((line) => `   │ ${line}\n`).join("");

  it("leaves out beginnings, refreshes and what stays as it is; keeps what was done, diffs, outputs and errors", () => {
    assert.equal(shown([`${SAID.join("\n")}\n`]), expected);
  });

  it("does not depend on where the chunks end", () => {
    const text = SAID.join("\n");
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        assert.equal(shown(places.slice(1).map((end, at) => text.slice(places[at], end))), expected);
      }),
    );
  });
});
