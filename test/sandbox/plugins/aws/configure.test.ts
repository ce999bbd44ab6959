import assert from "node:assert/strict";
import { CreateRoleCommand, DeleteUserPolicyCommand, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { UNKNOWN } from "../../../../provider/protocol/wire";
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
      message: "1 error occurred:\n\t* AWS account ID not allowed: 777788889999\n\n",
    });
    await assert.rejects(configure({ profile: "acme", forbiddenAccountIds: '["444455556666"]' }), {
      message: "1 error occurred:\n\t* AWS account ID not allowed: 444455556666\n\n",
    });
  });

  describe("whose credentials are looked at before it is configured", () => {
    it("has a problem where the profile is not there, fast", async () => {
      const start = Date.now();
      const { failures } = await (await plugin()).checkConfig({ region: "us-east-1", profile: "nobody" });
      const reason =
        "unable to validate AWS credentials.\nDetails: failed to get shared config profile, nobody\n";
      assert.deepEqual(failures, [["", reason]]);
      assert.ok(Date.now() - start < 3_000, "no metadata service was asked");
    });

    it("has a problem where the keys are wrong", async () => {
      const accessKey = accounts.keys.acme?.accessKeyId ?? "";
      const keys = { region: "us-east-1", accessKey, secretKey: "wrong" };
      const [[, reason = ""] = []] = (await (await plugin()).checkConfig(keys)).failures;
      assert.match(
        reason,
        /^unable to validate AWS credentials\.\nDetails: .*retrieving caller identity from STS: .*SignatureDoesNotMatch/,
      );
    });

    it("has none where they are good, also those of a wrong account; arguments stay as they are", async () => {
      const args = { region: "us-east-1", profile: "globex", allowedAccountIds: '["444455556666"]' };
      assert.deepEqual(await (await plugin()).checkConfig(args), { inputs: args, failures: [] });
    });

    it("has none while an argument is unknown, or where nobody wants to know", async () => {
      const nobody = { region: "us-east-1", profile: "nobody" };
      for (const more of [{ accessKey: UNKNOWN }, { skipCredentialsValidation: "true" }])
        assert.deepEqual((await (await plugin()).checkConfig({ ...nobody, ...more })).failures, []);
    });

    it("fails at last when it comes from the state, where nobody looks before", async () => {
      await assert.rejects(configure({ profile: "nobody" }), {
        message: "1 error occurred:\n\t* failed to get shared config profile, nobody\n\n",
      });
    });
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
    const { iam } = profileClients({ ...accounts, profile: "acme" });
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "iam:GetRole", Resource: "*" }],
    });
    const user = { UserName: "deployer", PolicyName: "may-not-read" };
    await iam.send(new PutUserPolicyCommand({ ...user, PolicyDocument }));
    await assert.rejects(
      aws.invoke("aws:iam/getRole:getRole", { name: "any" }),
      /invoking aws:iam\/getRole:getRole: .*\n.*reading IAM Role \(any\): .*StatusCode: 403, api error AccessDenied/,
    );
    await iam.send(new DeleteUserPolicyCommand(user));
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
