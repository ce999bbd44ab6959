import assert from "node:assert/strict";
import { awsEndpoints } from "../../../model/aws/endpoints";

describe("where the proof asks", () => {
  it("is the region's own STS and S3, and the instance's metadata service", () => {
    assert.deepEqual(awsEndpoints("eu-central-1", {}), {
      metadata: "http://169.254.169.254",
      sts: "https://sts.eu-central-1.amazonaws.com",
      s3: "https://s3.eu-central-1.amazonaws.com",
    });
    assert.equal(awsEndpoints("cn-north-1", {}).sts, "https://sts.cn-north-1.amazonaws.com.cn");
    assert.equal(awsEndpoints("us-gov-west-1", {}).s3, "https://s3.us-gov-west-1.amazonaws.com");
    assert.equal(awsEndpoints("us-iso-east-1", {}).sts, "https://sts.us-iso-east-1.c2s.ic.gov");
  });

  it("follows the variables that lead the providers, the narrower one first", () => {
    const all = {
      AWS_ENDPOINT_URL: "http://127.0.0.1:4566/",
      AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://127.0.0.1:9169",
    };
    const led = {
      metadata: "http://127.0.0.1:9169",
      sts: "http://127.0.0.1:4566",
      s3: "http://127.0.0.1:4566",
    };
    assert.deepEqual(awsEndpoints("us-east-1", all), led);
    const narrower = awsEndpoints("us-east-1", { ...all, AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1" });
    assert.deepEqual(narrower, { ...led, s3: "http://127.0.0.1:1" });
  });
});
