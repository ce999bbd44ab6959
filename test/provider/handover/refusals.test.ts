import assert from "node:assert/strict";
import { otherProcedure } from "../../../model/findings/handover/otherProcedure";
import { roleGivenAway } from "../../../model/findings/handover/roleGivenAway";
import type { HandoverInputs } from "../../../provider/handover/properties";
import { refuseWhatCutsOff } from "../../../provider/handover/refusals";
import { INPUTS as LINK } from "../link/inputs";

const { required: _r, wait: _w, fullProof: _f, widerStillAllowed: _s, ...link } = LINK;
const TWO: HandoverInputs = { ...link, serverRoleId: "AROAEXAMPLE", vendorRights: false };
const ONE: HandoverInputs = { ...TWO, bucketRoleArn: undefined, externalId: undefined };
const THEIRS: HandoverInputs = { ...TWO, awaits: "444455556666" };

describe("handover: what is refused, since no order of steps could do it without an outage", () => {
  const refused = (olds: HandoverInputs, news: HandoverInputs, code: string) =>
    assert.throws(() => refuseWhatCutsOff(olds, news), new RegExp(`\\[${code}\\]$`));

  it("is one account for two, and two for one", () => {
    refused(TWO, ONE, otherProcedure.code);
    refused(ONE, TWO, otherProcedure.code);
  });

  it("is to leave out the role that the running docroot uses, for its owner to make", () => {
    refused(TWO, THEIRS, roleGivenAway.code);
    refuseWhatCutsOff(TWO, { ...THEIRS, bucketRoleArn: "arn:aws:iam::444455556666:role/theirs" });
  });

  it("is nothing else", () => {
    for (const [olds, news] of [
      [TWO, TWO],
      [ONE, { ...ONE, bucket: "other" }],
      [TWO, { ...TWO, externalId: "another" }],
      [THEIRS, THEIRS],
      [THEIRS, TWO],
    ] as const)
      refuseWhatCutsOff(olds, news);
  });
});
