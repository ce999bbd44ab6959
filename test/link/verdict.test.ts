import assert from "node:assert/strict";
import fc from "fast-check";
import type { ProveAnswer } from "../../components/agent/proveAnswer";
import type { LinkFacts } from "../../components/link/properties";
import { verdictOf } from "../../components/link/verdict";
import { INPUTS, STANDS } from "./inputs";

type Row = readonly [words: string, atFault: string, seen: Partial<ProveAnswer>, facts?: Partial<LinkFacts>];

const NOT_ASKED = {
  list: "not asked",
  outside: "not asked",
  upload: "not asked",
  abort: "not asked",
} as const;
const AFTER_ROLE = { assume: "not asked", without: "not asked", wrong: "not asked", ...NOT_ASKED } as const;
const EITHER = "server account or bucket account";

const TABLE: readonly Row[] = [
  ["verified", "nobody", {}],
  ["verified", "nobody", { without: "not asked", wrong: "not asked", outside: "not asked" }],
  ["verified", "nobody", { skew: null, bucketRegion: "", instanceRegion: "" }],
  ["verified", "nobody", { skew: -299 }],
  ["verified", "nobody", { list: "not asked", outside: "not asked" }, { lists: false }],
  ["verified", "nobody", { upload: "not asked", abort: "not asked" }, { uploads: false }],
  ["no curl", "server", { curl: "missing", metadata: "not asked" }],
  ["metadata service off", "server", { metadata: "off", instanceRole: "", ...AFTER_ROLE }],
  [
    "no instance role",
    "server account",
    { instanceRole: "", caller: "", whoami: "not asked", ...AFTER_ROLE },
  ],
  [
    "no instance role",
    "server account",
    { instanceRoleTrouble: "AssumeRoleUnauthorizedAccess", whoami: "not asked" },
  ],
  [
    "clock off by 400 s",
    "server",
    { skew: -400, whoami: "other: HTTP 403 SignatureDoesNotMatch", ...AFTER_ROLE },
  ],
  ["clock off by 300 s", "server", { skew: 300 }],
  [
    "STS unreachable at https://sts.us-east-1.amazonaws.com: no answer in time",
    "server's network",
    { whoami: "unreachable: no answer in time", caller: "", skew: null, ...AFTER_ROLE },
  ],
  [
    "not proven: STS answered HTTP 403 InvalidClientTokenId to GetCallerIdentity",
    "not visible from here",
    { whoami: "other: HTTP 403 InvalidClientTokenId", caller: "", ...AFTER_ROLE },
  ],
  [
    "not proven: STS answered HTTP 403 AccessDenied to GetCallerIdentity",
    "not visible from here",
    { whoami: "refused", caller: "", ...AFTER_ROLE },
  ],
  [
    "wrong role: arn:aws:sts::111122223333:assumed-role/other/i-0123456789abcdef0",
    "server account",
    { caller: "arn:aws:sts::111122223333:assumed-role/other/i-0123456789abcdef0", ...AFTER_ROLE },
  ],
  ["assume refused", EITHER, { assume: "refused", ...NOT_ASKED }],
  [
    "assume refused",
    "server account",
    {
      assume: "refused",
      because: "because no identity-based policy allows the sts:AssumeRole action",
      ...NOT_ASKED,
    },
  ],
  [
    "assume refused",
    "server account",
    { assume: "refused", because: "because no permissions boundary allows it", ...NOT_ASKED },
  ],
  [
    "assume refused",
    "bucket account",
    { assume: "refused", because: "because no resource-based policy allows it", ...NOT_ASKED },
  ],
  [
    "assume refused",
    "bucket account",
    { assume: "refused", because: "because the role trust policy allows nobody", ...NOT_ASKED },
  ],
  [
    "not proven: STS answered HTTP 400 ExpiredToken to AssumeRole",
    "not visible from here",
    { assume: "other: HTTP 400 ExpiredToken", ...NOT_ASKED },
  ],
  ["open: assumable without the external ID", "bucket account", { without: "done" }],
  [
    "open: assumable without the external ID",
    "bucket account",
    { without: "done", wrong: "done", list: "refused" },
  ],
  ["open: assumable with a wrong external ID", "bucket account", { wrong: "done" }],
  [
    "open: assumable with a wrong external ID",
    "bucket account",
    { without: "other: HTTP 503", wrong: "done" },
  ],
  [
    "not proven: assuming without the external ID ended in HTTP 503 ServiceUnavailable, where a refusal was expected",
    "not visible from here",
    { without: "other: HTTP 503 ServiceUnavailable" },
  ],
  [
    "not proven: assuming with a wrong external ID ended in unreachable: no answer in time, where a refusal was expected",
    "not visible from here",
    { wrong: "unreachable: no answer in time" },
  ],
  [
    "bucket in eu-west-1, server in us-east-1",
    "operator",
    { bucketRegion: "eu-west-1", list: "other: HTTP 301 PermanentRedirect", outside: "not asked" },
  ],
  ["bucket in us-east-1, server in eu-west-1", "operator", { instanceRegion: "eu-west-1" }],
  ["list refused", "bucket account", { list: "refused", outside: "not asked" }],
  [
    "no bucket named acme-media",
    "bucket account",
    { list: "other: HTTP 404 NoSuchBucket", outside: "not asked" },
  ],
  [
    "S3 unreachable at https://s3.us-east-1.amazonaws.com: connection refused",
    "server's network",
    { list: "unreachable: connection refused" },
  ],
  [
    "not proven: S3 answered HTTP 500 InternalError to a listing",
    "not visible from here",
    { list: "other: HTTP 500 InternalError" },
  ],
  ["outside the prefix is readable", "bucket account", { outside: "done" }],
  [
    "not proven: S3 answered HTTP 503 SlowDown to a listing outside of the prefix",
    "not visible from here",
    { outside: "other: HTTP 503 SlowDown" },
  ],
  ["upload refused", "bucket account", { upload: "refused", abort: "not asked" }],
  ["upload refused", "bucket account", { abort: "refused" }],
  [
    "not proven: S3 answered HTTP 501 NotImplemented to the start of an upload",
    "not visible from here",
    { upload: "other: HTTP 501 NotImplemented", abort: "not asked" },
  ],
];

