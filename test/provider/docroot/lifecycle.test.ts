import assert from "node:assert/strict";
import type { ObserveAnswer } from "../../../model/agent/serverAnswer";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { fingerprint } from "../../../model/docroot/fingerprint";
import { CLOSED_DOCROOT } from "../../../model/docroot/uri";
import { foreign } from "../../../model/findings/docroot/foreign";
import { leftInPlace } from "../../../model/findings/docroot/leftInPlace";
import { noEntry } from "../../../model/findings/docroot/noEntry";
import { codeIn, found } from "../../../model/findings/finding";
import { asperaConfProblem } from "../../../model/findings/server/asperaConfProblem";
import { asperatrapdDown } from "../../../model/findings/server/asperatrapdDown";
import { noSystemUser } from "../../../model/findings/server/noSystemUser";
import { plainHttp } from "../../../model/findings/server/plainHttp";
import { softwareTooOld } from "../../../model/findings/server/softwareTooOld";
import { sudoWantsPassword } from "../../../model/findings/server/sudoWantsPassword";
import { transferRightsLacking } from "../../../model/findings/server/transferRightsLacking";
import { unreachable } from "../../../model/findings/server/unreachable";
import { applyRequest } from "../../../provider/docroot/applyRequest";
import { docrootLifecycle } from "../../../provider/docroot/lifecycle";
import { parseLeftBehind } from "../../../provider/docroot/move";
import type { Observation } from "../../../provider/docroot/observation";
import { ALL_WELL, type CheckedInputs, type DocrootState } from "../../../provider/docroot/properties";
import { needsRepair } from "../../../provider/docroot/repair";
import { ALL_WELL_ANSWER } from "../../model/server/answer";
import { CONNECTION, PLACE } from "../connection";

const DOCROOT = {
  bucket: "acme-media",
  bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
  externalId: "acme-4d1f",
};
const { uri: WANTED, maskedUri: MASKED } = docrootTexts(DOCROOT);
const FOREIGN = fingerprint("s3://KEY:SECRET@s3.amazonaws.com/other");

const INPUTS: CheckedInputs = {
  connection: CONNECTION,
  transferUser: "acme",
  ...DOCROOT,
  docroot: MASKED,
  ...ALL_WELL,
};
const AGENT_FILE = "/opt/aspera/etc/.aspera.conf.aspera-pulumi-agent-0123456789abcdef";
const STATE: DocrootState = {
  ...INPUTS,
  fingerprint: fingerprint(WANTED),
  expect: "none",
  nonce: "0123456789abcdef",
  instance: "",
  leftBehind: "",
  leaves: [],
  agentFile: AGENT_FILE,
  request: applyRequest({ ...INPUTS, expect: "none", nonce: "0123456789abcdef" }, AGENT_FILE),
  lastSeen: "2026-11-26T15:15:16Z",
};
const RENEWED = "ssh-ed25519 BBBB";
const [FIRST, SECOND] = ["i-0000000000000001", "i-0000000000000002"];
const MOVED: CheckedInputs = { ...INPUTS, transferUser: "acme2" };

const ANSWER: ObserveAnswer = { ...ALL_WELL_ANSWER, docroot: MASKED, fingerprint: fingerprint(WANTED) };
const NONE: Partial<ObserveAnswer> = { docroot: "", same: false, owner: "none", fingerprint: "none" };
const ANOTHER: Partial<ObserveAnswer> = {
  docroot: "s3://(masked)@s3.amazonaws.com/other",
  same: false,
  owner: "another",
  fingerprint: FOREIGN,
};
const CLOSED = { ...ANOTHER, docroot: CLOSED_DOCROOT, fingerprint: fingerprint(CLOSED_DOCROOT) };
const GONE: Observation = {
  failure: found(unreachable, { place: PLACE, reason: "connection refused", atJumpHost: false }),
};
const POWERLESS: Observation = { failure: found(sudoWantsPassword, { place: PLACE, user: "powerless" }) };

