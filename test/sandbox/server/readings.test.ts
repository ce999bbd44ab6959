import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { DEFAULT_TEMPLATE, docrootUri, SESSION_TEMPLATE } from "../../../model/docroot/uri";
import { readAsperaConf } from "../../../sandbox/server/host/conf/asperaConf";
import { parseXml, select } from "../../../sandbox/server/host/conf/xml";
import { trustsEc2 } from "../../../sandbox/server/host/metadata/trust";
import { objectKey, readDocroot } from "../../../sandbox/server/host/storage/docroot";

describe("stand-in's XML", () => {
  it("reads entities, CDATA, comments and attributes", () => {
    const root = parseXml(
      `\ufeff<?xml version="1.0"?><!-- <a> --><CONF version="2"><a b='c'/><t>x &amp; &#65;<!-- y --><![CDATA[<&]]></t></CONF>\n`,
    );
    assert.equal(select(root, "t")[0]?.text, "x & A<&");
    assert.equal(select(root, "a").length, 1);
    const attributes = (tag: string) => parseXml(`<CONF>${tag}</CONF>`).children[0]?.attributes;
    assert.deepEqual(attributes(`<a b='c="d"' e = "&amp;f"></a>`), { b: 'c="d"', e: "&f" });
    assert.deepEqual(attributes("<a/>"), {});
  });

  for (const [text, wanted] of [
    ["<CONF>\n <a>b & c</a></CONF>", /^a bare & or an unknown entity at line 2, column 7$/],
    ["<CONF><a></b></CONF>", /^<\/b> closes <a> at line 1, column 10$/],
    ["<CONF>\n<a>", /^<a> is never closed at line 2, column 1$/],
    ["<CONF><a b=c></a></CONF>", /^a malformed tag a /],
    ["<CONF><!-- x</CONF>", /^a <!-- without its --> /],
    ["<CONF/><CONF/>", /^a second root element /],
    ["<CONF/>more", /^text outside the root element /],
    ["", /^no root element /],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => parseXml(text), { message: wanted }));
  }
});

