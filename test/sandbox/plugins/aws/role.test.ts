import assert from "node:assert/strict";
import {
  AddRoleToInstanceProfileCommand,
  AttachRolePolicyCommand,
  CreateInstanceProfileCommand,
  DeleteRoleCommand,
  GetInstanceProfileCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { type Properties, UNKNOWN } from "../../../../provider/protocol/wire";
import { FIRST_START } from "../../accounts/testAccounts";
import { type Customer, customer, EC2_TRUST, READ_MEDIA } from "./customer";

const ROLE = "aws:iam/role:Role";

describe("aws stand-in: Role", () => {
  let it_: Customer;
  let name: string;
  let number = 0;

  before(async function () {
    this.timeout(FIRST_START);
    it_ = await customer("acme");
  });
  after(() => it_?.stop());
  beforeEach(() => {
    name = `role-${++number}`;
  });

  const args = (over: Properties = {}): Properties => ({ name, assumeRolePolicy: EC2_TRUST, ...over });
  const inputs = async (over: Properties = {}) => (await it_.plugin.check(ROLE, args(over))).inputs;

  /** Reads what a refresh would see, and what the next preview would show. */
  const drift = async (state: { id: string; outputs: Properties }, over: Properties = {}) => {
    const wanted = await inputs(over);
    const seen = await it_.plugin.read(ROLE, state.id, wanted, state.outputs);
    return { seen, diff: await it_.plugin.diff(ROLE, seen.inputs, wanted) };
  };

  it("is made with every argument, and its outputs are those of AWS", async () => {
    const { id, outputs } = await it_.plugin.create(
      ROLE,
      args({ path: "/media/", description: "d", maxSessionDuration: 7200, tags: { owner: "ops" } }),
    );
    const { Role } = await it_.clients.iam.send(new GetRoleCommand({ RoleName: name }));
    assert.equal(id, name);
    assert.deepEqual(outputs, {
      name,
      path: "/media/",
      description: "d",
      maxSessionDuration: 7200,
      forceDetachPolicies: false,
      assumeRolePolicy: (await inputs()).assumeRolePolicy,
      tags: { owner: "ops" },
      tagsAll: { environment: "test", owner: "ops" },
      arn: Role?.Arn,
      uniqueId: Role?.RoleId,
      createDate: Role?.CreateDate?.toISOString().replace(".000", ""),
    });
    assert.equal(Role?.MaxSessionDuration, 7200);
    assert.deepEqual(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")), EC2_TRUST);
  });

  it("makes nothing in a preview, and says what only AWS will know", async () => {
    const { id, outputs } = await it_.plugin.create(ROLE, args(), true);
    assert.equal(id, "");
    assert.deepEqual([outputs.arn, outputs.uniqueId, outputs.name], [UNKNOWN, UNKNOWN, name]);
    await assert.rejects(it_.clients.iam.send(new GetRoleCommand({ RoleName: name })), /NoSuchEntity/);
  });

  it("keeps arn and id known in the preview of an update, and changes nothing", async () => {
    const { id, outputs } = await it_.plugin.create(ROLE, args());
    const planned = await it_.plugin.update(
      ROLE,
      id,
      outputs,
      await inputs(),
      args({ description: "new" }),
      true,
    );
    assert.deepEqual(
      [planned.arn, planned.uniqueId, planned.description],
      [outputs.arn, outputs.uniqueId, "new"],
    );
    const { Role } = await it_.clients.iam.send(new GetRoleCommand({ RoleName: name }));
    assert.equal(Role?.Description ?? "", "");
  });

  it("refuses a second one of the same name", async () => {
    await it_.plugin.create(ROLE, args());
    await assert.rejects(
      it_.plugin.create(ROLE, args()),
      new RegExp(`creating IAM Role \\(${name}\\): .*StatusCode: 409, api error EntityAlreadyExists`),
    );
  });

  it("shows no drift when nothing changed", async () => {
    const { seen, diff } = await drift(await it_.plugin.create(ROLE, args()));
    assert.deepEqual(diff.properties, []);
    assert.deepEqual(seen.inputs, await inputs());
  });

  it("shows no drift when AWS gives the same trust in other words", async () => {
    const state = await it_.plugin.create(ROLE, args());
    const other = { ...EC2_TRUST, Statement: [{ ...EC2_TRUST.Statement[0], Action: ["sts:AssumeRole"] }] };
    const PolicyDocument = JSON.stringify(other, null, 2);
    await it_.clients.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument }));
    const { seen, diff } = await drift(state);
    assert.deepEqual(diff.properties, []);
    assert.equal(seen.outputs.assumeRolePolicy, state.outputs.assumeRolePolicy);
  });

  it("shows what somebody changed by hand, and puts it right", async () => {
    const { iam } = it_.clients;
    const state = await it_.plugin.create(ROLE, args({ description: "ours" }));
    const opened = {
      ...EC2_TRUST,
      Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }],
    };
    const PolicyDocument = JSON.stringify(opened);
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument }));
    await iam.send(
      new UpdateRoleCommand({ RoleName: name, Description: "theirs", MaxSessionDuration: 43200 }),
    );
    await iam.send(new TagRoleCommand({ RoleName: name, Tags: [{ Key: "who", Value: "hand" }] }));
    await iam.send(new UntagRoleCommand({ RoleName: name, TagKeys: ["environment"] }));

    const over = { description: "ours" };
    const { seen, diff } = await drift(state, over);
    assert.equal(seen.inputs.assumeRolePolicy, PolicyDocument);
    assert.deepEqual(diff.detailed, {
      assumeRolePolicy: "UPDATE",
      description: "UPDATE",
      maxSessionDuration: "UPDATE",
      tags: "DELETE",
      "tagsAll.environment": "ADD",
      "tagsAll.who": "DELETE",
    });
    assert.deepEqual(diff.replaces, []);

    const mended = await it_.plugin.update(ROLE, name, seen.outputs, seen.inputs, args(over));
    assert.deepEqual(mended, state.outputs);
    assert.deepEqual((await drift({ id: name, outputs: mended }, over)).diff.properties, []);
  });

  it("puts default tags on, and takes them for its own only where the program has them too", async () => {
    const state = await it_.plugin.create(ROLE, args({ tags: { environment: "test" } }));
    assert.deepEqual(state.outputs.tags, { environment: "test" });
    assert.deepEqual((await drift(state, { tags: { environment: "test" } })).diff.properties, []);
  });

  it("has all its tags unknown when one is", async () => {
    assert.equal((await inputs({ tags: { owner: UNKNOWN } })).tagsAll, UNKNOWN);
  });

  it("is replaced for another name or path, deleted first since it has a name of its own", async () => {
    for (const over of [{ name: "another" }, { path: "/media/" }]) {
      const diff = await it_.plugin.diff(ROLE, await inputs(), await inputs(over));
      assert.deepEqual(diff.replaces, Object.keys(over));
      assert.deepEqual(diff.detailed, { [Object.keys(over)[0] ?? ""]: "UPDATE_REPLACE" });
      assert.equal(diff.deleteBeforeReplace, true);
    }
    const inPlace = await it_.plugin.diff(ROLE, await inputs(), await inputs({ description: "d" }));
    assert.deepEqual([inPlace.replaces, inPlace.deleteBeforeReplace], [[], false]);
  });

  it("leaves its instance profiles before it is deleted", async () => {
    const { iam } = it_.clients;
    const { id, outputs } = await it_.plugin.create(ROLE, args());
    await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: name }));
    await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName: name }));
    await it_.plugin.delete(ROLE, id, outputs);
    const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: name }));
    assert.deepEqual(InstanceProfile?.Roles ?? [], []);
  });

  it("is not deleted with a policy on it, unless it was told to force that", async () => {
    const { iam } = it_.clients;
    const { id, outputs } = await it_.plugin.create(ROLE, args());
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: name,
        PolicyName: "foreign",
        PolicyDocument: JSON.stringify(READ_MEDIA),
      }),
    );
    await iam.send(
      new AttachRolePolicyCommand({ RoleName: name, PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
    );
    await assert.rejects(
      it_.plugin.delete(ROLE, id, outputs),
      /deleting IAM Role \(role-\d+\): .*DeleteConflict/,
    );
    await it_.plugin.delete(ROLE, id, { ...outputs, forceDetachPolicies: true });
    await assert.rejects(iam.send(new GetRoleCommand({ RoleName: name })), /NoSuchEntity/);
  });

  it("is gone from state when it is gone, and deleting it again is harmless", async () => {
    const state = await it_.plugin.create(ROLE, args());
    await it_.plugin.delete(ROLE, state.id, state.outputs);
    await it_.plugin.delete(ROLE, state.id, state.outputs);
    assert.equal((await it_.plugin.read(ROLE, state.id, await inputs(), state.outputs)).id, "");
  });

  it("deleted by hand is planned anew, and whoever depends on its ARN or id is unknown again", async () => {
    const state = await it_.plugin.create(ROLE, args());
    await it_.clients.iam.send(new DeleteRoleCommand({ RoleName: name }));
    const gone = await it_.plugin.read(ROLE, state.id, await inputs(), state.outputs);
    assert.deepEqual([gone.id, gone.inputs, gone.outputs], ["", {}, {}]);

    const { outputs: planned } = await it_.plugin.create(ROLE, args(), true);
    for (const computed of ["arn", "uniqueId", "createDate"]) assert.equal(planned[computed], UNKNOWN);
    const Statement = [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: planned.arn }];
    const right = { name: "aspera", role: "server", policy: { Version: "2012-10-17", Statement } };
    const { outputs: dependent } = await it_.plugin.create("aws:iam/rolePolicy:RolePolicy", right, true);
    assert.equal(dependent.policy, UNKNOWN);
  });

  it("is imported by its name", async () => {
    await it_.plugin.create(ROLE, args({ description: "d" }));
    const { id, inputs: found } = await it_.plugin.read(ROLE, name, {}, {});
    assert.equal(id, name);
    assert.deepEqual([found.name, found.description, found.path, found.tags], [name, "d", "/", undefined]);
  });

  it("refuses what it does not carry", async () => {
    const { failures } = await it_.plugin.check(ROLE, args({ inlinePolicies: [] }));
    assert.match(failures.join(), /does not know property inlinePolicies of aws:iam\/role:Role/);
  });
});
