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

describe("agent: the KMS key that a refusal names (kms)", () => {
  let pieces: Pieces;
  before(() => {
    pieces = new Pieces();
  });
  after(() => pieces.stop());
  const named = async (text: string, status = "403") => (await pieces.say("key", text, status)).slice(1);
  const KEY = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const who =
    "User: arn:aws:sts::444455556666:assumed-role/aspera-acme/aspera-proof is not authorized to perform: ";
  const denial = (words: string, code = "AccessDenied") =>
    `<Error><Code>${code}</Code><Message>${who}${words}</Message><RequestId>1</RequestId></Error>`;

  for (const [words, action, arn] of [
    [
      `kms:GenerateDataKey on resource: ${KEY} because no identity-based policy allows the kms:GenerateDataKey action`,
      "kms:GenerateDataKey",
      KEY,
    ],
    [
      `kms:GenerateDataKey on resource: &quot;${KEY}&quot; with an explicit deny in a resource-based policy`,
      "kms:GenerateDataKey",
      KEY,
    ],
    [
      `kms:GenerateDataKey on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
      "kms:GenerateDataKey",
      "",
    ],
    [
      "kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region",
      "kms:Decrypt",
      "",
    ],
    [`kms:GenerateDataKey on resource: arn:aws:evil::1:key/x`, "kms:GenerateDataKey", ""],
    [
      `s3:PutObject on resource: "arn:aws:s3:::kms:x/y" because no session policy allows the s3:PutObject action`,
      "",
      "",
    ],
  ] as const)
    it(`${action || "none"}: ${words.slice(0, 70)}`, async () => {
      assert.deepEqual(await named(denial(words)), [action, arn]);
      assert.deepEqual(await named(denial(words.replace(/ /g, "\n  "))), [action, arn], "broken over lines");
      assert.deepEqual(await named(denial(words), "400"), ["", ""], "no refusal");
      assert.deepEqual(await named(denial(words, "SlowDown")), ["", ""], "no refusal");
    });

  it("is known from the reason alone, where the message begins in other words", async () => {
    const reason = "because no resource-based policy allows the kms:GenerateDataKey action";
    const text = `<Error><Code>AccessDenied</Code><Message>Access denied ${reason}</Message></Error>`;
    assert.deepEqual(await named(text), ["kms:GenerateDataKey", ""]);
  });
});