/** Inputs of which the connection is another in part. */
function over<T extends CheckedInputs>(inputs: T, connection: Partial<CheckedInputs["connection"]>): T {
  return { ...inputs, connection: { ...inputs.connection, ...connection } };
}

/** A lifecycle whose server answers one thing after the other, the last for ever. */
function on(...answers: (Partial<ObserveAnswer> | Observation)[]) {
  const logged: [severity: string, message: string][] = [];
  let [asked, kept] = [0, 0];
  const confirmed: string[] = [];
  const lifecycle = docrootLifecycle({
    observe: async () => {
      const next = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (next === undefined) throw new Error("this test expects no question to the server");
      return "failure" in next ? next : { answer: { ...ANSWER, ...next } };
    },
    observeAsChanger: async ({ connection: { user } }) => {
      confirmed.push(user);
      if (user === "powerless") return POWERLESS;
      const next = answers[Math.min(asked, answers.length - 1)];
      return next && !("failure" in next) ? { answer: { ...ANSWER, ...next } } : {};
    },
    keepAgent: async () => {
      kept += 1;
      return AGENT_FILE;
    },
    log: async (severity, message) => {
      logged.push([severity, message]);
    },
  });
  return { ...lifecycle, logged, confirmed, asked: () => asked, kept: () => kept };
}

/** The message of a refusal, whose code is this one's. */
async function refused(run: Promise<unknown>, { code }: { readonly code: string }): Promise<string> {
  const message = await run.then(
    () => assert.fail("accepted"),
    (error: Error) => error.message,
  );
  assert.equal(codeIn(message), code, message);
  assert.match(message, /^expected .+, got: .+\nhint: /);
  return message;
}

describe("docroot: create", () => {
  it("expects exactly what it saw, with a fresh nonce each time", async () => {
    const first = await on(NONE).create(INPUTS);
    const second = await on(NONE).create(INPUTS);
    assert.equal(first.id, "acme@aspera.example.com");
    assert.equal(first.state.expect, "none");
    assert.equal(first.state.fingerprint, fingerprint(WANTED));
    assert.notEqual(first.state.nonce, second.state.nonce);
  });

  it("refuses a foreign docroot, masked, with the fingerprint that allows it once", async () => {
    const message = await refused(on(ANOTHER).create(INPUTS), foreign);
    assert.ok(message.includes("s3://(masked)@s3.amazonaws.com/other"), message);
    assert.match(message, new RegExp(`hint: .*takeOver.*${FOREIGN}`));
  });

  it("takes over the one that is named, and no other", async () => {
    const { state } = await on(ANOTHER).create({ ...INPUTS, takeOver: FOREIGN });
    assert.equal(state.expect, FOREIGN);
    await refused(on(ANOTHER).create({ ...INPUTS, takeOver: fingerprint("another") }), foreign);
  });

  it("may have a docroot that was closed", async () => {
    assert.equal((await on(CLOSED).create(INPUTS)).state.expect, CLOSED.fingerprint);
  });

  it("stores nothing for a server that cannot be read", async () => {
    assert.match(await refused(on(GONE).create(INPUTS), unreachable), /connection refused/);
    const broken = on({ problem: "line 3, column 7: two <path>" });
    assert.match(await refused(broken.create(INPUTS), asperaConfProblem), /line 3, column 7/);
  });
});

