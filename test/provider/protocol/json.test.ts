import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonText, sameDocument } from "../../../provider/protocol/json";
import { UNKNOWN } from "../../../provider/protocol/wire";

const statement = (over: object = {}) => ({
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:role/aspera-server" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "sts:ExternalId": "4f1c2f0e" } },
  ...over,
});
const document = (...statements: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

describe("provider: JSON documents", () => {
  it("become text, whether given as object or text", () => {
    assert.equal(jsonText({ a: 1 }), '{"a":1}');
    assert.equal(jsonText('{ "a": 1 }'), '{ "a": 1 }');
  });

  it("become the same text whatever order the keys come in", () => {
    const text = '{"a":[{"c":1,"d":2}],"b":{"e":3}}';
    assert.equal(jsonText({ b: { e: 3 }, a: [{ d: 2, c: 1 }] }), text);
    assert.equal(jsonText({ a: [{ c: 1, d: 2 }], b: { e: 3 } }), text);
  });

  it("are unknown as a whole when anything inside is", () => {
    assert.equal(jsonText({ Statement: [{ Resource: [UNKNOWN] }] }), UNKNOWN);
    assert.equal(jsonText(`{"Resource":"${UNKNOWN}"}`), UNKNOWN);
    assert.equal(jsonText(UNKNOWN), UNKNOWN);
  });

  it("are refused when they are none", () => {
    for (const value of ["{", "text", '"text"', "7", 7, true])
      assert.equal(jsonText(value), undefined, String(value));
  });

  const same: [string, string, string][] = [
    [
      "white space and key order",
      document(statement()),
      JSON.stringify(JSON.parse(document(statement())), null, 2),
    ],
    [
      "one value and a list of it",
      document(statement()),
      document(statement({ Action: ["sts:AssumeRole"] })),
    ],
    [
      "one value and a list of it in a condition",
      document(statement()),
      document(statement({ Condition: { StringEquals: { "sts:ExternalId": ["4f1c2f0e"] } } })),
    ],
    [
      "the order of actions",
      document({ Action: ["s3:Get*", "s3:Put*"] }),
      document({ Action: ["s3:Put*", "s3:Get*"] }),
    ],
    [
      "one statement and a list of it",
      document(statement()),
      JSON.stringify({ Version: "2012-10-17", Statement: statement() }),
    ],
    ["the order of statements", document({ Sid: "A" }, { Sid: "B" }), document({ Sid: "B" }, { Sid: "A" })],
    [
      "true and its text in a condition",
      document({ Condition: { Bool: { "aws:SecureTransport": true } } }),
      document({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    ],
  ];
  for (const [what, left, right] of same)
    it(`mean the same: ${what}`, () => {
      assert.ok(sameDocument(left, right));
      assert.ok(sameDocument(right, left));
    });

  const different: [string, object][] = [
    ["another external ID", { Condition: { StringEquals: { "sts:ExternalId": "another" } } }],
    ["no condition", { Condition: undefined }],
    ["another principal", { Principal: { AWS: "arn:aws:iam::777788889999:root" } }],
    ["one principal more", { Principal: { AWS: ["arn:aws:iam::111122223333:role/aspera-server", "*"] } }],
    ["another effect", { Effect: "Deny" }],
    ["another Sid", { Sid: "another" }],
    ["an operator with another name", { Condition: { StringLike: { "sts:ExternalId": "4f1c2f0e" } } }],
  ];
  for (const [what, over] of different)
    it(`mean something else: ${what}`, () => {
      assert.equal(sameDocument(document(statement()), document(statement(over))), false);
    });

  it("law: a document means the same after a round trip, and another value anywhere means something else", () => {
    const value = fc.record({
      Sid: fc.string(),
      Action: fc.uniqueArray(fc.string(), { minLength: 1 }),
      Resource: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.string(), (statements, other) => {
        const text = document(...statements);
        assert.ok(sameDocument(text, JSON.stringify(JSON.parse(text), null, 1)));
        const changed = statements.map((one, index) =>
          index === 0 ? { ...one, Sid: `${one.Sid}x${other}` } : one,
        );
        assert.equal(sameDocument(text, document(...changed)), false);
      }),
    );
  });
});
