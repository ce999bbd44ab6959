import assert from "node:assert/strict";
import { bucketCheck } from "../../../commands/preflight/bucket";
import { account, refusing } from "../../mocks/account";

describe("preflight: the bucket", () => {
  const look = (HeadBucket: () => object, key: "bucketAccount" | "serverAccount" = "bucketAccount") =>
    bucketCheck("acme-media", "us-east-1", account({ HeadBucket }, key));

  for (const [what, answer, state, code] of [
    ["is there", () => ({ BucketRegion: "us-east-1" }), "ok", undefined],
    [
      "is of another region",
      refusing("PermanentRedirect", 301, { "x-amz-bucket-region": "eu-west-1" }),
      "stop",
      "access-bucket-in-other-region operator",
    ],
    ["is not there", refusing("NotFound", 404), "stop", "access-bucket-missing bucket account"],
    ["is another account's", refusing("403", 403), "stop", "access-bucket-not-readable bucket account"],
    ["does not answer", refusing("500", 500), "stop", "access-bucket-not-readable bucket account"],
  ] as const) {
    it(`${what}: ${state}`, async () => {
      const { state: is, found, finding } = await look(answer);
      assert.deepEqual([is, finding && `${finding.code} ${finding.owner}`], [state, code]);
      assert.equal(found, finding?.text ?? "acme-media in us-east-1");
    });
  }

  it("in one account is looked up as the server account", async () => {
    const { finding } = await look(refusing("NotFound", 404), "serverAccount");
    assert.match(finding?.text ?? "", /aspera:serverAccount/);
  });
});