describe("docroot: software that cannot use a role", () => {
  const OLD = { ...NONE, product: "Aspera Enterprise Server", version: "3.3.2.71500" };

  it("is refused before the docroot is touched, with both versions, at create, move and repair", async () => {
    const message = await refused(on(OLD).create(INPUTS), softwareTooOld);
    for (const part of [
      PLACE,
      "Aspera Enterprise Server 3.3.2.71500",
      "3.3.74992",
      "did not touch the docroot",
    ])
      assert.ok(message.includes(part), message);
    await refused(on(OLD).update(STATE, MOVED), softwareTooOld);
    await refused(on(OLD).update({ ...STATE, docroot: "s3://evil" }, INPUTS), softwareTooOld);
    await refused(on(OLD).update({ ...STATE, server: "unreachable" }, INPUTS), softwareTooOld);
  });

  it("is told by its own minimum on Aspera On Demand", async () => {
    const image = { ...NONE, product: "Aspera On Demand", version: "3.3.9" };
    assert.match(await refused(on(image).create(INPUTS), softwareTooOld), /3\.3\.9, older than 3\.4\.0/);
  });

  it("is not suspected where nothing is known", async () => {
    const unknown = on({ ...NONE, product: "unknown", version: "unknown" });
    assert.equal((await unknown.create(INPUTS)).state.expect, "none");
  });
});

describe("docroot: read", () => {
  it("gives back the wanted words when all is well, and has nothing to say", async () => {
    const server = on({});
    const { inputs, state } = await server.read(STATE);
    assert.deepEqual(inputs, INPUTS);
    assert.deepEqual(state, STATE);
    assert.deepEqual(server.logged, []);
  });

  it("shows what it saw as inputs, and never touches nonce and expect", async () => {
    const { inputs, state } = await on({ ...ANOTHER, asperanoded: "stopped" }).read(STATE);
    assert.equal(inputs.docroot, "s3://(masked)@s3.amazonaws.com/other");
    assert.equal(inputs.asperanoded, "stopped");
    assert.deepEqual(
      { ...state },
      { ...STATE, docroot: ANOTHER.docroot, asperanoded: "stopped", fingerprint: FOREIGN },
    );
  });

  it("says so when the difference is behind the mask", async () => {
    const { inputs } = await on({ same: false, fingerprint: FOREIGN }).read(STATE);
    assert.equal(inputs.docroot, `${MASKED} (differs where it is masked)`);
  });

  it("names an absent docroot", async () => {
    assert.equal((await on(NONE).read(STATE)).inputs.docroot, "(none)");
  });

  it("guesses nothing of a server that does not answer, and warns of it", async () => {
    const server = on(GONE);
    const { inputs, state } = await server.read({ ...STATE, docroot: "s3://evil" });
    assert.equal(inputs.server, `${GONE.failure?.text}; last seen at ${STATE.lastSeen}`);
    assert.ok(!("lastSeen" in inputs), "as an input it would be a difference at every look");
    assert.equal(inputs.docroot, "s3://evil");
    assert.equal(state.fingerprint, STATE.fingerprint);
    assert.deepEqual(
      server.logged.map(([severity, message]) => [severity, codeIn(message)]),
      [["warning", unreachable.code]],
    );
  });

  it("warns of everything that an up cannot put right, each with its code", async () => {
    const server = on({ asperatrapd: "disabled", s3Traffic: "http" });
    await server.read(STATE);
    assert.deepEqual(
      server.logged.map(([severity, message]) => [severity, codeIn(message)]),
      [
        ["warning", asperatrapdDown.code],
        ["warning", plainHttp.code],
      ],
    );
  });

  it("returns no undefined, which would block preview, up and destroy", async () => {
    for (const answer of [{}, ANOTHER, GONE]) {
      const { inputs, state } = await on(answer).read(STATE);
      for (const value of [...Object.values(inputs), ...Object.values(state)])
        assert.notEqual(value, undefined);
    }
  });
});

