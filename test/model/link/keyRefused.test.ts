import assert from "node:assert/strict";
import { kmsKeyStatement } from "../../../model/access/kmsKeyStatement";
import type { ProveAnswer } from "../../../model/agent/proveAnswer";
import type { LinkFacts } from "../../../model/link/facts";
import { verdictOf } from "../../../model/link/verdict";
import { FACTS, STANDS } from "./facts";
import { ALONE, AS_ITSELF, NO_REASON } from "./row";

const KEY = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const OTHER = KEY.replace("1234abcd", "00000000");
const ROLE = FACTS.bucketRoleArn;
const ACTION = "kms:GenerateDataKey";

/** What comes of an upload that was refused for its key. */
function seen(because: string, facts: Partial<LinkFacts> = {}, over: Partial<ProveAnswer> = {}) {
  const answer: ProveAnswer = {
    ...STANDS,
    ...{ upload: "refused", abort: "not asked", keyAction: ACTION, keyArn: KEY },
    because: { ...NO_REASON, upload: because },
    ...over,
  };
  const wrong = verdictOf(answer, { ...FACTS, kmsKeyArn: KEY, ...facts });
  return wrong && { code: wrong.code, owner: wrong.owner, text: wrong.text, hint: wrong.hint };
}

describe("link: a KMS key that refuses", () => {
  it("is told from the bucket that it belongs to, and never is the bucket's policy named", () => {
    assert.equal(seen("")?.text, `${ACTION} on ${KEY} was denied, which uploads to acme-media need`);
    for (const because of [
      "",
      `because no identity-based policy allows the ${ACTION} action`,
      `because no resource-based policy allows the ${ACTION} action`,
      "with an explicit deny in a resource-based policy",
      "with an explicit deny in a service control policy",
    ]) {
      const wrong = seen(because);
      assert.equal(wrong?.code, "link-key-refused", because);
      assert.ok(wrong?.text.endsWith(`need${because && ` ${because}`}`), because);
      assert.doesNotMatch(wrong?.hint ?? "", /bucket policy|s3:/, because);
    }
  });

  it("is for the key's policy to allow, with the statement to add, where AWS says so or nothing", () => {
    const statement = JSON.stringify(kmsKeyStatement({ access: FACTS.access, kmsKeyArn: KEY }, ROLE));
    assert.match(statement, /"aws:PrincipalArn":"arn:aws:iam::444455556666:role\/aspera-acme"/);
    for (const because of ["", "with an explicit deny in a resource-based policy"])
      assert.deepEqual(
        [seen(because)?.owner, seen(because)?.hint],
        [
          "bucket account",
          `in the bucket account: in the policy of ${KEY}, see that no Deny in it keeps ${ROLE} out, and add the statement ${statement}`,
        ],
      );
  });

  it("is for the role's own policies, its boundary and the organization, where AWS says that", () => {
    const hint = (because: string) => [seen(because)?.owner, seen(because)?.hint];
    assert.deepEqual(hint(`because no identity-based policy allows the ${ACTION} action`), [
      "bucket account",
      `in the bucket account: allow ${ROLE} ${ACTION} on ${KEY} in the policies of ${ROLE}`,
    ]);
    assert.deepEqual(hint(`because no permissions boundary allows the ${ACTION} action`), [
      "bucket account",
      `in the bucket account: allow ${ROLE} ${ACTION} on ${KEY} in the permissions boundary of ${ROLE}`,
    ]);
    assert.equal(hint("with an explicit deny in a VPC endpoint policy")[0], "server account");
  });

  it("is the operator's, where the link names no key or another one", () => {
    const none = seen("", { kmsKeyArn: undefined });
    assert.equal(none?.owner, "operator");
    assert.match(none?.hint ?? "", new RegExp(`^set \`kmsKeyArn\` to ${KEY}: ${ROLE} gets the right`));
    const unnamed = seen("", { kmsKeyArn: undefined }, { keyArn: "" });
    assert.match(unnamed?.text ?? "", /on the KMS key of bucket acme-media was denied/);
    assert.match(unnamed?.hint ?? "", /^set `kmsKeyArn` to the ARN of the key that the default encryption/);
    const another = seen("", { kmsKeyArn: OTHER });
    assert.equal(another?.owner, "operator");
    assert.match(
      another?.hint ?? "",
      new RegExp(`another key than .* set that to ${KEY}, .* name ${OTHER}$`),
    );
  });

  it("is the server account's in one account, whose role holds the rights", () => {
    const alone = seen("", ALONE, AS_ITSELF);
    assert.equal(alone?.owner, "server account");
    assert.match(
      alone?.hint ?? "",
      /"aws:PrincipalArn":"arn:aws:iam::111122223333:role\/servers\/aspera-server"/,
    );
  });

  it("may pass by itself, and is nothing where no upload was bought", () => {
    assert.equal(seen("", { access: ["download"] }), undefined);
    const answer = { ...STANDS, upload: "refused", abort: "not asked", keyAction: ACTION } as const;
    assert.equal(verdictOf(answer, FACTS)?.transient, true);
  });

  it("is another thing than a key that nobody can use", () => {
    for (const reason of ["KMS.DisabledException", "KMS.KMSInvalidStateException", "KMS.NotFoundException"]) {
      const wrong = seen("", {}, { upload: `other: HTTP 400 ${reason}`, keyAction: "", keyArn: "" });
      assert.deepEqual(
        [wrong?.code, wrong?.owner, wrong?.text],
        [
          "link-key-unusable",
          "bucket account",
          `bucket acme-media is encrypted with a KMS key that S3 cannot use: ${reason}`,
        ],
      );
      assert.match(wrong?.hint ?? "", new RegExp(`--bucket acme-media.*--key-id ${KEY}`));
    }
    const wrong = seen("", {}, { upload: "other: HTTP 400 XKMS.Exception", keyAction: "" });
    assert.equal(wrong?.code, "link-unexpected-answer");
  });

  it("is a refusal of the bucket, where AWS names no action of KMS", () => {
    const because = "because no identity-based policy allows the s3:PutObject action";
    assert.equal(seen(because, {}, { keyAction: "", keyArn: "" })?.code, "link-upload-refused");
  });
});
