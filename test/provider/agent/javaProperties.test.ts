import assert from "node:assert/strict";
import { Fixture, PLAIN } from "./fixture";
import { Pieces } from "./pieces";

describe("agent: s3.properties, as Java reads it", () => {
  let pieces: Pieces;
  before(() => {
    pieces = new Pieces();
  });
  after(() => pieces.stop());

  // Format of java.util.Properties.load(Reader): its documentation's own examples are among these.
  for (const [text, ...expected] of [
    ["a=1\na=2", "a", "2"],
    ["a=1\r\na:2\ra 3\n", "a", "3"],
    ["Truth = Beauty", "Truth", "Beauty"],
    [" Truth:Beauty", "Truth", "Beauty"],
    ["Truth   :Beauty", "Truth", "Beauty"],
    ["fruits  apple, banana, \\\n    pear, \\\n  mango", "fruits", "apple, banana, pear, mango"],
    ["cheeses", "cheeses", ""],
    ["# a=1\n! a=2\n  # a=3\na=4 # b", "a", "4 # b"],
    ["# comment \\\na=1", "a", "1"],
    ["a=1\\\n#b=2", "a", "1#b=2"],
    ["a=x\\\\\nb=1", "a", "x\\", "b", "1"],
    ["a\\:b\\=c\\ d=1", "a:b=c d", "1"],
    ["\\u0061=\\u0065", "a", "e"],
    ["a\\u003db=1", "a=b", "1"],
    ["a=\\q\\t\\\\u0041", "a", "q\t\\u0041"],
    ["a == b", "a", "= b"],
    ["A=1\na=2", "A", "1", "a", "2"],
    ["=1", "", "1"],
    ["a=1 \\", "a", "1 "],
    ["a=\\u00g1", "?"],
    ["\n \t\n", ""],
  ] as string[][]) {
    it(JSON.stringify(text), async () => {
      const said = (await pieces.say("properties", text ?? "")).slice(1);
      assert.deepEqual(said.length === 0 ? [""] : said, expected);
    });
  }

  it("tells HTTPS only where the value that counts says so", async () => {
    const server = new Fixture(PLAIN);
    try {
      for (const [text, traffic] of [
        ["s3service.https-only=true\ns3service.https-only=false\n", "http"],
        ["s3service.https-only=false\ns3service.https-only : true\n", "https"],
        ["s3service.https-only true", "https"],
        ["s3service.https-only=TRUE \n", "https"],
        ["s3service.https-only=tr\\\n  ue", "https"],
        ["s3service.https-only=\\u0074rue", "https"],
        ["S3SERVICE.HTTPS-ONLY=true", "http"],
        ["s3service.https-only=true # really", "http"],
        ["a=\\\ns3service.https-only=true", "http"],
        ["s3service.https-only=true\nx=\\uXXXX", "unknown"],
      ] as const) {
        server.put("etc/trapd/s3.properties", text);
        assert.equal((await server.observe()).s3Traffic, traffic, text);
      }
    } finally {
      server.dispose();
    }
  });
});
