import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Link, type LinkArgs } from "../../components/Link";
import { only, type Registered, recordResources, secret, settled, settledValue } from "../mocks/resources";
import {
  BUCKET_ROLE,
  CONNECTION,
  CONNECTION_INPUTS,
  EXTERNAL_ID,
  KEY,
  OBSERVED,
  SERVER_ROLE,
} from "./fixtures";

const ARGS: LinkArgs = {
  connection: CONNECTION,
  transferUser: "acme",
  bucket: "acme-media",
  access: ["upload"],
  region: "us-east-1",
  serverRoleArn: SERVER_ROLE.arn,
};
const ENDPOINTS = {
  metadata: "http://169.254.169.254",
  sts: "https://sts.us-east-1.amazonaws.com",
  s3: "https://s3.us-east-1.amazonaws.com",
};

describe("components: Link", () => {
  let registered: Registered[];
  let before: NodeJS.ProcessEnv;
  beforeEach(async () => {
    before = { ...process.env };
    for (const name of Object.keys(process.env)) if (/^AWS_/.test(name)) delete process.env[name];
    registered = await recordResources(OBSERVED);
  });
  afterEach(() => {
    process.env = before;
  });
  const made = async (args: Partial<LinkArgs> = {}, opts?: pulumi.CustomResourceOptions) => {
    const link = new Link("link", { ...ARGS, ...args }, opts);
    await settled(link);
    return link;
  };
  const inputs = () => only(registered, "aspera:index:Link").wire;

  it("one account: names bucket, rights and server role, and nothing that was left out", async () => {
    await made();
    assert.deepEqual(inputs(), {
      connection: CONNECTION_INPUTS,
      transferUser: "acme",
      bucket: "acme-media",
      access: ["upload"],
      region: "us-east-1",
      endpoints: ENDPOINTS,
      serverRoleArn: SERVER_ROLE.arn,
    });
  });

  const FULL = {
    prefix: "incoming/",
    bucketRoleArn: BUCKET_ROLE,
    externalId: EXTERNAL_ID,
    template: "s3://{host}/{bucket}/{prefix}?{roleArn}&{externalId}&{sessionName}",
    storageHost: "s3.dualstack.us-east-1.amazonaws.com",
    sessionName: "acme",
    kmsKeyArn: "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    fullAccess: true,
    nodeApi: { user: "xfer2", password: "PASSWORD" },
    required: false,
    wait: 7,
    fullProof: true,
  };
  const FULL_INPUTS = {
    ...FULL,
    transferUser: "acme",
    bucket: "acme-media",
    access: ["upload"],
    region: "us-east-1",
    endpoints: { ...ENDPOINTS, s3: "https://s3.dualstack.us-east-1.amazonaws.com" },
    sessionNameRequired: true,
    serverRoleArn: SERVER_ROLE.arn,
    externalId: secret(EXTERNAL_ID),
    nodeApi: { user: "xfer2", password: secret("PASSWORD") },
  };

  it("two accounts: is all that it is told, its secrets marked one by one", async () => {
    await made({
      ...FULL,
      requireSessionName: true,
      connection: { ...CONNECTION, privateKey: KEY, privateKeyPassphrase: "PASS" },
    });
    assert.deepEqual(inputs(), {
      ...FULL_INPUTS,
      connection: { ...CONNECTION_INPUTS, privateKey: secret(KEY), privateKeyPassphrase: secret("PASS") },
    });
  });

  it("takes outputs of other resources", async () => {
    await made({
      connection: { host: pulumi.output(CONNECTION.host), hostKey: pulumi.output(CONNECTION.hostKey) },
      transferUser: pulumi.output("acme"),
      bucket: pulumi.output("acme-media"),
      access: pulumi.output(["upload" as const]),
      region: pulumi.output("us-east-1"),
      serverRoleArn: pulumi.output(SERVER_ROLE.arn),
      prefix: pulumi.output("incoming/"),
      bucketRoleArn: pulumi.output(BUCKET_ROLE),
      externalId: pulumi.secret(EXTERNAL_ID),
      template: pulumi.output(FULL.template),
      storageHost: pulumi.output(FULL.storageHost),
      sessionName: pulumi.output(FULL.sessionName),
      requireSessionName: pulumi.output(true),
      kmsKeyArn: pulumi.output(FULL.kmsKeyArn),
      fullAccess: pulumi.output(true),
      nodeApi: { user: pulumi.output("xfer2"), password: pulumi.output("PASSWORD") },
      required: pulumi.output(false),
      wait: pulumi.output(7),
      fullProof: pulumi.output(true),
    });
    assert.deepEqual(inputs(), { ...FULL_INPUTS, connection: CONNECTION_INPUTS });
  });

  it("leads to the region's own S3 outside of the aws partition, and asks that (partition)", async () => {
    const serverRoleArn = SERVER_ROLE.arn.replace("aws", "aws-us-gov");
    for (const region of ["us-gov-west-1", pulumi.output("us-gov-west-1")]) {
      registered.length = 0;
      await made({ region, serverRoleArn });
      const { storageHost, endpoints } = inputs();
      assert.equal(storageHost, "s3.us-gov-west-1.amazonaws.com");
      assert.equal((endpoints as { s3: string }).s3, "https://s3.us-gov-west-1.amazonaws.com");
    }
    registered.length = 0;
    await made({ region: pulumi.output("eu-west-1") });
    assert.ok(!("storageHost" in inputs()), "the plugin's own default is right there");
  });

  it("names no session where no role is assumed", async () => {
    await made({ sessionName: "acme" });
    assert.ok(!("sessionName" in inputs()));
  });

  it("is refused across partitions, where no role can be assumed (partition)", () => {
    for (const [args, words] of [
      [{ region: "cn-north-1" }, /serverRoleArn in partition aws-cn, .* got one in aws\nhint: /],
      [
        { bucketRoleArn: BUCKET_ROLE.replace("aws", "aws-us-gov") },
        /bucketRoleArn in partition aws, .* aws-us-gov/,
      ],
    ] as const)
      assert.throws(
        () => new Link("link", { ...ARGS, ...args }),
        (error: Error) => pulumi.RunError.isInstance(error) && words.test(error.message),
      );
  });

  it("asks another region's own services, or wherever this machine's SDK is led", async () => {
    await made({ region: "cn-north-1", serverRoleArn: SERVER_ROLE.arn.replace("aws", "aws-cn") });
    assert.deepEqual(inputs().endpoints, {
      metadata: ENDPOINTS.metadata,
      sts: "https://sts.cn-north-1.amazonaws.com.cn",
      s3: "https://s3.cn-north-1.amazonaws.com.cn",
    });
    registered.length = 0;
    process.env.AWS_ENDPOINT_URL = "http://127.0.0.1:4566/";
    process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = "http://127.0.0.1:1338";
    await made();
    assert.deepEqual(inputs().endpoints, {
      metadata: "http://127.0.0.1:1338",
      sts: "http://127.0.0.1:4566",
      s3: "http://127.0.0.1:4566",
    });
  });

  it("says what was proven, and takes a resource's options", async () => {
    const link = await made({}, { protect: true });
    assert.deepEqual(await settledValue(pulumi.all([link.link, link.finding, link.owner, link.nextStep])), [
      "verified",
      "none",
      "nobody",
      "none",
    ]);
    assert.equal(only(registered, "aspera:index:Link").protect, true);
  });
});
