import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AsperaLink, type AsperaLinkArgs, asperaLinkChildren } from "../../components/AsperaLink";
import { BucketRole } from "../../components/BucketRole";
import { Docroot } from "../../components/Docroot";
import { checkedKmsKey } from "../../components/kmsKey";
import { Link } from "../../components/Link";
import { ServerRight } from "../../components/ServerRight";
import { ServerSoftware } from "../../components/ServerSoftware";
import { assumeRight } from "../../model/access/assumeRight";
import { s3Permissions } from "../../model/access/s3Permissions";
import { bucketRoleTrust } from "../../model/access/trustPolicy";
import { only, type Registered, recordResources, secret, settled, settledValue } from "../mocks/resources";
import * as fixtures from "./fixtures";
import { accounts, CONNECTION, CONNECTION_INPUTS, EXTERNAL_ID, SERVER_ROLE, UPGRADE } from "./fixtures";

/** ARN of the bucket role that is made, as the mocks answer it. */
const MADE = "arn:aws:mock:::acme-bucket-aspera-acme";
/** The same as IAM will name it: known before. */
const COMPUTED = "arn:aws-cn:iam::444455556666:role/aspera-acme";

describe("components: AsperaLink over two accounts", () => {
  let registered: Registered[];
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    registered = await recordResources(fixtures.OBSERVED, fixtures.identities(asked));
  });
  const made = async (args: Partial<AsperaLinkArgs> = {}, opts?: pulumi.ComponentResourceOptions) => {
    const { server, bucket } = fixtures.providers();
    const all: AsperaLinkArgs = {
      serverProvider: server,
      bucketProvider: bucket,
      serverRole: SERVER_ROLE,
      bucketRole: { roleName: "aspera-acme" },
      externalId: EXTERNAL_ID,
      bucket: "acme-media",
      prefix: "incoming/",
      region: "us-east-1",
      connection: CONNECTION,
      transferUser: "acme",
      ...args,
    };
    const link = new AsperaLink("acme", all, opts);
    await settled(link);
    return link;
  };
  const named = (name: string) => {
    const [one, ...more] = registered.filter((resource) => resource.name === name);
    assert.ok(one && more.length === 0, name);
    return one;
  };

  it("puts every resource into the account that it belongs to, and ours into none", async () => {
    await made();
    assert.deepEqual(accounts(registered), {
      "acme-bucket-aspera-acme-attachments": "bucket-account",
      "acme-bucket-aspera-acme-inline-policies": "bucket-account",
      "acme-bucket-aspera-acme": "bucket-account",
      "acme-bucket-aspera-acme-s3": "bucket-account",
      "acme-server-right-aspera-server": "server-account",
    });
    for (const name of ["acme-link", "acme-docroot-observed", "acme-docroot-apply"])
      assert.equal(named(name).provider, "", name);
    assert.deepEqual([...new Set(asked)].sort(), [
      "account of bucket-account",
      "partition of bucket-account",
    ]);
  });

  it("proves after the bucket role and the right are whole, and switches after the proof", async () => {
    await made();
    const before = [
      "acme-handover",
      ...[
        "acme-bucket-aspera-acme-attachments",
        "acme-bucket-aspera-acme-inline-policies",
        "acme-bucket-aspera-acme",
        "acme-bucket-aspera-acme-s3",
      ],
      "acme-server-right-aspera-server",
    ];
    assert.deepEqual(named("acme-link").dependsOn, before.sort());
    assert.ok(named("acme-docroot-observed").dependsOn.includes("acme-link"));
    assert.ok(named("acme-docroot-apply").dependsOn.includes("acme-docroot-observed"));
  });

  it("comes as a whole after what it waits for", async () => {
    const software = new ServerSoftware("software", UPGRADE);
    for (const dependsOn of [software, [software], pulumi.output([software])]) {
      registered.length = 0;
      await made({}, { dependsOn });
      assert.ok(named("acme-link").dependsOn.includes("software"));
      assert.ok(named("acme-link").dependsOn.includes("acme-bucket-aspera-acme-s3"));
    }
  });

  it("gives the bucket role the rights, and the server role no more than the right to assume it", async () => {
    await made({ access: ["download"], bucketRole: { roleName: "aspera-acme", path: "/team/" } });
    const { wire } = named("acme-bucket-aspera-acme");
    assert.deepEqual([wire.name, wire.path], ["aspera-acme", "/team/"]);
    assert.deepEqual(
      wire.assumeRolePolicy,
      secret(bucketRoleTrust({ serverRoles: [SERVER_ROLE], externalIds: [EXTERNAL_ID] })),
    );
    const place = { partition: "aws-cn", bucketAccount: "444455556666", bucket: "acme-media" };
    assert.deepEqual(
      named("acme-bucket-aspera-acme-s3").wire.policy,
      s3Permissions({ ...place, prefix: "incoming/", access: ["download"] }),
    );
    assert.deepEqual(named("acme-server-right-aspera-server").wire, {
      name: "aspera-acme",
      role: "aspera-server",
      policy: assumeRight("arn:aws-cn:iam::444455556666:role/team/aspera-acme"),
    });
  });

  it("gives the bucket role IBM's table where that is asked for, and has that proven", async () => {
    await made({ access: ["upload"], vendorRights: true });
    const place = { partition: "aws-cn", bucketAccount: "444455556666", bucket: "acme-media" };
    const access = ["upload"] as const;
    assert.deepEqual(
      named("acme-bucket-aspera-acme-s3").wire.policy,
      s3Permissions({ ...place, prefix: "incoming/", access, vendorRights: true }),
    );
    assert.deepEqual(named("acme-link").wire.access, ["upload"]);
    assert.equal(named("acme-link").wire.vendorRights, true);
  });

  it("tells proof and docroot of one place, over the bucket role that it made", async () => {
    await made();
    const place = {
      connection: CONNECTION_INPUTS,
      transferUser: "acme",
      bucket: "acme-media",
      prefix: "incoming/",
      bucketRoleArn: MADE,
      externalId: secret(EXTERNAL_ID),
    };
    const { endpoints: _, ...link } = named("acme-link").wire;
    assert.deepEqual(link, {
      ...place,
      access: ["upload", "download", "browse", "delete"],
      region: "us-east-1",
      serverRoleArn: SERVER_ROLE.arn,
      widerStillAllowed: false,
    });
    assert.deepEqual(named("acme-docroot-observed").wire, {
      ...place,
      ...fixtures.METADATA,
      rights: ["read", "write", "dir"],
    });
    const { request } = fixtures.OBSERVED["aspera:index:Docroot"];
    assert.deepEqual(only(registered, "command:remote:Command").wire.stdin, secret(request));
  });

  it("tells the handover of the wanted link, over the role as IAM will name it, and of nothing that is made", async () => {
    await made({
      access: ["download"],
      vendorRights: true,
      bucketRole: { roleName: "aspera-acme", path: "/team/" },
      previousExternalIds: ["an-earlier-one"],
    });
    const { dependsOn, wire, provider, parent } = named("acme-handover");
    assert.deepEqual([dependsOn, provider, parent], [[], "", "acme"]);
    const { endpoints: _, ...handover } = wire;
    assert.deepEqual(handover, {
      connection: CONNECTION_INPUTS,
      transferUser: "acme",
      bucket: "acme-media",
      prefix: "incoming/",
      bucketRoleArn: "arn:aws-cn:iam::444455556666:role/team/aspera-acme",
      externalId: secret(EXTERNAL_ID),
      access: ["download"],
      vendorRights: true,
      region: "us-east-1",
      serverRoleArn: SERVER_ROLE.arn,
      serverRoleId: SERVER_ROLE.uniqueId,
      previousExternalIds: secret(["an-earlier-one"]),
    });
  });

  it("gives roles and rights what a former docroot needs, and asks nothing of what lies outside meanwhile", async () => {
    const places = [
      { bucket: "acme-media", prefix: "", access: ["upload"], vendorRights: false, fullAccess: false },
    ];
    registered = await recordResources(
      {
        ...fixtures.OBSERVED,
        "aspera:index:Handover": {
          ...fixtures.OBSERVED["aspera:index:Handover"],
          formerExternalIds: ["the-former-id"],
          formerBucketRoles: ["arn:aws:iam::444455556666:role/old"],
          formerPlaces: places,
        },
      },
      fixtures.identities(),
    );
    await made();
    const { value } = named("acme-bucket-aspera-acme").wire.assumeRolePolicy as { value: unknown };
    assert.deepEqual(
      value,
      bucketRoleTrust({ serverRoles: [SERVER_ROLE], externalIds: [EXTERNAL_ID, "the-former-id"] }),
    );
    assert.match(JSON.stringify(named("acme-bucket-aspera-acme-s3").wire.policy), /UseObjectsFormer1/);
    assert.deepEqual(
      named("acme-server-right-aspera-server").wire.policy,
      assumeRight(COMPUTED, ["arn:aws:iam::444455556666:role/old"]),
    );
    assert.equal(named("acme-link").wire.widerStillAllowed, true);
  });

  it("gives roles and rights what the handover has, which an up with --target leaves as it was (no outage)", async () => {
    const place = { bucket: "acme-old", prefix: "old/", access: ["download"] } as const;
    const before = {
      ...{
        externalId: "the-old-id",
        serverRoleArn: "arn:aws:iam::111122223333:role/old",
        serverRoleId: "AROAOLD",
      },
      ...{ bucketRoleArn: "arn:aws:iam::444455556666:role/old", demandedSessionNames: [] },
      place: { ...place, vendorRights: true, fullAccess: false },
    };
    const handover = { ...fixtures.OBSERVED["aspera:index:Handover"], ...before };
    registered = await recordResources(
      { ...fixtures.OBSERVED, "aspera:index:Handover": handover },
      fixtures.identities(),
    );
    await made({ kmsKeyArn: KEY, sessionName: "acme", requireSessionName: true });
    const role = { arn: before.serverRoleArn, uniqueId: before.serverRoleId };
    assert.deepEqual(
      named("acme-bucket-aspera-acme").wire.assumeRolePolicy,
      secret(bucketRoleTrust({ serverRoles: [role], externalIds: ["the-old-id"] })),
    );
    assert.deepEqual(
      named("acme-bucket-aspera-acme-s3").wire.policy,
      s3Permissions({ partition: "aws-cn", bucketAccount: "444455556666", ...place, vendorRights: true }),
    );
    assert.deepEqual(named("acme-server-right-aspera-server").wire.policy, assumeRight(before.bucketRoleArn));
  });

  it("takes a customer's name of its own", async () => {
    await made({ customer: pulumi.output("acme-prod") });
    assert.equal(named("acme-server-right-aspera-server").wire.name, "aspera-acme-prod");
  });

  it("has typed parts, which belong to it, and gives what is proven and in place", async () => {
    const link = await made();
    assert.ok(link.bucketRole instanceof BucketRole && link.serverRight instanceof ServerRight);
    assert.ok(link.link instanceof Link && link.docroot instanceof Docroot);
    const names = Object.values(asperaLinkChildren("acme"));
    assert.deepEqual(names, [
      "acme-handover",
      "acme-bucket",
      "acme-server-right",
      "acme-link",
      "acme-docroot",
    ]);
    for (const name of names) assert.equal(named(name).parent, "acme");
    const said = pulumi.all([link.link.link, link.docroot.docroot, link.bucketRole.arn]);
    assert.deepEqual(await settledValue(said), [
      "verified",
      fixtures.OBSERVED["aspera:index:Docroot"].docroot,
      MADE,
    ]);
  });

  const KEY = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  it("gives the bucket role the right on the bucket's KMS key, and tells the proof of it (kms)", async () => {
    await made({ kmsKeyArn: KEY, access: ["upload"] });
    const { Statement } = named("acme-bucket-aspera-acme-s3").wire.policy as {
      Statement: { Sid: string; Resource: string }[];
    };
    assert.equal(Statement.find(({ Sid }) => Sid === "UseKey")?.Resource, KEY);
    assert.equal(named("acme-link").wire.kmsKeyArn, KEY);
    assert.doesNotMatch(JSON.stringify(named("acme-server-right-aspera-server").wire), /kms/);
  });

  it("names the session to docroot and proof, and to the trust only where that shall demand it", async () => {
    const demanded = () =>
      JSON.stringify(named("acme-bucket-aspera-acme").wire.assumeRolePolicy).includes("RoleSessionName");
    await made({ sessionName: "acme" });
    assert.equal(named("acme-docroot-observed").wire.sessionName, "acme");
    assert.equal(named("acme-link").wire.sessionName, "acme");
    assert.deepEqual([named("acme-link").wire.sessionNameRequired, demanded()], [undefined, false]);
    registered.length = 0;
    await made({ sessionName: "acme", requireSessionName: true });
    assert.deepEqual([named("acme-link").wire.sessionNameRequired, demanded()], [true, true]);
  });

  it("switches to the region's own S3 outside of the aws partition (partition)", async () => {
    const serverRole = { ...SERVER_ROLE, arn: "arn:aws-us-gov:iam::111122223333:role/aspera-server" };
    await made({ region: "us-gov-west-1", serverRole });
    for (const name of ["acme-link", "acme-docroot-observed"])
      assert.equal(named(name).wire.storageHost, "s3.us-gov-west-1.amazonaws.com", name);
  });

  for (const [what, args, words] of [
    [
      "a server role of another partition",
      { region: "us-gov-west-1" },
      /expected serverRole\.arn in partition aws-us-gov, .* got one in aws\n/,
    ],
    [
      "a boundary of another partition",
      { bucketRole: { roleName: "x", permissionsBoundary: "arn:aws-cn:iam::444455556666:policy/b" } },
      /expected bucketRole\.permissionsBoundary in partition aws, .* got one in aws-cn\n/,
    ],
    [
      "a key of another partition",
      { kmsKeyArn: KEY.replace("aws", "aws-cn") },
      /kmsKeyArn: expected a key of partition aws/,
    ],
    [
      "a key of another region",
      { kmsKeyArn: KEY.replace("us-east-1", "eu-west-1") },
      /kmsKeyArn: expected a key in us-east-1/,
    ],
    [
      "a demand for no name",
      { requireSessionName: true },
      /expected sessionName with requireSessionName, got none\n/,
    ],
    [
      "a template without the name",
      { sessionName: "acme", template: "s3://{host}/{bucket}/{prefix}?{roleArn}{externalId}" },
      /got no {sessionName}/,
    ],
  ] as const)
    it(`refuses ${what} before anything is made (partition)`, async () => {
      await assert.rejects(made(args), (error: Error) => {
        assert.ok(pulumi.RunError.isInstance(error));
        assert.match(error.message, words);
        assert.match(error.message, /\nhint: /);
        return true;
      });
      // What was under way by then would be registered now.
      await settled(new pulumi.ComponentResource("test:Nothing", "nothing"));
      assert.deepEqual(Object.keys(accounts(registered)), []);
    });

  it("refuses a key of another region as soon as it is known (kms)", async () => {
    const later = checkedKmsKey({ kmsKeyArn: pulumi.output(KEY), region: "eu-west-1" });
    await assert.rejects(
      (later as unknown as { promise(): Promise<unknown> }).promise(),
      /kmsKeyArn: expected a key in eu-west-1/,
    );
  });
});
