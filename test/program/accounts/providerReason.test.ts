import assert from "node:assert/strict";
import { providerReason, saysMissing } from "../../../program/accounts/providerReason";

describe("accounts: what the aws provider says went wrong", () => {
  it("is the item of its list, in one line", () => {
    const words =
      "invoking aws:iam/getRole:getRole: 1 error occurred:\n\t* reading: api error AccessDenied: no\n\n";
    assert.equal(providerReason(new Error(words)), "reading: api error AccessDenied: no");
  });

  it("is the first line where there is no list, and never nothing", () => {
    assert.equal(providerReason(new Error("no such host\nat x")), "no such host");
    assert.equal(providerReason("a word"), "a word");
    assert.equal(providerReason(new Error("")), "no reason");
  });

  it("is that there is no such thing only where it says so", () => {
    for (const words of [
      "NoSuchEntity: The role with name x cannot be found.",
      "NoSuchBucket",
      "couldn't find resource",
      "StatusCode: 404, RequestID: x",
      "reading S3 Bucket (x): empty result",
      "InvalidInstanceID.NotFound",
    ])
      assert.equal(saysMissing(new Error(words)), true, words);
    for (const words of ["AccessDenied", "StatusCode: 403", "ExpiredToken", ""])
      assert.equal(saysMissing(new Error(words)), false, words);
    assert.equal(saysMissing("not found"), true);
  });
});
