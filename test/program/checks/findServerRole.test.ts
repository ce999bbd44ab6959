import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { findServerRole } from "../../../program/checks/findServerRole";
import { failing, type Lookup, recordResources } from "../../mocks/resources";

const ARN = "arn:aws:iam::111122223333:role/servers/aspera-server";

/** Looks the role up where the server account answers so. */
async function looked(answer: Lookup) {
  const registered = await recordResources({}, { "aws:iam/getRole:getRole": answer });
  const role = await findServerRole("aspera-server", new Provider("server-account", { region: "us-east-1" }));
  assert.deepEqual(
    registered.filter(({ type }) => type.startsWith("aws:")),
    [],
    "nothing is made",
  );
  return role;
}

describe("checks: the server role of another stack", () => {
  it("is looked up in the server account by its name; what customers need of it comes back, and no more", async () => {
    const role = await looked(({ name }, by) => {
      assert.match(by, /providers:aws::server-account::/);
      return { name, arn: ARN, uniqueId: "AROAEXAMPLE", assumeRolePolicy: "{}", path: "/servers/" };
    });
    assert.deepEqual(role, { name: "aspera-server", arn: ARN, uniqueId: "AROAEXAMPLE" });
  });

  it("is refused when there is none, with the next step", async () => {
    const missing = looked(failing("reading IAM Role (aspera-server): NoSuchEntity: cannot be found"));
    await assert.rejects(missing, (error: Error) => {
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

  it("is called missing only when AWS says so", async () => {
    await assert.rejects(
      looked(failing("AccessDenied: not authorized to perform iam:GetRole")),
      /AccessDenied/,
    );
  });
});