describe("docroot: update", () => {
  it("leaves the nonce alone when only our own words changed", async () => {
    const server = on();
    const state = await server.update(STATE, { ...INPUTS, takeOver: FOREIGN });
    assert.equal(state.nonce, STATE.nonce);
    assert.equal(state.expect, STATE.expect);
    assert.equal(server.asked(), 0);
  });

  const repaired: Record<string, Partial<DocrootState>> = {
    "a docroot edited by hand": { docroot: "s3://evil", fingerprint: FOREIGN },
    "a stopped service": { asperanoded: "stopped" },
    "a user taken out of the file": { transferUserEntry: "missing in aspera.conf", fingerprint: "none" },
    "another external ID wanted": { externalId: "acme-old", fingerprint: FOREIGN },
    "another place wanted": { prefix: "old/", fingerprint: FOREIGN },
  };
  for (const [what, olds] of Object.entries(repaired)) {
    it(`repairs ${what}, expecting what was last seen`, async () => {
      const was = { ...STATE, ...olds };
      const state = await on({}).update(was, INPUTS);
      assert.notEqual(state.nonce, STATE.nonce);
      assert.equal(state.expect, was.fingerprint);
      assert.equal(state.fingerprint, fingerprint(WANTED));
      assert.equal(state.docroot, MASKED);
    });
  }

  it("refuses a new user that is not there, or has no entry and is to have none made", async () => {
    await refused(on({ ...NONE, systemUser: "missing on the server" }).update(STATE, MOVED), noSystemUser);
    const without = { ...NONE, transferUserEntry: "missing in aspera.conf" } as const;
    await refused(on(without).update(STATE, MOVED), noEntry);
    await refused(on(without).create(MOVED), noEntry);
    await on(without).update(STATE, { ...MOVED, createTransferUserEntry: true });
  });

  it("refuses to move to a user who could not transfer, and closes nobody then; a first one is let through", async () => {
    const rights: CheckedInputs["rights"] = ["read", "write"];
    const denied = { ...ALL_WELL_ANSWER.rights, write: "denied by the default section" } as const;
    const lacking: Partial<ObserveAnswer> = { ...NONE, rights: denied, rightsLacking: ["write"] };
    const news = { ...MOVED, rights };
    await refused(on(lacking).update(STATE, news), transferRightsLacking);
    await refused(on(lacking).update({ ...STATE, server: "unreachable" }, news), transferRightsLacking);
    await on(lacking).create(news);
    await on(lacking).update(STATE, { ...INPUTS, rights, prefix: "new/" });
  });

  it("refuses a new user whose docroot is somebody else's", async () => {
    await refused(on(ANOTHER).update(STATE, MOVED), foreign);
  });

  it("expects of a new user what was seen there, and leaves the old one's docroot to be closed later", async () => {
    const state = await on(NONE).update(STATE, MOVED);
    assert.equal(state.expect, "none");
    assert.deepEqual(state.leaves, [`acme on ${PLACE}`]);
    assert.deepEqual(parseLeftBehind(state.leftBehind), [
      { connection: CONNECTION, transferUser: "acme", ...DOCROOT, nonce: STATE.nonce, sameServer: true },
    ]);
  });

  it("remembers what may still be there after a switch that failed, until its successor is seen in place, and leaves it at a move", async () => {
    const prefixed = (prefix: string, user = "acme"): CheckedInputs => {
      const inputs = { ...INPUTS, transferUser: user, prefix };
      return { ...inputs, docroot: docrootTexts(inputs).maskedUri };
    };
    const places = (text: string | undefined) =>
      parseLeftBehind(text).map(({ transferUser, prefix }) => [transferUser, prefix]);
    const old = ["acme", undefined];
    const switched = await on().update(STATE, prefixed("new/"));
    assert.deepEqual(places(switched.wantedBefore), [old]);
    // The Command failed: what is there is the old one still.
    const { state: failed } = await on(ANSWER).read(switched);
    assert.deepEqual(places(failed.wantedBefore), [old]);
    const again = await on().update(failed, prefixed("newer/"));
    assert.deepEqual(places(again.wantedBefore), [old, ["acme", "new/"]]);
    const moved = await on(NONE).update(again, prefixed("newer/", "acme2"));
    assert.deepEqual(places(moved.leftBehind), [old, ["acme", "new/"], ["acme", "newer/"]]);
    assert.deepEqual([moved.leaves, moved.wantedBefore], [[`acme on ${PLACE}`], undefined]);
    // It went through: nothing else is there.
    const inPlace = { ...NONE, fingerprint: fingerprint(docrootTexts(prefixed("newer/")).uri) };
    const { state: seen, inputs } = await on(inPlace).read(again);
    assert.ok(!("wantedBefore" in seen) && !("wantedBefore" in inputs));
    assert.deepEqual(places((await on().update(again, INPUTS)).wantedBefore), [
      ["acme", "new/"],
      ["acme", "newer/"],
    ]);
  });

  it("does not say reachable of a server that still is not", async () => {
    await refused(on(GONE).update({ ...STATE, server: "was unreachable" }, INPUTS), unreachable);
  });

  it("repairs exactly what a preview promises to repair", async () => {
    const changes: [olds: DocrootState, news: CheckedInputs][] = [
      [STATE, INPUTS],
      ...Object.values(repaired).map(
        (olds) => [{ ...STATE, ...olds }, INPUTS] as [DocrootState, CheckedInputs],
      ),
      [{ ...STATE, server: "was unreachable" }, INPUTS],
      [{ ...STATE, systemUser: "missing on the server" }, INPUTS],
      [{ ...STATE, asperatrapd: "stopped" }, INPUTS],
      [{ ...STATE, s3Traffic: "http" }, INPUTS],
      [STATE, { ...INPUTS, takeOver: FOREIGN }],
      [STATE, MOVED],
      ...(
        [
          { host: "10.0.0.1" },
          { hostKey: "ssh-ed25519 BBBB" },
          { asperaRoot: "/srv/aspera" },
          { port: 22 },
          { user: "root", sudo: false },
          { observer: { user: "watcher" } },
          { privateKey: "another" },
        ] as const
      ).map((change) => [STATE, over(INPUTS, change)] as [DocrootState, CheckedInputs]),
    ];
    for (const [olds, news] of changes) {
      const state = await on(NONE).update(olds, news);
      assert.equal(needsRepair(olds, news), state.nonce !== olds.nonce, JSON.stringify([olds, news]));
    }
  });
});

