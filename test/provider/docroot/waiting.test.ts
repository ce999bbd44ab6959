import assert from "node:assert/strict";
import type { ObserveAnswer } from "../../../model/agent/serverAnswer";
import { docrootTexts } from "../../../model/docroot/docrootTexts";
import { fingerprint } from "../../../model/docroot/fingerprint";
import { applyRequest } from "../../../provider/docroot/applyRequest";
import { docrootLifecycle } from "../../../provider/docroot/lifecycle";
import { ALL_WELL, type CheckedInputs, NOT_SWITCHED } from "../../../provider/docroot/properties";
import { docrootResource } from "../../../provider/docroot/resource";
import { UNKNOWN } from "../../../provider/protocol/wire";
import { ALL_WELL_ANSWER } from "../../model/server/answer";
import { CONNECTION } from "../connection";

const PLACE = {
  bucket: "acme-media",
  bucketRoleArn: "arn:aws:iam::444455556666:role/aspera-acme",
  externalId: "acme-4d1f",
};
const { uri: WANTED, maskedUri: MASKED } = docrootTexts(PLACE);
const GIVEN = { connection: CONNECTION, transferUser: "acme", ...PLACE };
const WAITING: CheckedInputs = { ...GIVEN, waiting: true, ...ALL_WELL, docroot: NOT_SWITCHED };
const READY: CheckedInputs = { ...GIVEN, waiting: false, ...ALL_WELL, docroot: MASKED };

const NONE: ObserveAnswer = {
  ...ALL_WELL_ANSWER,
  docroot: "",
  same: false,
  owner: "none",
  fingerprint: "none",
};
const ANOTHER: ObserveAnswer = {
  ...NONE,
  docroot: "/srv/other",
  owner: "another",
  fingerprint: fingerprint("/srv/other"),
};

const AGENT_FILE = "/opt/aspera/etc/.aspera.conf.aspera-pulumi-agent-0123456789abcdef";

function on(answer: ObserveAnswer) {
  const look = async () => ({ answer });
  return docrootLifecycle({
    observe: look,
    observeAsChanger: look,
    keepAgent: async () => AGENT_FILE,
    log: async () => {},
  });
}

describe("a docroot whose link waits for the other side (side)", () => {
  it("is looked at, and prepares no switch", async () => {
    const { state } = await on(NONE).create(WAITING);
    assert.deepEqual(state, {
      ...WAITING,
      fingerprint: "none",
      expect: "none",
      nonce: "none",
      instance: NONE.instance,
      leftBehind: "",
      leaves: [],
      agentFile: AGENT_FILE,
      request: applyRequest({ ...WAITING, expect: "none", nonce: "none" }, AGENT_FILE),
    });
    assert.match(state.request, /^mode observe$/m);
    const another = { ...WAITING, bucket: "other", transferUser: "acme2" };
    assert.deepEqual(await on(NONE).update(state, another), {
      ...state,
      ...another,
      request: applyRequest({ ...another, expect: "none", nonce: "none" }, AGENT_FILE),
    });
  });

  it("is refused by everything that would refuse it later", async () => {
    await assert.rejects(on(ANOTHER).create(WAITING), /docroot-foreign/);
    const missing = { ...NONE, systemUser: "missing on the server" } as ObserveAnswer;
    await assert.rejects(on(missing).create(WAITING), /server-no-system-user/);
  });

  it("is read as not switched, whatever the user has; an entry that `up` will make is not missed yet", async () => {
    const { state } = await on(NONE).create(WAITING);
    const noEntry = { ...NONE, transferUserEntry: "missing in aspera.conf" } as ObserveAnswer;
    const seen = await on(noEntry).read({ ...state, createTransferUserEntry: true });
    assert.deepEqual(seen.inputs, { ...WAITING, createTransferUserEntry: true });
    assert.equal((await on(noEntry).read(state)).inputs.transferUserEntry, "missing in aspera.conf");
  });

  it("is switched once it waits no more, leaving nothing behind", async () => {
    const { state } = await on(NONE).create(WAITING);
    const switched = await on(NONE).update(state, { ...READY, transferUser: "acme2" });
    assert.equal(switched.fingerprint, fingerprint(WANTED));
    assert.equal(switched.expect, "none");
    assert.match(switched.nonce, /^[0-9a-f]{16}$/);
    assert.deepEqual([switched.leftBehind, switched.leaves], ["", []]);
    await assert.rejects(on(ANOTHER).update(state, READY), /docroot-foreign/);
  });

  it("in a preview: as to be switched when the link stands, not known before, and never again waiting", () => {
    const check = (waiting: unknown, olds?: object) => {
      const checked = docrootResource.check?.({ ...GIVEN, waiting }, undefined, olds as never) ?? [];
      return Array.isArray(checked) ? checked : [checked.docroot, checked.waiting];
    };
    assert.deepEqual(check(UNKNOWN), [UNKNOWN, UNKNOWN]);
    assert.deepEqual(check(true), [NOT_SWITCHED, true]);
    assert.deepEqual(check(true, WAITING), [NOT_SWITCHED, true]);
    assert.deepEqual(check(false, WAITING), [MASKED, false]);
    assert.deepEqual(check(true, READY), [MASKED, false]);
    const saved = { id: "id", inputs: { ...WAITING }, outputs: { ...WAITING, nonce: "none" } };
    assert.equal(docrootResource.planned?.({ ...READY }, saved, undefined).nonce, UNKNOWN);
    assert.equal(docrootResource.planned?.({ ...WAITING }, saved, undefined).nonce, "none");
  });
});
