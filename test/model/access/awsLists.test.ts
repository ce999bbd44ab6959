import assert from "node:assert/strict";
import { assumeRight } from "../../../model/access/assumeRight";
import { bucketSideRights, serverSideRights } from "../../../model/access/deployerRights";
import { kmsKeyStatement } from "../../../model/access/kmsKeyStatement";
import { type PolicyDocument, policyDocument, type Statement } from "../../../model/access/policyDocument";
import { POLICY_LIMITS, policySize } from "../../../model/access/policySize";
import { proofSessionPolicy } from "../../../model/access/proofSessionPolicy";
import { OPERATIONS, type S3Access, s3Permissions } from "../../../model/access/s3Permissions";
import { serverRight } from "../../../model/access/serverRight";
import { bucketRoleTrust, ec2Trust } from "../../../model/access/trustPolicy";
import { roleArn } from "../../../model/aws/arn";
import { faultsByAws } from "./awsLists";

const PLACES = [
  ["aws", "us-east-1"],
  ["aws-us-gov", "us-gov-west-1"],
  ["aws-cn", "cn-north-1"],
  ["aws-eusc", "eusc-de-east-1"],
] as const;
const [SERVER, BUCKET] = ["111122223333", "444455556666"];
/** What settings let through at most: 768 bytes, of which an `ä` takes two. */
const PREFIXES = ["", "incoming/", `${"p".repeat(765)}ä/`];
const KEY_IDS = [undefined, "1234abcd-12ab-34cd-56ef-1234567890ab", `mrk-${"0123456789abcdef".repeat(2)}`];
const SUBSETS = Array.from({ length: 15 }, (_, index) =>
  OPERATIONS.filter((_operation, bit) => ((index + 1) >> bit) & 1),
);
const RIGHTS = [
  ...SUBSETS.flatMap((access) => [{ access }, { access, vendorRights: true }]),
  { access: OPERATIONS, fullAccess: true },
];
/** As long as IAM lets names and paths be. */
const LONGEST = { path: `/${"p".repeat(510)}/`, name: "r".repeat(64) };
const NAMES = [{ path: "/", name: "aspera-acme" }, LONGEST];

/** Every combination of rights, prefix and key in a partition. */
function* accesses(partition: string, region: string): Generator<S3Access> {
  for (const rights of RIGHTS)
    for (const prefix of PREFIXES)
      for (const id of KEY_IDS) {
        const kmsKeyArn = id && `arn:${partition}:kms:${region}:${BUCKET}:key/${id}`;
        yield {
          ...{ partition, bucketAccount: BUCKET, bucket: "b".repeat(63), prefix },
          ...{ ...rights, kmsKeyArn },
        };
      }
}

