import assert from "node:assert/strict";
import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  DeleteUserPolicyCommand,
  DetachRolePolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { FIRST_START } from "../../accounts/testAccounts";
import { type Customer, customer, EC2_TRUST, READ_MEDIA } from "./customer";

const ATTACHED = "aws:iam/getRolePolicyAttachments:getRolePolicyAttachments";
const INLINE = "aws:iam/getRolePolicies:getRolePolicies";
const PROFILE = "aws:iam/getInstanceProfile:getInstanceProfile";
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
    const found = await it_.plugin.invoke(INLINE, { roleName: name });
    assert.deepEqual(found, { id: name, roleName: name, policyNames: ["aspera-acme"] });
  });

  it("getRolePolicyAttachments gives the managed policies", async () => {
    const PolicyArn = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
    await it_.clients.iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }));
    const { attachedPolicies } = await it_.plugin.invoke(ATTACHED, { roleName: name });
    assert.deepEqual(attachedPolicies, [{ policyArn: PolicyArn, policyName: "AmazonS3FullAccess" }]);
    await it_.clients.iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn }));
  });

  describe("of a role's policies, which answer as the Framework's do", () => {
    const bare = "bare-role";
    before(async () => {
      const AssumeRolePolicyDocument = JSON.stringify(EC2_TRUST);
      await it_.clients.iam.send(new CreateRoleCommand({ RoleName: bare, AssumeRolePolicyDocument }));
    });
    /** The invoke's error; what the engine was told before it must say the same. */
    const refusal = async (token: string, roleName: string) => {
      it_.engine.logged.length = 0;
      const told = await it_.plugin.invoke(token, { roleName }).then(
        () => "",
        ({ message }: Error) => message,
      );
      const [summary = "", detail] = told.split(/: (.*)/s);
      assert.deepEqual(it_.engine.logged, [
        { severity: "ERROR", urn: "", message: `[ERROR] ${detail}: ${summary}` },
      ]);
      return told;
    };

    it("an empty list is no property at all", async () => {
      it_.engine.logged.length = 0;
      assert.deepEqual(await it_.plugin.invoke(INLINE, { roleName: bare }), { id: bare, roleName: bare });
      assert.deepEqual(await it_.plugin.invoke(ATTACHED, { roleName: bare }), { roleName: bare });
      assert.deepEqual(it_.engine.logged, []);
    });

    it("a role that is not there is an error to the engine before it is one to the program", async () => {
      assert.equal(
        await refusal(INLINE, "nobody"),
        "reading IAM Role Policies: Cause: couldn't find resource\"\n",
      );
      assert.match(
        await refusal(ATTACHED, "nobody"),
        /^reading IAM Role Policy Attachments: Cause: operation error IAM: ListAttachedRolePolicies, , NoSuchEntity: [^\n]*nobody[^\n]*"\n$/,
      );
    });

    it("so is a refusal, with AWS's own words", async () => {
      const user = { UserName: "deployer", PolicyName: "may-not-list" };
      const Action = ["iam:ListRolePolicies", "iam:ListAttachedRolePolicies"];
      const Statement = [{ Effect: "Deny", Action, Resource: "*" }];
      const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
      await it_.clients.iam.send(new PutUserPolicyCommand({ ...user, PolicyDocument }));
      try {
        for (const [token, operation, summary] of [
          [INLINE, "ListRolePolicies", "Role Policies"],
          [ATTACHED, "ListAttachedRolePolicies", "Role Policy Attachments"],
        ] as const) {
          const told = await refusal(token, bare);
          const start = `reading IAM ${summary}: Cause: operation error IAM: ${operation}, , api error AccessDenied: `;
          assert.ok(told.startsWith(start), told);
          assert.doesNotMatch(told, /^\s*\* |invoking|StatusCode/m);
        }
      } finally {
        await it_.clients.iam.send(new DeleteUserPolicyCommand(user));
      }
    });
  });

  it("an error of any other look-up reaches the program alone, as an item below its heading", async () => {
    it_.engine.logged.length = 0;
    await assert.rejects(getRole("nobody"), /: 1 error occurred:\n\t\* reading IAM Role/);
    assert.deepEqual(it_.engine.logged, []);
  });

  it("getInstanceProfile gives the role in it", async () => {
    const profile = await it_.plugin.invoke(PROFILE, { name });
    const role = await getRole(name);
    assert.deepEqual([profile.roleName, profile.roleArn, profile.roleId], [name, role.arn, role.uniqueId]);
    assert.equal(profile.arn, `arn:aws:iam::111122223333:instance-profile/${name}`);
    await assert.rejects(
      it_.plugin.invoke(PROFILE, { name: "nobody" }),
      /reading IAM Instance Profile \(nobody\): couldn't find resource/,
    );
  });

  it("getInstanceProfile has no members of a role that is not in it, and its date as Go prints one", async () => {
    const { iam } = it_.clients;
    const InstanceProfileName = "without-a-role";
    const { InstanceProfile: made } = await iam.send(
      new CreateInstanceProfileCommand({ InstanceProfileName }),
    );
    const found = await it_.plugin.invoke(PROFILE, { name: InstanceProfileName });
    assert.deepEqual(Object.keys(found).sort(), ["arn", "createDate", "id", "name", "path"]);
    assert.match(String(found.createDate), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000 UTC$/);
    assert.equal(Date.parse(String(found.createDate).slice(0, 19).concat("Z")), made?.CreateDate?.getTime());
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
      assert.equal(found.disableApiTermination, false);
      assert.deepEqual(found.metadataOptions, [
        {
          httpEndpoint: "enabled",
          httpProtocolIpv6: "disabled",
          httpPutResponseHopLimit: 1,
          httpTokens: "optional",
          instanceMetadataTags: "disabled",
        },
      ]);
      await assert.rejects(
        it_.plugin.invoke("aws:ec2/getInstance:getInstance", { instanceId: "i-0123456789abcdef0" }),
        /no matching EC2 Instance found/,
      );
    });
  });
});