const LEG = "access proven, Aspera leg not proven";
const WITH_ASPERA: readonly Row[] = [
  ["verified", "nobody", { aspera: "done" }],
  [LEG, "server", { aspera: "other: HTTP 401" }],
  [LEG, "server", { aspera: "other: HTTP 500" }],
  [LEG, "server", { aspera: "unreachable: connection refused" }],
  ["upload refused", "bucket account", { aspera: "other: HTTP 500", upload: "refused" }],
];

/** In one account the server role holds the rights itself: nothing is assumed, and no refusal is asked. */
const ALONE = { bucketRole: "" };
const AS_ITSELF = {
  assume: "not asked",
  without: "not asked",
  wrong: "not asked",
  outside: "not asked",
} as const;
const ONE_ACCOUNT: readonly Row[] = [
  ["verified", "nobody", AS_ITSELF, ALONE],
  ["list refused", "server account", { ...AS_ITSELF, list: "refused" }, ALONE],
  ["upload refused", "server account", { ...AS_ITSELF, upload: "refused", abort: "not asked" }, ALONE],
  ["upload refused", "server account", { ...AS_ITSELF, abort: "refused" }, ALONE],
  [
    "no bucket named acme-media",
    "server account",
    { ...AS_ITSELF, list: "other: HTTP 404 NoSuchBucket" },
    ALONE,
  ],
  [
    "not proven: S3 answered not asked to a listing",
    "not visible from here",
    { ...AS_ITSELF, list: "not asked" },
    ALONE,
  ],
  [
    "wrong role: arn:aws:sts::111122223333:assumed-role/other/i-0123456789abcdef0",
    "server account",
    { caller: "arn:aws:sts::111122223333:assumed-role/other/i-0123456789abcdef0", ...AFTER_ROLE },
    ALONE,
  ],
];