describe("docroot: the server is who it is, not where it is (identity)", () => {
  const KNOWN: DocrootState = { ...STATE, instance: FIRST };

  it("is remembered as it was first seen, and not forgotten when nobody tells", async () => {
    assert.equal((await on({ ...NONE, instance: FIRST }).create(INPUTS)).state.instance, FIRST);
    assert.equal((await on({ instance: FIRST }).read(STATE)).state.instance, FIRST);
    const { inputs, state } = await on({ instance: "" }).read(KNOWN);
    assert.deepEqual([state.instance, inputs.identity], [FIRST, ALL_WELL.identity]);
    assert.equal("instance" in inputs, false, "it is no input");
    assert.equal((await on().update(KNOWN, { ...INPUTS, takeOver: FOREIGN })).instance, FIRST);
  });

  it("shows another instance behind the same address and key, and the next up sets that one up like a first", async () => {
    const { inputs, state } = await on({ instance: SECOND }).read(KNOWN);
    assert.equal(inputs.identity, `instance ${SECOND}, not ${FIRST}`);
    assert.equal(state.instance, FIRST, "which one was set up");
    assert.equal(needsRepair(state, INPUTS), true);
    await refused(on({ ...ANOTHER, instance: SECOND }).update(state, INPUTS), foreign);
    const next = await on({ ...NONE, instance: SECOND }).update(state, INPUTS);
    assert.deepEqual([next.instance, next.identity, next.leaves], [SECOND, ALL_WELL.identity, []]);
    assert.notEqual(next.nonce, KNOWN.nonce);
    assert.equal((await on({ instance: SECOND }).read(next)).inputs.identity, ALL_WELL.identity);
  });

  it("keeps the words of a server that cannot be asked", async () => {
    const identity = `instance ${SECOND}, not ${FIRST}`;
    assert.equal((await on(GONE).read({ ...KNOWN, identity })).inputs.identity, identity);
  });

  for (const change of [{}, { host: "127.0.0.1", port: 2222 }, { proxy: { ...CONNECTION } }]) {
    it(`a renewed host key${Object.keys(change).length ? `, by ${Object.keys(change)}` : ""}: nothing is left behind`, async () => {
      const news = over(INPUTS, { hostKey: RENEWED, ...change });
      const state = await on({ instance: FIRST }).update(KNOWN, news);
      assert.deepEqual([state.leaves, state.leftBehind, state.instance], [[], "", FIRST]);
    });
  }

  it("another server at another address leaves the former one's behind, by its instance", async () => {
    const news = over({ ...INPUTS, metadata: "http://m" }, { hostKey: RENEWED, host: "new.example.com" });
    const was = { ...KNOWN, metadata: "http://m" };
    const state = await on({ ...NONE, instance: SECOND }).update(was, news);
    assert.deepEqual([state.leaves, state.instance], [[`acme on ${PLACE}`], SECOND]);
    assert.equal(parseLeftBehind(state.leftBehind)[0]?.instance, FIRST);
  });

  it("an image of the first, host key and all, at another address is a move", async () => {
    const news = over(INPUTS, { host: "new.example.com" });
    await refused(on({ ...ANOTHER, instance: SECOND }).update(KNOWN, news), foreign);
    const state = await on({ ...NONE, instance: SECOND }).update(KNOWN, news);
    assert.deepEqual([state.leaves, state.instance], [[`acme on ${PLACE}`], SECOND]);
    const root = (inputs: DocrootState | CheckedInputs) =>
      over(inputs as DocrootState, { user: "root", sudo: false });
    const looked = await on({ ...NONE, instance: SECOND }).update(root(KNOWN), root(news));
    assert.deepEqual([looked.leaves, looked.instance], [[`acme on ${PLACE}`], SECOND]);
  });

  it("the same one at another address, by a jump host or a tunnel keeps nonce and all", async () => {
    const proxy = { host: "jump.example.com", port: 22, user: "jumper", hostKey: RENEWED };
    for (const change of [{ host: "10.0.0.1" }, { port: 22 }, { host: "127.0.0.1", port: 2222 }, { proxy }]) {
      const state = await on({ instance: FIRST }).update(KNOWN, over(INPUTS, change));
      // When it was seen is added where the look is made (resource.ts).
      const { lastSeen: _, ...known } = over(KNOWN, change);
      assert.deepEqual(state, known, JSON.stringify(change));
    }
  });
});

