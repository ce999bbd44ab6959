import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import { profileAttachment } from "../../../program/server/profileAttachment";
import { failing, type Lookup, recordResources } from "../../mocks/resources";

const ARN = "arn:aws:iam::111122223333:instance-profile/servers/aspera-server";
const ID = "i-0123456789abcdef0";
const unseen = failing("UnauthorizedOperation");

/** How the profile is attached where the server account answers so. */
async function attachment(instanceId: string | undefined, list: Lookup, get: Lookup) {
  await recordResources(
    {},
    { "aws:ec2/getInstances:getInstances": list, "aws:ec2/getInstance:getInstance": get },
  );
  return profileAttachment(ARN, instanceId, new Provider("server-account", { region: "us-east-1" }));
}

describe("server: whether it carries the profile", () => {
  for (const [profile, expected] of [
    ["aspera-server", "attached"],
    ["", "not attached"],
    ["other", "another is attached"],
  ]) {
    it(`the named instance has "${profile}": ${expected}`, async () => {
      const get: Lookup = ({ instanceId }, by) => {
        assert.equal(instanceId, ID);
        assert.match(by, /providers:aws::server-account::/);
        return { iamInstanceProfile: profile };
      };
      assert.equal(await attachment(ID, unseen, get), expected);
    });
  }

  for (const [ids, expected] of [
    [[ID], "attached"],
    [[], "not attached"],
  ] as const) {
    it(`any instance counts where none is named, by the whole ARN: ${expected}`, async () => {
      const list: Lookup = ({ filters }, by) => {
        assert.deepEqual(filters, [{ name: "iam-instance-profile.arn", values: [ARN] }]);
        assert.match(by, /providers:aws::server-account::/);
        return { ids };
      };
      assert.equal(await attachment(undefined, list, unseen), expected);
    });
  }

  it("is not claimed where it cannot be seen", async () => {
    assert.equal(await attachment(ID, unseen, unseen), "not visible from here");
    assert.equal(await attachment(undefined, unseen, unseen), "not visible from here");
  });
});
