import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { conditional } from "../../../model/findings/docroot/conditional";
import { serverFindings } from "../../../model/server/serverFindings";
import { Fixture, PLAIN, WANTED } from "./fixture";

/** acme's entry with this in its <path>. */
const withPath = (path: string) =>
  PLAIN.replace(
    "<authorization/>",
    () => `<file_system><access><paths><path>${path}</path></paths></access></file_system>`,
  );
const THEIRS = '<absolute peer_ip="10.0.0.7">s3://AKIDEXAMPLE:hunter2@h/old</absolute>';
const IN_XML = WANTED.replace("&", "&amp;");

describe("agent: docroots for one client address alone", function () {
  this.timeout(20_000);
  let f: Fixture;
  beforeEach(() => {
    f = new Fixture(PLAIN);
  });
  afterEach(() => f.dispose());

  it("never takes one for the user's docroot, though it is the wanted one", async () => {
    writeFileSync(f.conf, withPath(`<absolute peer_ip="10.0.0.7">${IN_XML}</absolute>`));
    const seen = await f.observe();
    assert.deepEqual(
      [seen.same, seen.owner, seen.docroot, seen.fingerprint, seen.problem],
      [false, "none", "", "none", ""],
    );
    assert.equal(seen.conditional[0]?.peerIp, "10.0.0.7");
    const answer = await f.apply();
    assert.equal(answer.changed, true);
    assert.equal((await f.observe()).same, true);
  });

  it("adds one for every client beside it, and leaves it byte for byte", async () => {
    writeFileSync(f.conf, withPath(THEIRS));
    await f.apply();
    assert.equal(f.text(), withPath(`${THEIRS}<absolute>${IN_XML}</absolute>`));
  });

  it("changes the one for every client, whichever stands first", async () => {
    for (const path of [`${THEIRS}<absolute>/old</absolute>`, `<absolute>/old</absolute>${THEIRS}`]) {
      writeFileSync(f.conf, withPath(path));
      const { fingerprint, docroot } = await f.observe();
      assert.equal(docroot, "/old");
      await f.apply({ expect: fingerprint });
      assert.equal(f.text(), withPath(path.replace(">/old<", () => `>${IN_XML}<`)));
      await f.close();
      assert.match(f.text(), /<absolute>\/nonexistent\//);
      assert.ok(f.text().includes(THEIRS));
    }
  });

  it("tells of each with its address, masked; and nothing where there is none", async () => {
    writeFileSync(
      f.conf,
      withPath(`${THEIRS}<absolute>/x</absolute><absolute peer_ip="2001:db8::7"></absolute>`),
    );
    const seen = await f.observe();
    assert.deepEqual(seen.conditional, [
      { peerIp: "10.0.0.7", docroot: "s3://(masked)@h/old" },
      { peerIp: "2001:db8::7", docroot: "" },
    ]);
    const looked = { host: "h", port: 22, asperaRoot: "/opt/aspera", transferUser: "acme" };
    const said = serverFindings(seen, looked).filter(({ code }) => code === conditional.code);
    assert.equal(said.length, 2);
    assert.match(said[0]?.text ?? "", /10\.0\.0\.7.*acme.*s3:\/\/\(masked\)@h\/old/);
    assert.match(said[1]?.text ?? "", /2001:db8::7.*the whole file system/);
    for (const one of said) assert.match(one.hint, /remove the whole `<absolute peer_ip="/);
    assert.deepEqual((await f.observe({ user: "globex" })).conditional, []);
  });

  it("takes a value with blanks around it for the value, and writes nothing when it is right", async () => {
    const conf = withPath(`<absolute>\n  ${IN_XML}\n</absolute>`);
    writeFileSync(f.conf, conf);
    assert.deepEqual([(await f.observe()).same, (await f.observe()).owner], [true, "ours"]);
    const answer = await f.apply();
    assert.deepEqual([answer.changed, answer.reason], [false, "the docroot is already right"]);
    assert.equal(f.text(), conf);
    assert.equal(f.restarts(), 0);
    assert.equal((await f.close()).changed, true);
  });
});
