import assert from "node:assert/strict";
import { closeTheDocroot } from "../../../../commands/customer/end/closeTheDocroot";
import type { ApplyAnswer, ObserveAnswer } from "../../../../model/agent/serverAnswer";
import { CLOSED_DOCROOT, docrootMark } from "../../../../model/docroot/uri";
import { ALL_WELL_ANSWER } from "../../../model/server/answer";
import { EXTERNAL_ID, ONE_ACCOUNT } from "../../../program/settings/stack";
import { StandInServer } from "../../../provider/standInServer";
import { endingOf } from "./ending";

const SEEN: ObserveAnswer = {
  ...ALL_WELL_ANSWER,
  docroot: "s3://s3.amazonaws.com/acme-media/incoming/",
  same: true,
  owner: "ours",
};
const CLOSED: ApplyAnswer = {
  protocol: 1,
  changed: true,
  restarted: "systemctl",
  transfers: 0,
  usersServed: 2,
  backup: "b",
  docroot: CLOSED_DOCROOT,
  fingerprint: "0123456789abcdef",
  reason: "",
};

describe("end: closing the docroot", () => {
  let server: StandInServer;
  afterEach(() => server.stop());

  const stepAt = async (answer: object | string, settings: Record<string, unknown> = {}) => {
    server = await StandInServer.start(answer);
    return closeTheDocroot(endingOf({ settings, connection: server.connection }));
  };
  const whose = () => `the docroot of transfer user acme on 127.0.0.1:${server.connection.port}`;

  it("says where it will lead and what is restarted, and changes nothing by looking", async () => {
    const step = await stepAt(SEEN);
    assert.deepEqual(await step.look(), {
      will: `point ${whose()} to ${CLOSED_DOCROOT}, where nothing is, and restart asperanoded`,
    });
    assert.equal(server.field("mode"), "observe");
    assert.deepEqual(server.commands, ["perl -"], "as the observer does");
  });

  it("is closed by its mark, as the settings restart, and the proof is what it reads then", async () => {
    const restart = { mode: "whenIdle", longestWait: 30, ifBusy: "fail" };
    const step = await stepAt(CLOSED, { restart });
    assert.deepEqual(await step.act(), {
      did: `${whose()} leads to ${CLOSED_DOCROOT}; asperanoded: systemctl`,
      proofs: [{ what: whose(), outcome: "closed", said: `reads ${CLOSED_DOCROOT}` }],
      open: [],
    });
    const sent = ["mode", "user", "docroot", "external-id", "mark", "restart", "idle-wait", "idle-then"];
    assert.deepEqual(
      sent.map((key) => server.field(key)),
      [
        "close",
        "acme",
        CLOSED_DOCROOT,
        EXTERNAL_ID,
        docrootMark("arn:aws:iam::444455556666:role/aspera-acme"),
        "whenIdle",
        "30",
        "fail",
      ],
    );
    assert.deepEqual(server.commands, ["sudo -n perl -"]);
    assert.deepEqual(step.by, [`ec2-user on 127.0.0.1:${server.connection.port}`]);
  });

  it("says that a restart is owed, and what the agent left as it is", async () => {
    const owed = await (await stepAt({ ...CLOSED, restarted: "pending" })).act();
    assert.match(owed.open?.join() ?? "", /serves the docroot of before until it is restarted/);
    server.stop();
    const left = {
      ...CLOSED,
      changed: false,
      restarted: "no",
      docroot: "s3://x/",
      reason: "the docroot is not ours",
    };
    const act = await (await stepAt(left)).act();
    assert.equal(act.proofs?.[0]?.outcome, "open");
    assert.deepEqual(act.open, [`${whose()} was not closed: the docroot is not ours`]);
  });

  it("has nothing to do where it is closed, but a restart that is owed", async () => {
    const closed = { ...SEEN, docroot: CLOSED_DOCROOT, same: false, owner: "another" };
    assert.deepEqual(await (await stepAt(closed)).look(), {
      already: `${whose()} leads to ${CLOSED_DOCROOT}`,
      proofs: [{ what: whose(), outcome: "closed", said: `reads ${CLOSED_DOCROOT}` }],
    });
    server.stop();
    const owed = await (await stepAt({ ...closed, asperanoded: "answers, restart pending" })).look();
    assert.match(
      "will" in owed ? owed.will : "",
      /^restart asperanoded: it still serves the docroot of before/,
    );
  });

  it("has nothing to do for a user whom aspera.conf does not have", async () => {
    const none = {
      ...SEEN,
      docroot: "",
      same: false,
      owner: "none",
      transferUserEntry: "missing in aspera.conf",
    };
    assert.match(
      JSON.stringify(await (await stepAt(none)).look()),
      /"already":"aspera.conf on .* has no entry for/,
    );
  });

  it("leaves another's docroot, and an empty one, and says so: neither is closed", async () => {
    for (const [docroot, owner] of [
      ["s3://another/", "another"],
      ["", "none"],
    ]) {
      const look = await (await stepAt({ ...SEEN, docroot, owner, same: false })).look();
      const shown = docroot || "(none)";
      assert.deepEqual(look, {
        cannot: `${whose()} is not this stack's, and stays as it is: ${shown}`,
        proofs: [{ what: whose(), outcome: "another's", said: `reads ${shown}` }],
        open: [`${whose()} is not this stack's and was left as it is: ${shown}`],
      });
      server.stop();
    }
    server = await StandInServer.start(SEEN);
  });

  it("a server that cannot be looked at: says what its docroot leads to then, which depends on the accounts", async () => {
    for (const [settings, leads] of [
      [{}, /it names the bucket role, and leads nowhere without it; run this again/],
      [ONE_ACCOUNT, /it names no role, and leads on wherever the server role's other rights reach/],
    ] as const) {
      server = await StandInServer.start("");
      const connection = { ...server.connection, port: 1 };
      const look = await closeTheDocroot(endingOf({ settings, connection })).look();
      assert.ok("cannot" in look);
      assert.match(look.cannot, /127\.0\.0\.1:1 is unreachable: .*stays as it is$/);
      assert.match(look.open?.join() ?? "", leads);
      assert.equal(look.proofs?.[0]?.outcome, "not proven");
      server.stop();
    }
    server = await StandInServer.start(SEEN);
  });

  it("fails where the login may not change the server: the run ends before any right is gone", async () => {
    await assert.rejects(
      (await stepAt("sudo: a password is required\n")).act(),
      /\[server-sudo-wants-password\]/,
    );
  });
});
