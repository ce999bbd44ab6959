import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { confirmRoles } from "../../../program/checks/confirmRoles";
import type { HeldResource } from "../../../program/checks/stackState";
import { account, refused, refusing } from "../../mocks/account";
import { ONE_ACCOUNT, settingsWith } from "../settings/stack";

const ACCOUNTS = { serverAccount: "111122223333", bucketAccount: "444455556666" } as const;
const ROLE = "aws:iam/role:Role";

/** An account with these roles and profiles; `path` is the roles'. */
function iam(
  key: keyof typeof ACCOUNTS,
  there: { roles?: string[]; profiles?: string[]; inline?: string[]; attached?: string[]; id?: string },
) {
  const { roles = [], profiles = [], inline = ["aspera-s3"], attached = [], id = ACCOUNTS[key] } = there;
  const has = (names: string[], name: unknown) => {
    if (!names.includes(String(name))) throw refused("NoSuchEntityException", 404);
  };
  return account(
    {
      GetRole: ({ RoleName }) => {
        has(roles, RoleName);
        return { Role: { RoleName, Arn: `arn:aws:iam::${id}:role/${RoleName}` } };
      },
      GetInstanceProfile: ({ InstanceProfileName }) => {
        has(profiles, InstanceProfileName);
        return {};
      },
      ListRolePolicies: () => ({ PolicyNames: inline }),
      ListAttachedRolePolicies: () => ({ AttachedPolicies: attached.map((PolicyArn) => ({ PolicyArn })) }),
    },
    key,
  );
}

const server = (there: Parameters<typeof iam>[1] = {}) => iam("serverAccount", there);
const owner = (there: Parameters<typeof iam>[1] = {}) => iam("bucketAccount", there);
const holding =
  (...resources: HeldResource[]) =>
  async () =>
    resources;
const heldRole = (name: string, id: string) => ({
  type: ROLE,
  outputs: { name, arn: `arn:aws:iam::${id}:role/${name}` },
});
const OURS = heldRole("aspera-acme", ACCOUNTS.bucketAccount);

