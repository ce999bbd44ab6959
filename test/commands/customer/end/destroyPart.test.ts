import assert from "node:assert/strict";
import { destroyPart } from "../../../../commands/customer/end/destroyPart";
import type { Held } from "../../../../commands/pulumi/stacks";
import { type Answer, FakeEngine } from "../engine";
import { type Differences, endingOf } from "./ending";
import { held } from "./held";

const state = (resources: readonly Held[]) => ({ deployment: { resources } });
const ALONE = held({ besideServer: false });
const BESIDE = held({ besideServer: true });
const STACK = ALONE.slice(0, 1);
const named = (resources: readonly Held[], pattern: RegExp) =>
  resources.filter(({ urn }) => pattern.test(urn));
const CUSTOMERS = /::customer|::bucket-account/;
const SERVERS = named(BESIDE, /^(?!.*(::customer|::bucket-account))/);

describe("end: destroying what a stack holds of its customer", () => {
  let engine: FakeEngine;
  afterEach(() => engine.stop());

  const step = (
    exports: readonly Answer[],
    more: Record<string, Answer> = {},
    differences: Differences = {},
  ) => {
    engine = new FakeEngine({ "stack export": exports, destroy: {}, refresh: {}, ...more });
    return destroyPart(endingOf(differences));
  };
  const targetsIn = (call: string) =>
    [...call.matchAll(/--target (\S+)/g)].map(([, urn]) => urn ?? "").sort();
  const changes = () => engine.calls.filter((call) => !call.startsWith("stack export"));
  const urnsOf = (resources: readonly Held[]) => resources.map(({ urn }) => urn).sort();

  it("destroys the whole of a customer's own stack, and says what went from where", async () => {
    const destroying = step([state(ALONE), state(STACK)]);
    const { did, removed, open } = await destroying.act();
    assert.deepEqual(changes(), ["destroy --run-program=false --yes --skip-preview --stack acme-prod"]);
    assert.equal(did, "destroyed 5 resources");
    assert.deepEqual(
      removed?.map(({ what, where }) => `${what}, ${where}`),
      [
        "handover customer-handover, stack acme-prod",
        "role aspera-acme, bucket account 444455556666",
        "inline policy aspera-s3 of role aspera-acme, bucket account 444455556666",
        "inline policy aspera-acme-prod of role aspera-server, server account 111122223333",
        "former docroots customer-docroot-former, stack acme-prod",
      ],
    );
    assert.deepEqual(open, []);
  });

  it("says before what goes, and what stays", async () => {
    const look = await step([state(BESIDE)]).look();
    assert.deepEqual(look, {
      will:
        "run `pulumi destroy`: handover customer-handover, role aspera-acme, inline policy aspera-s3 of role aspera-acme, inline policy " +
        "aspera-acme-prod of role aspera-server, former docroots customer-docroot-former; the server's part of the stack stays",
    });
    assert.deepEqual(changes(), []);
  });

  it("never touches a server in the same stack: every target is the customer's", async () => {
    await step([state(BESIDE), state(BESIDE), state(SERVERS)]).act();
    const [refresh = "", destroy = "", ...more] = changes();
    assert.deepEqual(more, []);
    assert.match(refresh, /^refresh --target /);
    assert.match(destroy, /^destroy --refresh=false --target /);
    assert.deepEqual(targetsIn(destroy), urnsOf(named(BESIDE, CUSTOMERS)));
    assert.deepEqual(targetsIn(refresh), urnsOf(named(BESIDE, /::aws:.*::customer/)));
  });

  it("does not run destroy at all where the refresh leaves nothing of the customer: without targets it means everything", async () => {
    await step([state(BESIDE), state(SERVERS)]).act();
    assert.deepEqual(
      changes().map((call) => call.split(" ")[0]),
      ["refresh"],
    );
  });

  it("leaves alone what is in an account that nobody gets into, with all that it was made from", async () => {
    const left = named(ALONE, /::customer-bucket|::customer-handover|::bucket-account|::customer$|Stack::/);
    const destroying = step([state(ALONE), state(ALONE), state(left)], {}, { bucketAccount: false });
    const { open } = await destroying.act();
    const destroy = changes().at(-1) ?? "";
    assert.deepEqual(targetsIn(destroy), urnsOf(named(ALONE, /::customer-server-right|::customer-docroot/)));
    assert.deepEqual(
      targetsIn(changes()[0] ?? ""),
      urnsOf(named(ALONE, /::aws:.*::customer-server-right-policy/)),
    );
    assert.match(
      open?.join() ?? "",
      /^stack acme-prod still holds what is in the bucket account: role aspera-acme, /,
    );
  });

  it("has nothing to do in an empty stack, and in one that has only its server left", async () => {
    for (const resources of [[], STACK, SERVERS]) {
      const look = await step([state(resources)]).look();
      assert.deepEqual(look, { already: "stack acme-prod holds nothing of the customer", open: [] });
      engine.stop();
    }
    const providers = named(ALONE, /Stack::|::pulumi:providers/);
    assert.deepEqual(await step([state(providers)]).look(), { will: "run `pulumi destroy`: providers" });
  });

  it("fails with the engine's own sentence", async () => {
    const destroying = step([state(ALONE)], {
      destroy: { fails: "the stack is currently locked by 1 lock(s)" },
    });
    await assert.rejects(
      destroying.act(),
      /^Error: pulumi failed: the stack is currently locked by 1 lock\(s\)$/,
    );
  });
});
