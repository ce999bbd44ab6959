import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { shellWord } from "../../../model/text/shellWord";

describe("a word of a line to paste", () => {
  it("stays as it is where a shell reads it so", () => {
    for (const text of ["acme-prod", "us-east-1", "aspera_1@x,y=z", "s3://acme.media/in", "org/aspera/prod"])
      assert.equal(shellWord(text), text);
  });

  it("is quoted where a shell would read more into it", () => {
    assert.equal(shellWord("$(id)"), "'$(id)'");
    assert.equal(shellWord("it's"), "'it'\\''s'");
    assert.equal(shellWord(""), "''");
    assert.equal(shellWord("~"), "'~'");
    assert.equal(shellWord("a\nb"), "'a\nb'");
  });

  it("reaches the program as it was, whatever it is", () => {
    const anything = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 20 }), (words) => {
        const line = `printf '%s\\0' ${words.map(shellWord).join(" ")}`;
        const out = execFileSync("sh", ["-c", line], { encoding: "utf8" });
        assert.deepEqual(out.split("\0").slice(0, -1), words);
      }),
      { numRuns: 50 },
    );
  });
});
