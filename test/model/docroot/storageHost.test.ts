import assert from "node:assert/strict";
import { leadsToS3Of } from "../../../model/docroot/storageHost";

describe("the host of a docroot", () => {
  for (const [region, host, expected] of [
    ["us-east-1", "s3.amazonaws.com", true],
    ["us-east-1", "acme-media.s3.amazonaws.com", true],
    ["us-east-1", "s3.amazonaws.com:443", true],
    ["eu-west-1", "s3.eu-west-1.amazonaws.com", true],
    ["eu-west-1", "s3-eu-west-1.amazonaws.com", true],
    ["eu-west-1", "s3.dualstack.eu-west-1.amazonaws.com", true],
    ["eu-west-1", "bucket.vpce-0a1b2c3d-4e5f6a7b.s3.eu-west-1.vpce.amazonaws.com", true],
    ["cn-north-1", "s3.cn-north-1.amazonaws.com.cn", true],
    ["us-gov-west-1", "s3-fips.us-gov-west-1.amazonaws.com", true],
    ["eu-west-1", "s3.us-east-1.amazonaws.com", false],
    ["cn-north-1", "s3.amazonaws.com", false],
    ["us-east-1", "s3.example.com", false],
    ["us-east-1", "s3.amazonaws.com.example.com", false],
    ["us-east-1", "evils3.us-east-1.amazonaws.com", false],
    ["us-east-1", "s3.us-east-1xamazonaws.com", false],
    ["us-east-1", "", false],
  ] as const) {
    it(`${host || "none"} is ${expected ? "" : "not "}S3 of ${region}`, () => {
      assert.equal(leadsToS3Of(region, `s3://${host}/acme-media/?x=s3.us-east-1.amazonaws.com`), expected);
    });
  }
});
