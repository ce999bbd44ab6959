import assert from "node:assert/strict";
import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  DetachRolePolicyCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { FIRST_START } from "../../accounts/testAccounts";
import { type Customer, customer, EC2_TRUST, READ_MEDIA } from "./customer";

const PROFILE_ARN = "arn:aws:iam::111122223333:instance-profile/aspera-server";

describe("aws stand-in: lookups", () => {
  let it_: Customer;
  const name = "looked-up";

  before(async function () {
    this.timeout(FIRST_START);
    it_ = await customer("operator");
    const { iam } = it_.clients;
    const AssumeRolePolicyDocument = JSON.stringify(EC2_TRUST);
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument, Description: "d" }));
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: name,
        PolicyName: "aspera-acme",
        PolicyDocument: JSON.stringify(READ_MEDIA),
      }),
    );
    await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: name }));
    await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName: name }));
  });
  after(() => it_?.stop());

  const getRole = (of: string) => it_.plugin.invoke("aws:iam/getRole:getRole", { name: of });

  it("getRole gives ARN, unique id and trust", async () => {
    const role = await getRole(name);
    assert.deepEqual([role.id, role.name, role.description, role.path], [name, name, "d", "/"]);
    assert.equal(role.arn, `arn:aws:iam::111122223333:role/${name}`);
    assert.match(String(role.uniqueId), /^AROA[A-Z0-9]+$/);
    assert.deepEqual(JSON.parse(String(role.assumeRolePolicy)), EC2_TRUST);
  });

  it("getRole names the role that is not there", async () => {
    await assert.rejects(
      getRole("nobody"),
      /^Error: invoking aws:iam\/getRole:getRole: 1 error occurred:\n\t\* reading IAM Role \(nobody\): couldn't find resource/,
    );
  });

  it("getRolePolicies gives the names of inline policies", async () => {
    const found = await it_.plugin.invoke("aws:iam/getRolePolicies:getRolePolicies", { roleName: name });
    assert.deepEqual(found, { id: name, roleName: name, policyNames: ["aspera-acme"] });
  });

  it("getRolePolicyAttachments gives the managed policies", async () => {
    const token = "aws:iam/getRolePolicyAttachments:getRolePolicyAttachments";
    const none = await it_.plugin.invoke(token, { roleName: name });
    assert.deepEqual(none, { roleName: name, attachedPolicies: [] });
    const PolicyArn = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
    await it_.clients.iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }));
    const { attachedPolicies } = await it_.plugin.invoke(token, { roleName: name });
    assert.deepEqual(attachedPolicies, [{ policyArn: PolicyArn, policyName: "AmazonS3FullAccess" }]);
    await it_.clients.iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn }));
    await assert.rejects(it_.plugin.invoke(token, { roleName: "nobody" }), /couldn't find resource/);
  });

  it("getInstanceProfile gives the role in it", async () => {
    const profile = await it_.plugin.invoke("aws:iam/getInstanceProfile:getInstanceProfile", { name });
    const role = await getRole(name);
    assert.deepEqual([profile.roleName, profile.roleArn, profile.roleId], [name, role.arn, role.uniqueId]);
    assert.equal(profile.arn, `arn:aws:iam::111122223333:instance-profile/${name}`);
    await assert.rejects(
      it_.plugin.invoke("aws:iam/getInstanceProfile:getInstanceProfile", { name: "nobody" }),
      /reading IAM Instance Profile \(nobody\): couldn't find resource/,
    );
  });

  describe("of instances", () => {
    const ids = async (values: string[], more: object = {}) => {
      const filters = [{ name: "iam-instance-profile.arn", values }];
      return (await it_.plugin.invoke("aws:ec2/getInstances:getInstances", { filters, ...more })).ids;
    };

    it("getInstances finds those that carry a profile, and no others", async () => {
      assert.deepEqual(await ids([PROFILE_ARN]), [it_.accounts.instanceId]);
      assert.deepEqual(await ids(["arn:aws:iam::111122223333:instance-profile/another"]), []);
      assert.deepEqual(await ids(["arn:aws:iam::*:instance-profile/aspera-*"]), [it_.accounts.instanceId]);
    });

    it("getInstances counts running ones, unless other states are asked for", async () => {
      assert.deepEqual(await ids([PROFILE_ARN], { instanceStateNames: ["stopped"] }), []);
      assert.deepEqual(await ids([PROFILE_ARN], { instanceStateNames: ["stopped", "running"] }), [
        it_.accounts.instanceId,
      ]);
    });

    it("getInstances compares tags", async () => {
      assert.deepEqual(await ids(["*"], { instanceTags: { Name: "sandbox-aspera-server" } }), [
        it_.accounts.instanceId,
      ]);
      assert.deepEqual(await ids(["*"], { instanceTags: { Name: "another" } }), []);
    });

    it("getInstances refuses a filter that it would have to ignore", async () => {
      const filters = [{ name: "vpc-id", values: ["vpc-1"] }];
      await assert.rejects(
        it_.plugin.invoke("aws:ec2/getInstances:getInstances", { filters }),
        /does not know instance filter vpc-id; it knows iam-instance-profile.arn/,
      );
    });

    it("getInstance gives the one that is meant, or says that there is none", async () => {
      const instanceId = it_.accounts.instanceId;
      const found = await it_.plugin.invoke("aws:ec2/getInstance:getInstance", { instanceId });
      assert.deepEqual(
        [found.id, found.iamInstanceProfile, found.instanceState],
        [instanceId, "aspera-server", "running"],
      );
      await assert.rejects(
        it_.plugin.invoke("aws:ec2/getInstance:getInstance", { instanceId: "i-0123456789abcdef0" }),
        /no matching EC2 Instance found/,
      );
    });
  });
});

describe("aws stand-in: getBucket", () => {
  let it_: Customer;

  before(async function () {
    this.timeout(FIRST_START);
    it_ = await customer("acme");
  });
  after(() => it_?.stop());

  const getBucket = (bucket: string) => it_.plugin.invoke("aws:s3/getBucket:getBucket", { bucket });

  it("says where a bucket is", async () => {
    const found = await getBucket("acme-media");
    assert.deepEqual([found.bucketRegion, found.arn], ["us-east-1", "arn:aws:s3:::acme-media"]);
  });

  it("says that there is none, and that one is not ours, in different words", async () => {
    await assert.rejects(
      getBucket("no-such-bucket"),
      /reading S3 Bucket \(no-such-bucket\): couldn't find resource/,
    );
    await assert.rejects(getBucket("globex-media"), /StatusCode: 403, api error Forbidden/);
  });
});
