import assert from "node:assert/strict";
import { lookOnceMore } from "../../../../commands/customer/end/lookOnceMore";
import type { ServerAsked } from "../../../../commands/customer/end/proofs";
import { revokeRoleSessions } from "../../../../commands/customer/end/revokeRoleSessions";
import { takeRights } from "../../../../commands/customer/end/takeRights";
import { revokeSessions } from "../../../../model/access/revokeSessions";
import { refusing } from "../../../mocks/account";
import { ONE_ACCOUNT } from "../../../program/settings/stack";
import { endingOf } from "./ending";
import { at } from "./run";

const GONE = refusing("NoSuchEntityException", 404);
const SERVERS = "inline policy aspera-acme-prod of role aspera-server, server account 111122223333";
const BUCKETS = "inline policy aspera-s3 of role aspera-acme, bucket account 444455556666";
const ROLE = "role aspera-acme, bucket account 444455556666";
const there = () => ({ PolicyDocument: "%7B%7D" });

describe("end: taking the rights away", () => {
  it("names both policies, the server's first, and removes them in that order", async () => {
    const asked: object[] = [];
    const DeleteRolePolicy = (input: object) => {
      asked.push(input);
      return {};
    };
    const step = takeRights(endingOf({ answers: { GetRolePolicy: there, DeleteRolePolicy } }));
    assert.deepEqual(await step.look(), { will: `remove ${SERVERS}; ${BUCKETS}` });
    assert.deepEqual(asked, [], "looking removes nothing");
    const { did, removed } = await step.act();
    assert.equal(did, `removed ${SERVERS}; ${BUCKETS}`);
    assert.deepEqual(asked, [
      { RoleName: "aspera-server", PolicyName: "aspera-acme-prod" },
      { RoleName: "aspera-acme", PolicyName: "aspera-s3" },
    ]);
    assert.deepEqual(
      removed?.map(({ what, where }) => `${what}, ${where}`),
      [SERVERS, BUCKETS],
    );
    assert.deepEqual(step.by, [
      "arn:aws:iam::111122223333:user/deployer",
      "arn:aws:iam::444455556666:user/deployer",
    ]);
  });

  it("says what is gone already, and that a stack holds nothing", async () => {
    const gone = takeRights(endingOf({ answers: { GetRolePolicy: GONE } }));
    assert.deepEqual(await gone.look(), { already: `gone: ${SERVERS}; ${BUCKETS}` });
    const ending = endingOf();
    const empty = takeRights({ ...ending, part: { ...ending.part, iam: [] } });
    assert.deepEqual(await empty.look(), { already: "the stack holds no right of the customer" });
  });

  it("leaves an account alone that nobody gets into", async () => {
    const step = takeRights(endingOf({ answers: { GetRolePolicy: there }, bucketAccount: false }));
    assert.deepEqual(await step.look(), { will: `remove ${SERVERS}` });
  });
});

