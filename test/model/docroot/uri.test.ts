import assert from "node:assert/strict";
import fc from "fast-check";
import {
  DEFAULT_TEMPLATE,
  docrootMark,
  docrootUri,
  maskedDocrootUri,
  ONE_ACCOUNT_TEMPLATE,
  percentEncode,
  placeMark,
} from "../../../model/docroot/uri";

const PARTS = {
  host: "s3.amazonaws.com",
  bucket: "acme-media",
  prefix: "incoming/",
  roleArn: "arn:aws:iam::444455556666:role/aspera-acme",
  externalId: "123123",
};

describe("docroot: URI", () => {
  it("ends as the vendor's article shows, with the role's ARN percent-encoded", () => {
    assert.equal(
      docrootUri(DEFAULT_TEMPLATE, PARTS),
      "s3://s3.amazonaws.com/acme-media/incoming/?iam-role.arn=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme&iam-role.external-id=123123",
    );
  });

  it("needs no prefix", () => {
    assert.match(
      docrootUri(DEFAULT_TEMPLATE, { ...PARTS, prefix: "" }),
      /^s3:\/\/s3\.amazonaws\.com\/acme-media\/\?/,
    );
  });

  it("encodes each segment of a prefix and leaves its slashes plain", () => {
    assert.match(
      docrootUri(DEFAULT_TEMPLATE, { ...PARTS, prefix: "in & out/größe/" }),
      /acme-media\/in%20%26%20out\/gr%C3%B6%C3%9Fe\/\?/,
    );
  });

  it("follows a stack's own template, in any order and as often as it says", () => {
    assert.equal(
      docrootUri("s3://{host}/{bucket}?x={externalId};a={roleArn};y={externalId}", {
        ...PARTS,
        externalId: "a/b",
      }),
      "s3://s3.amazonaws.com/acme-media?x=a%2Fb;a=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Faspera-acme;y=a%2Fb",
    );
  });

  it("shows people the same text without the external ID", () => {
    const { externalId: _, ...visible } = PARTS;
    assert.equal(
      maskedDocrootUri(DEFAULT_TEMPLATE, visible),
      docrootUri(DEFAULT_TEMPLATE, PARTS).replace("123123", "(ours)"),
    );
  });

  it("carries its own mark", () => {
    assert.ok(docrootUri(DEFAULT_TEMPLATE, PARTS).includes(`iam-role.arn=${docrootMark(PARTS.roleArn)}&`));
  });

  it("gives back every value that was put in, and lets none reach out of its place", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(text, text, (roleArn, externalId) => {
        const query = docrootUri(DEFAULT_TEMPLATE, { ...PARTS, roleArn, externalId }).split("?");
        assert.equal(query.length, 2);
        const options = (query[1] ?? "").split("&").map((option) => option.split("="));
        assert.deepEqual(
          options.map(([key, value]) => [key, decodeURIComponent(value ?? "")]),
          [
            ["iam-role.arn", roleArn],
            ["iam-role.external-id", externalId],
          ],
        );
      }),
    );
  });

  it("in one account is host, bucket and path, as IBM's article on IAM roles has it", () => {
    const { roleArn: _, externalId: __, ...place } = PARTS;
    assert.equal(docrootUri(ONE_ACCOUNT_TEMPLATE, place), "s3://s3.amazonaws.com/acme-media/incoming/");
    assert.equal(
      docrootUri(ONE_ACCOUNT_TEMPLATE, { ...place, prefix: "in & out/größe/" }),
      "s3://s3.amazonaws.com/acme-media/in%20%26%20out/gr%C3%B6%C3%9Fe/",
    );
  });

  it("in one account is known by host, bucket and path, whatever options follow", () => {
    const mark = "s3://s3.amazonaws.com/acme-media/incoming";
    for (const end of ["", "/", "?storage-class=STANDARD", "/?a=b&c=s3://x/y", "/;x=1"]) {
      assert.equal(placeMark(`${mark}${end}`), mark, end);
    }
  });

  it("in one account gives back bucket and path, and lets neither reach out of its place", () => {
    const segment = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("/"));
    fc.assert(
      fc.property(segment, fc.array(segment, { maxLength: 3 }), (bucket, folders) => {
        const prefix = folders.map((folder) => `${folder}/`).join("");
        const uri = docrootUri(ONE_ACCOUNT_TEMPLATE, { host: PARTS.host, bucket, prefix });
        const [scheme, empty, host, ...rest] = uri.split("/");
        assert.deepEqual([scheme, empty, host], ["s3:", "", PARTS.host]);
        assert.deepEqual(rest.map(decodeURIComponent), [bucket, ...folders, ""]);
        assert.equal(`${placeMark(uri)}/`, uri);
      }),
    );
  });

  it("encodes everything outside the unreserved characters", () => {
    assert.equal(
      percentEncode("!#$&'()*+,/:;=?@[] ~-_."),
      "%21%23%24%26%27%28%29%2A%2B%2C%2F%3A%3B%3D%3F%40%5B%5D%20~-_.",
    );
  });

  it("writes the slashes of a folder encoded where the template asks for that", () => {
    const parts = { host: "s3.amazonaws.com", bucket: "operator-media", prefix: "in/ä b/" };
    assert.equal(
      docrootUri("s3://{host}/{bucket}%2F{encodedPrefix}", parts),
      "s3://s3.amazonaws.com/operator-media%2Fin%2F%C3%A4%20b%2F",
    );
  });
});
