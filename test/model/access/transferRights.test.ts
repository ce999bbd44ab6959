import assert from "node:assert/strict";
import { OPERATIONS, type Operation } from "../../../model/access/s3Permissions";
import { transferRights } from "../../../model/access/transferRights";

describe("access: what aspera.conf must allow", () => {
  for (const [access, rights] of [
    [["upload"], ["write"]],
    [["download"], ["read"]],
    [["browse"], ["dir"]],
    [["delete"], ["write"]],
    [
      ["browse", "delete", "upload"],
      ["write", "dir"],
    ],
    [OPERATIONS, ["read", "write", "dir"]],
    [[], []],
  ] as [Operation[], string[]][]) {
    it(`${access.join(", ") || "nothing"}: ${rights.join(", ") || "nothing"}`, () =>
      assert.deepEqual(transferRights(access), rights));
  }
  it("is everything for full access, whatever the list says", () =>
    assert.deepEqual(transferRights([], true), ["read", "write", "dir"]));
});
