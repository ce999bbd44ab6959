import assert from "node:assert/strict";
import fc from "fast-check";
import { wrapped } from "../../../model/text/wrapped";

describe("text in narrow columns", () => {
  it("breaks between words, and a long word after a dash or a slash", () => {
    assert.equal(wrapped("one two three", 8), "one two\nthree");
    assert.equal(
      wrapped("link-instance-role-without-credentials (operator)", 20),
      "link-instance-role-\nwithout-credentials\n(operator)",
    );
    assert.equal(wrapped("x".repeat(25), 10), `${"x".repeat(10)}\n${"x".repeat(10)}\n${"x".repeat(5)}`);
    assert.equal(wrapped("", 10), "");
  });

  it("loses no character and keeps to its room", () => {
    const text = fc.stringMatching(/^([a-z/-]{1,40} ){0,5}[a-z/-]{1,40}$/);
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 60 }), (said, room) => {
        const lines = wrapped(said, room).split("\n");
        assert.ok(lines.every((line) => line.length <= room && line.length > 0));
        assert.equal(lines.join("").replaceAll(" ", ""), said.replaceAll(" ", ""));
      }),
    );
  });
});