describe("docroot: the login that changes the server", () => {
  const powerless = (inputs: CheckedInputs) => over(inputs, { user: "powerless" });

  it("is tried before anything is switched: at create, move, repair, and after a silence", async () => {
    const message = await refused(on(NONE).create(powerless(INPUTS)), sudoWantsPassword);
    assert.match(
      message,
      /^expected powerless to be able to change the Aspera server aspera\.example\.com:33001, got: /,
    );
    await refused(on(NONE).update(STATE, powerless(MOVED)), sudoWantsPassword);
    const was = over(STATE, { user: "powerless" });
    await refused(on().update({ ...was, docroot: "s3://evil" }, powerless(INPUTS)), sudoWantsPassword);
    await refused(on({}).update({ ...was, server: "was unreachable" }, powerless(INPUTS)), sudoWantsPassword);
  });

  it("is tried when the way to the server changes, since the Command runs again then", async () => {
    const proxy = { host: "jump.example.com", port: 22, user: "jumper", hostKey: "ssh-ed25519 BBBB" };
    for (const change of [{ port: 22 }, { host: "10.0.0.1" }, { privateKeyFile: "k" }, { proxy }]) {
      const server = on();
      const state = await server.update(STATE, over(INPUTS, change));
      assert.deepEqual([server.confirmed, state.nonce], [["ec2-user"], STATE.nonce], JSON.stringify(change));
    }
    const same = on();
    await same.update(over(STATE, { proxy }), { ...over(INPUTS, { proxy: { ...proxy } }), takeOver: "none" });
    assert.deepEqual(same.confirmed, []);
    // The engine keeps no order of names.
    const { host, ...rest } = CONNECTION;
    await same.update(STATE, { ...INPUTS, connection: { ...rest, host } });
    assert.deepEqual(same.confirmed, []);
  });

  it("is not asked again where looking is all the same: no sudo, no observer", async () => {
    const root = over(INPUTS, { user: "root", sudo: false });
    const alone = on(NONE);
    await alone.create(root);
    assert.deepEqual(alone.confirmed, []);
    const observed = on(NONE);
    await observed.create(over(root, { observer: { user: "watcher" } }));
    assert.deepEqual(observed.confirmed, ["root"]);
  });
});

