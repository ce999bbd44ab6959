import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { prepareNew } from "../../../../commands/customer/new/prepare";
import { type AccountsSeen, seeAccounts } from "../../../../commands/customer/new/seeAccounts";
import { made } from "../../../../commands/customer/new/words";
import { found } from "../../../../model/findings/finding";
import { invitationOf } from "../../../../model/invitation/invitationOf";
import { serverRoleMissing } from "../../../../program/findings/access/serverRoleMissing";
import { account, refusing } from "../../../mocks/account";
import { KIT } from "../../../model/kit/facts";
import { ED25519 } from "../../../model/ssh/hostKeys";
import { CUSTOMER, configuration, EXTERNAL_ID, settingsWith } from "../../../program/settings/stack";
import { type Answer, FakeEngine } from "../engine";
import { ProjectFolder } from "../folder";

const OPTIONS = {
  account: "444455556666",
  bucket: "acme-media",
  prefix: "incoming/",
  role: "aspera-acme",
  "transfer-user": "acme",
  "server-account": "111122223333",
  region: "us-east-1",
  profile: "operator",
  "server-role": "aspera-server",
  host: "aspera.example.com",
  "host-key": ED25519,
};
const ROLE = { name: "aspera-server", ...KIT.serverRole };
const MISSING = found(serverRoleMissing, { roleName: "aspera-server" });
const plain = (changes: Record<string, unknown> = {}): Answer =>
  Object.fromEntries(
    Object.entries(configuration({ ...CUSTOMER, ...changes, externalId: undefined })).map(([key, value]) => [
      key,
      { value, secret: false },
    ]),
  );
const GLOBEX = plain({ transferUser: "globex", bucketRole: { name: "aspera-globex" } });

