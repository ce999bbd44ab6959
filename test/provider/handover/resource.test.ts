import assert from "node:assert/strict";
import { handoverOutputs } from "../../../provider/handover/properties";
import { handoverResource } from "../../../provider/handover/resource";
import { type Properties, UNKNOWN } from "../../../provider/protocol/wire";
import { INPUTS as LINK } from "../link/inputs";

const { required: _r, wait: _w, fullProof: _f, widerStillAllowed: _s, ...link } = LINK;
const INPUTS: Properties = {
  ...link,
  ...{ serverRoleId: "AROAEXAMPLE", vendorRights: false, stillAllowed: [], previousExternalIds: ["named"] },
  ...{ sessionName: "acme", sessionNameRequired: true },
};
const { bucket, prefix, access } = LINK;
const PLACE = { bucket, prefix, access, vendorRights: false, fullAccess: false };
/** What a first `up` leaves, whatever is wanted. */
const NOTHING = {
  ...{ former: "", formerSessionNames: [], formerBucketRoles: [], formerServerRoles: [], formerPlaces: [] },
  ...{ seen: "not seen", moved: false, trustedBefore: "", stillAllowed: [] },
};
const planned = (inputs: Properties, saved?: Properties) =>
  handoverResource.planned?.(inputs, saved && { id: "it", inputs: saved, outputs: saved }, undefined) ??
  assert.fail();

describe("handover: what a preview knows", () => {
  it("is everything of a first up, so that trust and rights show in it", () => {
    const outputs = planned(INPUTS);
    assert.deepEqual(outputs, {
      ...INPUTS,
      ...NOTHING,
      formerExternalIds: ["named"],
      demandedSessionNames: ["acme"],
      place: PLACE,
    });
    for (const name of Object.keys(handoverOutputs.entries)) assert.ok(name in outputs, name);
  });

  it("is that nothing comes before a link of which not all is known yet", () => {
    const unknown = { serverRoleArn: UNKNOWN, previousExternalIds: UNKNOWN, prefix: UNKNOWN };
    assert.deepEqual(planned({ ...INPUTS, ...unknown }), {
      ...{ ...INPUTS, ...unknown, ...NOTHING },
      formerExternalIds: UNKNOWN,
      demandedSessionNames: ["acme"],
      place: { ...PLACE, prefix: UNKNOWN },
    });
  });

  it("is nothing of what stays, while not all of the next one is known", () => {
    const outputs = planned({ ...INPUTS, serverRoleArn: UNKNOWN }, { ...INPUTS, ...NOTHING });
    const unknown = Object.entries(outputs).flatMap(([name, value]) => (value === UNKNOWN ? [name] : []));
    assert.deepEqual(unknown.sort(), [
      "former",
      "formerBucketRoles",
      "formerExternalIds",
      "formerPlaces",
      "formerServerRoles",
      "formerSessionNames",
      "serverRoleArn",
      "stillAllowed",
    ]);
    assert.deepEqual(outputs.place, PLACE);
  });
});
