import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { transferRightsLacking } from "../../../model/findings/server/transferRightsLacking";
import { serverFindings } from "../../../model/server/serverFindings";
import { requestLines } from "../../../provider/agent/request";
import { Fixture, PLAIN } from "./fixture";

const paths = (inside: string) =>
  `<file_system><access><paths><path>${inside}</path></paths></access></file_system>`;
const flags = (value: string) =>
  ["read", "write", "dir"].map((right) => `<${right}_allowed>${value}</${right}_allowed>`).join("");
const DENYING = PLAIN.replace("<aaa>", () => `<default>${paths(flags("false"))}</default>\n<aaa>`);
const WITHOUT_ACME = DENYING.replace("<name>acme<", "<name>acme2<");

describe("agent: what aspera.conf lets a user do", function () {
  this.timeout(20_000);
  let f: Fixture;
  beforeEach(() => {
    f = new Fixture(DENYING);
    f.system("id", "#!/bin/sh\necho acme media\n");
  });
  afterEach(() => f.dispose());

  it("gives a user that it adds what the bought rights need, where the default section denies", async () => {
    writeFileSync(f.conf, WITHOUT_ACME);
    await f.apply({ createEntry: true, rights: ["dir", "write"] });
    assert.match(
      f.text(),
      /\n {16}<path>\n {18}<absolute>s3:.*<\/absolute>\n {18}<write_allowed>true<\/write_allowed>\n {18}<dir_allowed>true<\/dir_allowed>\n {16}<\/path>/,
    );
    assert.deepEqual((await f.observe()).rights, {
      read: "denied by the default section",
      write: "allowed",
      dir: "allowed",
    });
  });

  it("takes the whole entry out again when the restart fails", async () => {
    writeFileSync(f.conf, WITHOUT_ACME);
    f.put("on-restart", "exit 1");
    const done = await f.run(
      f.request({ createEntry: true, rights: ["read", "write", "dir"], healthWait: 1 }),
    );
    assert.match(done.stderr, /the old docroot is back/);
    assert.equal(f.text(), WITHOUT_ACME);
  });

  it("adds no rights to an entry that is there, and none without a request for them", async () => {
    await f.apply({ rights: ["write"] });
    assert.equal(f.text().match(/_allowed>true/g)?.length, 1, "globex's alone");
    writeFileSync(f.conf, WITHOUT_ACME);
    await f.apply({ createEntry: true });
    assert.equal(f.text().match(/_allowed>true/g)?.length, 1);
  });

  it("sees the user's own value before a group's, and that before the default section's", async () => {
    const group = (inside: string) =>
      DENYING.replace(
        "</users>",
        () => `</users><groups><group><name>media</name>${paths(inside)}</group></groups>`,
      );
    const own = (conf: string, inside: string) => conf.replace("<authorization/>", () => paths(inside));
    const denied = (by: string) => ({
      read: `denied by ${by}`,
      write: `denied by ${by}`,
      dir: `denied by ${by}`,
    });
    const allowed = { read: "allowed", write: "allowed", dir: "allowed" };
    for (const [conf, rights] of [
      [PLAIN, allowed],
      [DENYING, denied("the default section")],
      [group(flags("yes")), allowed],
      [
        DENYING.replace(/false/g, "true").replace(
          "</users>",
          group(flags("0")).match(/<\/users>.*/)?.[0] ?? "",
        ),
        denied("a group"),
      ],
      [own(group(flags("false")), flags(" True ")), allowed],
      [own(PLAIN, flags("false")), denied("the user's entry")],
      [own(DENYING, flags("AS_NULL")), denied("the default section")],
      [own(PLAIN, flags("perhaps")), { read: "unclear", write: "unclear", dir: "unclear" }],
      [own(PLAIN, `<read_allowed>false</read_allowed>${flags("true")}`), { ...allowed, read: "unclear" }],
      [PLAIN.replace("<name>globex<", "<name>acme<"), { read: "unclear", write: "unclear", dir: "unclear" }],
    ] as [string, object][]) {
      writeFileSync(f.conf, conf);
      assert.deepEqual((await f.observe()).rights, rights, conf);
    }
    f.system("id", "#!/bin/sh\necho acme\n");
    writeFileSync(f.conf, group(flags("yes")));
    assert.deepEqual(
      (await f.observe()).rights,
      denied("the default section"),
      "another group's do not count",
    );
  });

  it("says which of the wanted ones are denied to a user who is there", async () => {
    const looked = { host: "h", port: 22, asperaRoot: "/opt/aspera", transferUser: "acme" };
    const said = async (rights?: string[]) => {
      const seen = await f.observe({ rights });
      return serverFindings(seen, looked).filter(({ code }) => code === transferRightsLacking.code);
    };
    assert.deepEqual(await said(), [], "nothing is said without a question");
    const [one] = await said(["read", "write"]);
    assert.match(one?.text ?? "", /read_allowed is denied by the default section, write_allowed is denied/);
    assert.match(one?.hint ?? "", /set_user_data;user_name,acme;read_allowed,true;write_allowed,true'/);
    writeFileSync(f.conf, PLAIN);
    assert.deepEqual(await said(["read", "write", "dir"]), []);
    writeFileSync(f.conf, WITHOUT_ACME);
    assert.deepEqual(await said(["read"]), [], "a user who is to be added gets them");
  });

  it("sees whether transfers need a token, or are denied, the user's own word first", async () => {
    const says = (way: string) =>
      `<authorization><transfer><in><value>${way}</value></in><out><value>${way}</value></out></transfer></authorization>`;
    const own = (word: string, conf = PLAIN) => conf.replace("<authorization/>", () => says(word));
    const byDefault = (word: string) => PLAIN.replace("<aaa>", () => `<default>${says(word)}</default><aaa>`);
    const byGroup = (word: string, conf = PLAIN) =>
      conf.replace(
        "</users>",
        () => `</users><groups><group><name>media</name>${says(word)}</group></groups>`,
      );
    for (const [conf, state] of [
      [PLAIN, "allowed"],
      [own("allow"), "allowed"],
      [own("token"), "token by the user's entry"],
      [own(" Deny "), "denied by the user's entry"],
      [byDefault("deny"), "denied by the default section"],
      [byDefault("token"), "token by the default section"],
      [byGroup("token", byDefault("deny")), "token by a group"],
      [own("allow", byGroup("token", byDefault("deny"))), "allowed"],
      [own("AS_NULL", byDefault("deny")), "denied by the default section"],
      [own("perhaps"), "unclear"],
      [PLAIN.replace("<name>globex<", "<name>acme<"), "unclear"],
    ] as const) {
      writeFileSync(f.conf, conf);
      assert.deepEqual((await f.observe()).authorization, { in: state, out: state }, conf);
    }
    writeFileSync(f.conf, own("deny").replace("deny", "allow"));
    assert.deepEqual((await f.observe()).authorization, { in: "allowed", out: "denied by the user's entry" });
  });

  it("counts a right that is unclear as lacking", async () => {
    writeFileSync(
      f.conf,
      PLAIN.replace("<authorization/>", () => paths("<read_allowed>perhaps</read_allowed>")),
    );
    assert.deepEqual((await f.observe({ rights: ["read", "write"] })).rightsLacking, ["read"]);
  });

  it("asks in one order, and for nothing unknown", () => {
    const base = { mode: "observe", root: "/opt/aspera", user: "acme" } as const;
    assert.match(requestLines({ ...base, rights: ["dir", "read"] }), /^rights read%20dir$/m);
    assert.doesNotMatch(requestLines({ ...base, rights: [] }), /rights/);
    assert.throws(() => requestLines({ ...base, rights: ["list" as "read"] }), /some of read, write and dir/);
  });
});
