import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { CLOSED, EXTERNAL_ID, Fixture, MARK, PLAIN, WANTED } from "./fixture";

const xml = (docroot: string) => docroot.replaceAll("&", "&amp;");
/** What somebody has for a docroot. */
const having = (docroot: string) =>
  `<file_system><access><paths><path><absolute>${docroot}</absolute></path></paths></access></file_system>`;
/** globex's entry with this in its <absolute>. */
const globexHas = (docroot: string) =>
  PLAIN.replace(/<absolute>[^<]*<\/absolute>/, () => `<absolute>${docroot}</absolute>`);
const FOLDER = "s3://s3.amazonaws.com/acme-media/incoming";

describe("agent: others who have what is ours", () => {
  let f: Fixture;
  beforeEach(() => {
    f = new Fixture(PLAIN);
  });
  afterEach(() => f.dispose());
  const seen = async (conf: string, over: object = {}) => {
    writeFileSync(f.conf, conf);
    return (await f.observe(over)).sharing;
  };
  const globex = (...shares: string[]) => [{ holder: "user", name: "globex", shares }];

  it("are not there where everybody has a docroot, role and ID of his own", async () => {
    assert.deepEqual(await seen(PLAIN), []);
    const like = WANTED.replace("acme-media", "acme-media2").replace(MARK, `${MARK}2`).replace("9d", "9e");
    assert.deepEqual(await seen(globexHas(xml(like))), [], "longer names");
    assert.deepEqual(
      await seen(globexHas(xml(WANTED.replace(/acme.*incoming/, "x")).replace(/\?.*/, ""))),
      [],
    );
    assert.deepEqual(
      await seen(globexHas("s3://s3.amazonaws.com/acme-media/outgoing")),
      [],
      "another folder",
    );
    await f.apply();
    assert.deepEqual((await f.observe()).sharing, [], "and our own entry is no other's");
  });

  it("are named with what they share, each thing by itself", async () => {
    assert.deepEqual(await seen(globexHas(xml(WANTED))), globex("docroot", "external ID", "role"));
    assert.deepEqual(await seen(globexHas(FOLDER)), globex("docroot"));
    const keys = FOLDER.replace("://", "://AKIAEXAMPLE:a%2Fb@");
    assert.deepEqual(await seen(globexHas(`${keys}/?storage-class=STANDARD`)), globex("docroot"));
    assert.deepEqual(await seen(globexHas(`s3://h/b?iam-role.arn=${MARK}`)), globex("role"));
    assert.deepEqual(
      await seen(globexHas(`s3://h/b?x=y&amp;iam-role.external-id=${encodeURIComponent(EXTERNAL_ID)}`)),
      globex("external ID"),
    );
  });

  it("are found however it is spelled in the file", async () => {
    const role = "arn:aws:iam::444455556666:role/aspera-acme";
    for (const spelled of [
      role,
      MARK.toLowerCase(),
      `<![CDATA[${role}]]>`,
      role.replace("acme", "&#97;cme"),
      role.replace("acme", "%61cme"),
      role.replace("acme", "ac<!-- media -->me"),
      role.replace("acme", "ac<?media?>me"),
    ])
      assert.deepEqual(await seen(globexHas(`s3://h/b?iam-role.arn=${spelled}`)), globex("role"), spelled);
  });

  it("count with docroots for one address, and as groups and default section, ours or not", async () => {
    const conditional = PLAIN.replace(
      "<absolute>",
      `<absolute peer_ip="10.0.0.7">${FOLDER}</absolute><absolute>`,
    );
    assert.deepEqual(await seen(conditional), globex("docroot"));
    const group = `<groups><group><name>media</name>${having(FOLDER)}</group></groups>`;
    const all = PLAIN.replace("</users>", () => `</users>${group}`).replace(
      "<aaa>",
      () => `<default>${having(xml(WANTED))}</default><aaa>`,
    );
    assert.deepEqual(await seen(all), [
      { holder: "group", name: "media", shares: ["docroot"] },
      { holder: "default", name: "", shares: ["docroot", "external ID", "role"] },
    ]);
  });

  it("are at most fifty, and a name gives no external ID away", async () => {
    const users = Array.from(
      { length: 60 },
      (_, at) => `<user><name>${at}${EXTERNAL_ID}</name>${having(FOLDER)}</user>`,
    );
    const all = await seen(PLAIN.replace("<users>", () => `<users>${users.join("")}`));
    assert.equal(all.length, 50);
    assert.equal(all[0]?.name, "0(ours)");
  });

  it("are found in one account too, where there is no role and no ID", async () => {
    const one = { docroot: FOLDER, externalId: "", mark: "s3.amazonaws.com/acme-media/incoming" };
    assert.deepEqual(await seen(globexHas(`${FOLDER}/`), one), globex("docroot"));
    assert.deepEqual(await seen(globexHas("s3://s3.amazonaws.com/acme-media/"), one), []);
    assert.deepEqual(await seen(globexHas(CLOSED), { ...one, docroot: CLOSED }), [], "nowhere is nobody's");
    assert.deepEqual(await seen(globexHas(FOLDER), { ...one, docroot: "", mark: "" }), []);
  });
});
