import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { BucketRole } from "../../components/access/BucketRole";
import { ServerRole } from "../../components/access/ServerRole";
import { s3Permissions } from "../../components/access/s3Permissions";
import { ec2Trust } from "../../components/access/trustPolicy";
import { only, type Registered, recordResources, secret, settled } from "../mocks/resources";

const S3 = {
  partition: "aws",
  bucketAccount: "444455556666",
  bucket: "acme-media",
  prefix: "incoming/",
  access: ["upload"],
} as const;

describe("access: roles", () => {
  let registered: Registered[];
  let server: Provider;
  let bucket: Provider;
  beforeEach(async () => {
    registered = await recordResources();
    server = new Provider("server-account", { region: "us-east-1" });
    bucket = new Provider("bucket-account", { region: "us-east-1" });
  });

  const serverRole = () =>
    new ServerRole("aspera", {
      provider: server,
      partition: "aws",
      roleName: "aspera-server",
      protect: true,
    });

  it("makes a server role that trusts EC2 and holds no right, and the profile that carries it", async () => {
    await settled(serverRole());
    assert.deepEqual(only(registered, "aws:iam/role:Role").inputs, {
      name: "aspera-server",
      path: "/",
      description: "Carried by an IBM Aspera server; each customer's stack adds one inline policy.",
      assumeRolePolicy: ec2Trust("aws"),
      forceDetachPolicies: true,
    });
    assert.deepEqual(only(registered, "aws:iam/instanceProfile:InstanceProfile").inputs, {
      name: "aspera-server",
      path: "/",
      role: "aspera-server",
    });
  });

  it("makes a bucket role that trusts one role with the external ID, and nothing else is on it", async () => {
    const role = new BucketRole("acme", {
      provider: bucket,
      roleName: "aspera-acme",
      trustedServerRole: {
        name: "aspera-server",
        arn: "arn:aws:iam::111122223333:role/aspera-server",
        uniqueId: "AROAEXAMPLE",
      },
      externalId: pulumi.secret("acme-4d1f"),
      s3: S3,
    });
    await settled(role);
    assert.deepEqual(only(registered, "aws:iam/role:Role").inputs, {
      name: "aspera-acme",
      path: "/",
      description: "Assumed by an IBM Aspera server with an external ID, for one bucket and prefix.",
      assumeRolePolicy: secret({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "AsperaServerRoleAROAEXAMPLE",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::111122223333:role/aspera-server" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "sts:ExternalId": ["acme-4d1f"] } },
          },
        ],
      }),
      maxSessionDuration: 3600,
      forceDetachPolicies: true,
    });
    assert.deepEqual(only(registered, "aws:iam/rolePolicy:RolePolicy").inputs, {
      name: "aspera-s3",
      role: "aspera-acme",
      policy: s3Permissions(S3),
    });
    assert.deepEqual(only(registered, "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive").inputs, {
      roleName: "aspera-acme",
      policyNames: ["aspera-s3"],
    });
    assert.deepEqual(
      only(registered, "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive").inputs,
      { roleName: "aspera-acme", policyArns: [] },
    );
  });

  it("puts every resource into the account it belongs to", async () => {
    const made = serverRole();
    await settled(made);
    await settled(
      new BucketRole("acme", {
        provider: bucket,
        roleName: "aspera-acme",
        trustedServerRole: made,
        externalId: pulumi.secret("acme-4d1f"),
        s3: S3,
      }),
    );
    const accounts = registered
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ name, provider }) => [name, /providers:aws::([a-z-]+)::/.exec(provider)?.[1]]);
    assert.deepEqual(accounts.sort(), [
      ["acme-attachments", "bucket-account"],
      ["acme-inline-policies", "bucket-account"],
      ["acme-role", "bucket-account"],
      ["acme-s3", "bucket-account"],
      ["aspera-profile", "server-account"],
      ["aspera-role", "server-account"],
    ]);
  });
});
