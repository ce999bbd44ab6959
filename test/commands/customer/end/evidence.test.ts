import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evidenceOf } from "../../../../commands/customer/end/evidence";
import { evidencePage } from "../../../../commands/customer/end/evidencePage";
import { evidencePlace, writeEvidence } from "../../../../commands/customer/end/writeEvidence";
import { at, RUN } from "./run";

describe("end: the evidence", () => {
  it("is the run, with how it came out", () => {
    assert.deepEqual(evidenceOf(RUN, at(9), []), { version: 1, outcome: "ended", finished: at(9), ...RUN });
    assert.deepEqual(Object.keys(evidenceOf(RUN, at(9), [])), [
      "version",
      "stack",
      "outcome",
      "began",
      "finished",
      "customer",
      "identities",
      "steps",
      "removed",
      "proofs",
      "open",
      "untouched",
    ]);
  });

  it("is not a clean end while something is open, and none at all when it was stopped", () => {
    const outcome = (more: object) => evidenceOf({ ...RUN, ...more }, at(9), []).outcome;
    assert.equal(outcome({ open: ["the docroot was not closed"] }), "ended, see open");
    assert.equal(outcome({ stopped: "interrupted" }), "stopped");
    assert.equal(outcome({ stopped: "interrupted", open: ["x"] }), "stopped");
  });

  it("has what was removed once, at the first time", () => {
    const [first] = RUN.removed;
    assert.ok(first);
    const elsewhere = { ...first, where: "bucket account 777788889999" };
    const removed = [first, { ...first, at: at(5) }, elsewhere];
    assert.deepEqual(evidenceOf({ ...RUN, removed }, at(9), []).removed, [first, elsewhere]);
  });

  it("holds no secret, whoever quoted it, and wherever", () => {
    const said = "AWS said: external ID acme-4d1f of acme-4d1f";
    const run = {
      ...RUN,
      steps: [{ ...RUN.steps[0], step: "s", outcome: "failed", said, by: [said], at: at(1) } as const],
      open: [said],
      stopped: said,
    };
    const text = JSON.stringify(evidenceOf(run, at(9), ["acme-4d1f", ""]));
    assert.ok(!text.includes("acme-4d1f"));
    assert.equal(text.split("external ID (secret) of (secret)").length - 1, 4);
  });

  it("is a page, too: exactly this", () => {
    assert.equal(
      evidencePage(evidenceOf({ ...RUN, open: ["see <this> | and *that*"] }, at(9), [])),
      `# End of customer acme, stack acme-prod

Ended, but for what stands under "Open".

| fact | value |
|---|---|
| began | 2026-11-26T16:00:00.000Z |
| finished | 2026-11-26T16:00:09.000Z |
| server | aspera.example.com:33001 |
| its host key | ssh-ed25519 AAAA |
| transfer user | acme |
| bucket | acme-media/incoming/ |
| server role | arn:aws:iam::111122223333:role/aspera-server |
| bucket role | arn:aws:iam::444455556666:role/aspera-acme |
| in server account 111122223333 as | arn:aws:iam::111122223333:user/deployer |
| in bucket account 444455556666 as | arn:aws:iam::444455556666:user/deployer |

## Open

- see \\<this\\> \\| and \\*that\\*

## Steps

| time | step | outcome | what | by |
|---|---|---|---|---|
| 2026-11-26T16:00:01.000Z | close the docroot | done | the docroot leads to /nonexistent/closed | ec2-user on aspera.example.com:33001 |

## Proofs

| time | of what | outcome | seen |
|---|---|---|---|
| 2026-11-26T16:00:03.000Z | the link | refused | denied \\[link-assume-refused\\] |

## Removed

| time | what | where |
|---|---|---|
| 2026-11-26T16:00:02.000Z | role aspera-acme | bucket account 444455556666 |

## Left as it is

- bucket acme-media and everything in it
`,
    );
  });

  it("says on its page that a run was stopped, and where nothing was removed", () => {
    const { bucketRole: _, ...oneAccount } = RUN.customer;
    const run = { ...RUN, customer: oneAccount, removed: [], stopped: 'interrupted at step "x"' };
    const page = evidencePage(evidenceOf(run, at(9), []));
    assert.match(page, /^Not ended: interrupted at step "x"$/m);
    assert.match(page, /^## Removed\n\nnothing$/m);
    assert.doesNotMatch(page, /bucket role|## Open/);
  });

  describe("its files", () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "evidence-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it("are a pair a run, in a folder that is made, for the operator's eyes", () => {
      const inner = join(folder, "kept/here");
      const place = evidencePlace(inner, "org/aspera/acme-prod", new Date(at(0)));
      assert.equal(place.json, join(inner, "ended-org-aspera-acme-prod-20261126T160000Z.json"));
      assert.equal(place.markdown, join(inner, "ended-org-aspera-acme-prod-20261126T160000Z.md"));
      const evidence = evidenceOf(RUN, at(9), []);
      writeEvidence(inner, place, evidenceOf({ ...RUN, stopped: "earlier" }, at(8), []));
      writeEvidence(inner, place, evidence);
      assert.deepEqual(JSON.parse(readFileSync(place.json, "utf8")), evidence);
      assert.equal(readFileSync(place.markdown, "utf8"), evidencePage(evidence));
      assert.equal(readdirSync(inner).length, 2, "no file of the writing is left");
      assert.equal(statSync(place.json).mode & 0o777, 0o600);
    });
  });
});
