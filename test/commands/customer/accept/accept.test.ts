import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { type Compared, compareAccount } from "../../../../commands/customer/accept/compareAccount";
import { bucketSideDraft, stackFor } from "../../../../commands/customer/accept/draftOf";
import { invitationIn, prepareAcceptance } from "../../../../commands/customer/accept/prepare";
import { accepted, opening } from "../../../../commands/customer/accept/words";
import type { Invitation } from "../../../../model/invitation/invitation";
import { invitationOf } from "../../../../model/invitation/invitationOf";
import { bucketRoleArgs } from "../../../../program/arguments/bucketRoleArgs";
import { account, refused, refusing } from "../../../mocks/account";
import { EXTERNAL_ID, KIT, KITS } from "../../../model/kit/facts";
import { ProjectFolder } from "../folder";

const UNIQUE_ID = "AROAEXAMPLE123456789";
const INVITATION: Invitation = {
  ...invitationOf(KIT, EXTERNAL_ID),
  serverRole: { ...KIT.serverRole, uniqueId: UNIQUE_ID },
};
const IDENTITY = "arn:aws:iam::444455556666:user/deployer";
const SEEN: Compared = { faults: [], identity: IDENTITY };

describe("customer accept: the bucket's side as invited (invitation)", () => {
  let folder: ProjectFolder;
  beforeEach(() => {
    folder = new ProjectFolder();
  });
  afterEach(() => folder.leave());

  const prepare = (
    said: Partial<Parameters<typeof prepareAcceptance>[1]> = {},
    invitation = INVITATION,
    compared = SEEN,
    names: string[] = [],
  ) => prepareAcceptance(invitation, { stack: "aspera-acme", ...said }, names, async () => compared);

  it("is the settings of side bucket, without the external ID", async () => {
    const { draft } = await prepare({ profile: "acme" });
    assert.deepEqual(draft, {
      side: "bucket",
      bucketAccount: { id: "444455556666", region: "us-east-1", profile: "acme" },
      serverAccount: { id: "111122223333" },
      serverRole: { name: "aspera-server", uniqueId: UNIQUE_ID },
      bucketRole: { name: "aspera-acme" },
      bucket: {
        name: "acme-media",
        prefix: "incoming/",
        access: ["upload", "download", "browse", "delete"],
      },
    });
  });

  for (const [name, facts] of Object.entries(KITS))
    it(`makes the role that the kit makes: ${name}`, async () => {
      const invitation = { ...invitationOf(facts, EXTERNAL_ID), serverRole: INVITATION.serverRole };
      const arn = facts.serverRole.arn;
      const { side, draft } = await prepare({}, { ...invitation, serverRole: { arn, uniqueId: UNIQUE_ID } });
      const server = draft as { serverAccount: { id: string }; serverRole: { name: string } };
      const made = bucketRoleArgs(
        {
          serverAccount: { ...server.serverAccount, region: facts.region },
          serverRole: { path: "/", create: false, uniqueId: UNIQUE_ID, ...server.serverRole },
        },
        side,
      );
      const { bucket, prefix, access, vendorRights = false, fullAccess = false, kmsKeyArn } = facts.s3;
      assert.deepEqual(
        {
          ...{
            bucket: made.bucket,
            prefix: made.prefix,
            vendorRights: made.vendorRights,
            kmsKeyArn: made.kmsKeyArn,
          },
          ...{
            role: [made.roleName, made.path],
            serverRole: made.serverRole,
            sessionNames: made.sessionNames,
          },
          ...{
            fullAccess: made.fullAccess,
            access: fullAccess ? access : made.access,
            id: side.externalId.reveal(),
          },
        },
        {
          ...{ bucket, prefix, vendorRights, kmsKeyArn },
          ...{ role: [facts.role.name, facts.role.path], serverRole: { arn, uniqueId: UNIQUE_ID } },
          ...{ sessionNames: facts.sessionNames, fullAccess, access, id: EXTERNAL_ID },
        },
      );
    });

  it("has the server role's path, and the account of a key that is not the bucket's", () => {
    const arn = "arn:aws:iam::111122223333:role/servers/aspera-server";
    const kmsKeyArn = "arn:aws:kms:us-east-1:777788889999:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const { serverRole, bucket } = bucketSideDraft(
      {
        ...INVITATION,
        serverRole: { arn, uniqueId: UNIQUE_ID },
        bucket: { ...INVITATION.bucket, kmsKeyArn },
      },
      {},
    );
    assert.deepEqual(serverRole, { name: "aspera-server", path: "/servers/", uniqueId: UNIQUE_ID });
    assert.deepEqual(bucket, { ...INVITATION.bucket, kmsKeyArn, kmsKeyAccount: "777788889999" });
  });

  it("is named after the role, as far as the engine takes that", () => {
    assert.equal(stackFor(INVITATION), "aspera-acme");
    const odd = { ...INVITATION, bucketRole: { name: "aspera+acme@x,y=z", path: "/" } };
    assert.equal(stackFor(odd), "aspera-acme-x-y-z");
  });

  it("everything that is wrong is told at once, and never the external ID", async () => {
    writeFileSync("Pulumi.aspera-acme.yaml", "");
    const bucket = { ...INVITATION.bucket, name: EXTERNAL_ID.toUpperCase(), kmsKeyArn: "alias/x" };
    const odd = { ...INVITATION, bucket, bucketRole: { name: EXTERNAL_ID, path: "x" } };
    const faults = [{ key: "credentials", expected: "A", got: "B", hint: "C" }];
    await assert.rejects(prepare({ prefix: "../" }, odd, { faults }, ["aspera-acme"]), (error: Error) => {
      assert.deepEqual(error.message.match(/^ {2}- .*?(?=: expected)/gm), [
        "  - stack",
        "  - stack",
        "  - aspera:bucketRole.path",
        "  - aspera:bucket.name",
        "  - aspera:bucket.prefix",
        "  - aspera:bucket.kmsKeyArn",
      ]);
      assert.ok(!error.message.includes(EXTERNAL_ID));
      return true;
    });
    await assert.rejects(
      prepare({ stack: "other" }, INVITATION, { faults }),
      / - credentials: expected A, got B/,
    );
  });

  it("a region of another partition than the server's, and one account for both, are refused", async () => {
    const both = { ...INVITATION, bucketAccount: "111122223333" };
    await assert.rejects(prepare({}, both), / - aspera:/);
    writeFileSync("x.json", JSON.stringify({ ...INVITATION, region: "us-gov-west-1" }));
    assert.throws(
      () => invitationIn("x.json"),
      /^Error: the invitation x\.json has one fault; nothing was made\n {2}- region: expected a region of partition "aws", got "us-gov-west-1", of aws-us-gov\n {4}hint: /,
    );
  });

  it("a file that is none, or is not there, is refused in a sentence", () => {
    writeFileSync("x.json", `{"externalId": "${EXTERNAL_ID}"`);
    assert.throws(
      () => invitationIn("x.json"),
      /^Error: the invitation x\.json has one fault; nothing was made\n {2}- the file: expected an invitation, got another file\n/,
    );
    assert.throws(
      () => invitationIn("y.json"),
      /^Error: expected an invitation, got ENOENT for y\.json\nhint: /,
    );
  });

  it("tells who agrees that nothing has to be sent back", async () => {
    assert.equal(
      accepted("acme-prod.invitation.json", await prepare()),
      [
        "made: stack aspera-acme and Pulumi.aspera-acme.yaml; the external ID is stored encrypted there, so delete " +
          "acme-prod.invitation.json",
        `account 444455556666 is that of your credentials, ${IDENTITY}`,
        "",
        "next:",
        "  1. pulumi preview --stack aspera-acme   shows role aspera-acme: it lets arn:aws:iam::111122223333:role/aspera-server alone into",
        "     acme-media/incoming/, with upload, download, browse, delete",
        "  2. pulumi up --stack aspera-acme",
        "",
        "Nothing has to be sent back: the server sees that the role is there.",
      ].join("\n"),
    );
  });

  it("tells who takes another place what the operator must say, and keeps it in the file", async () => {
    const { draft, side, ...rest } = await prepare({ bucket: "acme-archive", prefix: "" });
    assert.deepEqual((draft as { bucket: unknown }).bucket, {
      ...INVITATION.bucket,
      name: "acme-archive",
      prefix: "",
    });
    assert.equal(opening(INVITATION, INVITATION.bucket).length, 1);
    assert.deepEqual(opening(INVITATION, side.bucket).slice(1), [
      "The invitation said acme-media/incoming/: the operator's settings must say what stands here.",
    ]);
    const said = accepted("x", { draft, side, ...rest, identity: undefined });
    assert.match(said, /^account 444455556666 was not compared with any credentials/m);
    assert.ok(
      said.endsWith(
        [
          "Send this back: you took acme-archive/, the invitation says acme-media/incoming/, and the server is refused until its",
          "operator (account 111122223333) says the same:",
          "  pulumi config set --path aspera:bucket.name acme-archive --stack STACK",
          "  pulumi config set --path aspera:bucket.prefix '' --stack STACK",
          "Or have them send an invitation to that place, and accept it in place of this one.",
        ].join("\n"),
      ),
      said,
    );
  });
});

