import assert from "node:assert/strict";
import { messageOf } from "../../../model/findings/finding";
import { bucketGuards } from "../../../program/checks/bucketGuards";
import { type Answers, account, refusing } from "../../mocks/account";
import { customerWith } from "../settings/stack";

const ALL = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
/** A bucket as AWS makes it; each look must ask for the bucket of the settings, as its owner's. */
const WELL: Answers = {
  GetPublicAccessBlock: (input) => {
    assert.deepEqual(input, { Bucket: "acme-media", ExpectedBucketOwner: "444455556666" });
    return { PublicAccessBlockConfiguration: ALL };
  },
  GetBucketPolicy: refusing("NoSuchBucketPolicy", 404),
  GetBucketOwnershipControls: () => ({
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  }),
  GetBucketLifecycleConfiguration: refusing("NoSuchLifecycleConfiguration", 404),
  GetBucketEncryption: () => ({
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
    },
  }),
};
const ROLE = "arn:aws:iam::444455556666:role/aspera-acme";
const said = async (answers: Answers = {}) =>
  (await bucketGuards(customerWith(), ROLE, account({ ...WELL, ...answers }, "bucketAccount"))).map(
    messageOf,
  );

describe("checks: what the bucket's owner says of the bucket", () => {
  it("is not spoken of where all is as AWS makes it", async () => {
    assert.deepEqual(await said(), []);
  });

  it("names the parts of the public access block that are off, all when there is none, and the line that turns it on", async () => {
    const off = { PublicAccessBlockConfiguration: { ...ALL, BlockPublicPolicy: false } };
    assert.deepEqual(await said({ GetPublicAccessBlock: () => off }), [
      "the public access block of bucket acme-media is off: BlockPublicPolicy\n" +
        "hint: ask who turned it off; this turns it on: `aws s3api put-public-access-block --region us-east-1 --profile acme " +
        "--bucket acme-media --public-access-block-configuration " +
        "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true` " +
        "[access-public-access-block-off]",
    ]);
    const [none = ""] = await said({
      GetPublicAccessBlock: refusing("NoSuchPublicAccessBlockConfiguration", 404),
    });
    assert.match(
      none,
      /is off: BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets\n/,
    );
  });

  it("tells what a policy lets anybody do, and nothing of one that does not", async () => {
    const policy = (Principal: unknown) => () => ({
      Policy: JSON.stringify({
        Statement: {
          Effect: "Allow",
          Principal,
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::acme-media/*",
        },
      }),
    });
    const [one = "", ...more] = await said({ GetBucketPolicy: policy("*") });
    assert.match(
      one,
      /lets anybody do s3:PutObject on arn:aws:s3:::acme-media\/\*\n.*\[access-bucket-open-to-anybody\]$/s,
    );
    assert.deepEqual(more, []);
    assert.deepEqual(await said({ GetBucketPolicy: policy({ AWS: "arn:aws:iam::444455556666:root" }) }), []);
  });

  it("tells that objects belong to their writers, where somebody said so, and where nobody said anything", async () => {
    const writer = () => ({ OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } });
    for (const answer of [writer, refusing("OwnershipControlsNotFoundError", 404)]) {
      const [one = "", ...more] = await said({ GetBucketOwnershipControls: answer });
      assert.match(one, /\(ObjectWriter\).*\n.*--ownership-controls .*\[access-object-writer-owns\]$/s);
      assert.deepEqual(more, []);
    }
  });

  it("tells the rules that delete below the prefix", async () => {
    const Rules = [
      { ID: "tidy", Status: "Enabled", Filter: { Prefix: "incoming/" }, Expiration: { Days: 7 } },
      { ID: "elsewhere", Status: "Enabled", Filter: { Prefix: "logs/" }, Expiration: { Days: 7 } },
    ];
    const [one = "", ...more] = await said({ GetBucketLifecycleConfiguration: () => ({ Rules }) });
    assert.match(
      one,
      /^the lifecycle of bucket acme-media deletes what is transferred to incoming\/: tidy: below incoming\/ after 7 days\n/,
    );
    assert.deepEqual(more, []);
  });

  it("says what cannot be seen with the rights that would show it, and tells the rest all the same", async () => {
    const denied = refusing("AccessDenied", 403);
    const off = () => ({ PublicAccessBlockConfiguration: {} });
    const [seen = "", unseen, ...more] = await said({
      GetPublicAccessBlock: off,
      GetBucketPolicy: denied,
      GetBucketLifecycleConfiguration: denied,
    });
    assert.match(seen, /\[access-public-access-block-off\]$/);
    assert.equal(
      unseen,
      "not everything that counts for bucket acme-media is visible from here: AccessDenied: no\n" +
        "hint: let the credentials of the bucket's account use s3:GetBucketPolicy, s3:GetLifecycleConfiguration on it " +
        "[access-bucket-settings-not-visible]",
    );
    assert.deepEqual(more, []);
    const all = Object.fromEntries(Object.keys(WELL).map((operation) => [operation, denied]));
    assert.equal((await said(all)).length, 1);
  });
});

describe("checks: the KMS key with which the bucket encrypts", () => {
  const KEY = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const encrypting = (KMSMasterKeyID: string | undefined, SSEAlgorithm = "aws:kms") => ({
    GetBucketEncryption: () => ({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } }],
      },
    }),
  });
  const account_ = {
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::444455556666:root" },
    Action: "kms:*",
    Resource: "*",
  };
  const ours = { ...account_, Principal: { AWS: ROLE }, Action: ["kms:GenerateDataKey", "kms:Decrypt"] };
  const policy = (...Statement: object[]) => ({
    GetKeyPolicy: (input: object) => {
      assert.deepEqual(input, { KeyId: KEY, PolicyName: "default" });
      return { Policy: JSON.stringify({ Statement }) };
    },
  });

  it("is nobody's business where the key is S3's, AWS's, or none", async () => {
    for (const [key, algorithm] of [
      [undefined, "AES256"],
      [undefined, "aws:kms"],
      ["alias/aws/s3", "aws:kms"],
      ["arn:aws:kms:us-east-1:444455556666:alias/aws/s3", "aws:kms:dsse"],
    ] as const)
      assert.deepEqual(await said(encrypting(key, algorithm)), []);
    const none = refusing("ServerSideEncryptionConfigurationNotFoundError", 404);
    assert.deepEqual(await said({ GetBucketEncryption: none }), []);
  });

  it("is well where its policy names the role", async () => {
    assert.deepEqual(await said({ ...encrypting(KEY), ...policy(account_, ours) }), []);
  });

  it("lacks what the role needs where the policy names the account alone", async () => {
    const [one = "", ...more] = await said({ ...encrypting(KEY, "aws:kms:dsse"), ...policy(account_) });
    assert.match(
      one,
      /whose policy does not let arn:aws:iam::444455556666:role\/aspera-acme use kms:GenerateDataKey and kms:Decrypt\n/,
    );
    assert.match(one, /\[access-key-not-for-role\]$/);
    assert.deepEqual(more, []);
  });

  it("is open where its policy lets anybody use it", async () => {
    const [one = "", ...more] = await said({
      ...encrypting(KEY),
      ...policy({ ...account_, Principal: "*" }),
    });
    assert.match(one, /lets anybody do kms:\* on \*\n.*\[access-key-open-to-anybody\]$/s);
    assert.deepEqual(more, []);
    const bound = {
      ...ours,
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "kms:CallerAccount": "444455556666" } },
    };
    assert.deepEqual(await said({ ...encrypting(KEY), ...policy(bound) }), []);
  });

  it("is looked up by its alias first, and said to be out of sight where it may not be read", async () => {
    const alias = { DescribeKey: () => ({ KeyMetadata: { KeyId: KEY } }) };
    assert.deepEqual(await said({ ...encrypting("alias/media"), ...alias, ...policy(ours) }), []);
    const denied = { GetKeyPolicy: refusing("AccessDeniedException", 400) };
    const [one = "", ...more] = await said({ ...encrypting(KEY), ...denied });
    assert.match(
      one,
      /is not visible from here: AccessDeniedException: no\n.*kms:GetKeyPolicy.*\[access-key-not-visible\]$/s,
    );
    assert.deepEqual(more, []);
  });
});
