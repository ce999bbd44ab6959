import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AsperaLink } from "../../components/AsperaLink";
import { checkedTemplate } from "../../components/template";
import { DEFAULT_TEMPLATE, ONE_ACCOUNT_TEMPLATE } from "../../model/docroot/uri";
import { recordResources, settled, settledValue } from "../mocks/resources";
import { CONNECTION, EXTERNAL_ID, identities, providers, SERVER_ROLE } from "./fixtures";

const isRefusal = (words: RegExp) => (error: Error) =>
  pulumi.RunError.isInstance(error) && words.test(error.message) && /\nhint: /.test(error.message);

describe("components: a docroot's template", () => {
  it("may be left out, or lead to bucket and folder, plain or as an output", async () => {
    assert.equal(checkedTemplate({}, true), undefined);
    for (const [template, namesRole] of [
      [DEFAULT_TEMPLATE, true],
      [ONE_ACCOUNT_TEMPLATE, false],
    ] as const) {
      assert.equal(checkedTemplate({ template, prefix: "in/" }, namesRole), template);
      const later = checkedTemplate({ template, prefix: pulumi.output("in/") }, namesRole);
      assert.equal(await settledValue(later as pulumi.Output<string>), template);
    }
  });

  for (const [args, namesRole, words] of [
    [{ template: "s3://{host}/{bucket}x" }, false, /got another place/],
    [{ template: "s3://{host}/{bucket}/../b" }, false, /got another place/],
    [{ template: "s3://KEY:SECRET@{host}/{bucket}" }, false, /got one with credentials/],
    [{ template: "s3://{host}/{bucket}", prefix: "in/" }, false, /got no {prefix}/],
    [{ template: ONE_ACCOUNT_TEMPLATE }, true, /got no {roleArn} or {externalId}/],
    [{ template: DEFAULT_TEMPLATE }, false, /got {roleArn} and {externalId}/],
    [{ storageHost: "evil.example.com/x?" }, true, /storageHost .* got "evil/],
  ] as const) {
    it(`is refused where it passes the proof by: ${words.source}`, async () => {
      assert.throws(() => checkedTemplate(args, namesRole), isRefusal(words));
      const template = "template" in args ? pulumi.output(args.template) : undefined;
      const host = "storageHost" in args ? pulumi.output(args.storageHost) : undefined;
      const later = checkedTemplate({ ...args, template, storageHost: host }, namesRole);
      await assert.rejects((later as unknown as { promise(): Promise<unknown> }).promise(), isRefusal(words));
    });
  }

  it("is looked at by a link before anything is made", async () => {
    const registered = await recordResources({}, identities());
    const { server, bucket } = providers();
    const make = () =>
      new AsperaLink("acme", {
        serverProvider: server,
        bucketProvider: bucket,
        bucketRole: { roleName: "aspera-acme" },
        externalId: EXTERNAL_ID,
        serverRole: SERVER_ROLE,
        bucket: "acme-media",
        region: "us-east-1",
        connection: CONNECTION,
        transferUser: "acme",
        template: DEFAULT_TEMPLATE.replace("{bucket}", "{bucket}x"),
      });
    assert.throws(make, isRefusal(/got another place/));
    await settled(server);
    assert.deepEqual(
      registered.filter(({ type }) => !/^pulumi:|AsperaLink$/.test(type)),
      [],
    );
  });
});
