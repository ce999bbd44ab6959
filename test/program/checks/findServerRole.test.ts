import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { findServerRole } from "../../../program/checks/findServerRole";
import { account, refusing } from "../../mocks/account";

const ARN = "arn:aws:iam::111122223333:role/servers/aspera-server";
const looked = (GetRole: (input: Record<string, unknown>) => object) =>
  findServerRole("aspera-server", account({ GetRole }));

describe("checks: the server role of another stack", () => {
  it("is looked up by its name; what customers need of it comes back, and no more", async () => {
    const role = await looked((input) => {
      assert.deepEqual(input, { RoleName: "aspera-server" });
      const Role = { RoleName: "aspera-server", Arn: ARN, RoleId: "AROAEXAMPLE", Path: "/servers/" };
      return { Role: { ...Role, AssumeRolePolicyDocument: "%7B%7D" } };
    });
    assert.deepEqual(role, { name: "aspera-server", arn: ARN, uniqueId: "AROAEXAMPLE" });
  });

  it("is refused when there is none, with the next step", async () => {
    await assert.rejects(looked(refusing("NoSuchEntityException", 404)), (error: Error) => {
      assert.ok(pulumi.RunError.isInstance(error), "shown without a stack trace");
      assert.equal(
        error.message,
        'expected the role of aspera:serverRole, got: there is no role named "aspera-server" in the server account\n' +
          "hint: correct `name` in aspera:serverRole, or bring up the stack that makes it first: one stack of each " +
          "server has `create: true` [access-server-role-missing]",
      );
      return true;
    });
  });

  it("is not called missing where the credentials are another account's", async () => {
    const other = account({
      GetRole: refusing("NoSuchEntityException", 404),
      GetCallerIdentity: () => ({ Account: "444455556666", Arn: "arn:aws:iam::444455556666:user/x" }),
    });
    await assert.rejects(findServerRole("aspera-server", other), /\[access-wrong-account\]$/);
  });

  it("ends the run with a sentence where it may not be read: the trust is made of its id", async () => {
    await assert.rejects(looked(refusing("AccessDenied", 403)), (error: Error) => {
      assert.ok(pulumi.RunError.isInstance(error), "shown without a stack trace");
      assert.match(
        error.message,
        /cannot be looked up: AccessDenied: no\n.*\[access-server-role-not-visible\]$/,
      );
      return true;
    });
  });
});
