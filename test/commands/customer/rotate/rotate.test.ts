import assert from "node:assert/strict";
import {
  isUnderWay,
  rotateExternalId,
  rotationOf,
} from "../../../../commands/customer/rotate/rotateExternalId";
import { rotated } from "../../../../commands/customer/rotate/words";
import {
  CUSTOMER,
  configuration,
  EXTERNAL_ID,
  ONE_ACCOUNT,
  settingsWith,
} from "../../../program/settings/stack";
import { FakeEngine } from "../engine";

const KEY = "aspera:externalId";
/** Settings as the engine prints them. */
const config = (changes: Record<string, unknown> = {}) =>
  Object.fromEntries(
    Object.entries(configuration({ ...CUSTOMER, ...changes })).map(([key, value]) => [
      key,
      { value, secret: key === KEY },
    ]),
  );
const SET = "config set --secret aspera:externalId --stack acme-prod";

describe("rotate: a new external ID", () => {
  let engine: FakeEngine;
  afterEach(() => engine.stop());

  const rotate = (answers: ConstructorParameters<typeof FakeEngine>[0]) => {
    engine = new FakeEngine({ "config set": {}, "stack output": {}, ...answers });
    return rotateExternalId("acme-prod", new AbortController().signal);
  };
  const refuses = async (answers: Parameters<typeof rotate>[0], message: RegExp) => {
    await assert.rejects(rotate(answers), message);
    assert.ok(!engine.calls.includes(SET), "nothing was set");
    engine.stop();
  };

  it("is a UUID of version 4 that goes to the engine by standard input alone", async () => {
    // The engine gives the old one back: what was read shows that it is looked at again.
    await assert.rejects(
      rotate({ config: config() }),
      /expected the stack to have the new external ID, got another/,
    );
    const minted = engine.input;
    assert.match(minted, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.notEqual(minted, EXTERNAL_ID);
    assert.ok(engine.calls.includes(SET), engine.calls.join("\n"));
    for (const secret of [minted, EXTERNAL_ID]) assert.ok(!engine.calls.join("\n").includes(secret));
  });

  it("is another one each time", async () => {
    const ids = new Set<string>();
    for (let time = 0; time < 2; time += 1) {
      await rotate({ config: config() }).catch(() => {});
      ids.add(engine.input);
      engine.stop();
    }
    assert.equal(ids.size, 2);
    engine = new FakeEngine({});
  });

  it("is refused where there is none, with why", async () => {
    await refuses(
      { config: config(ONE_ACCOUNT) },
      /stack acme-prod has no external ID: its bucket is in the server's own account.*\nhint: .*\[customer-no-external-id\]/,
    );
    const server = {
      serverAccount: CUSTOMER.serverAccount,
      serverRole: CUSTOMER.serverRole,
    };
    const none = Object.fromEntries(Object.keys(CUSTOMER).map((key) => [key, undefined]));
    await refuses(
      { config: config({ ...none, ...server }) },
      /makes the server's part and serves no customer/,
    );
    engine = new FakeEngine({});
  });

  it("is refused on the bucket's side, whatever else its settings lack", async () => {
    await refuses(
      { config: config({ side: "bucket", server: undefined, transferUser: undefined }) },
      /is minted by whoever runs the Aspera server\nhint: .*\[customer-minted-elsewhere\]/,
    );
    engine = new FakeEngine({});
  });

  it("is refused while the last change is not finished", async () => {
    await refuses(
      { config: config(), "stack output": { stillAllowed: ["the former external ID"] } },
      /it still allows what it allowed before\nhint: finish it with `pulumi up --stack acme-prod`.*\[customer-rotation-under-way\]/,
    );
    engine = new FakeEngine({});
  });

  it("is refused for a stack that there is not, and for settings with faults, each with what to do", async () => {
    await refuses({ config: { fails: "no stack named 'acme-prod' found" } }, /\[customer-no-such-stack\]/);
    await refuses({ config: config({ transferUser: undefined }) }, /aspera:transferUser: expected/);
    engine = new FakeEngine({});
  });

  it("knows whose the role is, which another makes on the server's side (side)", () => {
    const there = { outputs: { stillAllowed: [] }, values: {} };
    const side = { side: "server", bucketAccount: { id: "444455556666" } };
    assert.deepEqual(rotationOf({ settings: settingsWith(side), ...there }), {
      isUp: true,
      roleOf: "444455556666",
    });
    assert.deepEqual(rotationOf({ settings: settingsWith(), ...there, outputs: {} }), { isUp: false });
  });

  it("is under way by the output `stillAllowed`, and only while it lists something", () => {
    assert.equal(isUnderWay({}), false);
    assert.equal(isUnderWay({ stillAllowed: [] }), false);
    assert.equal(isUnderWay({ stillAllowed: ["x"] }), true);
    assert.equal(isUnderWay({ stillAllowed: "[secret]" }), true);
  });
});

describe("rotate: what is read afterwards", () => {
  it("names two ups for a stack that is up, with lines that can be pasted", () => {
    const text = rotated("acme-prod", { isUp: true });
    assert.deepEqual(
      [...text.matchAll(/^ {2}\d\. (.*?)(?: {2,}.*)?$/gm)].map(([, line]) => line),
      ["pulumi up --stack acme-prod", "pulumi up --stack acme-prod"],
    );
    assert.match(text, /`pulumi stack output stillAllowed --stack acme-prod`/);
  });

  it("names the owner of the role first, where another makes it: an up alone could switch nothing (side)", () => {
    const text = rotated("acme-prod", { isUp: true, roleOf: "444455556666" });
    assert.deepEqual(
      [...text.matchAll(/^ {2}\d\. (.*?)(?: {2,}.*)?$/gm)].map(([, line]) => line),
      [
        "npm run customer -- invite acme-prod",
        "pulumi up --stack acme-prod",
        "the owner takes the old one out",
      ],
    );
    assert.match(text, /made by the owner of account 444455556666: /);
  });

  it("names one for a stack that never was", () => {
    assert.equal(
      rotated("acme-prod", { isUp: false }),
      "stack acme-prod has a new external ID: a UUID, stored encrypted in its settings and shown to nobody.\n\n" +
        "The stack was never up, so no other ID is in use. Next:\n  1. pulumi up --stack acme-prod",
    );
  });
});
