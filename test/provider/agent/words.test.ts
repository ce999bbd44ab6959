import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { fingerprint } from "../../../model/docroot/fingerprint";
import { encodeValue, requestLines } from "../../../provider/agent/request";
import { MARK } from "./fixture";
import { Pieces } from "./pieces";

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

describe("agent: requests, masking, fingerprints", () => {
  let pieces: Pieces;
  before(() => {
    pieces = new Pieces();
  });
  after(() => pieces.stop());

  const good = "protocol 1\nmode apply\nuser acme\ndocroot %2Fx\n";

  it("reads what was written, defaults filled in", async () => {
    const lines = requestLines({
      mode: "apply",
      root: "opt/aspera",
      user: "acme",
      docroot: "s3://b/ü?x=%20&y='(*)!\"$`",
      expect: "none",
    });
    const said = (await pieces.say("request", lines)).slice(1);
    const read = Object.fromEntries(said.flatMap((key, i) => (i % 2 ? [] : [[key, said[i + 1]]])));
    assert.equal(read.docroot, "s3://b/ü?x=%20&y='(*)!\"$`");
    assert.equal(read.root, `${process.cwd()}/opt/aspera`);
    assert.deepEqual(
      [read.restart, read["idle-wait"], read["create-entry"], read["external-id"]],
      ["restart", "600", "no", ""],
    );
  });

  it("encodes any text so that the agent reads the same", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 60 }), async (text) => {
        const encoded = encodeValue(text);
        assert.match(encoded, /^[A-Za-z0-9._~%-]*$/);
        const said = await pieces.say("request", `${good}mark ${encoded}\n`);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be refused
        if (/[\u0000-\u001f\u007f\ufffe\uffff]/.test(text)) assert.equal(said[0], "refused");
        else assert.equal(said[said.indexOf("mark") + 1], text);
      }),
      { numRuns: 200 },
    );
  });

  for (const [what, lines, sentence] of [
    ["an unknown key", `${good}colour red\n`, /unknown key `colour`/],
    ["a key given twice", `${good}user globex\n`, /gives `user` twice/],
    ["another protocol", good.replace("1", "2"), /`protocol` is not 1/],
    ["no mode", "protocol 1\nuser a\n", /lacks `mode`/],
    ["an unencoded value", `${good}mark a b\n`, /no `key value` line/],
    ["half an encoded byte", `${good}mark %4\n`, /no encoded byte/],
    ["invalid UTF-8", `${good}mark %FF\n`, /`mark` is not/],
    ["an overlong character", `${good}mark %C0%80\n`, /`mark` is not/],
    ["half a surrogate pair", `${good}mark %ED%A0%80\n`, /`mark` is not/],
    ["a line break in the docroot", good.replace("%2Fx", "%2Fx%0Ay"), /`docroot` is not/],
    ["a NUL", good.replace("%2Fx", "%2Fx%00"), /`docroot` is not/],
    ["64 KiB of docroot", good.replace("%2Fx", "x".repeat(65536)), /`docroot` is not/],
    ["blanks around the docroot", good.replace("%2Fx", "x%20"), /`docroot` is not/],
    ["a user that is an option", good.replace("acme", "-v"), /`user` is not/],
    ["a user that is a path", good.replace("acme", "..%2Fx"), /`user` is not/],
    ["an empty docroot to apply", good.replace("%2Fx", ""), /open the whole file system/],
    ["AS_NULL, the vendor's word for none", good.replace("%2Fx", "AS_NULL"), /open the whole file system/],
    ["closing to a real folder", good.replace("apply", "close").concat("mark x\n"), /below \/nonexistent\//],
    [
      "closing what is nobody's",
      good.replace("apply", "close").replace("%2Fx", "%2Fnonexistent%2Fx"),
      /the mark/,
    ],
  ] as [string, string, RegExp][]) {
    it(`refuses ${what}, without telling a value`, async () => {
      const [kind, said] = await pieces.say("request", lines);
      assert.equal(kind, "refused", said);
      assert.match(said ?? "", sentence);
      assert.doesNotMatch(said ?? "", /acme|globex|red\b|xxx/);
    });
  }

  it("refuses the same on this side, before anything is sent", () => {
    const base = { mode: "apply", root: "/opt/aspera", user: "acme", docroot: "/x", expect: "none" } as const;
    for (const bad of [
      { user: "" },
      { user: "-v" },
      { user: "a/b" },
      { user: "a\nb" },
      { docroot: "" },
      { docroot: " x" },
      { docroot: "AS_NULL" },
      { docroot: "x".repeat(8193) },
      { docroot: "a\u0000b" },
      { docroot: "\ud800" },
      { expect: "" },
      { expect: "G".repeat(16) },
      { nonce: "a b" },
      { idleWait: -1 },
      { idleWait: 1.5 },
    ])
      assert.throws(() => requestLines({ ...base, ...bad }), /^Error: expected .*\nhint: /);
    assert.throws(() => requestLines({ ...base, mode: "close", mark: MARK }), /below \/nonexistent\//);
  });

  it("has a SHA-256 that agrees with the standard's", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (message) => {
        const expected = createHash("sha256").update(message).digest("hex");
        assert.equal((await pieces.say("sha256", message))[1], expected);
      }),
      {
        numRuns: 150,
        examples: [
          [Buffer.alloc(0)],
          [Buffer.alloc(55)],
          [Buffer.alloc(56)],
          [Buffer.alloc(64)],
          [Buffer.alloc(1000, 0xff)],
        ],
      },
    );
    assert.equal((await pieces.say("sha256", "s3://ü"))[2], fingerprint("s3://ü"));
    assert.equal((await pieces.say("sha256", ""))[2], fingerprint(""));
    assert.equal(fingerprint(""), "none");
  });

  it("writes JSON in ASCII that reads back the same", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 50 }), async (text) => {
        const json = (await pieces.say("json", text))[1] ?? "";
        assert.match(json, /^[\x20-\x7e]*$/);
        assert.equal(JSON.parse(json), text);
      }),
      { numRuns: 200 },
    );
    assert.equal(
      JSON.parse((await pieces.say("json", Buffer.from([0x61, 0xff, 0x22])))[1] ?? ""),
      'a\u00ff"',
    );
  });

  const ID = "acme-7f+/3c";
  for (const [docroot, shown] of [
    ["/srv/acme", "/srv/acme"],
    ["s3://AKIDEXAMPLE:wJal/rXUt@s3.amazonaws.com/b", "s3://(masked)@s3.amazonaws.com/b"],
    [
      "s3://AKIDEXAMPLE:w?J@s3.amazonaws.com/b?storage-class=X",
      "s3://(masked)@s3.amazonaws.com/b?storage-class=X",
    ],
    ["s3://a%3Ab@h/b", "s3://(masked)@h/b"],
    ["s3://h/b@c/d", "s3://h/b@c/d"],
    [
      `s3://h/b?iam-role.arn=${MARK}&iam-role.external-id=acme-7f%2B%2f3c`,
      `s3://h/b?iam-role.arn=${MARK}&iam-role.external-id=(ours)`,
    ],
    ["s3://h/b?iam-role.external-id=acme-7f+/3c", "s3://h/b?iam-role.external-id=(ours)"],
    ["s3://h/b?iam-role.external-id=globex-1;x=y", "s3://h/b?iam-role.external-id=(another);x=(masked)"],
    ["s3://h/b?externalId=globex-1", "s3://h/b?externalId=(another)"],
    [
      `s3://h/b?role=${MARK}&token=abc&server-side-encryption=AES256`,
      `s3://h/b?role=${MARK}&token=(masked)&server-side-encryption=AES256`,
    ],
    ["s3://h/b?secret", "s3://h/b?(masked)"],
    // What is not recognised is masked.
    ["s3:/AKIDEXAMPLE:wJalrXUt@h/b", "(masked)"],
    ["//AKIDEXAMPLE:wJalrXUt@h/b", "(masked)"],
    ["AKIDEXAMPLE:wJalrXUt@h/b", "(masked)"],
    ["/AKIDEXAMPLE:wJalrXUt@h/b", "(masked)"],
    ["s3://AKIDEXAMPLE:wJalrXUt%40h/b", "s3://(masked)@h/b"],
    ["s3://AKIDEXAMPLE%3AwJal/rXUt%40h/b", "s3://(masked)@h/b"],
    ["s3://AKIDEXAMPLE:wJalrXUt", "s3://(masked)"],
    ["s3://AKIDEXAMPLE:wJalrXUt/b", "s3://(masked)/b"],
    ["s3://h/a:b/?iam-role.external-id=x@wJalrXUt", "s3://(masked)"],
    ["s3://h/b#wJalrXUt", "s3://h/b#(masked)"],
    ["s3://h/b?storage-class=STANDARD#x=wJalrXUt", "s3://h/b?storage-class=STANDARD#(masked)"],
    ["/srv/acme#wJalrXUt", "/srv/acme#(masked)"],
    ["s3://h/b?iam-role.arn=wJalrXUt", "s3://h/b?iam-role.arn=(masked)"],
    ["s3://h/b?iam-role.arn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fx", "s3://h/b?iam-role.arn=(masked)"],
    ["s3://h/b?storage-class=wJalrXUt", "s3://h/b?storage-class=(masked)"],
    ["s3://h/b?storage-class=ONEZONE_IA", "s3://h/b?storage-class=ONEZONE_IA"],
    [
      "s3://h/b?iam-role.session-name=acme%40example.com",
      "s3://h/b?iam-role.session-name=acme%40example.com",
    ],
    ["s3://h/b?iam-role.session-name=a/b", "s3://h/b?iam-role.session-name=(masked)"],
    ["s3://h/b?session-name=acme", "s3://h/b?session-name=(masked)"],
    ["s3://h/b?server-side-encryption=wJalrXUt", "s3://h/b?server-side-encryption=(masked)"],
    ["s3://h/b?wJalr/XUt=1", "s3://h/b?(masked)=(masked)"],
    ["$(home)/in", "$(home)/in"],
    ["s3://[::1]:9000/b", "s3://[::1]:9000/b"],
    ["s3://gateway.example.com:9000/b/ü x/", "s3://gateway.example.com:9000/b/ü x/"],
    ["s3://h/acme-7f%2b/3c/x", "s3://h/(ours)/x"],
  ] as [string, string][]) {
    it(`masks ${docroot}`, async () => {
      assert.equal((await pieces.say("mask", docroot, ID, ""))[1], shown);
    });
  }

  it("never lets a key, an option's value or our ID through", async () => {
    const secret = fc
      .stringMatching(/^[A-Za-z0-9+/%=.:-]{8,20}$/)
      .map((text) => `Zq${text.replace(/[=]/g, "")}`);
    await fc.assert(
      fc.asyncProperty(
        secret,
        secret,
        secret,
        fc.constantFrom("?", "&", ";"),
        fc.constantFrom("s3://", "s3:/", "//", "/", ""),
        fc.constantFrom("@", "%40"),
        fc.constantFrom("iam-role.arn", "storage-class", "opt"),
        async (key, value, id, mark, start, at, option) => {
          const docroot = `${start}${key}:${key}${at}h/b?a=1${mark}${option}=${value}&x-external-id=${encodeURIComponent(id)}&n=${id}#${key}`;
          const shown = (await pieces.say("mask", docroot, id, ""))[1] ?? "";
          for (const hidden of [key, value, id, encodeURIComponent(id)])
            assert.ok(!shown.includes(hidden), shown);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("knows whose a docroot is", async () => {
    const owner = async (docroot: string, mark = MARK) => (await pieces.say("mask", docroot, "", mark))[2];
    assert.equal(await owner(`s3://h/b?iam-role.arn=${MARK}&x=1`), "ours");
    assert.equal(await owner(`s3://h/b?iam-role.arn=${MARK};x=1`), "ours");
    assert.equal(await owner(`s3://h/b?iam-role.arn=${MARK}`), "ours");
    assert.equal(await owner(`s3://h/b?iam-role.arn=${MARK}2`), "another");
    assert.equal(await owner(`s3://h/b?iam-role.arn=x${MARK}`), "another");
    assert.equal(await owner("s3://h/bucket/in/", "bucket/in"), "ours");
    assert.equal(await owner("s3://h/bucket/in/2", "bucket/in"), "another");
    assert.equal(await owner("s3://h/mybucket/in", "bucket/in"), "another");
    assert.equal(await owner("/srv", ""), "another");
    assert.equal(await owner(""), "none");
  });
});
