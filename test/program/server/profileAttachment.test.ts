import assert from "node:assert/strict";
import { profileAttachment } from "../../../program/server/profileAttachment";
import { account, refusing } from "../../mocks/account";

const ARN = "arn:aws:iam::111122223333:instance-profile/servers/aspera-server";
const ID = "i-0123456789abcdef0";

/** How the profile is attached where the server account answers so. */
const attachment = (
  instanceId: string | undefined,
  DescribeInstances: (input: Record<string, unknown>) => object,
) => profileAttachment(ARN, instanceId, account({ DescribeInstances }));

const one = (Arn?: string) => ({
  Reservations: [{ Instances: [{ InstanceId: ID, ...(Arn && { IamInstanceProfile: { Arn } }) }] }],
});

describe("server: whether it carries the profile", () => {
  for (const [arn, expected] of [
    [ARN, "attached"],
    [undefined, "not attached"],
    ["arn:aws:iam::111122223333:instance-profile/other", "another is attached"],
  ] as const) {
    it(`the named instance, running or not, has ${arn ?? "none"}: ${expected}`, async () => {
      const answer = (input: Record<string, unknown>) => {
        assert.deepEqual(input.InstanceIds, [ID]);
        assert.match(JSON.stringify(input.Filters), /"stopped"/);
        return one(arn);
      };
      assert.equal(await attachment(ID, answer), expected);
    });
  }

  it("any running instance counts where none is named, by the whole ARN", async () => {
    const asking = (answer: object) => (input: Record<string, unknown>) => {
      assert.deepEqual(input.Filters, [
        { Name: "iam-instance-profile.arn", Values: [ARN] },
        { Name: "instance-state-name", Values: ["running"] },
      ]);
      return answer;
    };
    assert.equal(await attachment(undefined, asking(one(ARN))), "attached");
    assert.equal(await attachment(undefined, asking({})), "not attached");
    const elsewhere = ARN.replace("/servers", "");
    assert.equal(
      await attachment(undefined, asking(one(elsewhere))),
      "not attached",
      "filters that are ignored",
    );
  });

  it("is not claimed where it cannot be seen", async () => {
    for (const instanceId of [ID, undefined])
      assert.equal(
        await attachment(instanceId, refusing("UnauthorizedOperation", 403)),
        "not visible from here",
      );
    assert.equal(await attachment(ID, () => ({})), "not visible from here", "no such instance");
  });
});
