import assert from "node:assert/strict";
import fc from "fast-check";
import { customerWith, faultsWith, faultWith, inner, settingsWith } from "./stack";

const bucketName = (name: string) => inner("bucket", { name });
const bucketPrefix = (prefix: string) => inner("bucket", { prefix });

describe("a bucket", () => {
  it("has a name by S3's rules", () => {
    for (const name of ["abc", "acme.media-1", "1a2", "a".repeat(63), "xnacme", "192.0.2.1.example"]) {
      assert.equal(customerWith(bucketName(name)).bucket.name, name);
    }
    for (const name of [
      "",
      "ab",
      "a".repeat(64),
      "Acme",
      "acme_media",
      "-acme",
      "acme-",
      ".acme",
      "acme.",
      "a..b",
      "192.0.2.1",
      "xn--acme",
      "sthree-acme",
      "amzn-s3-demo-acme",
      "acme-s3alias",
      "acme--ol-s3",
      "acme.mrap",
      "acme--use1-az4--x-s3",
      "acme--table-s3",
      "s3://acme-media",
      "arn:aws:s3:::acme-media",
      "acme-media/incoming",
      "acme\n",
    ]) {
      assert.equal(faultWith(bucketName(name)).key, "aspera:bucket.name", JSON.stringify(name));
    }
  });

  it("with a dot in its name is warned of, as its certificate does not cover it", () => {
    const { warnings } = settingsWith(bucketName("acme.media-1"));
    assert.deepEqual(warnings, [
      "aspera:bucket has a dot in its name: S3's certificate does not cover it over HTTPS",
    ]);
  });

  it("allows everything of the four words, in one order, by default all", () => {
    const { access } = customerWith(inner("bucket", { access: ["delete", "upload"] })).bucket;
    assert.deepEqual(access, ["upload", "delete"]);
    assert.match(faultWith(inner("bucket", { access: ["uplaod"] })).hint, /"upload" is the nearest/);
    assert.equal(faultWith(inner("bucket", { access: [] })).got, "an empty list");
    assert.equal(faultWith(inner("bucket", { access: ["upload", "upload"] })).got, "a word twice");
    assert.equal(faultsWith(inner("bucket", { access: ["fill", 3, "browse"] })).length, 2);
  });

  it("allows everything else too only by a name of its own, and says what that means", () => {
    const { warnings, customer } = settingsWith(inner("bucket", { access: ["full"] }));
    assert.deepEqual(customer?.bucket, {
      name: "acme-media",
      prefix: "incoming/",
      access: ["upload", "download", "browse", "delete"],
      fullAccess: true,
    });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /full access: s3:\* on all of acme-media/);
    assert.equal(customerWith().bucket.fullAccess, false);
    assert.equal(faultWith(inner("bucket", { access: ["full", "browse"] })).got, "full among others");
    assert.match(faultWith(inner("bucket", { access: ["fulll"] })).hint, /"full" is the nearest/);
  });
});

describe("a prefix", () => {
  it("is empty, or a folder that ends with a slash", () => {
    for (const prefix of ["", "incoming/", "a/b c/ü/", ".hidden/", "a..b/"]) {
      assert.equal(customerWith(bucketPrefix(prefix)).bucket.prefix, prefix);
    }
  });

  it("is refused with the text that was meant", () => {
    for (const [wrong, right] of [
      ["incoming", 'write "incoming/"'],
      ["/incoming/", 'write "incoming/"'],
      ["a//b/", 'write "a/b/"'],
      ["/", 'for the whole bucket write ""'],
    ] as const) {
      assert.equal(faultWith(bucketPrefix(wrong)).hint, right);
    }
  });

  it("has no way up, no wildcard of IAM, no variable, no control character", () => {
    for (const prefix of [
      "../",
      "a/../b/",
      "./",
      "a/./",
      "*/",
      "a?/",
      `$\{aws:username}/`,
      "$(home)/",
      "a\u0000/",
      "a\n/",
      "a\\/",
      "日本/",
    ]) {
      assert.equal(faultWith(bucketPrefix(prefix)).key, "aspera:bucket.prefix", JSON.stringify(prefix));
    }
    assert.equal(faultWith(bucketPrefix(`${"a".repeat(768)}/`)).key, "aspera:bucket.prefix");
  });

  it("whatever is accepted stays inside the folder it names", () => {
    const segment = fc.constantFrom("", ".", "..", "a", "b c", "*", "$", "{x}", "ü", "\n");
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), (segments) => {
        const prefix = segments.join("/");
        try {
          customerWith(bucketPrefix(prefix));
        } catch {
          return;
        }
        const parts = prefix.split("/");
        assert.equal(parts.pop(), "");
        for (const part of parts)
          assert.ok(part !== "" && part !== "." && part !== ".." && !/[*?\n]/.test(part));
      }),
    );
  });
});
