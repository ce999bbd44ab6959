import assert from "node:assert/strict";
import fc from "fast-check";
import { invitationOf } from "../../../model/invitation/invitationOf";
import { readInvitation } from "../../../model/invitation/readInvitation";
import { EXTERNAL_ID, KIT, KITS } from "../kit/facts";

const INVITATION = invitationOf(KIT, EXTERNAL_ID);
const faultsOf = (document: unknown) =>
  readInvitation(JSON.stringify(document)).faults.map(({ member, expected, got }) => [member, expected, got]);
const faultsWith = (changes: Record<string, unknown>) => faultsOf({ ...INVITATION, ...changes });

describe("invitation: the document", () => {
  it("holds all that the bucket's side is made of", () => {
    assert.deepEqual(INVITATION, {
      invitation: "aspera",
      version: 1,
      partition: "aws",
      region: "us-east-1",
      serverAccount: "111122223333",
      serverRole: { arn: "arn:aws:iam::111122223333:role/aspera-server", uniqueId: "AROAEXAMPLE" },
      bucketAccount: "444455556666",
      bucketRole: { name: "aspera-acme", path: "/" },
      bucket: {
        name: "acme-media",
        prefix: "incoming/",
        access: ["upload", "download", "browse", "delete"],
      },
      externalId: EXTERNAL_ID,
    });
  });

  it("has a key, a session name and IBM's table where the kit has them, and full access by its name", () => {
    const odd = invitationOf(KITS.odd ?? assert.fail(), EXTERNAL_ID);
    assert.equal(odd.sessionName, "acme");
    assert.equal(odd.bucket.kmsKeyArn, KITS.odd?.s3.kmsKeyArn);
    assert.equal(odd.bucketRole.path, "/partners/%{x}'s/");
    assert.equal(invitationOf(KITS["IBM's table"] ?? assert.fail(), EXTERNAL_ID).bucket.vendorRights, true);
    assert.deepEqual(invitationOf(KITS["full access"] ?? assert.fail(), EXTERNAL_ID).bucket.access, ["full"]);
  });

  for (const [name, facts] of Object.entries(KITS))
    it(`is read as it was written: ${name}`, () => {
      const written = invitationOf(facts, EXTERNAL_ID);
      assert.deepEqual(readInvitation(JSON.stringify(written)), { invitation: written, faults: [] });
    });
});

describe("invitation: what is refused", () => {
  it("another file", () => {
    for (const text of ["", "nonsense", "null", "[]", "3", '{"invitation": "other", "version": 1}'])
      assert.deepEqual(
        readInvitation(text).faults.map(({ member, got }) => [member, got]),
        [["", "another file"]],
        text,
      );
  });

  it("another version, and nothing else is said of it", () => {
    assert.deepEqual(faultsWith({ version: 2, bucket: 7 }), [["version", "1", "2"]]);
    assert.deepEqual(faultsWith({ version: undefined }), [["version", "1", "nothing"]]);
    assert.match(
      readInvitation(JSON.stringify({ ...INVITATION, version: 2 })).faults[0]?.hint ?? "",
      /version/,
    );
  });

  it("every member that is missing, unknown or of another form, at once", () => {
    const { name, ...bucket } = INVITATION.bucket;
    assert.deepEqual(
      faultsWith({
        serverAccount: 111122223333,
        bucketAccount: "4444-5555-6666",
        bucket: { ...bucket, access: ["upload", "write"], vendorRights: "yes", more: true },
        externalId: undefined,
        unknown: 1,
      }),
      [
        ["serverAccount", "an account ID: twelve digits in quotes", "111122223333"],
        ["bucketAccount", "an account ID: twelve digits in quotes", '"4444-5555-6666"'],
        ["bucket.name", "the name of a bucket", "nothing"],
        ["bucket.access.1", "one of upload, download, browse, delete, full", '"write"'],
        ["bucket.vendorRights", "true or false", '"yes"'],
        ["bucket.more", "a known member", "another"],
        ["externalId", "an external ID", "nothing"],
        ["unknown", "a known member", "another"],
      ],
    );
    assert.equal(name, "acme-media");
  });

  it("a region, and a role, of another partition than it says; a role of another account", () => {
    assert.deepEqual(faultsWith({ region: "cn-north-1" }), [
      ["region", 'a region of partition "aws"', '"cn-north-1", of aws-cn'],
    ]);
    const { arn, uniqueId } = {
      uniqueId: "AROAEXAMPLE",
      arn: "arn:aws-cn:iam::777788889999:role/aspera-server",
    };
    assert.deepEqual(faultsWith({ serverRole: { arn, uniqueId } }), [
      ["serverRole.arn", 'a role of partition "aws"', `"${arn}"`],
      ["serverRole.arn", "a role of account 111122223333", `"${arn}"`],
    ]);
    assert.equal(faultsWith({ partition: "aws-us-gov" }).length, 2, "neither region nor role are of it");
  });

  it("without the external ID in any fault, wherever it was put", () => {
    const misplaced = faultsWith({ externalId: [EXTERNAL_ID], bucket: EXTERNAL_ID, region: 3 });
    assert.deepEqual(
      misplaced.map(([member, , got]) => [member, got]),
      [
        ["region", "3"],
        ["bucket", '"5d5b2f0e-7c41-4e0b-9a63-1f8f7f2c9b1d"'],
        ["externalId", "[secret]"],
      ],
      "what is no external ID of this document is shown",
    );
    const role = { arn: `arn:aws:iam::1:role/${EXTERNAL_ID}`, uniqueId: "AROAEXAMPLE" };
    assert.deepEqual(faultsWith({ serverRole: role })[0]?.[2], "[secret]");
    const both = faultsWith({ bucket: EXTERNAL_ID });
    assert.deepEqual(both, [["bucket", "an object with name, prefix and access", "[secret]"]]);
  });

  it("whatever it holds, without an exception, and fit to show", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(INVITATION)), (value, member) => {
        const { invitation, faults } = readInvitation(JSON.stringify({ ...INVITATION, [member]: value }));
        assert.equal(faults.length === 0, invitation !== undefined);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal would obey them
        for (const fault of faults) assert.doesNotMatch(JSON.stringify(fault), /[\x00-\x1f\x7f-\x9f]/);
      }),
    );
  });
});