describe("stand-in's aspera.conf", () => {
  const template = join(__dirname, "../../../sandbox/server/folder/templates/aspera.conf");
  const folder = mkdtempSync(join(tmpdir(), "conf-test-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const changed = (change: (text: string) => string) => {
    const file = join(folder, "aspera.conf");
    writeFileSync(file, change(readFileSync(template, "utf8")));
    return readAsperaConf(file);
  };

  it("finds the users of the committed file, a commented-out one left aside", () => {
    const conf = readAsperaConf(template);
    assert.deepEqual(conf.users, ["xfer", "xfer2", "acme", "acme-archive", "globex"]);
    assert.equal(conf.httpPort, 9092);
    assert.deepEqual(conf.user("xfer"), {
      own: true,
      docroot: "/mnt/ephemeral/data",
      read: true,
      write: true,
      browse: true,
    });
    assert.match(conf.user("xfer2").docroot ?? "", /\?storage-class=STANDARD&server-side-encryption=AES256$/);
  });

  it("starts acme and globex with rights and without a docroot of their own", () => {
    const conf = readAsperaConf(template);
    const fromDefault = { own: true, docroot: "/srv/aspera/nobody", read: true, write: true, browse: true };
    assert.deepEqual(conf.user("acme"), fromDefault);
    assert.deepEqual(conf.user("globex"), fromDefault);
  });

  it("answers for a user that is not there with the default section, as the vendor's tool", () => {
    const user = readAsperaConf(template).user("nobody-yet");
    assert.deepEqual(user, {
      own: false,
      docroot: "/srv/aspera/nobody",
      read: false,
      write: false,
      browse: false,
    });
  });

  it("takes AS_NULL for no value", () => {
    const conf = changed((text) => text.replace("/srv/aspera/nobody", "AS_NULL"));
    assert.equal(conf.user("acme").docroot, undefined);
  });

  it("never takes a docroot for one client address for the user's", () => {
    const conditional = '<absolute peer_ip="10.0.0.7">/theirs</absolute>';
    const before = changed((text) => text.replace("<absolute>/mnt", `${conditional}<absolute>/mnt`));
    assert.equal(before.user("xfer").docroot, "/mnt/ephemeral/data");
    const alone = changed((text) =>
      text.replace("<absolute>/mnt/ephemeral/data</absolute>", () => conditional),
    );
    assert.equal(alone.user("xfer").docroot, "/srv/aspera/nobody", "the inherited one");
  });

  it("takes a docroot without the blanks around it", () => {
    const conf = changed((text) => text.replace("/mnt/ephemeral/data", "\n  /mnt/ephemeral/data\n"));
    assert.equal(conf.user("xfer").docroot, "/mnt/ephemeral/data");
  });

  it("refuses two users of one name and several <path>", () => {
    const twice = changed((text) => text.replace("<name>globex</name>", "<name>acme</name>"));
    assert.throws(() => twice.user("acme"), /2 users are called acme/);
    const paths = changed((text) =>
      text.replace("<paths><path><absolute>/mnt", "<paths><path/><path><absolute>/mnt"),
    );
    assert.throws(() => paths.user("xfer"), /user xfer has 2 <path>/);
  });
});

describe("stand-in's docroot", () => {
  it("reads what the program writes, whatever the parts are", () => {
    const segment = fc.string({ minLength: 1, unit: "binary" }).filter((text) => !text.includes("/"));
    const prefix = fc.array(segment, { maxLength: 3 }).map((list) => list.map((text) => `${text}/`).join(""));
    const parts = fc.record({
      bucket: fc.stringMatching(/^[a-z0-9.-]{3,20}$/),
      prefix,
      roleArn: fc.stringMatching(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]{1,40}$/),
      externalId: fc.stringMatching(/^[\w+=,.@:/-]{2,60}$/),
      sessionName: fc.option(fc.stringMatching(/^[\w+=,.@-]{2,64}$/), { nil: undefined }),
    });
    fc.assert(
      fc.property(parts, (given) => {
        const template = given.sessionName === undefined ? DEFAULT_TEMPLATE : SESSION_TEMPLATE;
        const docroot = docrootUri(template, { host: "s3.amazonaws.com", ...given });
        assert.deepEqual(readDocroot(docroot), { host: "s3.amazonaws.com", ...given });
      }),
    );
  });

  it("reads the one-account form", () => {
    const wanted = {
      host: "s3.amazonaws.com",
      bucket: "acme-media",
      prefix: "",
      roleArn: undefined,
      externalId: undefined,
      sessionName: undefined,
    };
    assert.deepEqual(readDocroot("s3://s3.amazonaws.com/acme-media"), wanted);
    assert.deepEqual(readDocroot("s3://s3.amazonaws.com/acme-media/"), wanted);
    assert.equal(readDocroot("s3://s3.amazonaws.com/acme-media/incoming").prefix, "incoming/");
  });

  it("refuses other forms without repeating them", () => {
    const withKeys = () => readDocroot("s3://AKIAEXAMPLE:hush@s3.amazonaws.com/b/");
    assert.throws(
      withKeys,
      (error: Error) => /with stored keys$/.test(error.message) && !/hush/.test(error.message),
    );
    assert.throws(() => readDocroot("/nonexistent/closed"), /got a folder of the server$/);
    assert.throws(() => readDocroot("S3://s3.amazonaws.com/b"), /got another form$/);
    assert.throws(() => readDocroot("s3://h/b/?iam-role.external-id=1"), /an external ID but no role/);
    assert.throws(
      () => readDocroot("s3://h/b/?iam-role.arn=a;iam-role.external-id=1&x=hush"),
      /does not know: x$/,
    );
  });

  it("never leaves the docroot", () => {
    const docroot = readDocroot("s3://h/b/incoming/");
    assert.equal(objectKey(docroot, "/a/../b//c"), "incoming/b/c");
    assert.throws(() => objectKey(docroot, "/a/../../x"), /outside of the docroot/);
    fc.assert(
      fc.property(fc.array(fc.constantFrom("..", ".", "a", "")), (list) => {
        try {
          assert.ok(objectKey(docroot, list.join("/")).startsWith("incoming/"));
        } catch (error) {
          assert.match((error as Error).message, /outside of the docroot/);
        }
      }),
    );
  });
});

describe("stand-in's metadata: EC2 trust", () => {
  const trust = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const ec2 = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
  const at = new Date("2026-06-01T00:00:00Z");
  const window = {
    DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
    DateLessThan: { "aws:CurrentTime": "2026-12-31T00:00:00Z" },
  };

  it("is seen in every way it is written", () => {
    assert.equal(trustsEc2(trust(ec2)), true);
    assert.equal(
      trustsEc2(trust({ ...ec2, Principal: { Service: ["x.amazonaws.com", "ec2.amazonaws.com"] } })),
      true,
    );
    assert.equal(trustsEc2(JSON.stringify({ Statement: { ...ec2, Action: ["sts:AssumeRole"] } })), true);
  });

  it("is not seen where it is not", () => {
    for (const other of [
      { ...ec2, Principal: { Service: "lambda.amazonaws.com" } },
      { ...ec2, Principal: { AWS: "ec2.amazonaws.com" } },
      { ...ec2, Principal: "*" },
      { ...ec2, Effect: "Deny" },
      { ...ec2, Action: "sts:TagSession" },
      { ...ec2, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } },
    ]) {
      assert.equal(trustsEc2(trust(other)), false, JSON.stringify(other));
    }
    assert.equal(trustsEc2("not JSON"), false);
  });

  it("follows the date window", () => {
    assert.equal(trustsEc2(trust({ ...ec2, Condition: window }), at), true);
    assert.equal(trustsEc2(trust({ ...ec2, Condition: window }), new Date("2027-01-01T00:00:00Z")), false);
    assert.equal(trustsEc2(trust({ ...ec2, Condition: window }), new Date("2025-12-31T00:00:00Z")), false);
  });
});
