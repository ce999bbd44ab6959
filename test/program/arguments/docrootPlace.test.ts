import assert from "node:assert/strict";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { bucketRoleArn } from "../../../program/arguments/bucketRoleArn";
import { docrootPlace } from "../../../program/arguments/docrootPlace";
import { customerWith, EXTERNAL_ID, inner, oneAccountCustomer } from "../settings/stack";

const region = { region: "us-gov-west-1" };
const inGovCloud = { ...inner("serverAccount", region), ...inner("bucketAccount", region) };

describe("arguments: where the docroot leads", () => {
  it("two accounts: the bucket role's ARN and the external ID, of which the URI and its mark are made", () => {
    const place = docrootPlace(customerWith());
    assert.deepEqual(place, {
      bucket: "acme-media",
      prefix: "incoming/",
      bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
      externalId: EXTERNAL_ID,
      sessionName: undefined,
      template: undefined,
      storageHost: "s3.amazonaws.com",
    });
    const role = "arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme";
    const uri = `s3://s3.amazonaws.com/acme-media/incoming/?iam-role.arn=${role}&iam-role.external-id=${EXTERNAL_ID}`;
    assert.deepEqual(docrootTexts(place), {
      uri,
      maskedUri: uri.replace(EXTERNAL_ID, "(ours)"),
      externalId: EXTERNAL_ID,
      mark: role,
    });
  });

  it("names the session, and the region's own S3 where the vendor's host leads to nothing (partition)", () => {
    const place = docrootPlace(customerWith({ ...inGovCloud, sessionName: "acme" }));
    assert.deepEqual([place.sessionName, place.storageHost], ["acme", "s3.us-gov-west-1.amazonaws.com"]);
    assert.match(docrootTexts(place).uri, /^s3:\/\/s3\.us-gov-west-1\.amazonaws\.com\/.*session-name=acme$/);
  });

  it("one account: bucket and prefix alone, which are its mark, and nothing to mask", () => {
    const place = docrootPlace(oneAccountCustomer());
    assert.deepEqual([place.bucketRoleArn, place.externalId], [undefined, undefined]);
    assert.deepEqual(docrootTexts(place), {
      uri: "s3://s3.amazonaws.com/acme-media/incoming/",
      maskedUri: "s3://s3.amazonaws.com/acme-media/incoming/",
      externalId: "",
      mark: "s3://s3.amazonaws.com/acme-media/incoming",
    });
  });

  it("one account: the whole bucket, and a template and host of the stack's own", () => {
    const whole = docrootPlace(oneAccountCustomer({ bucket: { name: "acme-media", prefix: "" } }));
    assert.equal(docrootTexts(whole).mark, "s3://s3.amazonaws.com/acme-media");
    const docrootTemplate = "s3://{host}/{bucket}/{prefix}?storage-class=INFREQUENT_ACCESS";
    const docrootHost = "s3.us-east-1.amazonaws.com";
    const place = docrootPlace(oneAccountCustomer({ docrootTemplate, docrootHost }));
    assert.deepEqual([place.template, place.storageHost], [docrootTemplate, docrootHost]);
    const { maskedUri, mark } = docrootTexts(place);
    assert.equal(maskedUri, `s3://${docrootHost}/acme-media/incoming/?storage-class=INFREQUENT_ACCESS`);
    assert.equal(mark, `s3://${docrootHost}/acme-media/incoming`);
  });
});

describe("arguments: the bucket role's ARN", () => {
  it("is known before the role is made: account, path and name, in the partition of the region", () => {
    assert.equal(bucketRoleArn(customerWith()), "arn:aws:iam::444455556666:role/aspera-acme");
    assert.equal(
      bucketRoleArn(customerWith(inner("bucketRole", { path: "/team/" }))),
      "arn:aws:iam::444455556666:role/team/aspera-acme",
    );
    assert.equal(
      bucketRoleArn(customerWith(inGovCloud)),
      "arn:aws-us-gov:iam::444455556666:role/aspera-acme",
    );
  });

  it("is none in one account", () => {
    assert.equal(bucketRoleArn(oneAccountCustomer()), undefined);
  });
});
