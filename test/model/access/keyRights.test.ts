import assert from "node:assert/strict";
import { lackingOnKey } from "../../../model/access/keyRights";
import { OPERATIONS } from "../../../model/access/s3Permissions";

const ROLE = "arn:aws:iam::444455556666:role/aspera-acme";
const BOTH = ["kms:GenerateDataKey", "kms:Decrypt"];
const lacking = (statement: object, access = OPERATIONS) =>
  lackingOnKey(
    JSON.stringify({ Statement: { Effect: "Allow", Principal: { AWS: ROLE }, ...statement } }),
    ROLE,
    access,
  );

describe("access: what a role lacks on a key", () => {
  it("is what its operations need", () => {
    const nobody = { Principal: { AWS: "x" }, Action: "kms:*" };
    assert.deepEqual(lacking(nobody), BOTH);
    assert.deepEqual(lacking(nobody, ["upload"]), BOTH);
    assert.deepEqual(lacking(nobody, ["download", "browse"]), ["kms:Decrypt"]);
    assert.deepEqual(lacking(nobody, ["browse", "delete"]), []);
  });

  it("is nothing that a statement gives the role, or everybody, in whatever words", () => {
    for (const Action of [
      "kms:*",
      "*",
      "KMS:*",
      ["kms:Decrypt", "kms:GenerateDataKey*"],
      ["kms:?ecrypt", "kms:Gen*"],
    ])
      assert.deepEqual(lacking({ Action }), [], String(Action));
    assert.deepEqual(lacking({ NotAction: "kms:Encrypt" }), []);
    for (const Principal of ["*", { AWS: "*" }, { AWS: ["x", ROLE] }])
      assert.deepEqual(lacking({ Principal, Action: "kms:*" }), []);
  });

  it("is what is not given, or given to another", () => {
    assert.deepEqual(lacking({ Action: "kms:Decrypt" }), ["kms:GenerateDataKey"]);
    assert.deepEqual(lacking({ NotAction: "kms:D*" }), ["kms:Decrypt"]);
    assert.deepEqual(lacking({ Action: "kms:GenerateDataKeyPair" }), BOTH);
    assert.deepEqual(lacking({ Action: "kms.*" }), BOTH);
    assert.deepEqual(lacking({ Effect: "Deny", Action: "kms:*" }), BOTH);
    assert.deepEqual(
      lacking({ Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: "kms:*" }),
      BOTH,
    );
    const account = JSON.stringify({
      Statement: { Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: "kms:*" },
    });
    assert.deepEqual(lackingOnKey(account, ROLE, OPERATIONS, true), [], "with rights of the role's own");
    assert.deepEqual(lackingOnKey("no JSON", ROLE, OPERATIONS), BOTH);
  });
});
