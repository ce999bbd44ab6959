import assert from "node:assert/strict";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { UNKNOWN } from "../../../../provider/protocol/wire";
import { FIRST_START } from "../../accounts/testAccounts";
import { type Customer, customer, EC2_TRUST, READ_MEDIA } from "./customer";

const POLICY = "aws:iam/rolePolicy:RolePolicy";
const INLINE = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive";
const ATTACHED = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

describe("aws stand-in: policies of a role", () => {
  let it_: Customer;
  let role: string;
  let number = 0;

  before(async function () {
    this.timeout(FIRST_START);
    it_ = await customer("acme");
  });
  after(() => it_?.stop());
  beforeEach(async () => {
    role = `bearer-${++number}`;
    const AssumeRolePolicyDocument = JSON.stringify(EC2_TRUST);
    await it_.clients.iam.send(new CreateRoleCommand({ RoleName: role, AssumeRolePolicyDocument }));
  });

  const put = (PolicyName: string, document: object = READ_MEDIA) =>
    it_.clients.iam.send(
      new PutRolePolicyCommand({ RoleName: role, PolicyName, PolicyDocument: JSON.stringify(document) }),
    );
  const attach = (PolicyArn: string) =>
    it_.clients.iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn }));
  const inline = async () =>
    (await it_.clients.iam.send(new ListRolePoliciesCommand({ RoleName: role }))).PolicyNames?.sort();
  const attached = async () =>
    (
      await it_.clients.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role }))
    ).AttachedPolicies?.map(({ PolicyArn }) => PolicyArn);

  describe("RolePolicy", () => {
    const args = (policy: object | string = READ_MEDIA) => ({ name: "aspera", role, policy });

    it("is put, changed in place, and taken off; its id is <role>:<name>", async () => {
      const { id, outputs } = await it_.plugin.create(POLICY, args());
      assert.equal(id, `${role}:aspera`);
      assert.deepEqual({ ...outputs, policy: JSON.parse(String(outputs.policy)) }, args());
      const wider = { ...READ_MEDIA, Statement: [{ ...READ_MEDIA.Statement[0], Action: "s3:*" }] };
      const changed = await it_.plugin.update(POLICY, id, outputs, outputs, args(wider));
      const seen = await it_.plugin.read(POLICY, id, changed, changed);
      assert.deepEqual(JSON.parse(String(seen.outputs.policy)), wider);
      await it_.plugin.delete(POLICY, id, changed);
      assert.deepEqual(await inline(), []);
      assert.equal((await it_.plugin.read(POLICY, id, changed, changed)).id, "");
    });

    it("shows a hand edit, and not another spelling of the same", async () => {
      const { id, outputs } = await it_.plugin.create(POLICY, args());
      await put("aspera", {
        ...READ_MEDIA,
        Statement: [{ ...READ_MEDIA.Statement[0], Action: ["s3:GetObject"] }],
      });
      assert.equal((await it_.plugin.read(POLICY, id, outputs, outputs)).inputs.policy, outputs.policy);
      await put("aspera", { ...READ_MEDIA, Statement: [{ ...READ_MEDIA.Statement[0], Action: "*" }] });
      const { inputs } = await it_.plugin.read(POLICY, id, outputs, outputs);
      assert.deepEqual((await it_.plugin.diff(POLICY, inputs, outputs)).detailed, { policy: "UPDATE" });
    });

    it("is replaced for another name or role", async () => {
      const inputs = (await it_.plugin.check(POLICY, args())).inputs;
      assert.deepEqual((await it_.plugin.diff(POLICY, inputs, { ...inputs, name: "b" })).replaces, ["name"]);
      assert.deepEqual((await it_.plugin.diff(POLICY, inputs, { ...inputs, role: "b" })).replaces, ["role"]);
    });

    it("is unknown as a whole while an ARN in it is", async () => {
      const { inputs } = await it_.plugin.check(POLICY, args({ Statement: [{ Resource: UNKNOWN }] }));
      assert.equal(inputs.policy, UNKNOWN);
    });

    it("is gone with its role", async () => {
      const { id, outputs } = await it_.plugin.create(POLICY, args());
      await it_.clients.iam.send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName: "aspera" }));
      await it_.clients.iam.send(new DeleteRoleCommand({ RoleName: role }));
      assert.equal((await it_.plugin.read(POLICY, id, outputs, outputs)).id, "");
      await it_.plugin.delete(POLICY, id, outputs);
    });
  });

  describe("RolePoliciesExclusive", () => {
    const args = (...policyNames: string[]) => ({ roleName: role, policyNames });

    it("takes off what is not on its list, at create and update", async () => {
      await put("ours");
      await put("foreign");
      const { id, outputs } = await it_.plugin.create(INLINE, args("ours"));
      assert.equal(id, role);
      assert.deepEqual(await inline(), ["ours"]);
      await put("foreign");
      await it_.plugin.update(INLINE, id, outputs, outputs, args("ours"));
      assert.deepEqual(await inline(), ["ours"]);
    });

    it("shows what somebody added as drift", async () => {
      await put("ours");
      const { id, outputs } = await it_.plugin.create(INLINE, args("ours"));
      assert.deepEqual((await it_.plugin.read(INLINE, id, outputs, outputs)).inputs, outputs);
      await put("a-foreign-one");
      const { inputs } = await it_.plugin.read(INLINE, id, outputs, outputs);
      assert.deepEqual(inputs.policyNames, ["ours", "a-foreign-one"]);
      assert.deepEqual((await it_.plugin.diff(INLINE, inputs, outputs)).detailed, {
        "policyNames[1]": "DELETE",
      });
    });

    it("fails for a name that the role does not have, and takes nothing off then", async () => {
      await put("foreign");
      await assert.rejects(
        it_.plugin.create(INLINE, args("ours")),
        /Policy \(ours\), which is on the exclusive list and not on the role: .*PolicyDocument/,
      );
      assert.deepEqual(await inline(), ["foreign"]);
    });

    it("removes nothing when it is deleted, and is replaced for another role", async () => {
      await put("ours");
      const { id, outputs } = await it_.plugin.create(INLINE, args("ours"));
      await it_.plugin.delete(INLINE, id, outputs);
      assert.deepEqual(await inline(), ["ours"]);
      const diff = await it_.plugin.diff(INLINE, outputs, { ...outputs, roleName: "another" });
      assert.deepEqual([diff.replaces, diff.deleteBeforeReplace], [["roleName"], false]);
    });

    it("is gone with its role", async () => {
      const { id, outputs } = await it_.plugin.create(INLINE, args());
      await it_.clients.iam.send(new DeleteRoleCommand({ RoleName: role }));
      assert.equal((await it_.plugin.read(INLINE, id, outputs, outputs)).id, "");
    });
  });

  describe("RolePolicyAttachmentsExclusive", () => {
    const args = (...policyArns: string[]) => ({ roleName: role, policyArns });

    it("detaches what is not on its list, and attaches what is", async () => {
      await attach(READ_ONLY);
      const { id, outputs } = await it_.plugin.create(ATTACHED, args());
      assert.deepEqual(await attached(), []);
      await it_.plugin.update(ATTACHED, id, outputs, outputs, args(READ_ONLY));
      assert.deepEqual(await attached(), [READ_ONLY]);
    });

    it("shows what somebody attached as drift", async () => {
      const { id, outputs } = await it_.plugin.create(ATTACHED, args());
      assert.deepEqual((await it_.plugin.read(ATTACHED, id, outputs, outputs)).inputs, outputs);
      await attach(READ_ONLY);
      const { inputs } = await it_.plugin.read(ATTACHED, id, outputs, outputs);
      assert.deepEqual((await it_.plugin.diff(ATTACHED, inputs, outputs)).detailed, {
        "policyArns[0]": "DELETE",
      });
    });

    it("detaches nothing when it is deleted", async () => {
      const { id, outputs } = await it_.plugin.create(ATTACHED, args(READ_ONLY));
      await it_.plugin.delete(ATTACHED, id, outputs);
      assert.deepEqual(await attached(), [READ_ONLY]);
      await it_.clients.iam.send(new DetachRolePolicyCommand({ RoleName: role, PolicyArn: READ_ONLY }));
    });
  });
});
