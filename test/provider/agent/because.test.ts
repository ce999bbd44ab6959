import assert from "node:assert/strict";
import { Pieces } from "./pieces";

/** The kinds of IAM's "Troubleshoot access denied error messages", as its messages write them. */
const KINDS = [
  ...["identity-based policy", "resource-based policy", "session policy", "permissions boundary"],
  ...["service control policy", "resource control policy", "VPC endpoint policy", "role trust policy"],
];
const SCP = "arn:aws:organizations::123456789012:policy/o-abc123/service_control_policy/p-8yhr4h9o";
const head =
  "User: arn:aws:sts::1:assumed-role/acme/i-0 is not authorized to perform: s3:PutObject on resource: ";
const body = (message: string, code = "AccessDenied") =>
  `<Error><Code>${code}</Code><Message>${head}&quot;arn:aws:s3:::acme/x&quot; ${message}</Message><RequestId>1</RequestId></Error>`;

describe("agent: AWS's reason for a refusal", () => {
  let pieces: Pieces;
  before(() => {
    pieces = new Pieces();
  });
  after(() => pieces.stop());
  const said = async (text: string) => (await pieces.say("because", text))[1];

  for (const kind of KINDS) {
    const article = /^[aeiou]/.test(kind) ? "an" : "a";
    for (const reason of [
      `because no ${kind} allows the s3:PutObject action`,
      `with an explicit deny in ${article} ${kind}`,
    ]) {
      it(`keeps whole: ${reason}`, async () => {
        assert.equal(await said(body(reason)), reason);
        assert.equal(await said(body(reason.replace(/ /g, "\n "))), reason, "broken over lines");
        for (const after of [`: ${SCP}`, ` (${SCP})`, `, ${SCP}.`, ` with ARN: ${SCP}`])
          assert.equal(await said(body(reason + after)), `${reason}: ${SCP}`, after);
      });
    }
  }

  it("is nothing without one of these, and for no other answer", async () => {
    for (const text of [
      body("and that is all"),
      body("because of reasons"),
      body("with an explicit deny in a session policy", "SignatureDoesNotMatch"),
      "",
    ])
      assert.equal(await said(text), "");
  });

  it("passes on nothing of the rest of a message, whatever it is", async () => {
    const reason = "with an explicit deny in a session policy";
    for (const after of [
      " \u001b]52;c;x\u0007",
      ": arn:aws:evil::x:SECRET",
      ": SECRET",
      `: ${"x".repeat(5000)}`,
    ])
      assert.equal(await said(body(reason + after)), reason);
  });
});
