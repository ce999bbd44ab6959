import assert from "node:assert/strict";
import fc from "fast-check";
import type { ProveAnswer } from "../../../model/agent/proveAnswer";
import { LINK_STANDS, type LinkFacts } from "../../../model/link/facts";
import { linkVerdict, verdictOf } from "../../../model/link/verdict";
import { ASSUMING } from "./assumeRows";
import {
  AT_THE_BUCKET,
  ONE_ACCOUNT,
  STANDING,
  WITH_AN_OBJECT,
  WITH_ASPERA,
  WITH_REASONS,
} from "./bucketRows";
import { FACTS, STANDS } from "./facts";
import { AFTER_ROLE, ALONE, AS_ITSELF, NO_REASON, NOT_ASKED, OTHER } from "./row";
import { ON_THE_SERVER } from "./serverRows";

const seenIn = (seen: Partial<ProveAnswer>, facts: Partial<LinkFacts> = {}) =>
  verdictOf({ ...STANDS, ...seen }, { ...FACTS, ...facts });
const hintOf = (...given: Parameters<typeof seenIn>) => seenIn(...given)?.hint ?? "";

describe("what a proof comes to", () => {
  for (const [finding, owner, text, seen, facts] of [
    ...STANDING,
    ...ON_THE_SERVER,
    ...ASSUMING,
    ...AT_THE_BUCKET,
    ...WITH_REASONS,
    ...WITH_AN_OBJECT,
    ...WITH_ASPERA,
    ...ONE_ACCOUNT,
  ]) {
    it(`${finding} <- ${JSON.stringify({ ...seen, ...facts })}`, () => {
      const found = seenIn(seen, facts);
      const verdict = linkVerdict(found);
      assert.equal(found?.code ?? "stands", finding === "stands" ? finding : `link-${finding}`);
      assert.equal(verdict.finding, found?.code ?? "none");
      assert.equal(verdict.owner, owner);
      assert.equal(verdict.link, found?.text ?? "verified");
      assert.ok(verdict.link.includes(text), verdict.link);
      assert.equal(verdict.nextStep === "none", found === undefined);
    });
  }

  it("is a clean preview's constants when the link stands", () => {
    assert.deepEqual(linkVerdict(seenIn({})), LINK_STANDS);
  });

  it("tells the first thing that is wrong: later questions could not be asked", () => {
    const order = [
      { curl: "missing" },
      { metadata: "off" },
      { instanceRole: "" },
      { skew: 400 },
      { whoami: "unreachable: no answer in time" },
      { assume: "refused" },
      { without: "done" },
      { bucketRegion: "eu-west-1" },
      { list: "refused" },
      { outside: "done" },
      { upload: "refused" },
      { delete: "refused" },
      { put: "done", removed: "refused" },
      { put: "refused" },
      { aspera: "other: HTTP 401" },
    ] as const;
    for (const [at, first] of order.entries()) {
      const everythingAfter = Object.assign({}, ...order.slice(at));
      assert.equal(seenIn(everythingAfter)?.code, seenIn(first)?.code, JSON.stringify(first));
    }
  });

  it("is never `verified` when anything that was asked for was not answered as it must be", () => {
    const outcome = fc.constantFrom(
      "done",
      "refused",
      "not asked",
      "unreachable: no answer in time",
      "other: HTTP 500",
    );
    const probes = fc.record({
      whoami: outcome,
      assume: outcome,
      without: outcome,
      wrong: outcome,
      list: outcome,
      outside: outcome,
      upload: outcome,
      abort: outcome,
      delete: outcome,
      put: outcome,
      get: outcome,
      removed: outcome,
    });
    fc.assert(
      fc.property(probes, (seen) => {
        const alone = ["whoami", "list", "upload", "abort"] as const;
        const positive = [...alone, "assume"] as const;
        const negative = ["without", "wrong", "outside"] as const;
        const object = [seen.delete, seen.put, seen.get, seen.removed];
        const own =
          /^(done|not asked)$/.test(seen.delete) &&
          /^(done,done,done|not asked,(not asked|done|refused|other: HTTP 500|unreachable: no answer in time),(not asked|done))$/.test(
            object.slice(1).join(),
          );
        const right =
          own &&
          positive.every((key) => seen[key] === "done") &&
          negative.every((key) => seen[key] === "refused" || seen[key] === "not asked");
        assert.equal(seenIn(seen) === undefined, right);
        assert.equal(
          seenIn({ ...seen, ...AS_ITSELF }, ALONE) === undefined,
          own && alone.every((key) => seen[key] === "done"),
        );
      }),
    );
  });

  it("names a next step that can be taken as it is written", () => {
    assert.match(hintOf({ without: "done" }), /StringEquals sts:ExternalId .*:role\/aspera-acme/);
    assert.match(hintOf({ bucketRegion: "eu-west-1" }), /own region only/);
    assert.match(
      hintOf({ instanceRole: "" }),
      /associate-iam-instance-profile --region us-east-1 .* Name=aspera-server`$/,
    );
    assert.match(hintOf({ caller: OTHER, ...AFTER_ROLE }), /replace-iam-instance-profile-association/);
    assert.match(
      hintOf({ abort: "other: HTTP 503" }),
      /list-multipart-uploads --bucket acme-media --prefix 'incoming\/aspera-proof-'/,
    );
    assert.match(hintOf({ aspera: "other: HTTP 401" }), /nodeApi/);
    assert.match(hintOf({ aspera: "other: HTTP 500" }), /aspera-trapd\.log/);
  });

  it("sends a refused AssumeRole to the side that can allow it, or to both", () => {
    const hint = (because: string) =>
      hintOf({ assume: "refused", because: { ...NO_REASON, assume: because }, ...NOT_ASKED });
    const [server, bucket] = [FACTS.serverRoleArn, FACTS.bucketRoleArn];
    const denied = "with an explicit deny in a";
    assert.equal(
      hint("because no identity-based policy allows the sts:AssumeRole action"),
      `in the server account: allow ${server} sts:AssumeRole on ${bucket} in the policies of ${server}`,
    );
    assert.equal(
      hint(`${denied} service control policy: arn:aws:organizations::1:policy/o-1/p-1`),
      "in the server account: in the service control policies (SCP) of the organization of account 111122223333, " +
        `arn:aws:organizations::1:policy/o-1/p-1, exempt ${server} from the Deny on sts:AssumeRole on ${bucket}`,
    );
    assert.match(
      hint(`${denied} resource control policy`),
      /^in the bucket account: in the resource control policies \(RCP\) of the organization that holds \S+aspera-acme, exempt /,
    );
    assert.match(
      hint(`${denied} permissions boundary`),
      /^in the server account: .*boundary of \S+aspera-server,/,
    );
    assert.match(
      hint(`${denied} VPC endpoint policy`),
      /^in the server account: .* endpoint policy in the server's VPC/,
    );
    assert.match(
      hint("because no resource-based policy allows the sts:AssumeRole action"),
      /^in the bucket account: allow .* in the trust policy of .*sts:ExternalId/,
    );
    assert.match(hint(""), /^in the server account, .*; in the bucket account, /);
  });

  it("points to a KMS key where AWS says nothing of why an upload was refused", () => {
    assert.match(
      hintOf({ upload: "refused", abort: "not asked" }),
      /^allow .*s3:PutObject on acme-media\/incoming\/\*; if the bucket is encrypted/,
    );
  });

  it("names the role that holds the rights", () => {
    const refused = { list: "refused", outside: "not asked" } as const;
    assert.match(hintOf(refused), /^allow arn:aws:iam::444455556666:role\/aspera-acme s3:ListBucket/);
    const server = /^allow arn:aws:iam::111122223333:role\/servers\/aspera-server /;
    assert.match(hintOf({ ...refused, ...AS_ITSELF }, ALONE), server);
    assert.match(hintOf({ ...AS_ITSELF, abort: "refused" }, ALONE), server);
  });

  it("says what may still come right by waiting", () => {
    for (const seen of [
      { assume: "refused" },
      { without: "done" },
      { wrong: "done" },
      { list: "refused" },
      { instanceRole: "" },
      { instanceRoleTrouble: "AssumeRoleUnauthorizedAccess" },
      { whoami: "unreachable: no answer in time" },
      { list: "unreachable: connection refused" },
      { outside: "done" },
      { upload: "refused" },
      { abort: "refused" },
      { delete: "refused" },
      { put: "done", get: "refused", removed: "done" },
      { aspera: "other: HTTP 500" },
    ])
      assert.equal(seenIn(seen)?.transient, true, JSON.stringify(seen));
    for (const seen of [
      { curl: "missing" },
      { metadata: "off" },
      { skew: 400 },
      { bucketRegion: "eu-west-1" },
      { caller: OTHER, ...AFTER_ROLE },
      { assume: "other: HTTP 400 ExpiredToken" },
      { without: "other: HTTP 503" },
      { list: "other: HTTP 404 NoSuchBucket" },
      { abort: "other: HTTP 503" },
      { put: "done", get: "done", removed: "refused" },
    ] as const)
      assert.equal(seenIn(seen)?.transient, false, JSON.stringify(seen));
  });

  it("tells what was seen to be wrong from what could not be looked at", () => {
    const tables = [
      ...ON_THE_SERVER,
      ...ASSUMING,
      ...AT_THE_BUCKET,
      ...WITH_AN_OBJECT,
      ...WITH_ASPERA,
      ...ONE_ACCOUNT,
    ];
    for (const [finding, , text, seen, facts] of tables.filter(([name]) => name !== "stands"))
      assert.equal(seenIn(seen, facts)?.unseen, text.startsWith("not proven: "), finding);
  });
});
