import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type BucketRightsArgs, s3AccessOf } from "../../components/bucketRights";
import { recordResources, settled, settledValue } from "../mocks/resources";
import { identities, providers } from "./fixtures";

describe("components: what may be done with a bucket", () => {
  let asked: string[];
  let parent: pulumi.ComponentResource;
  beforeEach(async () => {
    asked = [];
    await recordResources({}, identities(asked));
    parent = new pulumi.ComponentResource("test:Role", "role", {}, { provider: providers().bucket });
    await settled(parent);
  });
  const told = (args: BucketRightsArgs) => settledValue(s3AccessOf(args, parent));
  const TOLD = { bucketAccountId: "555566667777", partition: "aws", bucket: "acme-media" };

  it("is everything in the whole bucket of the parent's own account, where nothing else is said", async () => {
    assert.deepEqual(await told({ bucket: "acme-media" }), {
      partition: "aws-cn",
      bucketAccount: "444455556666",
      bucket: "acme-media",
      prefix: "",
      access: ["upload", "download", "browse", "delete"],
      vendorRights: false,
      fullAccess: false,
    });
    assert.deepEqual(asked.sort(), ["account of bucket-account", "partition of bucket-account"]);
  });

  it("refuses a prefix that IAM takes in no policy, and lets one pass that it takes", async () => {
    const message =
      'expected a prefix of characters up to U+00FF, got "日本/"\n' +
      "hint: choose another folder; IAM takes no others in a role's policy";
    assert.throws(() => s3AccessOf({ ...TOLD, prefix: "日本/" }, parent), { message });
    const later = s3AccessOf({ ...TOLD, prefix: pulumi.output("日本/") }, parent);
    await assert.rejects((later as unknown as { promise(): Promise<unknown> }).promise(), { message });
    assert.equal((await told({ ...TOLD, prefix: "é/" })).prefix, "é/");
  });

  it("is exactly what is said, and then nobody is asked", async () => {
    const rest = { prefix: "incoming/", vendorRights: true, fullAccess: true };
    const expected = { ...rest, partition: "aws", bucketAccount: "555566667777", bucket: "acme-media" };
    assert.deepEqual(await told({ ...TOLD, ...rest, access: ["upload"] }), {
      ...expected,
      access: ["upload"],
    });
    assert.deepEqual(
      await told({
        bucket: pulumi.output("acme-media"),
        bucketAccountId: pulumi.output("555566667777"),
        partition: pulumi.output("aws"),
        prefix: pulumi.output("incoming/"),
        access: [pulumi.output("upload" as const)],
        vendorRights: pulumi.output(true),
        fullAccess: pulumi.output(true),
      }),
      { ...expected, access: ["upload"] },
    );
    assert.deepEqual(asked, []);
  });

  it("names a KMS key only where there is one", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    assert.ok(!("kmsKeyArn" in (await told(TOLD))));
    for (const key of [kmsKeyArn, pulumi.output(kmsKeyArn)])
      assert.equal((await told({ ...TOLD, kmsKeyArn: key })).kmsKeyArn, kmsKeyArn);
  });

  it("asks only for what is left out", async () => {
    await told({ bucket: "acme-media", partition: "aws" });
    assert.deepEqual(asked, ["account of bucket-account"]);
    asked.length = 0;
    await told({ bucket: "acme-media", bucketAccountId: "555566667777" });
    assert.deepEqual(asked, ["partition of bucket-account"]);
  });
});
