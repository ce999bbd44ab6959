import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { docrootArgs } from "../../components/docroot/docrootArgs";
import { settledValue } from "../mocks/resources";
import { customerWith, EXTERNAL_ID, oneAccountCustomer } from "../settings/stack";

const textOf = (input: pulumi.Input<string>) => settledValue(pulumi.output(input));

describe("docroot: what the settings say of it", () => {
  it("two accounts: role and external ID follow the path, and the role is its mark", async () => {
    const args = docrootArgs(customerWith());
    const role = "arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme";
    const uri = `s3://s3.amazonaws.com/acme-media/incoming/?iam-role.arn=${role}&iam-role.external-id=${EXTERNAL_ID}`;
    assert.equal(await textOf(args.uri), uri);
    assert.equal(args.maskedUri, uri.replace(EXTERNAL_ID, "(ours)"));
    assert.equal(args.mark, role);
    assert.ok(await pulumi.isSecret(args.uri as pulumi.Output<string>));
  });

  it("one account: bucket and prefix alone, which are its mark, and nothing to mask", async () => {
    const args = docrootArgs(oneAccountCustomer());
    assert.equal(await textOf(args.uri), "s3://s3.amazonaws.com/acme-media/incoming/");
    assert.equal(args.maskedUri, "s3://s3.amazonaws.com/acme-media/incoming/");
    assert.equal(args.mark, "s3://s3.amazonaws.com/acme-media/incoming");
    assert.equal(await textOf(args.externalId), "");
  });

  it("one account: the whole bucket, and a template of the stack's own", async () => {
    const bucket = { name: "acme-media", prefix: "" };
    assert.equal(docrootArgs(oneAccountCustomer({ bucket })).mark, "s3://s3.amazonaws.com/acme-media");
    const docrootTemplate = "s3://{host}/{bucket}/{prefix}?storage-class=INFREQUENT_ACCESS";
    const args = docrootArgs(oneAccountCustomer({ docrootTemplate }));
    assert.match(args.maskedUri, /incoming\/\?storage-class=INFREQUENT_ACCESS$/);
    assert.equal(args.mark, "s3://s3.amazonaws.com/acme-media/incoming");
  });
});
