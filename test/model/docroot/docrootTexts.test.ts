import assert from "node:assert/strict";
import { docrootTexts } from "../../../model/docroot/docrootTexts";

const PLACE = { bucket: "acme-media", prefix: "incoming/" };
const TWO_ACCOUNTS = {
  ...PLACE,
  bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
  externalId: "acme-4d1f",
};

describe("docroot: its texts", () => {
  it("two accounts: role and external ID follow the path, and the role is its mark", () => {
    const role = "arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme";
    const uri = `s3://s3.amazonaws.com/acme-media/incoming/?iam-role.arn=${role}&iam-role.external-id=acme-4d1f`;
    assert.deepEqual(docrootTexts(TWO_ACCOUNTS), {
      uri,
      maskedUri: uri.replace("acme-4d1f", "(ours)"),
      externalId: "acme-4d1f",
      mark: role,
    });
  });

  it("one account: bucket and prefix alone, which are its mark, and nothing to mask", () => {
    const uri = "s3://s3.amazonaws.com/acme-media/incoming/";
    const texts = { uri, maskedUri: uri, externalId: "", mark: "s3://s3.amazonaws.com/acme-media/incoming" };
    assert.deepEqual(docrootTexts(PLACE), texts);
    assert.deepEqual(docrootTexts({ ...PLACE, externalId: "of no use" }), texts);
  });

  it("one account: the whole bucket, and a template and host of its own", () => {
    const storageHost = "s3.example.com";
    assert.equal(docrootTexts({ bucket: "acme-media", storageHost }).mark, "s3://s3.example.com/acme-media");
    const template = "s3://{host}/{bucket}/{prefix}?storage-class=INFREQUENT_ACCESS";
    const { maskedUri, mark } = docrootTexts({ ...PLACE, template });
    assert.match(maskedUri, /incoming\/\?storage-class=INFREQUENT_ACCESS$/);
    assert.equal(mark, "s3://s3.amazonaws.com/acme-media/incoming");
  });

  it("two accounts: a template of its own has the external ID where it says, and masked there", () => {
    const { uri, maskedUri } = docrootTexts({ ...TWO_ACCOUNTS, template: "s3://{bucket}?id={externalId}" });
    assert.deepEqual([uri, maskedUri], ["s3://acme-media?id=acme-4d1f", "s3://acme-media?id=(ours)"]);
  });

  it("two accounts: a session name follows the external ID, and is shown", () => {
    const { uri, maskedUri } = docrootTexts({ ...TWO_ACCOUNTS, sessionName: "acme@example.com" });
    assert.match(uri, /&iam-role\.external-id=acme-4d1f&iam-role\.session-name=acme%40example\.com$/);
    assert.equal(maskedUri, uri.replace("acme-4d1f", "(ours)"));
    const template = "s3://{bucket}?{roleArn};{externalId};n={sessionName}";
    assert.match(docrootTexts({ ...TWO_ACCOUNTS, template, sessionName: "acme" }).uri, /;n=acme$/);
    assert.deepEqual(docrootTexts({ ...PLACE, sessionName: "acme" }), docrootTexts(PLACE), "one account");
  });
});
