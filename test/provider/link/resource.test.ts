import assert from "node:assert/strict";
import { LINK_STANDS } from "../../../model/link/facts";
import { linkResource } from "../../../provider/link/resource";
import { UNKNOWN } from "../../../provider/protocol/wire";
import { INPUTS } from "./inputs";

describe("the Link in a preview", () => {
  const wanted = { ...INPUTS, ...LINK_STANDS };

  it("claims nothing that a proof has still to show, neither of a link to be made nor of one to be proven again", () => {
    const saved = { id: "acme@aspera.example.com", inputs: wanted, outputs: wanted };
    for (const before of [undefined, saved]) {
      const planned = linkResource.planned?.(wanted, before, undefined) ?? {};
      for (const name of ["link", "finding", "owner", "nextStep", "operations"])
        assert.equal(planned[name], UNKNOWN, name);
      assert.equal(planned.bucket, wanted.bucket, "inputs are known");
    }
  });
});
