import assert from "node:assert/strict";
import {
  bucketArn,
  instanceProfileArn,
  partitionOfRegion,
  pathOfRole,
  roleArn,
} from "../../../model/aws/arn";

describe("accounts: ARNs", () => {
  it("knows the partition of a region", () => {
    const partitions: Record<string, string> = {
      "us-east-1": "aws",
      "eu-central-1": "aws",
      "cn-north-1": "aws-cn",
      "us-gov-west-1": "aws-us-gov",
      "us-iso-east-1": "aws-iso",
      "us-isob-east-1": "aws-iso-b",
      "eu-isoe-west-1": "aws-iso-e",
      "us-isof-south-1": "aws-iso-f",
      "eusc-de-east-1": "aws-eusc",
    };
    for (const [region, partition] of Object.entries(partitions)) {
      assert.equal(partitionOfRegion(region), partition, region);
    }
  });

  it("finds a role's path in its ARN", () => {
    for (const path of ["/", "/media/", "/media/partners/"]) {
      const name = { partition: "aws", account: "444455556666", path, name: "aspera-acme" };
      assert.equal(pathOfRole(roleArn(name)), path);
    }
  });

  it("writes them as IAM and S3 do", () => {
    const name = { partition: "aws-cn", account: "444455556666", path: "/media/", name: "aspera-acme" };
    assert.equal(roleArn(name), "arn:aws-cn:iam::444455556666:role/media/aspera-acme");
    assert.equal(instanceProfileArn(name), "arn:aws-cn:iam::444455556666:instance-profile/media/aspera-acme");
    assert.equal(bucketArn("aws", "acme-media"), "arn:aws:s3:::acme-media");
    assert.equal(bucketArn("aws", "acme-media", "incoming/*"), "arn:aws:s3:::acme-media/incoming/*");
  });
});
