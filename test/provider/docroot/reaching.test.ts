import assert from "node:assert/strict";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { loginRefused } from "../../../model/findings/server/loginRefused";
import { sudoWantsPassword } from "../../../model/findings/server/sudoWantsPassword";
import { observe, observeAsChanger } from "../../../provider/docroot/observe";
import { ALL_WELL, type DocrootState } from "../../../provider/docroot/properties";
import { ALL_WELL_ANSWER } from "../../model/server/answer";
import { StandInServer } from "../standInServer";

const DOCROOT = {
  bucket: "acme-media",
  prefix: "incoming/",
  bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
  externalId: "acme-4d1f",
};
const NO_KEY = { user: "watcher", privateKeyFile: "/nonexistent/key" };

describe("docroot: the way to the server", () => {
  let server: StandInServer;
  afterEach(() => server.stop());

  const answering = async (answer: object | string) => {
    server = await StandInServer.start(answer);
  };
  const state = (over: Partial<DocrootState["connection"]> = {}): DocrootState => ({
    connection: { ...server.connection, ...over },
    transferUser: "acme",
    ...DOCROOT,
    docroot: docrootTexts(DOCROOT).maskedUri,
    ...ALL_WELL,
    fingerprint: "none",
    expect: "none",
    nonce: "",
    leftBehind: "",
    instance: "",
    leaves: [],
    agentFile: "",
    request: "",
  });
  const told = () =>
    ["mode", "root", "user", "docroot", "external-id", "mark"].map((key) => server.field(key));

  it("is looked along without sudo, and with it where the rights to change are tried", async () => {
    await answering(ALL_WELL_ANSWER);
    const { uri, mark } = docrootTexts(DOCROOT);
    for (const [look, command] of [
      [observe, "perl -"],
      [observeAsChanger, "sudo -n perl -"],
    ] as const) {
      assert.deepEqual(await look(state()), { answer: ALL_WELL_ANSWER });
      assert.equal(server.commands.at(-1), command);
      assert.deepEqual(told(), ["observe", "/opt/aspera", "acme", uri, "acme-4d1f", mark]);
    }
    await observeAsChanger(state({ sudo: false }));
    assert.equal(server.commands.at(-1), "perl -");
  });

  it("asks for the rights that the user should have, where they are said", async () => {
    await answering(ALL_WELL_ANSWER);
    await observe(state());
    assert.equal(server.field("rights"), undefined);
    await observe({ ...state(), rights: ["write", "read"] });
    assert.equal(server.field("rights"), "read write");
  });

  it("asks which instance it is where it is told whom to ask", async () => {
    await answering({ ...ALL_WELL_ANSWER, instance: "i-0123" });
    assert.equal(
      (await observe({ ...state(), metadata: "http://169.254.169.254" })).answer?.instance,
      "i-0123",
    );
    assert.equal(server.field("metadata"), "http://169.254.169.254");
    await observe(state());
    assert.equal(server.field("metadata"), undefined);
  });

  it("is the observer's for looking, and never for changing", async () => {
    await answering(ALL_WELL_ANSWER);
    const seen = await observe(state({ observer: NO_KEY }));
    assert.equal(seen.failure?.code, loginRefused.code);
    assert.match(seen.failure?.text ?? "", /\/nonexistent\/key/);
    assert.deepEqual(server.commands, []);
    assert.ok((await observeAsChanger(state({ observer: NO_KEY }))).answer);
  });

  it("ends in a finding where it is barred, and never throws", async () => {
    await answering("sudo: a password is required\n");
    assert.equal((await observeAsChanger(state())).failure?.code, sudoWantsPassword.code);
    // What no server can be asked: half of a surrogate pair.
    const { failure } = await observe({ ...state(), transferUser: "\ud800" });
    assert.match(failure?.text ?? "", /Unicode/);
  });
});