describe("checks: names that this stack is to make", () => {
  it("are free: nothing is asked of the state", async () => {
    const held = () => assert.fail("asked");
    assert.deepEqual(await confirmRoles(settingsWith(), { server: server(), owner: owner(), held }), []);
  });

  it("are refused where somebody else has them, before anything is made, with both ways on", async () => {
    const at = { server: server(), owner: owner({ roles: ["aspera-acme"] }), held: holding() };
    await assert.rejects(confirmRoles(settingsWith(), at), (error: Error) => {
      assert.ok(pulumi.RunError.isInstance(error), "shown without a stack trace");
      assert.equal(
        error.message,
        "expected the names of this stack's roles to be free, got: exists already, and this stack did not make it: " +
          "role aspera-acme\nhint: choose another name in the settings, or import what exists:\n" +
          "npm run preflight -- --stack acme-prod --import existing.json\n" +
          "pulumi import --stack acme-prod --file existing.json --protect=false --generate-code=false " +
          "[preflight-name-taken]",
      );
      return true;
    });
  });

  it("may be a role's or a profile's, or both, on the server's side", async () => {
    for (const [there, words] of [
      [{ roles: ["aspera-server"] }, "role aspera-server"],
      [{ profiles: ["aspera-server"] }, "instance profile aspera-server"],
      [
        { roles: ["aspera-server"], profiles: ["aspera-server"] },
        "role aspera-server, instance profile aspera-server",
      ],
    ] as const) {
      const at = { server: server(there as never), owner: owner(), held: holding() };
      await assert.rejects(confirmRoles(settingsWith(), at), (error: Error) => {
        assert.ok(
          error.message.includes(`did not make it: ${words}\nhint: leave \`create: true\` out of`),
          error.message,
        );
        return true;
      });
    }
  });

  it("are this stack's own when its state holds them: a later up, a retry, an import", async () => {
    const at = {
      server: server({ roles: ["aspera-server"], profiles: ["aspera-server"] }),
      owner: owner({ roles: ["aspera-acme"] }),
      held: holding(OURS, heldRole("aspera-server", ACCOUNTS.serverAccount), {
        type: "aws:iam/instanceProfile:InstanceProfile",
        outputs: { name: "aspera-server" },
      }),
    };
    assert.deepEqual(await confirmRoles(settingsWith(), at), []);
  });

  it("are not this stack's own because another account has one of that name in the state", async () => {
    const at = {
      server: server(),
      owner: owner({ roles: ["aspera-acme"] }),
      held: holding(heldRole("aspera-acme", ACCOUNTS.serverAccount)),
    };
    await assert.rejects(confirmRoles(settingsWith(), at), /\[preflight-name-taken\]$/);
  });

  it("do not move to another path: IAM has one role of a name, whatever its path", async () => {
    const at = { server: server(), owner: owner({ roles: ["aspera-acme"] }), held: holding(OURS) };
    const moved = settingsWith({ bucketRole: { name: "aspera-acme", path: "/partners/" } });
    await assert.rejects(confirmRoles(moved, at), {
      message:
        "expected role aspera-acme below /partners/, got: role aspera-acme has path /, the settings say /partners/, and IAM " +
        "moves no role\nhint: put the path of aspera:bucketRole back, or choose another `name` together with the new path " +
        "[access-role-path-changed]",
    });
    const both = settingsWith({ bucketRole: { name: "aspera-other", path: "/partners/" } });
    assert.deepEqual(await confirmRoles(both, at), []);
    const role = { roles: ["aspera-server"] };
    const servers = {
      ...at,
      server: server(role),
      held: holding(heldRole("aspera-server", "111122223333"), OURS),
    };
    const other = settingsWith({ serverRole: { name: "aspera-server", create: true, path: "/servers/" } });
    await assert.rejects(
      confirmRoles(other, servers),
      /path of aspera:serverRole back.*\[access-role-path-changed\]$/,
    );
  });

  it("are not looked for where this stack makes no role: one made elsewhere, or none in one account", async () => {
    const there = { roles: ["aspera-server", "aspera-acme"] };
    const at = { server: server(there), owner: owner(), held: holding() };
    const elsewhere = { serverRole: { name: "aspera-server" } };
    assert.deepEqual(await confirmRoles(settingsWith(elsewhere), at), []);
    assert.deepEqual(await confirmRoles(settingsWith({ ...elsewhere, ...ONE_ACCOUNT }), at), []);
  });

  it("are left to IAM where nobody can say whose they are, and to other checks where they cannot be seen", async () => {
    const taken = owner({ roles: ["aspera-acme"] });
    assert.deepEqual(
      await confirmRoles(settingsWith(), { server: server(), owner: taken, held: async () => undefined }),
      [],
    );
    const no = refusing("AccessDenied", 403);
    const denied = account({ GetRole: no, GetInstanceProfile: no });
    const held = holding();
    assert.deepEqual(await confirmRoles(settingsWith(), { server: denied, owner: denied, held }), []);
    const another = owner({ roles: ["aspera-acme"], id: "777788889999" });
    assert.deepEqual(await confirmRoles(settingsWith(), { server: server(), owner: another, held }), []);
  });

  describe("of an imported bucket role", () => {
    const there = {
      roles: ["aspera-acme"],
      inline: ["aspera-s3", "backup"],
      attached: ["arn:aws:iam::aws:policy/X"],
    };
    const at = { server: server(), owner: owner(there), held: holding(OURS) };

    it("whose other policies an up would take off: refused, with their names and the word that consents", async () => {
      await assert.rejects(confirmRoles(settingsWith(), at), (error: Error) => {
        assert.equal(
          error.message,
          "expected a bucket role with this link's rights alone, got: role aspera-acme carries policies that `pulumi up` " +
            "takes off once the role is this stack's: backup, arn:aws:iam::aws:policy/X\nhint: make sure that nobody else " +
            "needs them, or choose another name in aspera:bucketRole; one word consents:\n" +
            "pulumi config set --path aspera:bucketRole.adopt true --stack acme-prod [preflight-other-policies]",
        );
        return true;
      });
    });

    it("that consents: named, and not refused", async () => {
      const consenting = settingsWith({ bucketRole: { name: "aspera-acme", adopt: true } });
      const [one, ...more] = await confirmRoles(consenting, at);
      assert.deepEqual([one?.code, more], ["access-policies-taken-off", []]);
      assert.match(
        one?.text ?? "",
        /takes these policies off role aspera-acme: backup, arn:aws:iam::aws:policy\/X$/,
      );
    });

    it("without other policies, or whose list is in the state: what is added later is drift", async () => {
      const bare = owner({ roles: ["aspera-acme"] });
      assert.deepEqual(await confirmRoles(settingsWith(), { ...at, owner: bare }), []);
      const list = {
        type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
        outputs: { roleName: "aspera-acme" },
      };
      assert.deepEqual(await confirmRoles(settingsWith(), { ...at, held: holding(OURS, list) }), []);
    });

    it("is not kept from being planned by its name, which the import file needs", async () => {
      process.env.ASPERA_IMPORT = "plan";
      try {
        const consenting = settingsWith({ bucketRole: { name: "aspera-acme", adopt: true } });
        const found = await confirmRoles(consenting, { ...at, held: holding() });
        assert.deepEqual(
          found.map(({ code }) => code),
          ["access-policies-taken-off"],
        );
      } finally {
        delete process.env.ASPERA_IMPORT;
      }
    });
  });
});
