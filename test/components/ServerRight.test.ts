import assert from "node:assert/strict";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import * as pulumi from "@pulumi/pulumi";
import { ServerRight, type ServerRightArgs, serverRightChildren } from "../../components/ServerRight";
import { assumeRight } from "../../model/access/assumeRight";
import { s3Permissions } from "../../model/access/s3Permissions";
import { only, type Registered, recordResources, settled } from "../mocks/resources";
import { accounts, BUCKET_ROLE, identities, providers } from "./fixtures";

const POLICY = "aws:iam/rolePolicy:RolePolicy";

describe("components: ServerRight", () => {
  let registered: Registered[];
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    registered = await recordResources({}, identities(asked));
  });
  const made = async (args: ServerRightArgs) => {
    const right = new ServerRight("acme", args, { provider: providers().server });
    await settled(right);
    return right;
  };
  const of = { serverRoleName: "aspera-server", customer: "acme-prod" };

  it("two accounts: may assume the one bucket role, and nobody is asked anything", async () => {
    await made({ ...of, bucketRoleArn: BUCKET_ROLE });
    assert.deepEqual(only(registered, POLICY).wire, {
      name: "aspera-acme-prod",
      role: "aspera-server",
      policy: assumeRight(BUCKET_ROLE),
    });
    assert.deepEqual(asked, []);
  });

  it("one account: holds the rights itself, on the bucket of the server's own account", async () => {
    await made({ ...of, bucket: "acme-media", prefix: "incoming/", access: ["download"] });
    assert.deepEqual(only(registered, POLICY).wire, {
      name: "aspera-acme-prod",
      role: "aspera-server",
      policy: s3Permissions({
        partition: "aws-us-gov",
        bucketAccount: "111122223333",
        bucket: "acme-media",
        prefix: "incoming/",
        access: ["download"],
      }),
    });
    assert.deepEqual(asked.sort(), ["account of server-account", "partition of server-account"]);
  });

  it("one account: everything on the whole bucket, when nothing narrower or all is asked for", async () => {
    const place = { partition: "aws", bucketAccount: "111122223333", bucket: "acme-media" };
    const access = ["upload", "download", "browse", "delete"] as const;
    const rights = { partition: "aws", bucketAccountId: "111122223333", bucket: "acme-media" };
    await made({ ...of, ...rights });
    assert.deepEqual(only(registered, POLICY).wire.policy, s3Permissions({ ...place, prefix: "", access }));
    registered.length = 0;
    await made({ ...of, ...rights, fullAccess: true });
    const full = s3Permissions({ ...place, prefix: "", access, fullAccess: true });
    assert.deepEqual(only(registered, POLICY).wire.policy, full);
    registered.length = 0;
    await made({ ...of, ...rights, access: ["browse"], vendorRights: true });
    const table = s3Permissions({ ...place, prefix: "", access: ["browse"], vendorRights: true });
    assert.deepEqual(only(registered, POLICY).wire.policy, table);
  });

  it("takes outputs of other resources, in both forms", async () => {
    const given = { serverRoleName: pulumi.output("aspera-b"), customer: pulumi.output("globex") };
    await made({ ...given, bucketRoleArn: pulumi.output(BUCKET_ROLE) });
    const expected = { name: "aspera-globex", role: "aspera-b", policy: assumeRight(BUCKET_ROLE) };
    assert.deepEqual(only(registered, POLICY).wire, expected);
    registered.length = 0;
    await made({
      ...given,
      bucket: pulumi.output("globex-media"),
      prefix: pulumi.output("in/"),
      access: [pulumi.output("upload" as const)],
      partition: "aws",
      bucketAccountId: pulumi.output("111122223333"),
    });
    const s3 = { partition: "aws", bucketAccount: "111122223333", bucket: "globex-media", prefix: "in/" };
    assert.deepEqual(only(registered, POLICY).wire.policy, s3Permissions({ ...s3, access: ["upload"] }));
  });

  it("is one policy in its provider's account; it has a type and a name", async () => {
    const right = await made({ ...of, bucketRoleArn: BUCKET_ROLE });
    assert.deepEqual(accounts(registered), { "acme-aspera-server": "server-account" });
    assert.equal(only(registered, POLICY).parent, "acme");
    assert.equal(only(registered, POLICY).deleteBeforeReplace, false, "the old right goes last");
    assert.deepEqual(serverRightChildren("acme", "aspera-server"), { policy: "acme-aspera-server" });
    assert.deepEqual(serverRightChildren("acme", pulumi.output("a")), { policy: "acme-policy" });
    assert.ok(right.policy instanceof RolePolicy);
  });
});
