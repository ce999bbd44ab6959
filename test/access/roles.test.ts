import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { BucketRole } from "../../components/access/BucketRole";
import { bucketRoleArgs, bucketRoleArn } from "../../components/access/bucketRoleArgs";
import {
  reportForeignServerPolicies,
  reportServerTrustDrift,
  reportTrustDrift,
} from "../../components/access/reportAccessDrift";
import { ServerRole } from "../../components/access/ServerRole";
import { s3Permissions } from "../../components/access/s3Permissions";
import { serverRoleOf } from "../../components/access/serverRoleOf";
import { bucketRoleTrust, ec2Trust } from "../../components/access/trustPolicy";
import {
  type Lookup,
  only,
  type Registered,
  recordResources,
  secret,
  settled,
  settledValue,
} from "../mocks/resources";
import { customerWith, EXTERNAL_ID, inner, settingsWith } from "../settings/stack";

const SERVER_ROLE = "arn:aws:iam::111122223333:role/aspera-server";

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

  it("gives both roles the path, the boundary and the window that are asked for", async () => {
    const trustWindow = { notAfter: "2033-02-18T13:00:00Z" };
    const boundary = (account: string) => `arn:aws:iam::${account}:policy/boundary`;
    const more = { path: "/team/", permissionsBoundary: boundary("111122223333"), trustWindow };
    await settled(
      new ServerRole("aspera", {
        provider: server,
        partition: "aws",
        roleName: "aspera-server",
        protect: true,
        ...more,
      }),
    );
    const made = only(registered, "aws:iam/role:Role");
    assert.deepEqual(
      [made.inputs.path, made.inputs.permissionsBoundary, made.inputs.assumeRolePolicy],
      ["/team/", boundary("111122223333"), ec2Trust("aws", trustWindow)],
    );
    assert.equal(only(registered, "aws:iam/instanceProfile:InstanceProfile").inputs.path, "/team/");

    registered.length = 0;
    const changes = {
      path: "/aspera/",
      permissionsBoundary: boundary("444455556666"),
      maxSessionDuration: 7200,
    };
    const customer = customerWith(inner("bucketRole", changes));
    const trusted = { name: "aspera-server", arn: SERVER_ROLE, uniqueId: "AROAEXAMPLE" };
    await settled(new BucketRole("acme", bucketRoleArgs(customer, trusted, bucket)));
    const { inputs } = only(registered, "aws:iam/role:Role");
    assert.deepEqual(
      [inputs.name, inputs.path, inputs.permissionsBoundary, inputs.maxSessionDuration],
      ["aspera-acme", "/aspera/", boundary("444455556666"), 7200],
    );
  });

  it("lets no server role go before its successor is there, and none at all outside of the sandbox", async () => {
    for (const [stack, protect] of [
      ["acme-prod", true],
      ["dev", false],
      ["dev-globex", false],
      ["developers", true],
    ] as const) {
      registered.length = 0;
      const made = await serverRoleOf({ ...settingsWith(), stack }, server);
      await settled(made as ServerRole);
      assert.deepEqual(
        registered
          .filter(({ type }) => type.startsWith("aws:"))
          .map((one) => [one.name, one.protect, one.deleteBeforeReplace]),
        [
          ["server-role", protect, false],
          ["server-profile", protect, false],
        ],
        stack,
      );
    }
  });

  it("gives a role that the stack makes the settings' own bounds", async () => {
    const permissionsBoundary = "arn:aws:iam::111122223333:policy/boundary";
    const trustWindow = { notAfter: "2033-02-18T13:00:00Z" };
    const settings = settingsWith(inner("serverRole", { permissionsBoundary, trustWindow, path: "/team/" }));
    await settled((await serverRoleOf(settings, server)) as ServerRole);
    const { inputs } = only(registered, "aws:iam/role:Role");
    assert.deepEqual(
      [inputs.path, inputs.permissionsBoundary, inputs.assumeRolePolicy],
      ["/team/", permissionsBoundary, ec2Trust("aws", trustWindow)],
    );
  });

  it("reads the bucket role off the settings: its account's bucket, one prefix, those operations", async () => {
    const region = { region: "us-gov-west-1" };
    const customer = customerWith({
      ...inner("serverAccount", region),
      ...inner("bucketAccount", region),
      ...inner("bucket", { access: ["download"] }),
    });
    const trusted = { name: "aspera-server", arn: SERVER_ROLE, uniqueId: "AROAEXAMPLE" };
    const args = bucketRoleArgs(customer, trusted, bucket);
    assert.deepEqual(args.s3, {
      partition: "aws-us-gov",
      bucketAccount: "444455556666",
      bucket: "acme-media",
      prefix: "incoming/",
      access: ["download"],
      fullAccess: false,
    });
    assert.equal(await pulumi.isSecret(args.externalId as pulumi.Output<string>), true);
    assert.equal(await settledValue(pulumi.output(args.externalId)), EXTERNAL_ID);
    assert.equal(bucketRoleArn(customer), "arn:aws-us-gov:iam::444455556666:role/aspera-acme");
    assert.equal(
      bucketRoleArn(customerWith(inner("bucketRole", { path: "/team/" }))),
      "arn:aws:iam::444455556666:role/team/aspera-acme",
    );
  });
});

