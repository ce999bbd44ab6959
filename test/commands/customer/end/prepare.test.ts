import assert from "node:assert/strict";
import { refuseSettingsAhead } from "../../../../commands/customer/end/prepare";
import { docrootTexts } from "../../../../model/docroot/docrootTexts";
import { docrootPlace } from "../../../../program/arguments/docrootPlace";
import { customerWith, inner } from "../../../program/settings/stack";

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
