import assert from "node:assert/strict";
import type { S3Client } from "@aws-sdk/client-s3";
import { bucketCheck } from "../../../commands/preflight/bucket";
import { customerWith, oneAccountCustomer } from "../../program/settings/stack";
import { client, failing } from "./clients";

describe("preflight: the bucket", () => {
  const look = (answer: () => object) =>
    bucketCheck(
      customerWith(),
      "us-east-1",
      client<S3Client>((input) => {
        assert.deepEqual(input, { Bucket: "acme-media", ExpectedBucketOwner: "444455556666" });
        return answer();
      }),
    );
  const refusing = (status: number) => () => {
    throw failing("Unknown", status);
  };

  for (const [what, answer, state, code] of [
    ["is there", () => ({ BucketRegion: "us-east-1" }), "ok", undefined],
    ["is there, and S3 does not say where", () => ({}), "ok", undefined],
    [
      "is of another region",
      () => ({ BucketRegion: "eu-west-1" }),
      "stop",
      "access-bucket-in-other-region operator",
    ],
    ["is not there", refusing(404), "stop", "access-bucket-missing bucket account"],
    ["is another account's", refusing(403), "stop", "access-bucket-not-readable bucket account"],
    ["does not answer", refusing(500), "stop", "access-bucket-not-readable bucket account"],
  ] as const) {
    it(`${what}: ${state}`, async () => {
      const { state: is, found, finding } = await look(answer);
      assert.deepEqual([is, finding && `${finding.code} ${finding.owner}`], [state, code]);
      if (finding) assert.equal(found, finding.text);
    });
  }

  it("in one account is looked up as the server account", async () => {
    const { finding } = await bucketCheck(oneAccountCustomer(), "us-east-1", client<S3Client>(refusing(404)));
    assert.match(finding?.text ?? "", /aspera:serverAccount/);
  });
});
