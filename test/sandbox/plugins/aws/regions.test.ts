import assert from "node:assert/strict";
import { partition } from "@aws-sdk/core/client";
import { REGION_NAMES } from "../../../../sandbox/plugins/aws/regionNames";
import { FIRST_START, type TestAccounts, testAccounts } from "../../accounts/testAccounts";
import { PluginProcess } from "../pluginProcess";

const GET_REGION = "aws:index/getRegion:getRegion";

describe("aws stand-in: regions", () => {
  it("have the names that the SDK's own table gives them", () => {
    assert.ok(Object.keys(REGION_NAMES).length > 30);
    for (const [region, name] of Object.entries(REGION_NAMES))
      assert.equal((partition(region) as { description?: string }).description, name, region);
  });

  describe("looked up", () => {
    let accounts: TestAccounts;
    let aws: PluginProcess;
    before(async function () {
      this.timeout(FIRST_START);
      accounts = await testAccounts();
      aws = await PluginProcess.start("aws", accounts.environment);
      await aws.configure("aws", { region: "us-east-1", profile: "acme" });
    });
    after(async () => {
      aws?.stop();
      await accounts?.stop();
    });

    it("are described as people know them", async () => {
      assert.equal((await aws.invoke(GET_REGION, {})).description, "US East (N. Virginia)");
      assert.equal((await aws.invoke(GET_REGION, { region: "eu-west-1" })).description, "Europe (Ireland)");
    });

    it("are refused where the stand-in has no name for them", async () => {
      await assert.rejects(
        aws.invoke(GET_REGION, { region: "xx-north-9" }),
        /does not know region xx-north-9/,
      );
    });
  });
});
