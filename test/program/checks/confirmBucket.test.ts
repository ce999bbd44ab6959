import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { codeIn } from "../../../model/findings/finding";
import type { AccountKey } from "../../../program/aws/credentials";
import { confirmBucket } from "../../../program/checks/confirmBucket";
import { account, refusing } from "../../mocks/account";

type Answer = (input: Record<string, unknown>) => object;

/** Confirms acme's bucket for a server in us-east-1. */
const confirm = (HeadBucket: Answer, key: AccountKey = "bucketAccount", more: Record<string, Answer> = {}) =>
  confirmBucket(account({ HeadBucket, ...more }, key), "acme-media", "us-east-1");

/** What the person who runs Pulumi is told; fails when nobody refuses. */
async function refusal(...how: Parameters<typeof confirm>): Promise<string> {
  const error = await confirm(...how).then(
    () => assert.fail("confirmed"),
    (reason: Error) => reason,
  );
  assert.ok(pulumi.RunError.isInstance(error), "shown without a stack trace");
  return error.message;
}

const elsewhere = { "x-amz-bucket-region": "eu-west-1" };
const here = { "x-amz-bucket-region": "us-east-1" };

describe("checks: the bucket is where the server can serve it", () => {
  it("is confirmed in the server's region, by the account that owns it", async () => {
    const asked: unknown[] = [];
    await confirm((input) => {
      asked.push(input);
      return { BucketRegion: "us-east-1" };
    });
    assert.deepEqual(asked, [{ Bucket: "acme-media", ExpectedBucketOwner: "444455556666" }]);
  });

  it("is refused in another region, with whatever status S3 tells it", async () => {
    for (const answer of [
      () => ({ BucketRegion: "eu-west-1" }),
      refusing("PermanentRedirect", 301, elsewhere),
      refusing("403", 403, elsewhere),
      refusing("BadRequest", 400, elsewhere),
    ])
      assert.equal(
        await refusal(answer),
        'expected bucket "acme-media" in the server\'s region us-east-1, got: bucket "acme-media" is in eu-west-1, ' +
          "the server in us-east-1\n" +
          "hint: Aspera serves buckets of its own region only: use a bucket there, or a server in the bucket's region " +
          "[access-bucket-in-other-region]",
      );
  });

  for (const key of ["bucketAccount", "serverAccount"] as const) {
    it(`is refused when it is not there, in the account of aspera:${key}`, async () => {
      const message = await refusal(refusing("NotFound", 404), key);
      assert.equal(codeIn(message), "access-bucket-missing");
      assert.match(
        message,
        new RegExp(`got: there is no bucket named "acme-media" in the account of aspera:${key}\n`),
      );
      assert.match(
        message,
        /\nhint: make it first, `aws s3 mb s3:\/\/acme-media`; or correct `name` in aspera:bucket /,
      );
    });

    it(`is not called missing when it is another account's or not readable with the credentials of aspera:${key}`, async () => {
      for (const headers of [here, {}]) {
        const message = await refusal(refusing("403", 403, headers), key);
        assert.equal(codeIn(message), "access-bucket-not-readable");
        assert.match(
          message,
          /got: bucket "acme-media" cannot be looked up: HTTP 403, it is another account's or not/,
        );
        assert.match(
          message,
          new RegExp(`\nhint: let the credentials of aspera:${key} use s3:ListBucket on it; `),
        );
      }
    });
  }

  it("is told with AWS's reason when AWS gives another answer", async () => {
    const message = await refusal(refusing("InternalError", 500));
    assert.match(message, /cannot be looked up: InternalError: no\n.*\[access-bucket-not-readable\]$/);
  });

  it("is not spoken of where the credentials are of another account, or none: that is what is wrong", async () => {
    const stranger = () => ({ Account: "111122223333", Arn: "arn:aws:iam::111122223333:user/x" });
    for (const status of [403, 404])
      assert.equal(
        codeIn(await refusal(refusing("403", status), "bucketAccount", { GetCallerIdentity: stranger })),
        "access-wrong-account",
      );
    const expired = await refusal(refusing("403", 403), "bucketAccount", {
      GetCallerIdentity: refusing("ExpiredToken", 403),
    });
    assert.match(expired, /with profile acme: ExpiredToken: no\n.*\[access-no-credentials\]$/);
  });
});
