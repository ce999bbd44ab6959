import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bucketRoleNames, LOGICAL_NAMES } from "../../../commands/preflight/logicalNames";
import { bucketRoleCheck, serverRoleCheck } from "../../../commands/preflight/roles";
import { account, refused, refusing } from "../../mocks/account";
import { customerWith, settingsWith } from "../../program/settings/stack";

describe("preflight: roles", () => {
  /** An account that has these roles, profiles and `role:policy`. */
  const iam = (...there: string[]) => {
    const answer = (name: unknown) => {
      if (!there.includes(String(name))) throw refused("NoSuchEntityException", 404);
      return {};
    };
    return account({
      GetRole: ({ RoleName }) => answer(RoleName),
      GetRolePolicy: ({ RoleName, PolicyName }) => answer(`${RoleName}:${PolicyName}`),
      GetInstanceProfile: ({ InstanceProfileName }) => answer(`profile ${InstanceProfileName}`),
      ListRolePolicies: ({ RoleName }) => ({
        PolicyNames: there
          .filter((name) => name.startsWith(`${RoleName}:`))
          .map((name) => name.split(":")[1]),
      }),
      ListAttachedRolePolicies: () => ({}),
    });
  };
  const no = refusing("AccessDenied", 403);
  const denied = account({ GetRole: no, GetRolePolicy: no, GetInstanceProfile: no });
  const nothing = () => false;

  it("are free, or this stack's own", async () => {
    const free = await serverRoleCheck(settingsWith(), iam(), nothing);
    assert.deepEqual(free, {
      result: { check: "server role", state: "ok", found: "aspera-server: the name is free" },
      toImport: [],
    });
    const role = "aws:iam/role:Role";
    const ours = (type: string, id: string) => type === role && id === "aspera-acme";
    const { result } = await bucketRoleCheck(customerWith(), "acme-prod", iam("aspera-acme"), ours);
    assert.deepEqual([result.state, result.found], ["ok", "aspera-acme: made by this stack"]);
  });

  it("that somebody else made stand in the way, each of them, with what would take them over", async () => {
    const there = iam(
      "aspera-server",
      "profile aspera-server",
      "aspera-server:aspera-acme-prod",
      "aspera-acme",
      "aspera-acme:aspera-s3",
    );
    const server = await serverRoleCheck(settingsWith(), there, nothing);
    assert.equal(server.result.state, "stop");
    assert.deepEqual(
      [server.result.finding?.code, server.result.finding?.owner],
      ["preflight-name-taken", "server account"],
    );
    assert.deepEqual(server.toImport, [
      { type: "aws:iam/role:Role", name: "server-role", id: "aspera-server" },
      { type: "aws:iam/instanceProfile:InstanceProfile", name: "server-profile", id: "aspera-server" },
      {
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "customer-server-right-policy",
        id: "aspera-server:aspera-acme-prod",
      },
    ]);
    const bucket = await bucketRoleCheck(
      customerWith(),
      "acme-prod",
      there,
      (_type, id) => id === "aspera-acme",
    );
    const { finding, found } = bucket.result;
    assert.deepEqual([finding?.code, finding?.owner], ["preflight-name-taken", "bucket account"]);
    assert.ok(found.endsWith(": inline policy aspera-s3 of role aspera-acme"), found);
    assert.deepEqual(finding?.hint.split("\n").slice(-2), [
      "npm run preflight -- --stack acme-prod --import existing.json",
      "pulumi import --stack acme-prod --file existing.json --protect=false --generate-code=false",
    ]);
    assert.deepEqual(bucket.toImport, [
      {
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "customer-bucket-aspera-acme-s3",
        id: "aspera-acme:aspera-s3",
      },
    ]);
  });

  it("name what else they carry before they are taken over, since an up takes it off: the bucket role alone", async () => {
    const there = iam(
      "aspera-acme",
      "aspera-acme:aspera-s3",
      "aspera-acme:backup",
      "aspera-server",
      "aspera-server:x",
    );
    const { consent, toImport } = await bucketRoleCheck(customerWith(), "acme-prod", there, nothing);
    assert.deepEqual([consent?.state, consent?.finding?.code], ["stop", "preflight-other-policies"]);
    assert.match(consent?.found ?? "", /once the role is this stack's: backup$/);
    assert.match(consent?.finding?.hint ?? "", /aspera:bucketRole\.adopt true --stack acme-prod$/);
    const consenting = customerWith({ bucketRole: { name: "aspera-acme", adopt: true } });
    const noted = (await bucketRoleCheck(consenting, "acme-prod", there, nothing)).consent;
    assert.deepEqual([noted?.state, noted?.finding?.code], ["note", "access-policies-taken-off"]);
    assert.equal(toImport.length, 2);
    const ours = (type: string) => type.endsWith("Role");
    assert.equal(
      (await bucketRoleCheck(customerWith(), "acme-prod", there, ours)).consent,
      undefined,
      "held already",
    );
    assert.equal((await serverRoleCheck(settingsWith(), there, nothing)).consent, undefined);
    const bare = iam("aspera-acme", "aspera-acme:aspera-s3");
    assert.equal((await bucketRoleCheck(customerWith(), "acme-prod", bare, nothing)).consent, undefined);
    const GetRole = () => ({});
    const GetRolePolicy = () => ({});
    const blind = account({ GetRole, GetRolePolicy, ListRolePolicies: no, ListAttachedRolePolicies: no });
    const unknown = await bucketRoleCheck(customerWith(), "acme-prod", blind, nothing);
    assert.match(unknown.consent?.found ?? "", /cannot be listed \(AccessDenied: no\)$/);
  });

  it("may be another stack's on the server's side alone: only there the hint says so", async () => {
    const there = iam("aspera-server", "aspera-acme");
    const server = await serverRoleCheck(settingsWith(), there, nothing);
    const bucket = await bucketRoleCheck(customerWith(), "acme-prod", there, nothing);
    const ofAnother = ({ result }: typeof server) => /create: true/.test(result.finding?.hint ?? "");
    assert.deepEqual([ofAnother(server), ofAnother(bucket)], [true, false]);
  });

  it("are told from profiles of the same name", async () => {
    const { toImport } = await serverRoleCheck(settingsWith(), iam("profile aspera-server"), nothing);
    assert.deepEqual(
      toImport.map(({ name }) => name),
      ["server-profile"],
    );
  });

  it("of another stack have to be there", async () => {
    const settings = settingsWith({ serverRole: { name: "aspera-server" } });
    const found = await serverRoleCheck(settings, iam("aspera-server"), nothing);
    assert.deepEqual([found.result.state, found.toImport], ["ok", []]);
    const { result } = await serverRoleCheck(settings, iam(), nothing);
    assert.deepEqual([result.state, result.finding?.code], ["stop", "access-server-role-missing"]);
  });

  it("that cannot be looked up are not called free", async () => {
    for (const [create, state, code] of [
      [true, "note", "preflight-names-not-visible"],
      [false, "stop", "access-server-role-not-visible"],
    ]) {
      const settings = settingsWith({ serverRole: { name: "aspera-server", create } });
      const { result } = await serverRoleCheck(settings, denied, nothing);
      assert.deepEqual([result.state, result.finding?.code], [state, code]);
      assert.match(result.found, /aspera-server.*AccessDenied: no$/);
      assert.match(result.finding?.hint ?? "", /aspera:serverAccount/);
    }
    const { result } = await bucketRoleCheck(customerWith(), "acme-prod", denied, nothing);
    assert.equal(result.finding?.owner, "bucket account");
    assert.match(result.finding?.hint ?? "", /aspera:bucketAccount/);
  });
});

describe("preflight: what the program calls its resources", () => {
  it("is what the components call theirs, below the names of index.ts", () => {
    assert.deepEqual(LOGICAL_NAMES, {
      serverRole: "server-role",
      serverProfile: "server-profile",
      serverRight: "customer-server-right-policy",
    });
    assert.deepEqual(bucketRoleNames("aspera-acme"), {
      role: "customer-bucket-aspera-acme",
      rights: "customer-bucket-aspera-acme-s3",
    });
  });

  it("is what a recorded run of it made", () => {
    const recorded = readFileSync(join(__dirname, "../drift/fixtures/clean.json"), "utf8");
    for (const name of Object.values({ ...LOGICAL_NAMES, ...bucketRoleNames("aspera-acme") }))
      assert.ok(recorded.includes(`::${name}"`), name);
  });
});
