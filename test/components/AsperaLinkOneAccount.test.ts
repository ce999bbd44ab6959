import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AsperaLink, type AsperaLinkArgs } from "../../components/AsperaLink";
import { ServerInstance } from "../../components/ServerInstance";
import { s3Permissions } from "../../model/access/s3Permissions";
import { only, type Registered, recordResources, secret, settled } from "../mocks/resources";
import * as fixtures from "./fixtures";
import { accounts, CONNECTION, CONNECTION_INPUTS, LAUNCH, METADATA, SERVER_ROLE } from "./fixtures";

const LINK = "aspera:index:Link";
const OBSERVED = "aspera:index:Docroot";
const COMMAND = "command:remote:Command";

describe("components: AsperaLink in one account", () => {
  let registered: Registered[];
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    registered = await recordResources(fixtures.OBSERVED, fixtures.identities(asked));
  });
  const made = async (args: Partial<AsperaLinkArgs> = {}) => {
    const link = new AsperaLink("acme", {
      serverProvider: fixtures.providers().server,
      serverRole: SERVER_ROLE,
      bucket: "acme-media",
      region: "us-east-1",
      connection: CONNECTION,
      transferUser: "acme",
      ...args,
    });
    await settled(link);
    return link;
  };

  it("makes one policy in the server's account, which holds the rights itself, and no role", async () => {
    const link = await made();
    assert.deepEqual(accounts(registered), { "acme-server-right-aspera-server": "server-account" });
    assert.deepEqual(only(registered, "aws:iam/rolePolicy:RolePolicy").wire, {
      name: "aspera-acme",
      role: "aspera-server",
      policy: s3Permissions({
        partition: "aws-us-gov",
        bucketAccount: "111122223333",
        bucket: "acme-media",
        prefix: "",
        access: ["upload", "download", "browse", "delete"],
      }),
    });
    assert.equal(link.bucketRole, undefined);
    assert.deepEqual(asked.sort(), ["account of server-account", "partition of server-account"]);
  });

  it("names neither role nor external ID to proof and docroot, and keeps the order", async () => {
    await made();
    const { endpoints: _, ...link } = only(registered, LINK).wire;
    const place = { connection: CONNECTION_INPUTS, transferUser: "acme", bucket: "acme-media" };
    assert.deepEqual(link, {
      ...place,
      access: ["upload", "download", "browse", "delete"],
      region: "us-east-1",
      serverRoleArn: SERVER_ROLE.arn,
      widerStillAllowed: false,
    });
    assert.deepEqual(only(registered, OBSERVED).wire, {
      ...place,
      ...METADATA,
      rights: ["read", "write", "dir"],
    });
    assert.deepEqual(only(registered, LINK).dependsOn, ["acme-handover", "acme-server-right-aspera-server"]);
    assert.deepEqual(only(registered, OBSERVED).dependsOn, ["acme-link"]);
  });

  it("takes outputs of other resources, and passes on all that a link and a docroot can be told", async () => {
    await made({
      serverRole: {
        name: pulumi.output("aspera-b"),
        arn: pulumi.output("arn:aws:iam::111122223333:role/b"),
        uniqueId: pulumi.output("AROAB"),
      },
      bucket: pulumi.output("acme-media"),
      prefix: pulumi.output("in/"),
      access: ["upload"],
      fullAccess: true,
      bucketAccountId: pulumi.output("111122223333"),
      partition: "aws",
      region: pulumi.output("us-east-1"),
      connection: { ...CONNECTION, host: pulumi.output(CONNECTION.host), port: pulumi.output(22) },
      transferUser: pulumi.output("acme"),
      template: "s3://{host}/{bucket}/{prefix}",
      storageHost: "s3.us-east-1.amazonaws.com",
      takeOver: "0123456789abcdef",
      nodeApi: { user: "xfer2", password: pulumi.secret("PASSWORD") },
      required: false,
      wait: 7,
      fullProof: true,
      createTransferUserEntry: true,
      restart: { restart: "none" },
    });
    const { wire: right } = only(registered, "aws:iam/rolePolicy:RolePolicy");
    const place = { partition: "aws", bucketAccount: "111122223333", bucket: "acme-media", prefix: "in/" };
    assert.deepEqual(right.policy, s3Permissions({ ...place, access: ["upload"], fullAccess: true }));
    assert.equal(right.role, "aspera-b");
    const { endpoints: _, ...link } = only(registered, LINK).wire;
    const shared = {
      connection: { ...CONNECTION_INPUTS, port: 22 },
      transferUser: "acme",
      bucket: "acme-media",
      prefix: "in/",
      template: "s3://{host}/{bucket}/{prefix}",
      storageHost: "s3.us-east-1.amazonaws.com",
    };
    assert.deepEqual(link, {
      ...shared,
      access: ["upload"],
      fullAccess: true,
      region: "us-east-1",
      serverRoleArn: "arn:aws:iam::111122223333:role/b",
      nodeApi: { user: "xfer2", password: secret("PASSWORD") },
      required: false,
      wait: 7,
      fullProof: true,
      widerStillAllowed: false,
    });
    assert.deepEqual(only(registered, OBSERVED).wire, {
      ...shared,
      ...METADATA,
      takeOver: "0123456789abcdef",
      createTransferUserEntry: true,
      rights: ["read", "write", "dir"],
      restart: { restart: "none" },
      nodeApi: { user: "xfer2", password: secret("PASSWORD") },
    });
  });

  it("gives the server role the rights that the handover has, which an up with --target leaves as they were (no outage)", async () => {
    const place = { bucket: "acme-old", prefix: "", access: ["download"], fullAccess: true } as const;
    const handover = {
      ...fixtures.OBSERVED["aspera:index:Handover"],
      place: { ...place, vendorRights: false },
    };
    registered = await recordResources(
      { ...fixtures.OBSERVED, "aspera:index:Handover": handover },
      fixtures.identities(),
    );
    await made({ prefix: "new/" });
    assert.deepEqual(
      only(registered, "aws:iam/rolePolicy:RolePolicy").wire.policy,
      s3Permissions({ partition: "aws-us-gov", bucketAccount: "111122223333", ...place }),
    );
  });

  it("gives the server role the right on the bucket's KMS key, and names no session (kms)", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    await made({ kmsKeyArn, access: ["download"], sessionName: "acme" });
    const { Statement } = only(registered, "aws:iam/rolePolicy:RolePolicy").wire.policy as {
      Statement: object[];
    };
    assert.deepEqual(Statement.at(-1), {
      Sid: "UseKey",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: kmsKeyArn,
      Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
    });
    for (const type of [LINK, OBSERVED]) assert.ok(!("sessionName" in only(registered, type).wire), type);
  });

  it("passes the launched instance to the Command", async () => {
    const { server: provider } = fixtures.providers();
    await made({ instance: new ServerInstance("server", LAUNCH, { provider }).instance });
    assert.equal(only(registered, COMMAND).deletedWith, "server-instance");
  });
});
