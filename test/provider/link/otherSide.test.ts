import assert from "node:assert/strict";
import { found } from "../../../model/findings/finding";
import { assumeRefused } from "../../../model/findings/link/assumeRefused";
import { bucketMissing } from "../../../model/findings/link/bucketMissing";
import { listRefused } from "../../../model/findings/link/listRefused";
import { uploadRefused } from "../../../model/findings/link/uploadRefused";
import { linkVerdict } from "../../../model/link/verdict";
import { linkLifecycle } from "../../../provider/link/lifecycle";
import { withOtherSide } from "../../../provider/link/otherSide";
import { ResourceInitFailure } from "../../../provider/protocol/initFailure";
import { FACTS } from "../../model/link/facts";
import { INPUTS, STATE } from "./inputs";

const AWAITS = { awaits: "444455556666" };
const LIST = found(listRefused, { ...FACTS, because: "" });
const ALSO =
  "\nor the owner of account 444455556666 made the role for another bucket or folder than acme-media/incoming/: both sides " +
  "must name the same place (docs/two-companies.md)";

describe("link: two sides that do not name the same place (invitation)", () => {
  it("is one more thing to look at, where another company makes the role", () => {
    for (const wrong of [
      LIST,
      found(uploadRefused, { ...FACTS, action: "s3:PutObject", because: "" }),
      found(bucketMissing, FACTS),
    ])
      assert.deepEqual(withOtherSide(wrong, { ...INPUTS, ...AWAITS }), { ...wrong, hint: wrong.hint + ALSO });
  });

  it("is not thought of with one stack for both sides, nor where the role itself lets nobody in", () => {
    assert.equal(withOtherSide(LIST, INPUTS), LIST);
    const assume = found(assumeRefused, { ...FACTS, bucketRoleArn: FACTS.bucketRoleArn ?? "", because: "" });
    assert.equal(withOtherSide(assume, { ...INPUTS, ...AWAITS }), assume);
    assert.equal(withOtherSide(undefined, { ...INPUTS, ...AWAITS }), undefined);
  });

  it("is told by an `up`, which fails and does not wait for anybody, and by every refresh", async () => {
    const lifecycle = linkLifecycle({
      prove: async () => LIST,
      pause: async () => {},
      now: () => 0,
      log: async () => {},
      askedForFull: () => false,
    });
    const inputs = { ...INPUTS, ...AWAITS, wait: 0 };
    await assert.rejects(lifecycle.create(inputs), (error: ResourceInitFailure) => {
      assert.ok(error instanceof ResourceInitFailure);
      assert.ok(error.message.includes(ALSO), String(error.message));
      return true;
    });
    const seen = await lifecycle.read({ ...STATE, ...AWAITS });
    assert.equal(seen.nextStep, linkVerdict(LIST).nextStep + ALSO);
  });
});
