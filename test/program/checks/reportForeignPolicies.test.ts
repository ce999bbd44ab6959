import assert from "node:assert/strict";
import { foreignPolicies, reportForeignServerPolicies } from "../../../program/checks/reportAccessDrift";
import { failing, type Lookup } from "../../mocks/resources";
import { warned } from "../../mocks/warnings";

const INLINE = "aws:iam/getRolePolicies:getRolePolicies";
const ATTACHED = "aws:iam/getRolePolicyAttachments:getRolePolicyAttachments";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

const reported = (lookups: Record<string, Lookup>) =>
  warned(lookups, (provider) => reportForeignServerPolicies("aspera-server", provider));

const carrying = (policyNames: string[], ...attached: string[]) =>
  reported({
    [INLINE]: ({ roleName }, by) => {
      assert.equal(roleName, "aspera-server");
      assert.match(by, /providers:aws::account::/);
      return { policyNames };
    },
    [ATTACHED]: ({ roleName }, by) => {
      assert.equal(roleName, "aspera-server");
      assert.match(by, /providers:aws::account::/);
      return { attachedPolicies: attached.map((policyArn) => ({ policyArn, policyName: "x" })) };
    },
  });

describe("checks: policies on the server role that no stack made", () => {
  it("are named, inline and attached, with their code at the end; each customer's own is not", async () => {
    assert.deepEqual(await carrying(["aspera-acme-prod", "not-aspera-at-all"], ADMINISTRATOR), [
      "server role aspera-server carries policies that no stack made: " +
        `${ADMINISTRATOR}, not-aspera-at-all\n` +
        "hint: check what they allow: every customer's transfers on this server can do it too; no stack removes them " +
        "[access-foreign-server-policies]",
    ]);
    assert.equal((await carrying(["by-hand"])).length, 1, "an inline one alone");
    assert.equal((await carrying(["aspera-acme-prod"], ADMINISTRATOR)).length, 1, "an attached one alone");
    assert.equal((await carrying(["aspera"])).length, 1, "a name that only begins alike");
  });

  it("are not spoken of where there are none", async () => {
    assert.deepEqual(await carrying(["aspera-acme-prod", "aspera-globex-prod"]), []);
    assert.deepEqual(await carrying([]), []);
  });

  it("are none where a list is absent: the plugin leaves empty lists out", async () => {
    assert.deepEqual(await reported({ [INLINE]: () => ({}), [ATTACHED]: () => ({}) }), []);
    const inline = { [INLINE]: () => ({ policyNames: ["by-hand"] }), [ATTACHED]: () => ({}) };
    assert.match((await reported(inline))[0] ?? "", /: by-hand\n/);
    assert.deepEqual(foreignPolicies(undefined, undefined), []);
    assert.deepEqual(foreignPolicies(["b", "aspera-x"], ["a"]), ["a", "b"]);
  });

  it("are not spoken of while there is no role", async () => {
    for (const words of ["reading IAM Role Policies: couldn't find resource", "NoSuchEntity"])
      for (const token of [INLINE, ATTACHED])
        assert.deepEqual(await reported({ [token]: failing(words) }), [], words);
  });

  it("are said to be out of sight where the role cannot be asked: then nothing is known of them", async () => {
    const words = "invoking x: 1 error occurred:\n\t* reading: api error AccessDenied: not authorized\n\n";
    for (const token of [INLINE, ATTACHED])
      assert.deepEqual(await reported({ [token]: failing(words) }), [
        "the policies of server role aspera-server cannot be listed: reading: api error AccessDenied: not authorized\n" +
          "hint: let the credentials of aspera:serverAccount use iam:ListRolePolicies and iam:ListAttachedRolePolicies " +
          "[access-server-policies-not-visible]",
      ]);
  });
});