describe("what a proof comes to", () => {
  for (const [words, atFault, seen, facts] of [...TABLE, ...WITH_ASPERA, ...ONE_ACCOUNT]) {
    it(`${words} <- ${JSON.stringify({ ...seen, ...facts })}`, () => {
      const verdict = verdictOf({ ...STANDS, ...seen }, { ...INPUTS, ...facts });
      assert.equal(verdict.link, words);
      assert.equal(verdict.atFault, atFault);
      assert.equal(verdict.nextStep === "none", words === "verified");
    });
  }

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
    });
    fc.assert(
      fc.property(probes, (seen) => {
        const answer = { ...STANDS, ...seen };
        const alone = ["whoami", "list", "upload", "abort"] as const;
        const positive = [...alone, "assume"] as const;
        const negative = ["without", "wrong", "outside"] as const;
        const right =
          positive.every((key) => answer[key] === "done") &&
          negative.every((key) => answer[key] === "refused" || answer[key] === "not asked");
        assert.equal(verdictOf(answer, INPUTS).link === "verified", right);
        const itself = { ...answer, ...AS_ITSELF };
        assert.equal(
          verdictOf(itself, { ...INPUTS, ...ALONE }).link === "verified",
          alone.every((key) => answer[key] === "done"),
        );
      }),
    );
  });

  it("names the next step of the side at fault", () => {
    const open = verdictOf({ ...STANDS, without: "done" }, INPUTS);
    assert.match(open.nextStep, /^close arn:aws:iam::444455556666:role\/aspera-acme: .*sts:ExternalId/);
    const region = verdictOf({ ...STANDS, bucketRegion: "eu-west-1" }, INPUTS);
    assert.match(region.nextStep, /own region only/);
    const bare = verdictOf({ ...STANDS, instanceRole: "" }, INPUTS);
    assert.match(bare.nextStep, /associate-iam-instance-profile --region us-east-1 .* Name=aspera-server$/);
    const refused = { ...STANDS, assume: "refused" as const };
    assert.match(
      verdictOf({ ...refused, because: "because of X" }, INPUTS).nextStep,
      /\(AWS: because of X\)$/,
    );
  });

  it("names the role that holds the rights", () => {
    const refused = { ...STANDS, list: "refused" as const };
    assert.match(verdictOf(refused, INPUTS).nextStep, /^the bucket role needs s3:ListBucket on acme-media/);
    const itself = verdictOf({ ...refused, ...AS_ITSELF }, { ...INPUTS, ...ALONE });
    assert.match(itself.nextStep, /^the server role needs s3:ListBucket on acme-media for incoming\//);
    const stuck = verdictOf({ ...STANDS, ...AS_ITSELF, abort: "refused" }, { ...INPUTS, ...ALONE });
    assert.match(stuck.nextStep, /^the server role needs s3:AbortMultipartUpload/);
  });

  it("says what may still come right by waiting", () => {
    const passing = (seen: Partial<ProveAnswer>) => verdictOf({ ...STANDS, ...seen }, INPUTS).passing;
    for (const seen of [
      { assume: "refused" },
      { without: "done" },
      { list: "refused" },
      { instanceRole: "" },
      { whoami: "unreachable: no answer in time" },
      { list: "unreachable: connection refused" },
      { outside: "done" },
      { upload: "refused" },
      { abort: "refused" },
    ])
      assert.ok(passing(seen), JSON.stringify(seen));
    for (const seen of [
      { curl: "missing" },
      { metadata: "off" },
      { skew: 400 },
      { bucketRegion: "eu-west-1" },
      { assume: "other: HTTP 400 ExpiredToken" },
      { without: "other: HTTP 503" },
      { list: "other: HTTP 404 NoSuchBucket" },
    ] as const)
      assert.ok(!passing(seen), JSON.stringify(seen));
  });
});
