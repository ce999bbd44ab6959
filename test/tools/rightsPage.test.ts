import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { RIGHTS_PAGE, rightsPage } from "../../tools/rightsPage";

describe("docs/rights.md", () => {
  it("is what `npm run docs:rights` makes of the sources", () => {
    assert.equal(readFileSync(RIGHTS_PAGE, "utf8"), rightsPage());
  });
});
