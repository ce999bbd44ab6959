import assert from "node:assert/strict";
import fc from "fast-check";
import {
  customerWith,
  faultsWith,
  faultWith,
  inner,
  ONE_ACCOUNT,
  oneAccountCustomer,
  settingsWith,
  warningsWith,
} from "./stack";

const bucketName = (name: string) => inner("bucket", { name });
const bucketPrefix = (prefix: string) => inner("bucket", { prefix });

describe("a bucket", () => {
  it("has a name that follows S3's rules", () => {
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

  it("is not an access point, and the refusal says so", () => {
    for (const name of [
      "acme-s3alias",
      "acme-ext-s3alias",
      "acme--ol-s3",
      "acme.mrap",
      "acme--use1-az4--xa-s3",
    ])
      assert.match(faultWith(bucketName(name)).hint, /access point/, name);
  });

  it("is of the account and region in its name, where it has them", () => {
    const named = (account: string, region: string) => bucketName(`acme-${account}-${region}-an`);
    const ours = named("444455556666", "us-east-1");
    assert.equal(customerWith(ours).bucket.name, "acme-444455556666-us-east-1-an");
    for (const other of [named("111122223333", "us-east-1"), named("444455556666", "us-west-2")]) {
      const { key, expected, got } = faultWith(other);
      assert.equal(key, "aspera:bucket.name");
      assert.match(`${expected}; got ${got}`, /account 444455556666 in us-east-1, .* only account \d{12}/);
    }
    assert.ok(oneAccountCustomer(named("111122223333", "us-east-1")));
    assert.equal(faultWith({ ...ONE_ACCOUNT, ...ours }).key, "aspera:bucket.name");
    for (const name of ["susan-an", "acme-4444-us-east-1-an", "acme-444455556666-us-east-1-anna"])
      assert.equal(customerWith(bucketName(name)).bucket.name, name, "not of that namespace");
  });

  it("gives a warning when its name has a dot, which S3's certificate does not cover", () => {
    assert.deepEqual(warningsWith(bucketName("acme.media-1")), ["settings-bucket-name-has-dot"]);
  });

  it("allows any of four operations, in a fixed order; by default all of them", () => {
    const { access } = customerWith(inner("bucket", { access: ["delete", "upload"] })).bucket;
    assert.deepEqual(access, ["upload", "delete"]);
    assert.match(faultWith(inner("bucket", { access: ["uplaod"] })).hint, /did you mean "upload"\?/);
    assert.equal(faultWith(inner("bucket", { access: [] })).got, "an empty list");
    assert.equal(faultWith(inner("bucket", { access: ["upload", "upload"] })).got, "a repeated word");
    assert.equal(faultsWith(inner("bucket", { access: ["fill", 3, "browse"] })).length, 2);
  });

  it("allows everything else only when asked for by name, with a warning", () => {
    const { warnings, customer } = settingsWith(inner("bucket", { access: ["full"] }));
    assert.deepEqual(customer?.bucket, {
      name: "acme-media",
      prefix: "incoming/",
      access: ["upload", "download", "browse", "delete"],
      vendorRights: false,
      fullAccess: true,
    });
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ["settings-full-access"],
    );
    assert.match(warnings[0]?.text ?? "", /full access: s3:\* on all of acme-media/);
    assert.equal(customerWith().bucket.fullAccess, false);
    assert.equal(faultWith(inner("bucket", { access: ["full", "browse"] })).got, "full with other words");
    assert.match(faultWith(inner("bucket", { access: ["fulll"] })).hint, /did you mean "full"\?/);
  });

  it("lists where a node user is to list the docroot", () => {
    const nodeApi = { user: "xfer2", password: "i-0123456789abcdef0" };
    const secretKeys = new Set(["aspera:externalId", "aspera:nodeApi"]);
    const of = (access: string[]) => ({ ...inner("bucket", { access }), nodeApi });
    assert.equal(faultWith(of(["delete"]), { secretKeys }).key, "aspera:nodeApi");
    for (const word of ["upload", "download", "browse"]) customerWith(of(["delete", word]), { secretKeys });
  });

  it("grants IBM's table only when asked, and says what that adds", () => {
    const said = (access: string[]) =>
      settingsWith(inner("bucket", { access, vendorRights: true })).warnings.map(({ code, text }) => [
        code,
        /the role has (.*) beyond/.exec(text)?.[1],
      ]);
    assert.deepEqual(said(["upload"]), [["settings-vendor-rights", "s3:DeleteObject"]]);
    assert.deepEqual(said(["upload", "download", "browse", "delete"]), [
      ["settings-vendor-rights", "nothing"],
    ]);
    assert.equal(customerWith().bucket.vendorRights, false);
    assert.deepEqual(warningsWith(inner("bucket", { access: ["upload"] })), []);
    assert.equal(faultWith(inner("bucket", { vendorRights: "true" })).key, "aspera:bucket.vendorRights");
    const both = faultWith(inner("bucket", { access: ["full"], vendorRights: true }));
    assert.deepEqual([both.key, both.got], ["aspera:bucket", "both"]);
  });
});

describe("a prefix", () => {
  it("is empty, or ends with a slash", () => {
    for (const prefix of ["", "incoming/", "a/b c/ü/", ".hidden/", "a..b/"]) {
      assert.equal(customerWith(bucketPrefix(prefix)).bucket.prefix, prefix);
    }
  });

  it("is refused with the correct text", () => {
    for (const [wrong, right] of [
      ["incoming", 'write "incoming/"'],
      ["/incoming/", 'write "incoming/"'],
      ["a//b/", 'write "a/b/"'],
      ["/", 'write "" for the whole bucket'],
    ] as const) {
      assert.equal(faultWith(bucketPrefix(wrong)).hint, right);
    }
  });

  it("contains no `..`, IAM wildcard, variable or control character", () => {
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

  it("stays inside the folder it names, whatever is accepted", () => {
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

describe("a bucket's KMS key (kms)", () => {
  const ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
  const KEY = `arn:aws:kms:us-east-1:444455556666:key/${ID}`;
  const keyed = (kmsKeyArn: unknown, more: object = {}) => inner("bucket", { kmsKeyArn, ...more });

  it("is one of the bucket's account and region, and by default there is none", () => {
    assert.equal(customerWith().bucket.kmsKeyArn, undefined);
    assert.equal(customerWith(keyed(KEY)).bucket.kmsKeyArn, KEY);
    const own = KEY.replace("444455556666", "111122223333");
    assert.equal(oneAccountCustomer(keyed(own)).bucket.kmsKeyArn, own);
    assert.equal(faultWith({ ...ONE_ACCOUNT, ...keyed(KEY) }).expected, "a key of account 111122223333");
  });

  for (const [what, arn, expected] of [
    ["another region", KEY.replace("us-east-1", "eu-west-1"), "a key in us-east-1, the bucket's region"],
    [
      "another partition",
      KEY.replace("arn:aws:", "arn:aws-cn:"),
      "a key of partition aws, in which the bucket is",
    ],
    ["another account", KEY.replace("444455556666", "777788889999"), "a key of account 444455556666"],
    [
      "an alias",
      "arn:aws:kms:us-east-1:444455556666:alias/acme",
      "the ARN of a KMS key, arn:PARTITION:kms:REGION:ACCOUNT:key/ID",
    ],
    ["an id", ID, "the ARN of a KMS key, arn:PARTITION:kms:REGION:ACCOUNT:key/ID"],
  ] as const)
    it(`is refused from ${what}`, () => {
      const fault = faultWith(keyed(arn));
      assert.deepEqual([fault.key, fault.expected], ["aspera:bucket.kmsKeyArn", expected]);
    });

  it("is another account's only where that account is named", () => {
    const central = KEY.replace("444455556666", "777788889999");
    const { hint } = faultWith(keyed(central));
    assert.match(hint, /set `kmsKeyAccount` to "777788889999"$/);
    const { bucket } = customerWith(keyed(central, { kmsKeyAccount: "777788889999" }));
    assert.deepEqual([bucket.kmsKeyArn, bucket.kmsKeyAccount], [central, "777788889999"]);
    assert.equal(faultWith(keyed(KEY, { kmsKeyAccount: "777788889999" })).key, "aspera:bucket.kmsKeyArn");
    assert.equal(faultWith(inner("bucket", { kmsKeyAccount: "777788889999" })).got, "`kmsKeyAccount` alone");
    assert.equal(faultWith(keyed(KEY, { kmsKeyAccount: "7777" })).key, "aspera:bucket.kmsKeyAccount");
  });
});
