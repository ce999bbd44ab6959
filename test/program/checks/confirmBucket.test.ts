import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { codeIn } from "../../../model/findings/finding";
import { confirmBucket } from "../../../program/checks/confirmBucket";
import { failing, type Lookup, recordResources } from "../../mocks/resources";

const GET = "aws:s3/getBucket:getBucket";

/** Confirms acme's bucket for a server in us-east-1. */
async function confirm(answer: Lookup, account: "bucketAccount" | "serverAccount" = "bucketAccount") {
  await recordResources({}, { [GET]: answer });
  await confirmBucket("acme-media", account, new Provider("owner", { region: "us-east-1" }), "us-east-1");
}

/** What the person who runs Pulumi is told; fails when nobody refuses. */
async function refusal(answer: Lookup, account?: "bucketAccount" | "serverAccount"): Promise<string> {
  const error = await confirm(answer, account).then(
    () => assert.fail("confirmed"),
    (reason: Error) => reason,
  );
  assert.ok(pulumi.RunError.isInstance(error), "shown without a stack trace");
  return error.message;
}

describe("checks: the bucket is where the server can serve it", () => {
  it("is confirmed in the server's region, by the account that owns it", async () => {
    const asked: unknown[] = [];
    await confirm(({ bucket }, by) => {
      asked.push(bucket);
      assert.match(by, /providers:aws::owner::/);
      return { bucketRegion: "us-east-1" };
    });
    assert.deepEqual(asked, ["acme-media"]);
  });

  it("is refused in another region", async () => {
    const message = await refusal(() => ({ bucketRegion: "eu-west-1" }));
    assert.equal(
      message,
      'expected bucket "acme-media" in the server\'s region us-east-1, got: bucket "acme-media" is in eu-west-1, ' +
        "the server in us-east-1\n" +
        "hint: Aspera serves buckets of its own region only: use a bucket there, or a server in the bucket's region " +
        "[access-bucket-in-other-region]",
    );
  });

  for (const account of ["bucketAccount", "serverAccount"] as const) {
    it(`is refused when it is not there, in the account of aspera:${account}`, async () => {
      for (const words of [
        "reading S3 Bucket (acme-media): couldn't find resource",
        "StatusCode: 404, NotFound",
      ]) {
        const message = await refusal(failing(words), account);
        assert.equal(codeIn(message), "access-bucket-missing");
        assert.match(
          message,
          new RegExp(`got: there is no bucket named "acme-media" in the account of aspera:${account}\n`),
        );
        assert.match(
          message,
          /\nhint: make it first, `aws s3 mb s3:\/\/acme-media`; or correct `name` in aspera:bucket /,
        );
      }
    });

    it(`is refused when it cannot be looked up with the credentials of aspera:${account}, with AWS's reason`, async () => {
      const words =
        "invoking aws:s3/getBucket:getBucket: 1 error occurred:\n\t* reading: StatusCode: 403, Forbidden\n\n";
      const message = await refusal(failing(words), account);
      assert.equal(codeIn(message), "access-bucket-not-readable");
      assert.match(
        message,
        /got: bucket "acme-media" cannot be looked up: reading: StatusCode: 403, Forbidden\n/,
      );
      assert.match(
        message,
        new RegExp(`\nhint: let the credentials of aspera:${account} use s3:ListBucket on it; `),
      );
    });
  }
});
