import assert from "node:assert/strict";
import { kmsKeyFault, kmsKeyMisfit } from "../../../model/access/kmsKey";
import { kmsKeyStatement } from "../../../model/access/kmsKeyStatement";
import { OPERATIONS, type Operation, s3Permissions } from "../../../model/access/s3Permissions";

const ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const KEY = `arn:aws:kms:us-east-1:444455556666:key/${ID}`;
const S3 = { partition: "aws", bucketAccount: "444455556666", bucket: "acme-media", prefix: "incoming/" };
const ROLE = "arn:aws:iam::444455556666:role/team/aspera-acme";
const BOTH = ["kms:Decrypt", "kms:GenerateDataKey"];

/** What the rights of these words say of the key. */
const onKey = (access: readonly Operation[], over: object = {}) =>
  s3Permissions({ ...S3, access, kmsKeyArn: KEY, ...over }).Statement.filter(({ Action }) =>
    /kms:/.test(JSON.stringify(Action)),
  );

describe("access: the KMS key of a bucket, in the role's own rights (kms)", () => {
  it("may be used through S3 of its region, and in no other way", () => {
    assert.deepEqual(onKey(OPERATIONS), [
      {
        Sid: "UseKey",
        Effect: "Allow",
        Action: BOTH,
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      },
    ]);
  });

  for (const [access, over, expected] of [
    [["upload"], {}, BOTH],
    [["download"], {}, ["kms:Decrypt"]],
    [["browse"], {}, undefined],
    [["delete"], {}, undefined],
    [["browse", "delete"], {}, undefined],
    [["download", "delete"], {}, ["kms:Decrypt"]],
    // In IBM's table `browse` downloads.
    [["browse"], { vendorRights: true }, ["kms:Decrypt"]],
    [["delete"], { vendorRights: true }, undefined],
    [["delete"], { fullAccess: true }, BOTH],
  ] as const) {
    it(`gives ${access} ${JSON.stringify(over)} ${expected ?? "nothing"}`, () => {
      assert.deepEqual(onKey(access, over)[0]?.Action, expected);
    });
  }

  it("adds nothing where there is none", () => {
    const { Statement } = s3Permissions({ ...S3, access: OPERATIONS });
    assert.doesNotMatch(JSON.stringify(Statement), /kms/);
    assert.deepEqual(
      s3Permissions({ ...S3, access: OPERATIONS, kmsKeyArn: KEY }).Statement.slice(0, -1),
      Statement,
    );
  });

  it("is asked by S3 under the names of the key's own partition", () => {
    const through = (partition: string, region: string) =>
      onKey(["download"], { kmsKeyArn: `arn:${partition}:kms:${region}:444455556666:key/${ID}` })[0]
        ?.Condition?.StringEquals?.["kms:ViaService"];
    assert.equal(through("aws-us-gov", "us-gov-west-1"), "s3.us-gov-west-1.amazonaws.com");
    assert.deepEqual(through("aws-cn", "cn-north-1"), [
      "s3.cn-north-1.amazonaws.com.cn",
      "s3.cn-north-1.amazonaws.com",
    ]);
  });
});

describe("access: the statement for the key's own policy (kms)", () => {
  it("lets one role use the key through S3, whether the role is there yet or not", () => {
    assert.deepEqual(kmsKeyStatement({ access: ["upload"], kmsKeyArn: KEY }, ROLE), {
      Sid: "Asperaasperaacme",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::444455556666:root" },
      Action: BOTH,
      Resource: "*",
      Condition: {
        StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" },
        ArnEquals: { "aws:PrincipalArn": ROLE },
      },
    });
  });

  it("names the role's account and partition, whoever owns the key", () => {
    const role = "arn:aws-us-gov:iam::111122223333:role/aspera-server";
    const kmsKeyArn = `arn:aws-us-gov:kms:us-gov-west-1:777788889999:key/${ID}`;
    const statement = kmsKeyStatement({ access: ["download"], kmsKeyArn }, role);
    assert.deepEqual(statement?.Principal, { AWS: "arn:aws-us-gov:iam::111122223333:root" });
    assert.deepEqual(statement?.Action, ["kms:Decrypt"]);
  });

  it("is the same right as the role's own, and none where that has none", () => {
    for (const access of [["upload"], ["download"], ["browse"], ["delete"], OPERATIONS] as const)
      for (const more of [{}, { vendorRights: true }, { fullAccess: true }]) {
        const [own] = onKey(access, more);
        const keys = kmsKeyStatement({ access, kmsKeyArn: KEY, ...more }, ROLE);
        assert.deepEqual(keys?.Action, own?.Action);
        assert.deepEqual(keys?.Condition?.StringEquals, own?.Condition?.StringEquals);
      }
    assert.equal(kmsKeyStatement({ access: OPERATIONS }, ROLE), undefined);
  });
});

describe("access: the ARN of a KMS key (kms)", () => {
  it("is that of one key, of one region or several, in any partition", () => {
    for (const arn of [
      KEY,
      `arn:aws:kms:us-east-1:444455556666:key/mrk-${"0123456789abcdef".repeat(2)}`,
      `arn:aws-us-gov:kms:us-gov-west-1:444455556666:key/${ID}`,
      `arn:aws-cn:kms:cn-north-1:444455556666:key/${ID}`,
    ])
      assert.equal(kmsKeyFault(arn), undefined, arn);
  });

  for (const arn of [
    ...["", ID, "*", `${KEY}*`, KEY.replace(ID, "*"), `${KEY}\n`, KEY.toUpperCase(), `${KEY}/x`, `x${KEY}`],
    ...[KEY.replace("us-east-1", "*"), KEY.replace("444455556666", "4444"), KEY.replace("kms", "iam")],
    ...[KEY.replace("us-east-1", ""), KEY.replace(ID, "mrk-0123")],
  ])
    it(`is not ${JSON.stringify(arn)}`, () => assert.match(kmsKeyFault(arn)?.hint ?? "", /describe-key/));

  it("is no alias, which no policy can name", () => {
    for (const alias of ["alias/acme", "arn:aws:kms:us-east-1:444455556666:alias/acme", "alias/aws/s3"])
      assert.equal(kmsKeyFault(alias)?.got, "an alias", alias);
  });

  it("is of the bucket's partition, region and account", () => {
    const place = { region: "us-east-1", account: "444455556666" };
    assert.equal(kmsKeyMisfit(KEY, place), undefined);
    assert.equal(kmsKeyMisfit(KEY, { region: "us-east-1" }), undefined);
    for (const [over, expected, got] of [
      [{ region: "cn-north-1" }, "a key of partition aws-cn, in which the bucket is", "one of partition aws"],
      [{ region: "eu-west-1" }, "a key in eu-west-1, the bucket's region", "one in us-east-1"],
      [{ account: "111122223333" }, "a key of account 111122223333", "one of account 444455556666"],
    ] as const) {
      const fault = kmsKeyMisfit(KEY, { ...place, ...over });
      assert.deepEqual([fault?.expected, fault?.got], [expected, got]);
    }
    assert.equal(kmsKeyMisfit("alias/acme", place)?.got, "an alias");
  });
});
