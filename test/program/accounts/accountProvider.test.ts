import assert from "node:assert/strict";
import { accountProvider } from "../../../program/accounts/accountProvider";
import { Secret } from "../../../program/settings/schema/secret";
import { only, recordResources, secret, settledValue } from "../../mocks/resources";

describe("accounts: the provider of an account", () => {
  it("allows that account only, which its name tells when another comes", async () => {
    const registered = await recordResources();
    const account = { id: "444455556666", region: "eu-west-1", profile: "acme" };
    await settledValue(accountProvider("bucket-account", account, { owner: "media-ops" }).urn);
    const { name, inputs } = only(registered, "pulumi:providers:aws");
    assert.equal(name, "bucket-account-444455556666");
    assert.equal(inputs.region, "eu-west-1");
    assert.equal(inputs.profile, "acme");
    assert.deepEqual(JSON.parse(String(inputs.allowedAccountIds)), ["444455556666"]);
    assert.deepEqual(JSON.parse(String(inputs.defaultTags)), { tags: { owner: "media-ops" } });
    assert.equal("assumeRoles" in inputs, false);
  });

  it("uses the environment's credentials where the settings name none", async () => {
    const registered = await recordResources();
    await settledValue(
      accountProvider("server-account", { id: "111122223333", region: "us-east-1" }, {}).urn,
    );
    const { name, inputs } = only(registered, "pulumi:providers:aws");
    assert.equal(name, "server-account-111122223333");
    assert.deepEqual(["profile" in inputs, "assumeRoles" in inputs], [false, false]);
  });

  it("keeps the external ID of an assumed role secret", async () => {
    const registered = await recordResources();
    const roleArn = "arn:aws:iam::444455556666:role/aspera-deployer";
    const assumeRole = { roleArn, externalId: new Secret("deploy-77") };
    const account = { id: "444455556666", region: "eu-west-1", assumeRole };
    await settledValue(accountProvider("bucket-account", account, {}).urn);
    assert.deepEqual(
      only(registered, "pulumi:providers:aws").inputs.assumeRoles,
      secret(JSON.stringify([{ roleArn, externalId: "deploy-77", sessionName: "aspera-pulumi" }])),
    );
  });
});
