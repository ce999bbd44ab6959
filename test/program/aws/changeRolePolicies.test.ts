import assert from "node:assert/strict";
import { putInline, removeInline } from "../../../program/aws/changeRolePolicies";
import { account, refusing } from "../../mocks/account";

describe("aws: changing a role's inline policies", () => {
  it("takes off exactly the one that is named; one that is gone is fine", async () => {
    const asked: object[] = [];
    const removing = account({
      DeleteRolePolicy: (input) => {
        asked.push(input);
        return {};
      },
    });
    await removeInline(removing, "aspera-server", "aspera-acme-prod");
    assert.deepEqual(asked, [{ RoleName: "aspera-server", PolicyName: "aspera-acme-prod" }]);
    await removeInline(account({ DeleteRolePolicy: refusing("NoSuchEntityException", 404) }), "a", "b");
    const denied = account({ DeleteRolePolicy: refusing("AccessDenied", 403) });
    await assert.rejects(removeInline(denied, "a", "b"), /AccessDenied/);
  });

  it("puts one on, and says when there is no such role", async () => {
    const asked: object[] = [];
    const putting = account({
      PutRolePolicy: (input) => {
        asked.push(input);
        return {};
      },
    });
    assert.equal(await putInline(putting, "aspera-acme", { name: "Deny", document: { Version: "v" } }), true);
    assert.deepEqual(asked, [
      { RoleName: "aspera-acme", PolicyName: "Deny", PolicyDocument: '{"Version":"v"}' },
    ]);
    const gone = account({ PutRolePolicy: refusing("NoSuchEntityException", 404) });
    assert.equal(await putInline(gone, "aspera-acme", { name: "Deny", document: {} }), false);
    const denied = account({ PutRolePolicy: refusing("AccessDenied", 403) });
    await assert.rejects(putInline(denied, "aspera-acme", { name: "Deny", document: {} }), /AccessDenied/);
  });
});