describe("customer accept: whose account it is (invitation)", () => {
  const side = async () =>
    (await prepareAcceptance(INVITATION, { stack: "s" }, [], async () => ({ faults: [] }))).side;
  const compare = async (answers: Parameters<typeof account>[0]) =>
    compareAccount(INVITATION, await side(), (key) => account(answers, key));
  const HeadBucket = () => ({ BucketRegion: "us-east-1" });

  it("is compared where there are credentials to look with", async () => {
    assert.deepEqual(await compare({ HeadBucket }), { faults: [], identity: IDENTITY, open: undefined });
  });

  it("another account and another partition are refused", async () => {
    const other = { Account: "777788889999", Arn: "arn:aws:iam::777788889999:user/x" };
    const { faults, identity } = await compare({ HeadBucket, GetCallerIdentity: () => other });
    assert.equal(identity, undefined);
    assert.match(faults[0]?.got ?? "", /belong to account 777788889999 .*, not to 444455556666$/);
    assert.match(faults[0]?.hint ?? "", /\[access-wrong-account\]$/);
    const gov = { Account: "444455556666", Arn: "arn:aws-us-gov:iam::444455556666:user/x" };
    assert.deepEqual(
      (await compare({ HeadBucket, GetCallerIdentity: () => gov })).faults.map(({ key, got }) => [key, got]),
      [["partition", gov.Arn]],
    );
  });

  it("a bucket in another region is refused; one that is not there yet, or not readable, is told", async () => {
    const elsewhere = await compare({ HeadBucket: () => ({ BucketRegion: "eu-west-1" }) });
    assert.deepEqual(
      elsewhere.faults.map(({ key, got }) => [key, got]),
      [["region", 'bucket "acme-media" is in eu-west-1, the server in us-east-1']],
    );
    for (const [status, code] of [
      [404, "access-bucket-missing"],
      [403, "access-bucket-not-readable"],
    ] as const) {
      const { faults, open } = await compare({ HeadBucket: refusing("no", status) });
      assert.deepEqual([faults, open?.code], [[], code]);
    }
  });

  it("without credentials nothing is compared, and nothing refused", async () => {
    const none = () => {
      throw refused("CredentialsProviderError");
    };
    const { faults, identity, open } = await compare({ GetCallerIdentity: none });
    assert.deepEqual([faults, identity, open?.code], [[], undefined, "access-no-credentials"]);
  });
});
