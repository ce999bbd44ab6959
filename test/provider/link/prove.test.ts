import assert from "node:assert/strict";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { found } from "../../../model/findings/finding";
import { downloadRefused } from "../../../model/findings/link/downloadRefused";
import { noCurl } from "../../../model/findings/link/noCurl";
import { proofNotHeld } from "../../../model/findings/link/proofNotHeld";
import { readableOutsidePrefix } from "../../../model/findings/link/readableOutsidePrefix";
import { sudoWantsPassword } from "../../../model/findings/server/sudoWantsPassword";
import { NOTHING_ASKED, operationsOf } from "../../../model/link/results";
import type { LinkInputs } from "../../../provider/link/properties";
import { type Further, prove } from "../../../provider/link/prove";
import { OWN_OBJECT, STANDS } from "../../model/link/facts";
import { StandInServer } from "../standInServer";
import { INPUTS } from "./inputs";

describe("what the server is asked to prove", () => {
  let server: StandInServer;
  afterEach(() => server.stop());

  /** The answer is STANDS but for this. */
  const answering = async (seen: object | string = {}) => {
    server = await StandInServer.start(typeof seen === "string" ? seen : { ...STANDS, ...seen });
  };
  const proved = (over: Partial<LinkInputs> = {}, refusals = true) =>
    proof(over, { refusals, ownObject: refusals }).then(({ wrong }) => wrong);
  const proof = (over: Partial<LinkInputs>, further: Further) =>
    prove({ ...INPUTS, connection: server.connection, ...over }, further);
  const fields = (...keys: string[]) => keys.map((key) => server.field(key));

  it("two accounts: the role to assume, the prefix, and every right that is there; without sudo", async () => {
    await answering();
    assert.equal(await proved(), undefined);
    assert.deepEqual(server.commands, ["perl -"]);
    for (const [key, value] of [
      ["mode", "prove"],
      ["root", "/opt/aspera"],
      ["user", "acme"],
      ["external-id", "acme-4d1f"],
      ["metadata", "http://169.254.169.254"],
      ["sts", "https://sts.us-east-1.amazonaws.com"],
      ["storage", "https://s3.us-east-1.amazonaws.com"],
      ["region", "us-east-1"],
      ["server-role", INPUTS.serverRoleArn],
      ["bucket-role", INPUTS.bucketRoleArn],
      ["bucket", "acme-media"],
      ["prefix", "incoming/"],
      ["list", "yes"],
      ["upload", "yes"],
      ["delete", "no"],
      ["download", "no"],
      ["refusals", "yes"],
      ["docroot", docrootTexts(INPUTS).uri],
      ["node-user", ""],
      ["node-password", ""],
    ] as const)
      assert.equal(server.field(key), value, key);
    assert.match(
      server.field("session-policy") ?? "",
      /"arn:aws:s3:::acme-media\/incoming\/aspera-proof-\*"/,
    );
  });

  it("one account: nothing is assumed, no external ID is told, and no session can be bound", async () => {
    await answering({ assume: "not asked", without: "not asked", wrong: "not asked", outside: "not asked" });
    assert.equal(await proved({ bucketRoleArn: undefined, externalId: undefined }), undefined);
    assert.deepEqual(fields("bucket-role", "external-id", "session-policy"), ["", "", ""]);
    assert.equal(server.field("docroot"), "s3://s3.amazonaws.com/acme-media/incoming/");
  });

  it("bounds the session to the bucket's KMS key, and bears the name that the trust demands (kms)", async () => {
    await answering();
    const kmsKeyArn = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    assert.equal(await proved({ kmsKeyArn }), undefined);
    assert.equal(JSON.parse(server.field("session-policy") ?? "").Statement[2].Resource, kmsKeyArn);
    assert.equal(server.field("session-name"), undefined);
    await proved({ sessionName: "acme" });
    assert.equal(server.field("session-name"), undefined, "sent by Aspera, and not demanded");
    assert.match(server.field("docroot") ?? "", /&iam-role\.session-name=acme$/);
    await proved({ sessionName: "acme", sessionNameRequired: true });
    assert.equal(server.field("session-name"), "acme");
  });

  it("asks for no right that the role does not have", async () => {
    await answering();
    const rights = async (...access: LinkInputs["access"]) => {
      await proved({ access });
      return fields("list", "upload", "delete", "download").join(" ");
    };
    assert.equal(await rights("upload"), "yes yes no no");
    assert.equal(await rights("download"), "yes no no no");
    assert.equal(await rights("delete"), "no no yes no");
    assert.equal(await rights("delete", "browse"), "yes no yes no");
    assert.equal(await rights("upload", "download"), "yes yes no no");
    assert.equal(await rights("upload", "delete"), "yes yes yes no");
    assert.equal(await rights("upload", "download", "delete"), "yes yes yes yes");
    await proved({ access: ["upload", "download"], vendorRights: true });
    assert.deepEqual(fields("delete", "download"), ["yes", "yes"], "IBM's table deletes with `upload`");
  });

  it("makes and deletes nothing unless it is told to, refusals or not", async () => {
    await answering();
    const access: LinkInputs["access"] = ["upload", "download", "delete"];
    for (const refusals of [true, false]) {
      await proof({ access }, { refusals, ownObject: false });
      assert.deepEqual(fields("upload", "delete", "download"), ["yes", "no", "no"]);
    }
  });

  it("tells each operation beside what is wrong, and none where the server could not be asked", async () => {
    await answering({ ...OWN_OBJECT, get: "refused" });
    const seen = await proof(
      { access: ["upload", "download", "delete"] },
      { refusals: true, ownObject: true },
    );
    assert.equal(seen.wrong?.code, downloadRefused.code);
    assert.deepEqual(seen.operations, operationsOf({ ...STANDS, ...OWN_OBJECT, get: "refused" }));
    assert.equal(seen.leavesVersions, false);
    server.stop();
    await answering({ delete: "done", leavesVersions: "yes" });
    assert.equal((await proof({}, { refusals: true, ownObject: true })).leavesVersions, true);
    server.stop();
    await answering("sudo: a password is required\n");
    assert.deepEqual((await proof({}, { refusals: true, ownObject: true })).operations, NOTHING_ASKED);
  });

  it("knows no outside of the prefix where everything is allowed, and asks for everything", async () => {
    await answering();
    assert.equal(await proved({ fullAccess: true, access: ["delete"] }), undefined);
    assert.deepEqual(fields("prefix", "list", "upload", "delete", "download"), [
      "",
      "yes",
      "yes",
      "yes",
      "yes",
    ]);
    assert.match(server.field("docroot") ?? "", /incoming\//, "which is still the docroot's own folder");
    assert.match(server.field("session-policy") ?? "", /"arn:aws:s3:::acme-media\/aspera-proof-\*"/);
  });

  it("judges everything that is allowed, where everything is", async () => {
    await answering({ upload: "refused", abort: "not asked" });
    const wrong = await proved({ fullAccess: true, access: ["download"] });
    assert.match(wrong?.text ?? "", /s3:PutObject/);
  });

  it("asks Aspera as the node user where there is one, and for no refusals where none are wanted", async () => {
    await answering();
    await proved({ nodeApi: { user: "xfer2", password: "i-0123456789abcdef0" } }, false);
    assert.deepEqual(fields("node-user", "node-password", "refusals"), [
      "xfer2",
      "i-0123456789abcdef0",
      "no",
    ]);
  });

  it("comes to a finding of what the server saw", async () => {
    await answering({ curl: "missing" });
    assert.deepEqual(await proved(), found(noCurl, {}));
    server.stop();
    await answering({ outside: "done" });
    assert.deepEqual(await proved(), found(readableOutsidePrefix, INPUTS as never));
  });

  it("was not held where the server could not be asked, which says why and what to do", async () => {
    await answering("sudo: a password is required\n");
    const wrong = await proved();
    const { host, port } = server.connection;
    const { text, hint } = found(sudoWantsPassword, { place: `${host}:${port}`, user: "ec2-user" });
    assert.deepEqual(wrong, found(proofNotHeld, { sentence: text, hint }));
  });

  it("tells no secret of the request that the server sends back, nor steers a terminal", async () => {
    const node = { user: "xfer2", password: "i-0123 p@ss" };
    for (const echo of [
      "node-password i-0123%20p%40ss",
      "sh: i-0123 p@ss: not there",
      "external-id acme-4d1f",
    ]) {
      await answering(`${echo}\u001b[2J\n`);
      const { text = "" } = (await proved({ nodeApi: node })) ?? {};
      assert.match(text, /and last said: .*\(masked\).*\\u001b\[2J$/);
      assert.doesNotMatch(text, /0123|4d1f/);
      server.stop();
    }
    await answering();
  });

  it("was not held without the key of the observer, who looks where there is one; and throws nothing", async () => {
    await answering();
    const observer = { user: "watcher", privateKeyFile: "/nonexistent/key" };
    const wrong = await proved({ connection: { ...server.connection, observer } });
    assert.equal(wrong?.code, proofNotHeld.code);
    assert.match(wrong?.text ?? "", /\/nonexistent\/key/);
    assert.deepEqual(server.commands, []);
  });
});
