import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { confirmPlaces } from "../../../program/checks/confirmPlaces";
import { bucketMissing } from "../../../program/findings/access/bucketMissing";
import { nameTaken } from "../../../program/findings/preflight/nameTaken";
import { account, refused, refusing } from "../../mocks/account";
import { settingsWith } from "../settings/stack";

describe("checks: what a stack builds on", () => {
  const gone = () => {
    throw refused("NoSuchEntityException", 404);
  };
  const free = { GetRole: gone, GetInstanceProfile: gone };
  const taken = {
    GetRole: ({ RoleName }: Record<string, unknown>) => ({
      Role: { RoleName, Arn: `arn:aws:iam::444455556666:role/${RoleName}` },
    }),
  };
  const bucket = { HeadBucket: () => ({ BucketRegion: "us-east-1" }) };
  const noBucket = { HeadBucket: refusing("NotFound", 404) };
  const codes = async (owners: object): Promise<string[]> => {
    const at = {
      server: account(free, "serverAccount"),
      owner: account({ ...owners }, "bucketAccount"),
      held: async () => [],
    };
    const error = await confirmPlaces(settingsWith(), at).then(
      () => undefined,
      (reason: Error) => reason,
    );
    assert.ok(error === undefined || pulumi.RunError.isInstance(error), "shown without a stack trace");
    return [...(error?.message.matchAll(/\[([a-z-]+)\]$/gm) ?? [])].map(([, code = ""]) => code);
  };

  it("is refused with every reason at once, whichever account answers first", async () => {
    assert.deepEqual(await codes({ ...free, ...bucket }), []);
    assert.deepEqual(await codes({ ...taken, ...bucket }), [nameTaken.code]);
    assert.deepEqual(await codes({ ...free, ...noBucket }), [bucketMissing.code]);
    assert.deepEqual(await codes({ ...taken, ...noBucket }), [nameTaken.code, bucketMissing.code]);
  });
});
