import assert from "node:assert/strict";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";
import { BucketRole, type BucketRoleArgs, bucketRoleChildren } from "../../components/BucketRole";
import { s3PermissionsWithFormer } from "../../model/access/formerPlaces";
import { s3Permissions } from "../../model/access/s3Permissions";
import { bucketRoleTrust } from "../../model/access/trustPolicy";
import { only, type Registered, recordResources, secret, settled, settledValue } from "../mocks/resources";
import { accounts, EXTERNAL_ID, identities, providers, SERVER_ROLE } from "./fixtures";

const ROLE = "aws:iam/role:Role";
const RIGHTS = "aws:iam/rolePolicy:RolePolicy";
const EXCLUSIVE = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive";
const ATTACHMENTS = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";

const ARGS: BucketRoleArgs = {
  roleName: "aspera-acme",
  serverRole: SERVER_ROLE,
  externalId: EXTERNAL_ID,
  bucket: "acme-media",
};
const trust = (sid: string, serverRoleArn: string) =>
  secret({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: sid,
        Effect: "Allow",
        Principal: { AWS: serverRoleArn },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": [EXTERNAL_ID] } },
      },
    ],
  });

describe("components: BucketRole", () => {
  let registered: Registered[];
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    registered = await recordResources({}, identities(asked));
  });
  const made = async (args: Partial<BucketRoleArgs> = {}) => {
    const role = new BucketRole("acme", { ...ARGS, ...args }, { provider: providers().bucket });
    await settled(role);
    return role;
  };

  it("trusts one role with the external ID, which makes the document a secret, and holds the rights; nothing else is on it", async () => {
    await made();
    assert.deepEqual(only(registered, ROLE).wire, {
      name: "aspera-acme",
      path: "/",
      description: "Assumed by an IBM Aspera server with an external ID, for one bucket and prefix.",
      assumeRolePolicy: trust("AsperaServerRoleAROAEXAMPLE", SERVER_ROLE.arn),
      maxSessionDuration: 3600,
      forceDetachPolicies: true,
    });
    assert.deepEqual(only(registered, RIGHTS).wire, {
      name: "aspera-s3",
      role: "aspera-acme",
      policy: s3Permissions({
        partition: "aws-cn",
        bucketAccount: "444455556666",
        bucket: "acme-media",
        prefix: "",
        access: ["upload", "download", "browse", "delete"],
      }),
    });
    assert.deepEqual(only(registered, EXCLUSIVE).wire, {
      roleName: "aspera-acme",
      policyNames: ["aspera-s3"],
    });
    assert.deepEqual(only(registered, ATTACHMENTS).wire, { roleName: "aspera-acme", policyArns: [] });
    assert.deepEqual(asked.sort(), ["account of bucket-account", "partition of bucket-account"]);
  });

  it("lets in sessions of some names only, where there are any", async () => {
    await made({ sessionNames: ["acme", pulumi.output("acme-2")] });
    const named = (...sessionNames: string[]) =>
      secret(bucketRoleTrust({ serverRoles: [SERVER_ROLE], externalIds: [EXTERNAL_ID], sessionNames }));
    assert.deepEqual(only(registered, ROLE).wire.assumeRolePolicy, named("acme", "acme-2"));
    const nothing = { externalIds: [], serverRoles: [], places: [] };
    for (const [former, expected] of [
      [["old"], named("acme", "old")],
      [["old", "*"], secret(bucketRoleTrust({ serverRoles: [SERVER_ROLE], externalIds: [EXTERNAL_ID] }))],
    ] as const) {
      registered.length = 0;
      await made({
        sessionNames: ["acme"],
        former: { ...nothing, sessionNames: pulumi.output([...former]) },
      });
      assert.deepEqual(only(registered, ROLE).wire.assumeRolePolicy, expected, former.join());
    }
    registered.length = 0;
    await made({ sessionNames: [], former: { ...nothing, sessionNames: ["old"] } });
    assert.deepEqual(
      only(registered, ROLE).wire.assumeRolePolicy,
      secret(bucketRoleTrust({ serverRoles: [SERVER_ROLE], externalIds: [EXTERNAL_ID] })),
    );
  });

  it("holds the right on the bucket's KMS key, plain or as an output (kms)", async () => {
    const key = "arn:aws-cn:kms:cn-north-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    for (const kmsKeyArn of [key, pulumi.output(key)]) {
      registered.length = 0;
      await made({ kmsKeyArn, access: ["download"] });
      const place = { partition: "aws-cn", bucketAccount: "444455556666", bucket: "acme-media", prefix: "" };
      const policy = s3Permissions({ ...place, access: ["download"], kmsKeyArn: key });
      assert.deepEqual(only(registered, RIGHTS).wire.policy, policy);
      assert.match(JSON.stringify(policy), /"kms:Decrypt"/);
    }
    await assert.rejects(made({ kmsKeyArn: "alias/acme" }), /kmsKeyArn: expected .* got an alias\nhint: /);
  });

  it("has the path, the boundary and the session that are asked for", async () => {
    const permissionsBoundary = "arn:aws:iam::444455556666:policy/boundary";
    await made({ path: "/team/", permissionsBoundary, maxSessionDuration: 7200 });
    const { wire } = only(registered, ROLE);
    assert.deepEqual(
      [wire.path, wire.permissionsBoundary, wire.maxSessionDuration],
      ["/team/", permissionsBoundary, 7200],
    );
  });

  it("takes outputs of other resources, secret or not", async () => {
    await made({
      roleName: pulumi.output("aspera-b"),
      path: pulumi.output("/team/"),
      serverRole: {
        arn: pulumi.output("arn:aws:iam::111122223333:role/b"),
        uniqueId: pulumi.output("AROAB"),
      },
      externalId: pulumi.secret(EXTERNAL_ID),
      bucket: pulumi.output("acme-media"),
      prefix: pulumi.output("incoming/"),
      access: pulumi.output(["download"] as const).apply((access) => [...access]),
      bucketAccountId: pulumi.output("555566667777"),
      partition: pulumi.output("aws"),
    });
    const { wire } = only(registered, ROLE);
    assert.deepEqual(
      [wire.name, wire.path, wire.assumeRolePolicy],
      ["aspera-b", "/team/", trust("AsperaServerRoleAROAB", "arn:aws:iam::111122223333:role/b")],
    );
    assert.deepEqual(
      only(registered, RIGHTS).wire.policy,
      s3Permissions({
        partition: "aws",
        bucketAccount: "555566667777",
        bucket: "acme-media",
        prefix: "incoming/",
        access: ["download"],
      }),
    );
  });

  it("holds what a former docroot needs besides, each in statements of its own", async () => {
    const old = { arn: "arn:aws:iam::111122223333:role/aspera-old", uniqueId: "AROAOLD" };
    const access = ["upload"] as const;
    const place = { bucket: "acme-media", prefix: "old/", access, vendorRights: false, fullAccess: false };
    await made({
      prefix: "new/",
      access: ["download"],
      former: {
        externalIds: pulumi.secret(["the-former-id"]),
        serverRoles: pulumi.output([old]),
        places: pulumi.output([place]),
      },
    });
    const wanted = bucketRoleTrust({
      serverRoles: [SERVER_ROLE, old],
      externalIds: [EXTERNAL_ID, "the-former-id"],
    });
    assert.deepEqual(only(registered, ROLE).wire.assumeRolePolicy, secret(wanted));
    const s3 = { partition: "aws-cn", bucketAccount: "444455556666", bucket: "acme-media" };
    assert.deepEqual(
      only(registered, RIGHTS).wire.policy,
      s3PermissionsWithFormer({ ...s3, prefix: "new/", access: ["download"] }, [place]),
    );
  });

  it("is in its provider's account with all its parts, which have types and names", async () => {
    const role = await made();
    const names = bucketRoleChildren("acme", ARGS.roleName);
    assert.deepEqual(accounts(registered), {
      [names.attachments]: "bucket-account",
      [names.inlinePolicies]: "bucket-account",
      [names.role]: "bucket-account",
      [names.rights]: "bucket-account",
    });
    assert.deepEqual(names, {
      role: "acme-aspera-acme",
      rights: "acme-aspera-acme-s3",
      inlinePolicies: "acme-aspera-acme-inline-policies",
      attachments: "acme-aspera-acme-attachments",
    });
    assert.deepEqual(bucketRoleChildren("acme", pulumi.output("aspera-acme")), {
      role: "acme-role",
      rights: "acme-s3",
      inlinePolicies: "acme-inline-policies",
      attachments: "acme-attachments",
    });
    // The aws plugin would delete whatever has a name of its own before its successor is there.
    for (const { name, deleteBeforeReplace } of registered.filter(({ type }) => type.startsWith("aws:")))
      assert.equal(deleteBeforeReplace, false, name);
    assert.ok(role.role instanceof Role && role.rights instanceof RolePolicy);
    for (const type of [ROLE, RIGHTS, EXCLUSIVE, ATTACHMENTS])
      assert.equal(only(registered, type).parent, "acme");
  });

  it("gives its ARN once it has its rights", async () => {
    const { arn, rights } = await made();
    assert.equal(await settledValue(arn), "arn:aws:mock:::acme-aspera-acme");
    const { resources } = arn as unknown as { resources(): Set<pulumi.Resource> };
    assert.ok(resources.call(arn).has(rights), "whoever takes it waits for the rights");
  });
});