describe("docroot: destroy", () => {
  it("leaves the server alone, does not even ask it, and says so", async () => {
    const server = on();
    await server.remove(STATE);
    assert.equal(server.asked(), 0);
    const [[severity, message] = []] = server.logged;
    assert.equal(severity, "info");
    assert.equal(codeIn(message ?? ""), leftInPlace.code);
    for (const part of ["acme", PLACE, "it leads nowhere once"]) assert.ok(message?.includes(part), message);
  });

  it("says of one account that other stacks' rights may keep it alive", async () => {
    const server = on();
    const { bucketRoleArn: _, externalId: __, ...ofOneAccount } = STATE;
    await server.remove(ofOneAccount);
    const [[, message = ""] = []] = server.logged;
    assert.equal(codeIn(message), leftInPlace.code);
    assert.match(message, /wherever the server role's other rights reach/);
    assert.doesNotMatch(message, /leads nowhere once/);
  });
});

describe("docroot: what the Command reads", () => {
  const asked = (state: DocrootState) => state.request.split(`${AGENT_FILE}\n`)[1];

  it("is there from the first up, after everything that can refuse was asked", async () => {
    const ours = on(NONE);
    const { state } = await ours.create(INPUTS);
    assert.equal(ours.kept(), 1);
    assert.equal(state.agentFile, AGENT_FILE);
    assert.equal(state.request, applyRequest(state, AGENT_FILE));
    const foreignDocroot = on(ANOTHER);
    await refused(foreignDocroot.create(INPUTS), foreign);
    assert.equal(foreignDocroot.kept(), 0);
  });

  it("stays as it is while it asks the same, whatever the version of the program that asks", async () => {
    const olds = { ...STATE, request: "of another version" };
    const same = on();
    const { request, agentFile } = await same.update(olds, { ...INPUTS, takeOver: "0123456789abcdef" });
    assert.deepEqual([request, agentFile, same.kept()], ["of another version", AGENT_FILE, 0]);
  });

  it("is made anew, with the agent in its place, when it asks something else, or is asked elsewhere", async () => {
    const restart = { restart: "none" } as const;
    const other = on({});
    const state = await other.update(STATE, { ...INPUTS, restart });
    assert.equal(other.kept(), 1);
    assert.match(asked(state) ?? "", /^restart none$/m);
    assert.equal(state.nonce, STATE.nonce, "nothing is to be repaired");
    const moved = on({}, {});
    await moved.update(STATE, over(INPUTS, { port: 22 }));
    assert.equal(moved.kept(), 1);
  });

  it("comes back to a server where it is missing, and makes the Command do nothing by that", async () => {
    const { state, inputs } = await on({ agent: "missing" }).read(STATE);
    assert.deepEqual([state.agent, inputs.agent], ["missing", "missing"]);
    const back = on();
    const after = await back.update(state, INPUTS);
    assert.deepEqual([back.kept(), after.request, after.agent], [1, STATE.request, "ready"]);
  });

  it("is brought by the first up after a version that kept nothing", async () => {
    const { agentFile: _, request: __, agent: ___, ...before } = STATE;
    const back = on({ agent: "not asked" });
    const { state } = await back.read(before as DocrootState);
    assert.equal(state.agent, "missing");
    const after = await back.update(state, INPUTS);
    assert.deepEqual([back.kept(), after.request], [1, STATE.request]);
  });
});
