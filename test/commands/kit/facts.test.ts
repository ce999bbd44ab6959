import assert from "node:assert/strict";
import { kitFactsOf } from "../../../commands/kit/facts";
import { SERVER_ROLE } from "../../components/fixtures";
import { KIT } from "../../model/kit/facts";
import { ONE_ACCOUNT, settingsWith } from "../../program/settings/stack";

describe("kit: what it is made of", () => {
  it("comes from the settings and the server's role, without the external ID", () => {
    assert.deepEqual(kitFactsOf(settingsWith(), SERVER_ROLE), {
      ...KIT,
      permissionsBoundary: undefined,
      s3: { ...KIT.s3, vendorRights: false, fullAccess: false },
    });
  });

  it("is refused while earlier external IDs are trusted too, which a kit's role would cut off", () => {
    const settings = settingsWith(
      { previousExternalIds: "4c3a2b1d-7c41-4e0b-9a63-1f8f7f2c9b1d" },
      { secretKeys: new Set(["aspera:externalId", "aspera:previousExternalIds"]) },
    );
    assert.throws(
      () => kitFactsOf(settings, SERVER_ROLE),
      /^Error: expected one external ID, got aspera:previousExternalIds besides\nhint: /,
    );
  });

  it("is refused for a stack with no second account", () => {
    assert.throws(
      () => kitFactsOf(settingsWith(ONE_ACCOUNT), SERVER_ROLE),
      /^Error: expected a stack with a bucket account of its own, got one with the bucket in the server account: acme-prod\nhint: .*docs\/two-companies\.md/,
    );
    const alone = { ...ONE_ACCOUNT, bucket: undefined, transferUser: undefined, server: undefined };
    assert.throws(
      () => kitFactsOf(settingsWith(alone), SERVER_ROLE),
      /got one without a customer: acme-prod\n/,
    );
  });
});
