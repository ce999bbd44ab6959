import assert from "node:assert/strict";
import type { ApplyAnswer } from "../../../model/agent/serverAnswer";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { CLOSED_DOCROOT } from "../../../model/docroot/uri";
import { notClosed } from "../../../model/findings/docroot/notClosed";
import { codeIn } from "../../../model/findings/finding";
import { loginRefused } from "../../../model/findings/server/loginRefused";
import { sudoWantsPassword } from "../../../model/findings/server/sudoWantsPassword";
import { closeFormerDocroot } from "../../../provider/docroot/closeFormer";
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

  const CLOSED: ApplyAnswer = {
    protocol: 1,
    changed: true,
    restarted: "systemctl",
    transfers: 0,
    usersServed: 2,
    backup: "aspera.conf.aspera-pulumi-20261124T160000Z",
    docroot: CLOSED_DOCROOT,
    fingerprint: "0123456789abcdef",
    reason: "",
  };

  it("is gone once more to close what a stack gives up, which is said", async () => {
    await answering(CLOSED);
    const done = await closeFormerDocroot(state());
    assert.equal(done.severity, "info");
    assert.match(done.message, /^closed the docroot of transfer user "acme" on 127\.0\.0\.1:\d+$/);
    assert.deepEqual(server.commands, ["sudo -n perl -"]);
    const { mark } = docrootTexts(DOCROOT);
    assert.deepEqual(told(), ["close", "/opt/aspera", "acme", CLOSED_DOCROOT, "acme-4d1f", mark]);
  });

  it("says why a docroot was left that is not ours any more", async () => {
    await answering({ ...CLOSED, changed: false, restarted: "no", backup: "", reason: "it is another's" });
    const { severity, message } = await closeFormerDocroot(state());
    assert.equal(severity, "info");
    assert.match(message, /^left the docroot of .* as it is: it is another's$/);
  });

  it("warns of a docroot that could not be closed, and goes on", async () => {
    await answering("sudo: a password is required\n");
    for (const former of [
      state(),
      state({ privateKeyFile: NO_KEY.privateKeyFile }),
      { ...state(), transferUser: "\ud800" },
    ]) {
      const { severity, message } = await closeFormerDocroot(former);
      assert.equal(severity, "warning");
      assert.equal(codeIn(message), notClosed.code);
    }
  });
});