async function confirm(document: PolicyDocument, partition: string, limit: number, what: object) {
  const where = JSON.stringify(what);
  assert.deepEqual(await faultsByAws(document, partition), [], where);
  assert.ok(policySize(document) <= limit, `${policySize(document)} of ${limit} characters: ${where}`);
  // IAM takes U+0020 to U+00FF, and no variable was meant.
  assert.doesNotMatch(JSON.stringify(document), /[^ -\u00ff]|\$\{/, where);
}

describe("policies by AWS's own lists", () => {
  for (const [partition, region] of PLACES) {
    it(`rights on the bucket, of either role and side, in ${partition}`, async () => {
      let count = 0;
      for (const s3 of accesses(partition, region)) {
        await confirm(s3Permissions(s3), partition, POLICY_LIMITS.inline, s3);
        await confirm(serverRight(s3, undefined), partition, POLICY_LIMITS.inline, s3);
        count++;
      }
      assert.equal(count, RIGHTS.length * PREFIXES.length * KEY_IDS.length);
    });

    it(`rights to assume, trusts and the key's policy, in ${partition}`, async () => {
      for (const name of NAMES) {
        const bucketRole = roleArn({ partition, account: BUCKET, ...name });
        const serverRole = roleArn({ partition, account: SERVER, ...name });
        await confirm(assumeRight(bucketRole), partition, POLICY_LIMITS.inline, name);
        for (const sessionNames of [undefined, ["s".repeat(64)]]) {
          // A UUID, as we mint them, and as many names at once as a change takes: the old and the new.
          const externalIds = [
            "5d5b2f0e-7c41-4e0b-9a63-1f8f7f2c9b1d",
            "0b9a63f2-7c41-4e0b-9a63-1f8f7f2c9b1d",
          ];
          const serverRoles = [{ arn: serverRole, uniqueId: `AROA${"X".repeat(17)}` }];
          const trust = bucketRoleTrust({ serverRoles, externalIds, sessionNames });
          await confirm(trust, partition, POLICY_LIMITS.trust, { name, sessionNames });
        }
        for (const s3 of accesses(partition, region)) {
          const statement = kmsKeyStatement(s3, bucketRole);
          const takesKey = s3Permissions(s3).Statement.some(({ Sid }) => Sid === "UseKey");
          assert.equal(statement !== undefined, takesKey, JSON.stringify(s3));
          if (statement) await confirm(policyDocument(statement), partition, 32_768, s3);
        }
      }
      for (const window of [
        {},
        { notBefore: "2010-08-16T12:00:00Z" },
        { notAfter: "2033-02-18T13:00:00Z" },
        { notBefore: "2010-08-16T12:00:00Z", notAfter: "2033-02-18T13:00:00Z" },
      ])
        await confirm(ec2Trust(partition, window), partition, POLICY_LIMITS.trust, window);
    });

    it(`the proof's session, in ${partition}`, async () => {
      for (const name of NAMES)
        for (const { bucket, prefix, kmsKeyArn } of accesses(partition, region)) {
          const role = roleArn({ partition, account: BUCKET, ...name });
          const text = proofSessionPolicy(role, bucket, prefix, kmsKeyArn);
          assert.ok(text.length <= POLICY_LIMITS.session, `${text.length}`);
          await confirm(JSON.parse(text), partition, POLICY_LIMITS.session, { prefix, kmsKeyArn });
        }
    });

    it(`what Pulumi's own credentials need, in ${partition}`, async () => {
      for (const name of NAMES) {
        const role = { partition, account: SERVER, ...name };
        for (const makesRole of [true, false])
          for (const addsRight of [true, false])
            for (const launches of [true, false])
              for (const bucket of [undefined, "operator-media"]) {
                const side = { role, makesRole, addsRight, launches, bucket };
                await confirm(serverSideRights(side), partition, POLICY_LIMITS.managed, side);
              }
        const side = { role: { ...role, account: BUCKET }, bucket: "b".repeat(63) };
        await confirm(bucketSideRights(side), partition, POLICY_LIMITS.managed, side);
      }
    });
  }
});

describe("policies by AWS's own lists: what the lists find", () => {
  const statement = (over: Partial<Statement>): Statement => ({
    Sid: "One",
    Effect: "Allow",
    Action: "s3:ListBucket",
    Resource: "arn:aws:s3:::acme-media",
    ...over,
  });
  const object = { Action: "s3:PutObject", Resource: "arn:aws:s3:::acme-media/*" };
  for (const [what, over, expected] of [
    ["nothing", {}, []],
    ["nothing in a condition", { Condition: { StringLike: { "s3:prefix": "in/*" } } }, []],
    [
      "IBM's misspelling",
      { Action: "s3:ListBucketMultipartUpload" },
      ["s3:ListBucketMultipartUpload does not exist"],
    ],
    ["another case", { Action: "s3:listBucket" }, ["s3:listBucket does not exist"]],
    ["a service that is none", { Action: "s4:ListBucket" }, ["s4:ListBucket does not exist"]],
    [
      "an object for an action on buckets",
      { Resource: "arn:aws:s3:::acme-media/in/*" },
      [
        "s3:ListBucket knows no resource arn:aws:s3:::acme-media/in/*",
        "no action knows arn:aws:s3:::acme-media/in/*",
      ],
    ],
    [
      "a bucket for an action on objects",
      { Action: ["s3:PutObject"] },
      ["s3:PutObject knows no resource arn:aws:s3:::acme-media", "no action knows arn:aws:s3:::acme-media"],
    ],
    [
      "another partition",
      { Resource: "arn:aws-cn:s3:::acme-media" },
      ["arn:aws-cn:s3:::acme-media is not in aws"],
    ],
    ["no resource", { Resource: undefined }, ["no Resource"]],
    [
      "a key of another request",
      { ...object, Condition: { StringLike: { "s3:prefix": "in/*" } } },
      ["s3:PutObject carries no condition key s3:prefix"],
    ],
    [
      "a key of another service",
      { ...object, Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } },
      ["condition key kms:ViaService does not exist"],
    ],
    [
      "a global key that is none",
      { Condition: { StringEquals: { "aws:ResourceAcount": "1" } } },
      ["condition key aws:ResourceAcount does not exist"],
    ],
    [
      "an operator of another type",
      { Condition: { DateLessThan: { "aws:ResourceAccount": "1" } } },
      ["aws:ResourceAccount is of type string, got DateLessThan"],
    ],
    ["a Sid that is none", { Sid: "One two" }, ["Sid One two is none"]],
  ] as const satisfies readonly (readonly [string, Partial<Statement>, readonly string[]])[]) {
    it(`is ${what}`, async () => {
      assert.deepEqual(await faultsByAws(policyDocument(statement(over as Partial<Statement>)), "aws"), [
        ...expected,
      ]);
    });
  }

  it("is a Sid that stands twice", async () => {
    const twice = policyDocument(statement({}), statement({}));
    assert.deepEqual(await faultsByAws(twice, "aws"), ["a Sid twice in One,One"]);
  });
});
