import assert from "node:assert/strict";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { profileClients } from "../../../../sandbox/accounts";
import { FIRST_START, type TestAccounts, testAccounts } from "../../accounts/testAccounts";
import { PluginProcess } from "../pluginProcess";

const IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity";

describe("aws stand-in: the provider itself", () => {
  let accounts: TestAccounts;
  const started: PluginProcess[] = [];

  before(async function () {
    this.timeout(FIRST_START);
    accounts = await testAccounts();
  });
  after(() => accounts?.stop());
  afterEach(() => {
    for (const plugin of started.splice(0)) plugin.stop();
  });

  const plugin = async (environment: NodeJS.ProcessEnv = {}) => {
    const one = await PluginProcess.start("aws", { ...accounts.environment, ...environment });
    started.push(one);
    return one;
  };
  const configure = async (args: Record<string, string>, environment?: NodeJS.ProcessEnv) => {
    const one = await plugin(environment);
    await one.configure("aws", { region: "us-east-1", ...args });
    return one;
  };

  it("works as the profile it is given, in its account, region and partition", async () => {
    const aws = await configure({ profile: "acme", allowedAccountIds: '["444455556666"]' });
    assert.deepEqual(await aws.invoke(IDENTITY, {}), {
      accountId: "444455556666",
      id: "444455556666",
      arn: "arn:aws:iam::444455556666:user/deployer",
      userId: (await aws.invoke(IDENTITY, {})).userId,
    });
    assert.deepEqual(await aws.invoke("aws:index/getPartition:getPartition", {}), {
      id: "aws",
      partition: "aws",
      dnsSuffix: "amazonaws.com",
      reverseDnsPrefix: "com.amazonaws",
    });
    assert.equal((await aws.invoke("aws:index/getRegion:getRegion", {})).region, "us-east-1");
    assert.equal(aws.stderr(), "");
  });

  it("answers a wrong account with the genuine plugin's words, nothing more", async () => {
    await assert.rejects(configure({ profile: "globex", allowedAccountIds: '["444455556666"]' }), {
      message: "AWS account ID not allowed: 777788889999",
    });
    await assert.rejects(configure({ profile: "acme", forbiddenAccountIds: '["444455556666"]' }), {
      message: "AWS account ID not allowed: 444455556666",
    });
  });

  it("says which profile is not there, fast", async () => {
    const start = Date.now();
    await assert.rejects(configure({ profile: "nobody" }), /failed to get shared config profile, nobody: /);
    assert.ok(Date.now() - start < 3_000, "no metadata service was asked");
  });

  it("refuses keys that are wrong", async () => {
    const accessKey = accounts.keys.acme?.accessKeyId ?? "";
    await assert.rejects(
      configure({ accessKey, secretKey: "wrong" }),
      /retrieving caller identity from STS: SignatureDoesNotMatch/,
    );
  });

  it("takes an endpoint per service instead of the environment's", async () => {
    const endpoints = JSON.stringify([{ sts: accounts.endpoint, iam: accounts.endpoint }]);
    const aws = await configure({ profile: "acme", endpoints }, { AWS_ENDPOINT_URL: "http://127.0.0.1:9" });
    assert.equal((await aws.invoke(IDENTITY, {})).accountId, "444455556666");
  });

  it("assumes a role, with its external ID, and is refused without", async () => {
    const { iam } = profileClients({ ...accounts, profile: "globex" });
    const trust = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::444455556666:user/deployer" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "4f1c2f0e-deploy" } },
        },
      ],
    };
    const RoleName = "deploys-for-us";
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
    const role = { roleArn: `arn:aws:iam::777788889999:role/${RoleName}`, sessionName: "aspera-pulumi" };
    const assumeRoles = (externalId?: string) => JSON.stringify([{ ...role, externalId }]);

    const aws = await configure({ profile: "acme", assumeRoles: assumeRoles("4f1c2f0e-deploy") });
    assert.match(
      String((await aws.invoke(IDENTITY, {})).arn),
      /:assumed-role\/deploys-for-us\/aspera-pulumi$/,
    );
    await assert.rejects(
      configure({ profile: "acme", assumeRoles: assumeRoles() }),
      (error: Error) =>
        /cannot be assumed: AccessDenied/.test(error.message) && !error.message.includes("4f1c2f0e"),
    );
    await assert.rejects(
      configure({ profile: "acme", assumeRoles: JSON.stringify([{ ...role, policy: "{}" }]) }),
      /does not know policy in assumeRoles/,
    );
  });

  it("passes on that AWS refuses", async () => {
    const aws = await configure({ profile: "acme" });
    await assert.rejects(
      aws.invoke("aws:s3/getBucket:getBucket", { bucket: "globex-media" }),
      /invoking aws:s3\/getBucket:getBucket: .*\n.*reading S3 Bucket \(globex-media\): .*StatusCode: 403, api error Forbidden/,
    );
  });

  it("refuses arguments, types and lookups that it does not know", async () => {
    await assert.rejects(
      configure({ maxRetries: "3" }),
      /does not know provider argument maxRetries; it knows region/,
    );
    const aws = await configure({ profile: "acme" });
    await assert.rejects(
      aws.check("aws:s3/bucketObject:BucketObject", {}),
      /does not know aws:s3\/bucketObject:BucketObject\nhint: it knows aws:iam\/role:Role/,
    );
    await assert.rejects(
      aws.invoke("aws:s3/getObject:getObject", {}),
      /does not know aws:s3\/getObject:getObject\n/,
    );
    await assert.rejects(aws.invoke(IDENTITY, { region: "x" }), /does not know property region of aws:index/);
  });

  it("needs a region", async () => {
    const aws = await plugin();
    await assert.rejects(
      aws.configure("aws", { profile: "acme" }),
      /expected a region .*\nhint: set `region`/,
    );
  });
});