describe("end: revoking live sessions", () => {
  const now = () => new Date(at(0));
  const role = { GetRole: () => ({ Role: { RoleName: "aspera-acme" } }) };
  const REVOKED = revokeSessions(new Date("2026-11-26T16:01:00Z"));

  it("denies everything to what began until a minute from now, on the customer's role alone", async () => {
    const asked: object[] = [];
    const PutRolePolicy = (input: object) => {
      asked.push(input);
      return {};
    };
    const step = revokeRoleSessions(
      endingOf({ answers: { ...role, GetRolePolicy: GONE, PutRolePolicy } }),
      now,
    );
    assert.match(
      JSON.stringify(await step.look()),
      /"will":"put inline policy AWSRevokeOlderSessions on role aspera-acme/,
    );
    assert.deepEqual(asked, []);
    const { did } = await step.act();
    assert.equal(did, `revoked: ${ROLE}, sessions that began before 2026-11-26T16:01:00Z`);
    assert.deepEqual(asked, [
      {
        RoleName: "aspera-acme",
        PolicyName: "AWSRevokeOlderSessions",
        PolicyDocument: JSON.stringify(REVOKED),
      },
    ]);
  });

  it("says what is revoked already, and takes no other policy of that name for it", async () => {
    const holding = (document: object) => ({
      ...role,
      GetRolePolicy: () => ({ PolicyDocument: encodeURIComponent(JSON.stringify(document)) }),
    });
    const revoked = revokeRoleSessions(endingOf({ answers: holding(REVOKED) }), now);
    assert.deepEqual(await revoked.look(), {
      already: `revoked: ${ROLE}, sessions that began before 2026-11-26T16:01:00Z`,
    });
    const other = revokeRoleSessions(endingOf({ answers: holding({ Version: "2012-10-17" }) }), now);
    assert.ok("will" in (await other.look()));
  });

  it("has nothing to do where the role is gone, and says so where nobody gets in", async () => {
    const gone = revokeRoleSessions(endingOf({ answers: { GetRole: GONE } }), now);
    assert.deepEqual(await gone.look(), { already: `gone, and its sessions with it: ${ROLE}` });
    const locked = await revokeRoleSessions(endingOf({ bucketAccount: false }), now).look();
    assert.deepEqual(locked, {
      cannot: `no credentials for it: ${ROLE}`,
      open: [`live sessions were not revoked: ${ROLE}`],
    });
  });

  it("cannot where the role's owner makes it: nothing is done there, and that stays open (side)", async () => {
    const settings = { side: "server", bucketAccount: { id: "444455556666" } };
    const ending = endingOf({ settings, bucketAccount: false });
    const step = revokeRoleSessions({ ...ending, part: { ...ending.part, iam: [] } }, now);
    assert.deepEqual(await step.look(), {
      cannot: `its owner makes it, and this stack holds no credentials for it: ${ROLE}`,
      open: [
        `live sessions were not revoked: ${ROLE}; they last until they expire, or its owner deletes the role`,
      ],
    });
  });

  it("never revokes the server role's, which are other customers' too", async () => {
    const step = revokeRoleSessions(endingOf({ settings: ONE_ACCOUNT }), now);
    assert.match(JSON.stringify(await step.look()), /^\{"already":"the customer has no role: /);
  });
});

describe("end: the last look", () => {
  const asked = (outcome: "refused" | "stands", said = "s"): ServerAsked => ({
    once: async () => ({ outcome, said }),
    untilDead: () => Promise.reject(new Error("asked with patience")),
  });
  const refused = { outcome: "refused", said: "denied" } as const;
  const gone = { GetRole: GONE, GetRolePolicy: GONE };

  it("shows role and right to be gone, and leaves nothing open", async () => {
    const look = await lookOnceMore(endingOf({ answers: gone }), asked("stands"), () => refused).look();
    assert.deepEqual(look, {
      looked: "nothing was changed",
      proofs: [
        { what: ROLE, outcome: "gone", said: "AWS knows none" },
        { what: SERVERS, outcome: "gone", said: "AWS knows none" },
      ],
      open: [],
    });
  });

  it("looks by the names in the settings where the state has none any more", async () => {
    const ending = endingOf({ answers: gone });
    const look = await lookOnceMore(
      { ...ending, part: { ...ending.part, iam: [] } },
      asked("stands"),
      () => refused,
    ).look();
    assert.deepEqual("looked" in look && look.proofs?.map(({ what }) => what), [SERVERS, ROLE]);
  });

  it("says what is there, what could not be seen, and what earlier moves left", async () => {
    const answers = { GetRole: () => ({ Role: {} }), GetRolePolicy: refusing("AccessDenied", 403) };
    const ending = endingOf({ answers, held: { besideServer: false, formerOpen: "old on 10.0.0.7:33001" } });
    const look = await lookOnceMore(ending, asked("refused"), () => refused).look();
    assert.deepEqual("looked" in look && look.open, [
      `${ROLE}: there, this stack does not hold it, so it was left as it is`,
      `${SERVERS}: not proven, AccessDenied: no`,
      "docroots of earlier moves were not closed and lead where they led: old on 10.0.0.7:33001",
    ]);
  });

  it("asks the server again where the link still stood without its rights", async () => {
    const stood = { outcome: "stands", said: "it reaches" } as const;
    const open = async (again: "refused" | "stands") => {
      const look = await lookOnceMore(endingOf({ answers: gone }), asked(again), () => stood).look();
      return "looked" in look ? [look.open, look.proofs?.at(-1)?.outcome] : [];
    };
    assert.deepEqual(await open("refused"), [[], "refused"]);
    assert.deepEqual(await open("stands"), [
      ["the server still reaches the bucket, by other rights of its role than this customer's"],
      "stands",
    ]);
  });

  it("says that a server that could not be asked showed nothing", async () => {
    const silent = { outcome: "not proven", said: "not reachable" } as const;
    const look = await lookOnceMore(endingOf({ answers: gone }), asked("stands"), () => silent).look();
    assert.deepEqual("looked" in look && look.open, [
      "that the link is dead was not shown from the server: not reachable",
    ]);
  });
});
