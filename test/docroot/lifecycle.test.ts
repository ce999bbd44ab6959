import assert from "node:assert/strict";
import type { ObserveAnswer } from "../../components/agent/answer";
import { fingerprint } from "../../components/agent/fingerprint";
import { docrootLifecycle } from "../../components/docroot/lifecycle";
import type { Observation } from "../../components/docroot/observation";
import { ALL_WELL, type DocrootInputs, type DocrootState } from "../../components/docroot/properties";
import { CLOSED_DOCROOT } from "../../components/docroot/uri";
import { ALL_WELL_ANSWER } from "./answer";

const WANTED = "s3://s3.amazonaws.com/acme-media/?iam-role.arn=arn%3Aaws&iam-role.external-id=acme-4d1f";
const MASKED = WANTED.replace("acme-4d1f", "(ours)");
const FOREIGN = fingerprint("s3://KEY:SECRET@s3.amazonaws.com/other");

const INPUTS: DocrootInputs = {
  host: "aspera.example.com",
  port: 33001,
  login: "ec2-user",
  hostKey: "ssh-ed25519 AAAA",
  privateKeyFile: "",
  privateKey: "",
  sudo: true,
  asperaRoot: "/opt/aspera",
  transferUser: "acme",
  wanted: WANTED,
  maskedWanted: MASKED,
  externalId: "acme-4d1f",
  mark: "arn%3Aaws",
  takeOver: "",
  docroot: MASKED,
  ...ALL_WELL,
};
const STATE: DocrootState = {
  ...INPUTS,
  fingerprint: fingerprint(WANTED),
  expect: "none",
  nonce: "0123456789abcdef",
};

const ANSWER: ObserveAnswer = { ...ALL_WELL_ANSWER, docroot: MASKED, fingerprint: fingerprint(WANTED) };
const NONE: Partial<ObserveAnswer> = { docroot: "", same: false, owner: "none", fingerprint: "none" };
const ANOTHER: Partial<ObserveAnswer> = {
  docroot: "s3://(masked)@s3.amazonaws.com/other",
  same: false,
  owner: "another",
  fingerprint: FOREIGN,
};
const GONE: Observation = { failure: { sentence: "unreachable: connection refused", hint: "check `host`" } };

/** A lifecycle whose server answers one thing after the other, the last for ever; closed users are counted. */
function on(...answers: (Partial<ObserveAnswer> | Observation)[]) {
  const closed: string[] = [];
  const said: string[] = [];
  let asked = 0;
  const confirmed: string[] = [];
  const lifecycle = docrootLifecycle({
    observe: async () => {
      const next = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (next === undefined) throw new Error("this test expects no question to the server");
      return "failure" in next ? next : { answer: { ...ANSWER, ...next } };
    },
    observeAsChanger: async ({ login }) => {
      confirmed.push(login);
      if (login === "powerless") return { failure: { sentence: "sudo asks for a password", hint: "a rule" } };
      const next = answers[Math.min(asked, answers.length - 1)];
      return next && !("failure" in next) ? { answer: { ...ANSWER, ...next } } : {};
    },
    closeFormerDocroot: async ({ transferUser, host }) => {
      closed.push(`${transferUser}@${host}`);
    },
    say: (line) => said.push(line),
  });
  return { ...lifecycle, closed, said, confirmed, asked: () => asked };
}

