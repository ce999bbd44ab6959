import assert from "node:assert/strict";
import { profileCheck } from "../../../commands/preflight/profile";
import { account, refusing } from "../../mocks/account";
import { inner, settingsWith } from "../../program/settings/stack";

describe("preflight: the instance profile", () => {
  const ID = "i-0123456789abcdef0";
  const named = settingsWith(inner("server", { instanceId: ID }));
  const carrying = (profile?: string) =>
    account({
      DescribeInstances: ({ InstanceIds }) => {
        assert.deepEqual(InstanceIds, [ID]);
        const Arn = `arn:aws:iam::111122223333:instance-profile/${profile}`;
        const Instances = [{ InstanceId: ID, ...(profile && { IamInstanceProfile: { Arn } }) }];
        return { Reservations: [{ Instances }] };
      },
    });

  it("is on the server", async () => {
    const { state, found } = await profileCheck(named, carrying("aspera-server"));
    assert.deepEqual([state, found], ["ok", `aspera-server on ${ID}`]);
  });

  it("is not, and comes with the line that attaches it, or puts it in place of another", async () => {
    for (const [profile, code, line] of [
      [
        undefined,
        "preflight-profile-not-attached",
        /aws ec2 associate-iam-instance-profile .*--instance-id i-0/,
      ],
      ["other", "preflight-other-profile-attached", /aws ec2 replace-iam-instance-profile-association /],
    ] as const) {
      const { state, finding } = await profileCheck(named, carrying(profile));
      assert.deepEqual([state, finding?.code, finding?.owner], ["note", code, "server account"]);
      assert.match(finding?.text ?? "", new RegExp(ID));
      assert.match(finding?.hint ?? "", line);
    }
  });

  it("is never to take the place of the one that the server's customers trust, for a role that may be misspelt", async () => {
    const elsewhere = settingsWith({
      serverRole: { name: "aspera-servr" },
      ...inner("server", { instanceId: ID }),
    });
    const { finding } = await profileCheck(elsewhere, carrying("aspera-server"));
    assert.equal(finding?.code, "preflight-other-profile-attached");
    assert.equal(
      finding?.hint,
      "the server carries another instance profile, whose role its customers trust: correct `name` in aspera:serverRole",
    );
  });

  it("is looked for on every instance where the settings name none", async () => {
    const { state, finding } = await profileCheck(
      settingsWith(),
      account({
        DescribeInstances: ({ InstanceIds, Filters }) => {
          assert.equal(InstanceIds, undefined);
          assert.deepEqual(Filters, [{ Name: "instance-state-name", Values: ["running"] }]);
          return {};
        },
      }),
    );
    assert.deepEqual([state, finding?.code], ["note", "preflight-profile-not-attached"]);
    assert.match(finding?.text ?? "", /^no running instance carries instance profile aspera-server$/);
  });

  it("that cannot be seen is not called attached", async () => {
    const denied = account({ DescribeInstances: refusing("UnauthorizedOperation", 403) });
    const { state, finding } = await profileCheck(named, denied);
    assert.deepEqual(
      [state, finding?.code, finding?.unseen],
      ["note", "preflight-profile-not-visible", true],
    );
    assert.match(finding?.hint ?? "", /ec2:DescribeInstances/);
  });

  it("comes with the launch where the stack launches its server", async () => {
    const instance = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
    const launching = settingsWith(inner("server", { instance }));
    assert.equal((await profileCheck(launching, account({}))).state, "ok", "nobody is asked");
  });
});
