import assert from "node:assert/strict";
import { policyRoom, policyRoomCheck } from "../../../commands/preflight/policyRoom";
import { account } from "../../mocks/account";
import { ONE_ACCOUNT, settingsWith } from "../../program/settings/stack";

const text = (length: number) => "x".repeat(length);

describe("preflight: room for one more policy on the server role", () => {
  it("counts as IAM does, without white space", () => {
    const spread = JSON.stringify({ Version: "2012-10-17", Statement: [] }, null, 8);
    assert.equal(
      policyRoom("aspera-server", [spread, text(1000)], text(150)).found,
      "1,189 of 10,240 characters in the inline policies of aspera-server, this stack's 150 included",
    );
  });

  it("is enough to the last character, then stands in the way; before that it is said", () => {
    assert.equal(policyRoom("r", [text(9_340)], text(150)).state, "ok");
    const near = policyRoom("r", [text(9_341)], text(150));
    assert.deepEqual([near.state, near.finding?.code], ["note", "preflight-policy-room-low"]);
    assert.equal(/room for (\d) more/.exec(near.found)?.[1], "4");
    assert.equal(policyRoom("r", [text(10_090)], text(150)).state, "note");
    const full = policyRoom("r", [text(10_091)], text(150));
    assert.deepEqual([full.state, full.finding?.code], ["stop", "preflight-policy-room-full"]);
    assert.match(full.found, /10,241 characters/);
    assert.equal(full.finding?.owner, "server account");
  });

  /** An account whose server role has these policies; it pages by one. */
  function having(policies: Record<string, string> | Error) {
    const names = Object.keys(policies);
    return account({
      ListRolePolicies: ({ Marker }) => {
        if (policies instanceof Error) throw policies;
        const at = Number(Marker ?? 0);
        const IsTruncated = at + 1 < names.length;
        return {
          PolicyNames: names.slice(at, at + 1),
          IsTruncated,
          ...(IsTruncated && { Marker: String(at + 1) }),
        };
      },
      GetRolePolicy: ({ PolicyName }) => {
        const texts = policies as Record<string, string>;
        return { PolicyDocument: encodeURIComponent(texts[String(PolicyName)] ?? "") };
      },
    });
  }
  const found = async (policies: Record<string, string> | Error, changes = {}) =>
    (await policyRoomCheck(settingsWith(changes), having(policies)))[0];

  it("sums every page, and leaves out what this stack's own policy was before", async () => {
    const own = await found({});
    const ours = Number(/^(\d+) of/.exec(own?.found ?? "")?.[1]);
    assert.ok(ours > 100 && ours < 200, own?.found);
    const all = { "aspera-globex": text(300), "aspera-acme-prod": text(5_000), "aspera-initech": text(400) };
    assert.match((await found(all))?.found ?? "", new RegExp(`^${ours + 700} of`));
    const alone = await found({}, ONE_ACCOUNT);
    assert.ok(Number(/^([\d,]+) of/.exec(alone?.found ?? "")?.[1]?.replace(",", "")) > 400, alone?.found);
  });

  it("says when it cannot tell, and has nothing to say of a role to come or a stack without customer", async () => {
    const refused = await found(Object.assign(new Error("not authorized"), { name: "AccessDenied" }));
    assert.deepEqual([refused?.state, refused?.finding?.code], ["note", "preflight-policy-room-unknown"]);
    const absent = await found(Object.assign(new Error("none"), { name: "NoSuchEntityException" }));
    assert.equal(absent?.state, "ok");
    const { customer: _, ...server } = settingsWith();
    assert.deepEqual(await policyRoomCheck(server, having(new Error("not asked"))), []);
  });
});
