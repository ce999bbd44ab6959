import assert from "node:assert/strict";
import { assumeRight } from "../../../model/access/assumeRight";
import { messageOf } from "../../../model/findings/finding";
import { foreignPolicies } from "../../../program/checks/foreignPolicies";
import { type Answers, account, refusing } from "../../mocks/account";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const OURS = JSON.stringify(assumeRight("arn:aws:iam::444455556666:role/aspera-acme"));
const EVERYTHING = JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });

/** A server role with these inline policies, by name, and these attached ones. */
const carrying = (inline: Record<string, string>, ...attached: string[]): Answers => ({
  ListRolePolicies: ({ RoleName }) => {
    assert.equal(RoleName, "aspera-server");
    return { PolicyNames: Object.keys(inline) };
  },
  GetRolePolicy: ({ PolicyName }) => ({
    PolicyDocument: encodeURIComponent(inline[String(PolicyName)] ?? ""),
  }),
  ListAttachedRolePolicies: ({ RoleName }) => {
    assert.equal(RoleName, "aspera-server");
    return { AttachedPolicies: attached.map((PolicyArn) => ({ PolicyArn })) };
  },
});
const said = async (answers: Answers) =>
  (await foreignPolicies("aspera-server", account(answers))).map(messageOf);

describe("checks: policies on the server role that no stack made", () => {
  it("are named, inline and attached, with their code at the end; each customer's own is not", async () => {
    assert.deepEqual(
      await said(carrying({ "aspera-acme-prod": OURS, "not-aspera-at-all": OURS }, ADMINISTRATOR)),
      [
        "server role aspera-server carries policies that no stack made: " +
          `${ADMINISTRATOR}, not-aspera-at-all\n` +
          "hint: check what they allow: every customer's transfers on this server can do it too; no stack removes them " +
          "[access-foreign-server-policies]",
      ],
    );
    assert.equal((await said(carrying({ "by-hand": OURS }))).length, 1, "an inline one alone");
    assert.equal(
      (await said(carrying({ "aspera-acme-prod": OURS }, ADMINISTRATOR))).length,
      1,
      "attached alone",
    );
    assert.equal((await said(carrying({ aspera: OURS }))).length, 1, "a name that only begins alike");
  });

  it("are told from a stack's by what they say, not by a name that anybody can give", async () => {
    const [message = "", ...more] = await said(
      carrying({ "aspera-acme-prod": OURS, "aspera-x": EVERYTHING }),
    );
    assert.match(message, /no stack made: aspera-x \(which says more than a stack's policy\)\n/);
    assert.deepEqual(more, []);
  });

  it("are looked at on every page, and however many there are", async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`aspera-${at}`, OURS]));
    const all: Answers = {
      ...carrying(many),
      ListRolePolicies: ({ Marker }) =>
        Marker === undefined
          ? { PolicyNames: Object.keys(many), IsTruncated: true, Marker: "2" }
          : { PolicyNames: ["by-hand"], IsTruncated: false },
    };
    assert.match((await said(all))[0] ?? "", /no stack made: by-hand\n/);
  });

  it("are not spoken of where there are none, be the lists empty or absent", async () => {
    assert.deepEqual(await said(carrying({ "aspera-acme-prod": OURS, "aspera-globex-prod": OURS })), []);
    assert.deepEqual(await said(carrying({})), []);
    assert.deepEqual(await said({ ListRolePolicies: () => ({}), ListAttachedRolePolicies: () => ({}) }), []);
  });

  it("are not spoken of while there is no role", async () => {
    const none = refusing("NoSuchEntityException", 404);
    assert.deepEqual(await said({ ListRolePolicies: none, ListAttachedRolePolicies: none }), []);
  });

  it("are said to be out of sight where the role may not be asked; what was seen is told all the same", async () => {
    const denied = refusing("AccessDenied", 403);
    const message =
      "the policies of server role aspera-server cannot all be read: AccessDenied: no\n" +
      "hint: let the credentials of aspera:serverAccount use iam:ListRolePolicies, iam:GetRolePolicy and " +
      "iam:ListAttachedRolePolicies [access-server-policies-not-visible]";
    const there = carrying({ "aspera-acme-prod": OURS }, ADMINISTRATOR);
    for (const operation of ["ListRolePolicies", "GetRolePolicy"]) {
      const [seen = "", unseen, ...more] = await said({ ...there, [operation]: denied });
      assert.match(seen, /AdministratorAccess\n.*\[access-foreign-server-policies\]$/);
      assert.equal(unseen, message);
      assert.deepEqual(more, []);
    }
    assert.deepEqual(await said({ ...carrying({}), ListAttachedRolePolicies: denied }), [message]);
  });
});
