import assert from "node:assert/strict";
import { otherProcedure } from "../../../model/findings/handover/otherProcedure";
import { roleGivenAway } from "../../../model/findings/handover/roleGivenAway";
import { sameNameElsewhere } from "../../../model/findings/handover/sameNameElsewhere";
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

  it("is a role of the same name in another account, which would be the same resource", () => {
    const elsewhere = { ...TWO, bucketRoleArn: "arn:aws:iam::777788889999:role/team/aspera-acme" };
    refused(TWO, elsewhere, sameNameElsewhere.code);
    refuseWhatCutsOff(TWO, { ...elsewhere, bucketRoleArn: "arn:aws:iam::777788889999:role/aspera-new" });
    for (const [olds, news] of [
      [THEIRS, { ...elsewhere, awaits: "777788889999" }],
      [THEIRS, elsewhere],
      [TWO, { ...elsewhere, awaits: "777788889999" }],
    ] as const)
      refuseWhatCutsOff(olds, news);
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