describe("customer new: all that could refuse is looked at first (invitation)", () => {
  let engine: FakeEngine;
  let folder: ProjectFolder;
  beforeEach(() => {
    folder = new ProjectFolder();
  });
  afterEach(() => {
    engine.stop();
    folder.leave();
  });

  const prepare = (
    options: Record<string, string> = {},
    {
      names = ["globex-prod"],
      config = GLOBEX as Answer,
      seen = { faults: [], serverRole: ROLE } as AccountsSeen,
      side = "server",
    } = {},
  ) => {
    engine = new FakeEngine({ "config --json": config });
    return prepareNew(
      { stack: "acme-prod", side, options: { ...OPTIONS, ...options } },
      {
        names,
        externalId: EXTERNAL_ID,
        out: "acme-prod.invitation.json",
        faults: [],
        signal: new AbortController().signal,
      },
      async () => seen,
    );
  };

  it("the invitation is what the kit of these settings is made of", async () => {
    const { invitation, draft, notCompared } = await prepare();
    assert.deepEqual(invitation, invitationOf(KIT, EXTERNAL_ID));
    assert.deepEqual(notCompared, []);
    assert.ok(!JSON.stringify(draft).includes(EXTERNAL_ID), "the settings file gets it from the engine");
    assert.deepEqual(
      engine.calls,
      ["config --json --stack globex-prod"],
      "no other stack's secrets are decrypted",
    );
  });

  it("names the other customers' stacks on the server, and no server's own or another server's", async () => {
    assert.deepEqual((await prepare()).besides, ["globex-prod"]);
    for (const changes of [
      { transferUser: undefined },
      { side: "bucket" },
      { server: { host: "203.0.113.7", hostKey: "another" } },
    ]) {
      engine.stop();
      const own = { transferUser: "globex", bucketRole: { name: "aspera-globex" }, ...changes };
      assert.deepEqual((await prepare({}, { config: plain(own) })).besides, []);
    }
  });

  it("with both sides nobody is invited", async () => {
    writeFileSync("acme-prod.invitation.json", "of another time");
    const { invitation, notYet } = await prepare({ "bucket-profile": "acme" }, { side: "both" });
    assert.deepEqual([invitation, notYet], [undefined, undefined]);
  });

  it("before the server's role is there, the stack can be made and the invitation cannot", async () => {
    const customer = await prepare({}, { seen: { faults: [], unseen: MISSING } });
    assert.deepEqual([customer.invitation, customer.notYet], [undefined, MISSING]);
    const said = made(customer, "acme-prod.invitation.json");
    assert.match(said, /^no invitation yet: there is no role named "aspera-server"/m);
    assert.match(
      said,
      /^ {2}2\. pulumi up .*\n {2}3\. npm run customer -- invite acme-prod\n {2}4\. hand the invitation/m,
    );
  });

  it("a stack that cannot be read is said not to be compared", async () => {
    const customer = await prepare({}, { config: { fails: "bad file" } });
    assert.deepEqual(customer.notCompared, [{ stack: "globex-prod", values: {}, unread: "bad file" }]);
    assert.match(made(customer, ""), /^not compared with stack globex-prod: bad file$/m);
  });

  it("everything that is wrong is told at once, each with its option", async () => {
    writeFileSync("Pulumi.acme-prod.yaml", "");
    writeFileSync("acme-prod.invitation.json", "");
    const wrong = { key: "credentials", expected: "A", got: "B", hint: "C" };
    await assert.rejects(
      prepare(
        { bucket: "Acme" },
        { names: ["acme-prod", "other"], config: plain({ bucketRole: { name: "aspera-acme" } }) },
      ),
      (error: Error) => {
        assert.deepEqual(error.message.match(/^ {2}- .*?(?=: expected)/gm), [
          "  - stack",
          "  - stack",
          "  - --bucket (aspera:bucket.name)",
          "  - --transfer-user (aspera:transferUser)",
          "  - --role (aspera:bucketRole.name)",
          "  - --out",
        ]);
        assert.match(error.message, /^the new stack "acme-prod" has 6 faults; nothing was made\n/);
        return true;
      },
    );
    engine.stop();
    await assert.rejects(
      prepare({}, { seen: { faults: [wrong] } }),
      / - credentials: expected A, got B\n +hint: C/,
    );
  });

  it("what is missing is told by its option, one by one", async () => {
    engine = new FakeEngine({});
    const preparation = {
      names: [],
      externalId: EXTERNAL_ID,
      out: "x",
      faults: [],
      signal: new AbortController().signal,
    };
    await assert.rejects(
      prepareNew({ stack: "acme-prod", side: "server", options: {} }, preparation),
      (error: Error) => {
        assert.deepEqual(error.message.match(/--[a-z-]+(?= \()/g)?.sort(), [
          "--account",
          "--bucket",
          "--host",
          "--region",
          "--server-account",
          "--server-role",
          "--transfer-user",
        ]);
        return true;
      },
    );
  });
});

describe("customer new: what the accounts say (invitation)", () => {
  const GetRole = () => ({ Role: { RoleName: ROLE.name, Arn: ROLE.arn, RoleId: ROLE.uniqueId } });
  const see = (
    server: Parameters<typeof account>[0],
    bucket: Parameters<typeof account>[0] = {},
    changes: Record<string, unknown> = {},
  ) => seeAccounts(settingsWith(changes), (key) => account(key === "serverAccount" ? server : bucket, key));
  const GLOBEX_ASKS = {
    GetCallerIdentity: () => ({ Account: "777788889999", Arn: "arn:aws:iam::777788889999:user/x" }),
  };

  it("the server's role as it is", async () => {
    assert.deepEqual(await see({ GetRole }), { faults: [], serverRole: ROLE, unseen: undefined });
  });

  it("a role that is missing, or may not be seen, refuses nothing", async () => {
    const missing = await see({ GetRole: refusing("NoSuchEntityException", 404) });
    assert.deepEqual([missing.faults, missing.unseen], [[], MISSING]);
    const denied = await see({ GetRole: refusing("AccessDenied", 403) });
    assert.deepEqual([denied.faults, denied.unseen?.code], [[], "access-server-role-not-visible"]);
  });

  it("another account's credentials are refused, on either side; a namesake of the role there is not taken for it", async () => {
    const Role = { ...GetRole().Role, Arn: ROLE.arn.replace("111122223333", "777788889999") };
    const { faults, serverRole } = await see({ GetRole: () => ({ Role }), ...GLOBEX_ASKS }, GLOBEX_ASKS);
    assert.equal(serverRole, undefined);
    assert.deepEqual(
      faults.map(({ key, got }) => [key, /aspera:(\w+)/.exec(got)?.[1]]),
      [
        ["credentials", "serverAccount"],
        ["credentials", "bucketAccount"],
      ],
    );
    const alone = { side: "server", bucketAccount: { id: "444455556666" } };
    assert.equal(
      (await see({ GetRole }, GLOBEX_ASKS, alone)).faults.length,
      0,
      "the other side's are not ours to use",
    );
  });
});