describe("docroot: create", () => {
  it("expects exactly what it saw, with a fresh nonce each time", async () => {
    const first = await on(NONE).create(INPUTS);
    const second = await on(NONE).create(INPUTS);
    assert.equal(first.id, "acme@aspera.example.com");
    assert.equal(first.outs.expect, "none");
    assert.equal(first.outs.fingerprint, fingerprint(WANTED));
    assert.notEqual(first.outs.nonce, second.outs.nonce);
  });

  it("refuses a foreign docroot, masked, with the fingerprint that allows it once", async () => {
    await assert.rejects(on(ANOTHER).create(INPUTS), (error: Error) => {
      assert.match(error.message, /somebody else's: s3:\/\/\(masked\)@s3\.amazonaws\.com\/other/);
      assert.match(error.message, new RegExp(`hint: .*pulumi config set aspera:takeOver ${FOREIGN}$`));
      return true;
    });
  });

  it("takes over the one that is named, and no other", async () => {
    const { outs } = await on(ANOTHER).create({ ...INPUTS, takeOver: FOREIGN });
    assert.equal(outs.expect, FOREIGN);
    await assert.rejects(
      on(ANOTHER).create({ ...INPUTS, takeOver: fingerprint("another") }),
      /somebody else's/,
    );
  });

  it("may have a docroot that was closed", async () => {
    const closed = { ...ANOTHER, docroot: CLOSED_DOCROOT, fingerprint: fingerprint(CLOSED_DOCROOT) };
    assert.equal((await on(closed).create(INPUTS)).outs.expect, fingerprint(CLOSED_DOCROOT));
  });

  it("stores nothing for a server that cannot be read", async () => {
    await assert.rejects(on(GONE).create(INPUTS), /connection refused\nhint: check `host`/);
    await assert.rejects(on({ problem: "line 3, column 7: two <path>" }).create(INPUTS), /line 3, column 7/);
  });
});

describe("docroot: software that cannot use a role", () => {
  const OLD = { ...NONE, product: "Aspera Enterprise Server", version: "3.3.2.71500" };
  const expected =
    /expected version 3\.3\.74992 or newer of Aspera Enterprise Server on aspera\.example\.com:33001, got 3\.3\.2\.71500/;

  it("is refused before the docroot is touched, with both versions, at create, move and repair", async () => {
    await assert.rejects(on(OLD).create(INPUTS), expected);
    await assert.rejects(on(OLD).create(INPUTS), /\nhint: snapshot the server, then upgrade/);
    const moved = on(OLD);
    await assert.rejects(moved.update("id", STATE, { ...INPUTS, transferUser: "acme2" }), expected);
    assert.deepEqual(moved.closed, []);
    await assert.rejects(on(OLD).update("id", { ...STATE, docroot: "s3://evil" }, INPUTS), expected);
    await assert.rejects(on(OLD).update("id", { ...STATE, server: "unreachable" }, INPUTS), expected);
  });

  it("is told by its own minimum on Aspera On Demand", async () => {
    const image = { ...NONE, product: "Aspera On Demand", version: "3.3.9" };
    await assert.rejects(on(image).create(INPUTS), /expected version 3\.4\.0 or newer .*got 3\.3\.9/);
  });

  it("is not suspected where nothing is known", async () => {
    assert.equal(
      (await on({ ...NONE, product: "unknown", version: "unknown" }).create(INPUTS)).outs.expect,
      "none",
    );
  });
});

describe("docroot: read", () => {
  it("gives back the wanted words when all is well", async () => {
    const { inputs, props } = await on({}).read("id", STATE);
    assert.deepEqual(inputs, INPUTS);
    assert.deepEqual(props, STATE);
  });

  it("shows what it saw as inputs, and never touches nonce and expect", async () => {
    const seen = { ...ANOTHER, asperanoded: "stopped" as const };
    const { inputs, props } = await on(seen).read("id", STATE);
    assert.equal(inputs.docroot, "s3://(masked)@s3.amazonaws.com/other");
    assert.equal(inputs.asperanoded, "stopped");
    assert.deepEqual(
      { ...props },
      { ...STATE, docroot: ANOTHER.docroot, asperanoded: "stopped", fingerprint: FOREIGN },
    );
  });

  it("says so when the difference is behind the mask", async () => {
    const { inputs } = await on({ same: false, fingerprint: FOREIGN }).read("id", STATE);
    assert.equal(inputs.docroot, `${MASKED} (differs where it is masked)`);
  });

  it("names an absent docroot", async () => {
    assert.equal((await on(NONE).read("id", STATE)).inputs.docroot, "(none)");
  });

  it("guesses nothing of a server that does not answer", async () => {
    const drifted = { ...STATE, docroot: "s3://evil" };
    const { inputs, props } = await on(GONE).read("id", drifted);
    assert.equal(inputs.server, "unreachable: connection refused");
    assert.equal(inputs.docroot, "s3://evil");
    assert.equal(props.fingerprint, STATE.fingerprint);
  });

  it("returns no undefined, which would block preview, up and destroy", async () => {
    for (const answer of [{}, ANOTHER, GONE]) {
      const { inputs, props } = await on(answer).read("id", STATE);
      for (const value of [...Object.values(inputs), ...Object.values(props)])
        assert.notEqual(value, undefined);
    }
  });
});

describe("docroot: update", () => {
  it("leaves the nonce alone when only our own words changed", async () => {
    const server = on();
    const { outs } = await server.update("id", STATE, { ...INPUTS, takeOver: FOREIGN });
    assert.equal(outs.nonce, STATE.nonce);
    assert.equal(outs.expect, STATE.expect);
    assert.equal(server.asked(), 0);
  });

  for (const [what, olds] of Object.entries({
    "a docroot edited by hand": { docroot: "s3://evil", fingerprint: FOREIGN },
    "a stopped service": { asperanoded: "stopped" },
    "a user taken out of the file": { transferUserEntry: "missing in aspera.conf", fingerprint: "none" },
    "another external ID wanted": { wanted: `${WANTED}-old`, fingerprint: FOREIGN },
  })) {
    it(`repairs ${what}, expecting what was last seen`, async () => {
      const state = { ...STATE, ...olds };
      const { outs } = await on({}).update("id", state, INPUTS);
      assert.notEqual(outs.nonce, STATE.nonce);
      assert.equal(outs.expect, state.fingerprint);
      assert.equal(outs.docroot, MASKED);
    });
  }

  it("closes the old user's docroot, after it looked at the new one", async () => {
    const server = on(NONE);
    const { outs } = await server.update("id", STATE, { ...INPUTS, transferUser: "acme2" });
    assert.deepEqual(server.closed, ["acme@aspera.example.com"]);
    assert.equal(outs.expect, "none");
  });

  it("closes nothing when the new user's docroot is somebody else's", async () => {
    const server = on(ANOTHER);
    await assert.rejects(
      server.update("id", STATE, { ...INPUTS, host: "other.example.com" }),
      /somebody else's/,
    );
    assert.deepEqual(server.closed, []);
  });

  it("looks again after closing, since both hosts may be one server", async () => {
    const closed = { ...ANOTHER, docroot: CLOSED_DOCROOT, fingerprint: fingerprint(CLOSED_DOCROOT) };
    const { outs } = await on({}, closed).update("id", STATE, { ...INPUTS, host: "10.0.0.1" });
    assert.equal(outs.expect, fingerprint(CLOSED_DOCROOT));
  });

  it("does not say reachable of a server that still is not", async () => {
    const state = { ...STATE, server: "unreachable: connection refused" };
    await assert.rejects(on(GONE).update("id", state, INPUTS), /connection refused/);
  });
});

describe("docroot: the login that changes the server", () => {
  const POWERLESS = { ...INPUTS, login: "powerless" };
  const expected =
    /expected powerless to be able to change the Aspera server aspera\.example\.com:33001, got: sudo asks for a password\nhint: a rule/;

  it("is tried before anything is switched: at create, move, repair, and after a silence", async () => {
    await assert.rejects(on(NONE).create(POWERLESS), expected);
    const moved = on(NONE);
    await assert.rejects(moved.update("id", STATE, { ...POWERLESS, transferUser: "acme2" }), expected);
    assert.deepEqual(moved.closed, []);
    const was = { ...STATE, login: "powerless" };
    await assert.rejects(on().update("id", { ...was, docroot: "s3://evil" }, POWERLESS), expected);
    await assert.rejects(on({}).update("id", { ...was, server: "unreachable" }, POWERLESS), expected);
  });

  it("is tried when the way to the server changes, since the Command runs again then", async () => {
    const proxy = { host: "jump.example.com", port: 22, user: "jumper", hostKey: "ssh-ed25519 BBBB" };
    for (const change of [
      { port: 22 },
      { hostKey: "ssh-ed25519 BBBB" },
      { privateKeyFile: "k" },
      { proxy },
    ]) {
      const server = on();
      const { outs } = await server.update("id", STATE, { ...INPUTS, ...change });
      assert.deepEqual([server.confirmed, outs.nonce], [["ec2-user"], STATE.nonce], JSON.stringify(change));
    }
    const same = on();
    await same.update("id", { ...STATE, proxy }, { ...INPUTS, proxy: { ...proxy }, takeOver: "none" });
    assert.deepEqual(same.confirmed, []);
  });

  it("is not asked again where looking is all the same: no sudo, no observer", async () => {
    const root = { ...INPUTS, login: "root", sudo: false };
    const alone = on(NONE);
    await alone.create(root);
    assert.deepEqual(alone.confirmed, []);
    const observed = on(NONE);
    await observed.create({ ...root, observer: { login: "watcher", privateKeyFile: "" } });
    assert.deepEqual(observed.confirmed, ["root"]);
  });
});

describe("docroot: destroy", () => {
  it("leaves the server alone, does not even ask it, and says so", async () => {
    const server = on();
    await server.remove("id", STATE);
    assert.equal(server.asked(), 0);
    assert.deepEqual(server.closed, []);
    assert.match(
      server.said.join(),
      /^left as it is: the docroot of transfer user "acme" on aspera\.example\.com:33001\. Once the rights of this stack are gone it leads nowhere/,
    );
  });

  it("says of one account that other stacks' rights may keep it alive", async () => {
    const server = on();
    await server.remove("id", { ...STATE, externalId: "" });
    assert.match(
      server.said.join(),
      /names no role: where another stack's rights .* reach that place, this user still does/,
    );
    assert.doesNotMatch(server.said.join(), /leads nowhere;/);
  });
});
