import assert from "node:assert/strict";
import { defaultStorageHost, leadsToS3Of, proofEndpoints } from "../../../model/docroot/storageHost";

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

describe("the host of a docroot that names none", () => {
  for (const [region, host] of [
    ["us-east-1", "s3.amazonaws.com"],
    ["eu-west-1", "s3.amazonaws.com"],
    ["us-gov-west-1", "s3.us-gov-west-1.amazonaws.com"],
    ["cn-north-1", "s3.cn-north-1.amazonaws.com.cn"],
    ["eusc-de-east-1", "s3.eusc-de-east-1.amazonaws.eu"],
  ] as const)
    it(`is ${host} in ${region}, which is S3 of that region and what the proof asks`, () => {
      assert.equal(defaultStorageHost(region), host);
      assert.ok(leadsToS3Of(region, `s3://${host}/acme-media`));
      const own = region.startsWith("us-gov") || /^(cn|eusc)-/.test(region);
      const asked = own ? `https://${host}` : `https://s3.${region}.amazonaws.com`;
      assert.equal(proofEndpoints(region, undefined, {}).s3, asked);
      assert.equal(proofEndpoints(region, host, {}).s3, asked);
    });
});

describe("where a proof asks S3", () => {
  const of = (region: string, host: string, environment: NodeJS.ProcessEnv = {}) =>
    proofEndpoints(region, host, environment);

  it("is the docroot's own host, where that is the region's S3", () => {
    for (const [region, host] of [
      ["eu-west-1", "s3.eu-west-1.amazonaws.com"],
      ["eu-west-1", "s3.dualstack.eu-west-1.amazonaws.com"],
      ["eu-west-1", "bucket.vpce-0a1b2c3d-4e5f6a7b.s3.eu-west-1.vpce.amazonaws.com"],
      ["us-gov-west-1", "s3-fips.us-gov-west-1.amazonaws.com"],
      ["us-gov-west-1", "s3.us-gov-west-1.amazonaws.com:443"],
    ] as const)
      assert.equal(of(region, host).s3, `https://${host}`);
  });

  it("is the region's plain name, where the host leads everywhere or to somebody else's storage", () => {
    for (const host of [
      "s3.amazonaws.com",
      "s3.amazonaws.com:443",
      "s3.us-east-1.amazonaws.com",
      "s3.example.com",
    ])
      assert.equal(of("eu-west-1", host).s3, "https://s3.eu-west-1.amazonaws.com", host);
  });

  it("is wherever this machine's SDK is led, whatever the docroot names", () => {
    const led = { AWS_ENDPOINT_URL_S3: "http://127.0.0.1:4566" };
    const { s3, sts } = of("us-gov-west-1", "s3-fips.us-gov-west-1.amazonaws.com", led);
    assert.deepEqual([s3, sts], ["http://127.0.0.1:4566", "https://sts.us-gov-west-1.amazonaws.com"]);
  });
});
