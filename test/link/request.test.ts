import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { docrootArgs, docrootTexts } from "../../components/docroot/docrootArgs";
import { awsEndpoints } from "../../components/link/endpoints";
import { linkArgs } from "../../components/link/linkArgs";
import { proofSessionPolicy } from "../../components/link/sessionPolicy";
import type { Customer } from "../../components/settings/types";
import { settledValue } from "../mocks/resources";
import { customerWith, EXTERNAL_ID, inner, oneAccountCustomer } from "../settings/stack";

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

describe("the session of a proof", () => {
  const facts = (partition: string, bucket: string, prefix: string) => ({
    bucketRole: `arn:${partition}:iam::444455556666:role/aspera-acme`,
    bucket,
    prefix,
  });

  it("may list the bucket, start and abort an upload under one name, and nothing else", () => {
    assert.deepEqual(JSON.parse(proofSessionPolicy(facts("aws-cn", "acme-media", "incoming/"))), {
      Version: "2012-10-17",
      Statement: [
        { Sid: "List", Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws-cn:s3:::acme-media" },
        {
          Sid: "StartUpload",
          Effect: "Allow",
          Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
          Resource: "arn:aws-cn:s3:::acme-media/incoming/aspera-proof-*",
        },
        { Sid: "EncryptUpload", Effect: "Allow", Action: "kms:GenerateDataKey", Resource: "*" },
      ],
    });
  });

  it("fits into STS's 2048 characters with the longest prefix", () => {
    assert.ok(proofSessionPolicy(facts("aws-us-gov", "b".repeat(63), `${"p".repeat(767)}/`)).length <= 2048);
  });

  it("is the instance's own in one account, which nothing can bound", () => {
    assert.equal(proofSessionPolicy({ ...facts("aws", "operator-media", ""), bucketRole: "" }), "");
  });
});

describe("what the settings say of the proof", () => {
  const SERVER_ROLE = "arn:aws:iam::111122223333:role/aspera-server";
  const told = (customer: Customer) => {
    const serverAccount = { id: "111122223333", region: "us-east-1" };
    return linkArgs({ serverAccount }, customer, docrootArgs(customer), { arn: SERVER_ROLE }, {});
  };

  it("two accounts: the role to assume, the prefix, and every right that is there", () => {
    const { bucketRole, serverRole, region, bucket, prefix, lists, uploads, required, wait, fullRefresh } =
      told(customerWith());
    assert.deepEqual(
      { bucketRole, serverRole, region, bucket, prefix, lists, uploads, required, wait, fullRefresh },
      {
        bucketRole: "arn:aws:iam::444455556666:role/aspera-acme",
        serverRole: SERVER_ROLE,
        region: "us-east-1",
        bucket: "acme-media",
        prefix: "incoming/",
        lists: true,
        uploads: true,
        required: true,
        wait: 120,
        fullRefresh: false,
      },
    );
  });

  it("one account: nothing is assumed, and no external ID is told", async () => {
    const { bucketRole, externalId } = told(oneAccountCustomer());
    assert.equal(bucketRole, "");
    assert.equal(await settledValue(pulumi.output(externalId)), "");
  });

  it("asks for no right that the role does not have", () => {
    const rights = (...access: string[]) => {
      const { lists, uploads } = told(customerWith(inner("bucket", { access })));
      return [lists, uploads];
    };
    assert.deepEqual(rights("upload"), [true, true]);
    assert.deepEqual(rights("download"), [true, false]);
    assert.deepEqual(rights("delete"), [false, false]);
    assert.deepEqual(rights("delete", "browse"), [true, false]);
  });

  it("knows no outside of the prefix where everything is allowed", () => {
    assert.equal(told(customerWith(inner("bucket", { access: ["full"] }))).prefix, "");
  });

  it("only reports, or proves in full, where the stack says so", () => {
    const { required, fullRefresh } = told(customerWith({ prove: "report", proof: "full" }));
    assert.deepEqual([required, fullRefresh], [false, true]);
  });

  it("keeps external ID, docroot and the node user's password secret", async () => {
    const nodeApi = { user: "xfer2", password: "i-0123456789abcdef0" };
    const secretKeys = new Set(["aspera:externalId", "aspera:nodeApi"]);
    const customer = customerWith({ nodeApi }, { secretKeys });
    const args = told(customer);
    assert.equal(args.nodeUser, "xfer2");
    for (const [value, expected] of [
      [args.externalId, EXTERNAL_ID],
      [args.nodePassword, nodeApi.password],
      [args.wanted, docrootTexts(customer).uri],
    ] as const) {
      assert.equal(await pulumi.isSecret(pulumi.output(value)), true);
      assert.equal(await settledValue(pulumi.output(value)), expected);
    }
  });
});
