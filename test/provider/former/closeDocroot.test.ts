import assert from "node:assert/strict";
import type { ApplyAnswer } from "../../../model/agent/serverAnswer";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { CLOSED_DOCROOT } from "../../../model/docroot/uri";
import { notClosed } from "../../../model/findings/docroot/notClosed";
import { codeIn } from "../../../model/findings/finding";
import type { DocrootInputs } from "../../../provider/docroot/properties";
import { closeDocroot } from "../../../provider/former/closeDocroot";
import { StandInServer } from "../standInServer";

const PLACE = {
  bucket: "acme-media",
  bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
  externalId: "acme-4d1f",
};
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

describe("docroot: closing what a move left behind", () => {
  let server: StandInServer;
  afterEach(() => server.stop());

  const answering = async (answer: object | string) => {
    server = await StandInServer.start(answer);
  };
  const former = (over: Partial<DocrootInputs["connection"]> = {}): DocrootInputs => ({
    connection: { ...server.connection, ...over },
    transferUser: "acme",
    ...PLACE,
  });

  it("points it to a path that leads nowhere, by its mark, and says so", async () => {
    await answering(CLOSED);
    const done = await closeDocroot(former(), {});
    assert.deepEqual([done.outcome, done.severity], ["closed", "info"]);
    assert.match(done.message, /^closed the docroot of former transfer user acme on 127\.0\.0\.1:\d+$/);
    assert.deepEqual(server.commands, ["sudo -n perl -"]);
    const told = ["mode", "root", "user", "docroot", "external-id", "mark"].map((key) => server.field(key));
    const { mark } = docrootTexts(PLACE);
    assert.deepEqual(told, ["close", "/opt/aspera", "acme", CLOSED_DOCROOT, "acme-4d1f", mark]);
  });

  it("takes it up as the stack says: no other customer's transfer is cut where it waits for them", async () => {
    await answering({ ...CLOSED, restarted: "pending" });
    const restart = { restart: "whenIdle", idleWait: 7, idleThen: "fail" } as const;
    const { message } = await closeDocroot(former(), restart);
    const told = ["restart", "idle-wait", "idle-then"].map((key) => server.field(key));
    assert.deepEqual(told, ["whenIdle", "7", "fail"]);
    assert.match(message, /; asperanoded serves it until it is restarted$/);
  });

  it("names the instance that it was left on, where that is known", async () => {
    await answering(CLOSED);
    const told = () => [server.field("metadata"), server.field("instance")];
    await closeDocroot({ ...former(), metadata: "http://169.254.169.254", instance: "i-0123" }, {});
    assert.deepEqual(told(), ["http://169.254.169.254", "i-0123"]);
    await closeDocroot({ ...former(), instance: "i-0123" }, {});
    assert.deepEqual(told(), [undefined, undefined], "nobody to ask");
  });

  it("says why a docroot was left that is not ours any more", async () => {
    await answering({ ...CLOSED, changed: false, restarted: "no", backup: "", reason: "it is another's" });
    const { outcome, severity, message } = await closeDocroot(former(), {});
    assert.deepEqual([outcome, severity], ["closed", "info"]);
    assert.match(message, /^left the docroot of .* as it is: it is another's$/);
  });

  it("is open still where the server is there and cannot be changed", async () => {
    await answering("sudo: a password is required\n");
    for (const one of [former(), former({ privateKeyFile: "/nonexistent/key" })]) {
      const { outcome, severity, message } = await closeDocroot(one, {});
      assert.deepEqual([outcome, severity], ["open", "warning"]);
      assert.equal(codeIn(message), notClosed.code);
    }
  });

  it("is gone with another server that cannot be reached, and open still on the one that is in use", async () => {
    await answering(CLOSED);
    for (const [sameServer, expected] of [
      [false, "gone"],
      [true, "open"],
      [undefined, "open"],
    ] as const) {
      const left = { ...former({ port: 1 }), sameServer };
      const { outcome, severity, message } = await closeDocroot(left, {});
      assert.deepEqual([outcome, severity, codeIn(message)], [expected, "warning", notClosed.code]);
    }
  });
});
