import assert from "node:assert/strict";
import { evidenceOf, type Run } from "../../../../commands/customer/end/evidence";
import { closing, opening } from "../../../../commands/customer/end/words";
import { at, RUN } from "./run";

describe("end: what is read before and after", () => {
  const closes = (more: Partial<Run>, besideServer = false) =>
    closing(evidenceOf({ ...RUN, ...more }, at(9), []), {
      besideServer,
      customerKeys: ["aspera:bucket", "aspera:externalId"],
    });

  it("who is ended, and as whom in each account", () => {
    assert.equal(
      opening(RUN),
      "ends customer acme of stack acme-prod: aspera.example.com:33001 no longer reaches acme-media/incoming/\n" +
        "in server account 111122223333 as arn:aws:iam::111122223333:user/deployer\n" +
        "in bucket account 444455556666 as arn:aws:iam::444455556666:user/deployer",
    );
  });

  it("a clean end: the line that drops an empty stack, or the one that takes the customer out of a server's", () => {
    assert.equal(
      closes({}),
      "ended: customer acme, everything done and shown\n" +
        "the stack is empty; this drops it and its settings:\n  pulumi stack rm --stack acme-prod",
    );
    assert.match(
      closes({}, true),
      /\n {2}pulumi config rm-all --stack acme-prod aspera:bucket aspera:externalId$/,
    );
    assert.doesNotMatch(closes({}, true), /stack rm/);
  });

  it("something open: each of it, and to keep the settings, without which nothing can be run again", () => {
    const text = closes({ open: ["the docroot was not closed", "not shown"] });
    assert.match(
      text,
      /^ended: customer acme, but for this:\n {2}- the docroot was not closed\n {2}- not shown\nhint: /,
    );
    assert.match(text, /npm run customer -- end acme-prod\); until then keep the stack's settings$/);
    assert.doesNotMatch(text, /stack rm/);
  });

  it("stopped: why, and that it can be run again", () => {
    assert.equal(
      closes({ stopped: 'interrupted at step "x"' }),
      'not ended: interrupted at step "x"\n' +
        "hint: what is done is done; run it again for the rest: npm run customer -- end acme-prod",
    );
  });
});
