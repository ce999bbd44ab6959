import assert from "node:assert/strict";
import fc from "fast-check";
import { fitLine, fitToShow } from "../../../model/text/fitToShow";

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be left
const UNFIT = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe("text from outside", () => {
  for (const [text, shown] of [
    ["é 日本 \u{1f600} a\\b", "é 日本 \u{1f600} a\\b"],
    ["\u001b]52;c;cHduZWQ=\u0007", "\\u001b]52;c;cHduZWQ=\\u0007"],
    ["\u001b[2J\u001b]0;title\u001b\\", "\\u001b[2J\\u001b]0;title\\u001b\\"],
    ["\u009b2J\u009d0;x\u009c\u007f", "\\u009b2J\\u009d0;x\\u009c\\u007f"],
    ["a\r\nb\tc\0", "a\\u000d\\u000ab\\u0009c\\u0000"],
    ["moc.live\u202e", "moc.live\\u202e"],
    ["\ud800x\udc00", "\\ud800x\\udc00"],
  ] as const) {
    it(`shows ${JSON.stringify(text)}`, () => assert.equal(fitToShow(text), shown));
  }

  it("never steers a terminal and is never long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.nat(50), (text, most) => {
        const shown = fitToShow(text, most);
        assert.doesNotMatch(shown, UNFIT);
        assert.ok(shown.length <= 6 * most + 3);
        assert.doesNotMatch(fitLine(text), UNFIT);
      }),
    );
  });

  for (const [line, shown] of [
    ["bash: external-id: command not found", "bash: external-id: command not found"],
    ["sudo: Ein Passwort ist notwendig", "sudo: Ein Passwort ist notwendig"],
    ["s3://KEY:SECRET@host/b?x=SECRET", "s3://(masked)@host/b?(masked)"],
    ["node-password i-0SECRET", "node-password (masked)"],
    ["token=abc1SECRET; next", "token=(masked) next"],
    ["AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI1SECRET", "AWS_SECRET_ACCESS_KEY=(masked)"],
    ["AKIAIOSFODNN7EXAMPLE x", "(masked) x"],
  ] as const) {
    it(`masks a server's line: ${line}`, () => assert.equal(fitLine(line, ["i-0SECRET"]), shown));
  }
});
