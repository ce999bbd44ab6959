import assert from "node:assert/strict";
import {
  CreateRoleCommand,
  DeleteInstanceProfileCommand,
  GetInstanceProfileCommand,
  RemoveRoleFromInstanceProfileCommand,
} from "@aws-sdk/client-iam";
import { FIRST_START } from "../../accounts/testAccounts";
import { type Customer, customer, EC2_TRUST } from "./customer";

const PROFILE = "aws:iam/instanceProfile:InstanceProfile";

describe("aws stand-in: InstanceProfile", () => {
  let it_: Customer;
  let name: string;
  let number = 0;

  before(async function () {
    this.timeout(FIRST_START);
    it_ = await customer("operator");
    const AssumeRolePolicyDocument = JSON.stringify(EC2_TRUST);
    for (const RoleName of ["first", "second"])
      await it_.clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  });
  after(() => it_?.stop());
  beforeEach(() => {
    name = `profile-${++number}`;
  });

  const find = async () =>
    (await it_.clients.iam.send(new GetInstanceProfileCommand({ InstanceProfileName: name })))
      .InstanceProfile;
  const roles = async () => (await find())?.Roles?.map(({ RoleName }) => RoleName);

  it("is made with its role, and its outputs are those of AWS", async () => {
    const { id, outputs } = await it_.plugin.create(PROFILE, { name, role: "first" });
    const there = await find();
    assert.equal(id, name);
    assert.deepEqual(outputs, {
      name,
      path: "/",
      role: "first",
      tags: {},
      tagsAll: { environment: "test" },
      arn: there?.Arn,
      uniqueId: there?.InstanceProfileId,
      createDate: there?.CreateDate?.toISOString().replace(".000", ""),
    });
    assert.deepEqual(await roles(), ["first"]);
  });

  it("takes another role in place", async () => {
    const { id, outputs } = await it_.plugin.create(PROFILE, { name, role: "first" });
    const { inputs } = await it_.plugin.check(PROFILE, { name, role: "second" });
    assert.deepEqual((await it_.plugin.diff(PROFILE, outputs, inputs)).replaces, []);
    const changed = await it_.plugin.update(PROFILE, id, outputs, outputs, { name, role: "second" });
    assert.equal(changed.role, "second");
    assert.deepEqual(await roles(), ["second"]);
  });

  it("shows that its role was taken out, and puts it back", async () => {
    const { id, outputs } = await it_.plugin.create(PROFILE, { name, role: "first" });
    const wanted = (await it_.plugin.check(PROFILE, { name, role: "first" })).inputs;
    await it_.clients.iam.send(
      new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName: name, RoleName: "first" }),
    );
    const seen = await it_.plugin.read(PROFILE, id, wanted, outputs);
    assert.deepEqual((await it_.plugin.diff(PROFILE, seen.inputs, wanted)).detailed, { role: "ADD" });
    await it_.plugin.update(PROFILE, id, seen.outputs, seen.inputs, { name, role: "first" });
    assert.deepEqual(await roles(), ["first"]);
  });

  it("is replaced for another name or path", async () => {
    const { inputs } = await it_.plugin.check(PROFILE, { name });
    for (const over of [{ name: "another" }, { path: "/media/" }])
      assert.deepEqual(
        (await it_.plugin.diff(PROFILE, inputs, { ...inputs, ...over })).replaces,
        Object.keys(over),
      );
  });

  it("is deleted with its role in it, and deleting it again is harmless", async () => {
    const { id, outputs } = await it_.plugin.create(PROFILE, { name, role: "first" });
    await it_.plugin.delete(PROFILE, id, outputs);
    await assert.rejects(find(), /NoSuchEntity/);
    await it_.plugin.delete(PROFILE, id, outputs);
    assert.equal((await it_.plugin.read(PROFILE, id, {}, outputs)).id, "");
  });

  it("says which profile holds a role that is not ours to delete", async () => {
    await it_.plugin.create(PROFILE, { name, role: "first" });
    await assert.rejects(
      it_.clients.iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName: name })),
      /DeleteConflict/,
    );
  });
});
