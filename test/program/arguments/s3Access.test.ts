import assert from "node:assert/strict";
import { s3Access } from "../../../program/arguments/s3Access";
import { customerWith, inner, oneAccountCustomer } from "../settings/stack";

const region = { region: "us-gov-west-1" };

describe("arguments: what may be done with the bucket", () => {
  it("is one bucket of the bucket's account, one prefix, and those operations", () => {
    const customer = customerWith({
      ...inner("serverAccount", region),
      ...inner("bucketAccount", region),
      ...inner("bucket", { access: ["download"] }),
    });
    assert.deepEqual(s3Access(customer), {
      partition: "aws-us-gov",
      bucketAccount: "444455556666",
      bucket: "acme-media",
      prefix: "incoming/",
      access: ["download"],
      vendorRights: false,
      fullAccess: false,
    });
  });

  it("names the bucket's KMS key, where there is one (kms)", () => {
    const kmsKeyArn = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    assert.equal(s3Access(customerWith(inner("bucket", { kmsKeyArn }))).kmsKeyArn, kmsKeyArn);
    assert.ok(!("kmsKeyArn" in s3Access(customerWith())));
  });

  it("is the whole bucket of the server's account, where the settings have it so", () => {
    assert.deepEqual(s3Access(oneAccountCustomer({ bucket: { name: "acme-media" } })), {
      partition: "aws",
      bucketAccount: "111122223333",
      bucket: "acme-media",
      prefix: "",
      access: ["upload", "download", "browse", "delete"],
      vendorRights: false,
      fullAccess: false,
    });
    assert.equal(s3Access(customerWith(inner("bucket", { access: ["full"] }))).fullAccess, true);
    assert.equal(s3Access(customerWith(inner("bucket", { vendorRights: true }))).vendorRights, true);
  });
});
