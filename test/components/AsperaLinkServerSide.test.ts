import assert from "node:assert/strict";
import { AsperaLink } from "../../components/AsperaLink";
import { BucketRole } from "../../components/BucketRole";
import { assumeRight } from "../../model/access/assumeRight";
import { bucketRoleTrust } from "../../model/access/trustPolicy";
import { only, recordResources, secret, settled } from "../mocks/resources";
import * as fixtures from "./fixtures";
import { accounts, BUCKET_ROLE, CONNECTION, EXTERNAL_ID, SERVER_ROLE } from "./fixtures";

const _PLACE = {
  bucket: "acme-media",
  prefix: "incoming/",
  bucketRoleArn: BUCKET_ROLE,
  externalId: EXTERNAL_ID,
};

/** A link whose bucket role somebody else makes. @param stood what the Link answers. */
async function made(stood: boolean) {
  const link = { ...fixtures.OBSERVED["aspera:index:Link"], stood };
  const registered = await recordResources({ ...fixtures.OBSERVED, "aspera:index:Link": link });
  const { server } = fixtures.providers();
  const component = new AsperaLink("acme", {
    serverProvider: server,
    serverRole: SERVER_ROLE,
    bucketRole: { roleName: "aspera-acme" },
    bucketAccountId: "444455556666",
    partition: "aws",
    externalId: EXTERNAL_ID,
    bucket: "acme-media",
    prefix: "incoming/",
    region: "us-east-1",
    connection: CONNECTION,
    transferUser: "acme",
  });
  await settled(component);
  const named = (name: string) => registered.find((one) => one.name === name) ?? assert.fail(name);
  const request = () => {
    const { stdin } = only(registered, "command:remote:Command").wire;
    return (stdin as { value: string }).value.split("\n__END__\n")[1];
  };
  return { component, registered, named, request };
}

describe("components: AsperaLink of one side: server (side)", () => {
  it("makes nothing in the bucket account: the right on the computed role alone, and ours", async () => {
    const { component, registered, named } = await made(true);
    assert.equal(component.bucketRole, undefined);
    assert.deepEqual(accounts(registered), { "acme-server-right-aspera-server": "server-account" });
    assert.deepEqual(named("acme-server-right-aspera-server").inputs.policy, assumeRight(BUCKET_ROLE, []));
    for (const name of ["acme-handover", "acme-link", "acme-docroot-observed"])
      assert.equal(named(name).inputs.bucketRoleArn, BUCKET_ROLE, name);
    assert.ok(!registered.some(({ type }) => type === "aspera:components:BucketRole"));
  });

  it("waits for the owner of the bucket account: the docroot is looked at and not switched", async () => {
    const { named } = await made(false);
    for (const name of ["acme-link", "acme-handover"])
      assert.equal(named(name).inputs.awaits, "444455556666");
    assert.equal(named("acme-docroot-observed").inputs.waiting, true);
  });

  it("switches once it has stood", async () => {
    const { named } = await made(true);
    assert.equal(named("acme-docroot-observed").inputs.waiting, false);
  });

  it("waits for nobody where the role is made here", async () => {
    const registered = await recordResources(fixtures.OBSERVED, fixtures.identities());
    const { server, bucket } = fixtures.providers();
    const args = { serverProvider: server, bucketProvider: bucket, serverRole: SERVER_ROLE };
    const place = { bucket: "acme-media", region: "us-east-1", connection: CONNECTION, transferUser: "acme" };
    const role = { bucketRole: { roleName: "aspera-acme" }, externalId: EXTERNAL_ID };
    await settled(new AsperaLink("acme", { ...args, ...place, ...role }));
    for (const { name, inputs } of registered)
      assert.ok(!("awaits" in inputs) && !("waiting" in inputs), name);
  });
});

describe("components: the bucket role of one side: bucket (side)", () => {
  it("trusts a server role that it cannot see: by its ARN, with its name in the Sid", async () => {
    const registered = await recordResources();
    const { bucket } = fixtures.providers();
    const role = new BucketRole(
      "customer-bucket",
      {
        roleName: "aspera-acme",
        serverRole: { arn: SERVER_ROLE.arn, uniqueId: "aspera-server" },
        externalId: EXTERNAL_ID,
        former: { externalIds: ["acme-before"], serverRoles: [], places: [] },
        bucket: "acme-media",
        bucketAccountId: "444455556666",
        partition: "aws",
      },
      { provider: bucket },
    );
    await settled(role);
    const trust = bucketRoleTrust({
      serverRoles: [{ arn: SERVER_ROLE.arn, uniqueId: "aspera-server" }],
      externalIds: [EXTERNAL_ID, "acme-before"],
    });
    assert.equal(trust.Statement[0]?.Sid, "AsperaServerRoleasperaserver");
    assert.deepEqual(only(registered, "aws:iam/role:Role").wire.assumeRolePolicy, secret(trust));
    assert.deepEqual([...new Set(Object.values(accounts(registered)))], ["bucket-account"]);
  });
});