describe("access: the server role of another stack", () => {
  const looked = async (answer: Lookup) => {
    const registered = await recordResources({}, { "aws:iam/getRole:getRole": answer });
    const settings = settingsWith({ serverRole: { name: "aspera-server" } });
    const role = await serverRoleOf(settings, new Provider("server-account", { region: "us-east-1" }));
    assert.deepEqual(
      registered.filter(({ type }) => type.startsWith("aws:")),
      [],
    );
    return role;
  };

  it("is looked up in the server account, and not made", async () => {
    const role = await looked(({ name }, by) => {
      assert.match(by, /providers:aws::server-account::/);
      return { name, arn: SERVER_ROLE, uniqueId: "AROAEXAMPLE" };
    });
    assert.deepEqual(role, {
      name: "aspera-server",
      arn: SERVER_ROLE,
      uniqueId: "AROAEXAMPLE",
      instanceProfile: "aspera-server",
    });
  });

  it("is called missing only when AWS says so", async () => {
    const failing = (details: string) => () => {
      throw Object.assign(new Error(details), { details });
    };
    await assert.rejects(
      looked(failing("NoSuchEntity: cannot be found")),
      /expected a role named "aspera-server"/,
    );
    await assert.rejects(looked(failing("AccessDenied: no")), /AccessDenied/);
  });
});

describe("access: what somebody else changed", () => {
  const PROVIDER = { region: "us-east-1" };
  /** What is logged, while an account answers so. */
  const warned = async (lookups: Record<string, Lookup>, work: (provider: Provider) => Promise<void>) => {
    await recordResources({}, lookups);
    const { warn } = console;
    const said: string[] = [];
    console.warn = (text: string) => said.push(text);
    try {
      await work(new Provider("account", PROVIDER));
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      console.warn = warn;
    }
    return said;
  };
  const trust = (assumeRolePolicy: object | undefined) =>
    warned(
      {
        "aws:iam/getRole:getRole": ({ name }) => {
          assert.equal(name, "aspera-acme");
          if (!assumeRolePolicy) throw new Error("NoSuchEntity");
          return { assumeRolePolicy: JSON.stringify(assumeRolePolicy) };
        },
      },
      (provider) =>
        reportTrustDrift(
          customerWith(),
          { name: "aspera-server", arn: SERVER_ROLE, uniqueId: "AROA" },
          provider,
        ),
    );
  const OURS = bucketRoleTrust({ sid: "x", serverRoleArn: SERVER_ROLE, externalIds: [EXTERNAL_ID] });

  it("in the bucket role's trust is told in words, without the external ID; the wanted trust is not told", async () => {
    const open = { ...OURS, Statement: [{ ...OURS.Statement[0], Condition: undefined }] };
    assert.deepEqual(await trust(open), [
      "warning: [runtime] the trust of role aspera-acme was changed: the server role may sts:AssumeRole without any condition\n" +
        "expected: the server role may sts:AssumeRole with external ID (ours)\n" +
        "hint: `pulumi up` puts it back; ask who changed it before",
    ]);
    assert.deepEqual(await trust(OURS), []);
    assert.deepEqual(await trust(undefined), [], "a role that is not there yet");
  });

  it("in the server role's trust is told by the stack that makes it, and only there", async () => {
    const window = { notBefore: "2010-08-16T12:00:00Z" };
    const serverTrust = (document: object, serverRole: Record<string, unknown> = {}) =>
      warned(
        { "aws:iam/getRole:getRole": () => ({ assumeRolePolicy: JSON.stringify(document) }) },
        (provider) => reportServerTrustDrift(settingsWith(inner("serverRole", serverRole)), provider),
      );
    const open = {
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } }],
    };
    assert.deepEqual(await serverTrust(open), [
      "warning: [runtime] the trust of server role aspera-server was changed: anybody at all may sts:AssumeRole without any condition\n" +
        "expected: ec2.amazonaws.com may sts:AssumeRole without any condition\n" +
        "hint: `pulumi up` puts it back; ask who changed it before",
    ]);
    assert.deepEqual(await serverTrust(ec2Trust("aws")), []);
    assert.deepEqual(await serverTrust(ec2Trust("aws", window), { trustWindow: window }), []);
    assert.equal((await serverTrust(ec2Trust("aws"), { trustWindow: window })).length, 1);
    assert.deepEqual(await serverTrust(open, { create: false }), []);
  });

  const carrying = (policyNames: string[], ...attached: string[]) =>
    warned(
      {
        "aws:iam/getRolePolicies:getRolePolicies": () => ({ policyNames }),
        "aws:iam/getRolePolicyAttachments:getRolePolicyAttachments": () => ({
          attachedPolicies: attached.map((policyArn) => ({ policyArn })),
        }),
      },
      (provider) => reportForeignServerPolicies("aspera-server", provider),
    );

  it("on the server role is named", async () => {
    assert.deepEqual(await carrying(["aspera-acme-prod"]), []);
    const asking = (error: string) =>
      warned(
        {
          "aws:iam/getRolePolicies:getRolePolicies": () => {
            throw Object.assign(new Error(error), { details: error });
          },
        },
        (provider) => reportForeignServerPolicies("aspera-server", provider),
      );
    assert.deepEqual(await asking("reading IAM Role Policies: couldn't find resource"), [], "not there yet");
    assert.match(
      (
        await asking("invoking x: 1 error occurred:\n\t* reading: api error AccessDenied: not authorized\n\n")
      )[0] ?? "",
      /server role aspera-server could not be asked for its policies: reading: api error AccessDenied: not authorized\n/,
    );
    const [said = "", ...more] = await carrying(
      ["aspera-acme-prod", "not-aspera-at-all"],
      "arn:aws:iam::aws:policy/AdministratorAccess",
    );
    assert.deepEqual(more, []);
    assert.equal(
      said.split("\n")[0],
      "warning: [runtime] server role aspera-server carries policies that no stack of this project made: " +
        "arn:aws:iam::aws:policy/AdministratorAccess, not-aspera-at-all",
    );
  });
});
