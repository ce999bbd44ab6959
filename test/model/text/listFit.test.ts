import assert from "node:assert/strict";
import { listFit } from "../../../model/text/listFit";

describe("text: a list from outside", () => {
  it("is joined as it is where it has room", () => {
    assert.equal(listFit(["a"], "; "), "a");
    assert.equal(listFit(["a", "b"], "; "), "a; b");
    assert.equal(listFit([], "; "), "");
  });

  it("is cut after ten, each after 300 characters, and steers no terminal", () => {
    const many = Array.from({ length: 12 }, (_, at) => `${at}`);
    assert.equal(listFit(many, ", "), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2 more");
    assert.equal(listFit(["x".repeat(400)], ", "), `${"x".repeat(300)}...`);
    assert.equal(listFit(["a\u001b]52;c"], ", "), "a\\u001b]52;c");
  });
});
