import assert from "node:assert/strict";
import { entersBucketAccount, prepare, refuseSettingsAhead } from "../../../../commands/customer/end/prepare";
import { docrootTexts } from "../../../../model/docroot/docrootTexts";
import { docrootPlace } from "../../../../program/arguments/docrootPlace";
import { endedElsewhere } from "../../../../program/findings/customer/endedElsewhere";
import { CUSTOMER, configuration, customerWith, inner } from "../../../program/settings/stack";
import { FakeEngine } from "../engine";

describe("end: settings that are not up", () => {
  const customer = customerWith();
  const docroot = docrootTexts(docrootPlace(customer)).maskedUri;
  const check = (outputs: Record<string, unknown>, of = customer) =>
    refuseSettingsAhead("acme-prod", of, outputs);

  it("are those by which another docroot would be closed than the one in use", () => {
    const up = { transferUser: "acme", docroot };
    check(up);
    assert.throws(() => check({ ...up, transferUser: "other" }), /transferUser is other there, and acme in/);
    const moved = customerWith(inner("bucket", { prefix: "elsewhere/" }));
    assert.throws(() => check(up, moved), /docroot is s3:.*incoming.* there, and s3:.*elsewhere/);
  });

  it("are not a new external ID, nor a stack without outputs", () => {
    check({ transferUser: "acme", docroot }, customerWith({ externalId: "another-0123456789abcdef" }));
    check({});
  });

  it("are told without the external ID", () => {
    try {
      check({ docroot: "s3://x" });
      assert.fail("accepted");
    } catch (error) {
      const { message } = error as Error;
      assert.match(message, /external-id=\(ours\)/);
      assert.ok(!message.includes(customer.externalId.reveal()));
    }
  });
});

describe("end: from one side", () => {
  it("is refused from the bucket's side, which reaches no server, before anything is asked of AWS", async () => {
    const config = Object.fromEntries(
      Object.entries(configuration({ ...CUSTOMER, side: "bucket" })).map(([key, value]) => [
        key,
        { value, secret: false },
      ]),
    );
    const engine = new FakeEngine({ config });
    try {
      const asked = prepare(
        { stack: "acme-bucket", withoutBucketAccount: false },
        new AbortController().signal,
      );
      await assert.rejects(asked, new RegExp(`\\[${endedElsewhere.code}\\]`));
    } finally {
      engine.stop();
    }
  });

  it("leaves the bucket account to its owner from the server's side, as where a person says so", () => {
    assert.equal(entersBucketAccount({ side: "both" }, false), true);
    assert.equal(entersBucketAccount({ side: "both" }, true), false);
    for (const without of [true, false])
      assert.equal(entersBucketAccount({ side: "server" }, without), false);
  });
});
