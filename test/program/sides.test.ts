import assert from "node:assert/strict";
import { asperaLinkArgs } from "../../program/arguments/asperaLinkArgs";
import { bucketRoleArgs } from "../../program/arguments/bucketRoleArgs";
import { confirmPlaces } from "../../program/checks/confirmPlaces";
import { notVisibleFromHere } from "../../program/findings/access/notVisibleFromHere";
import { nextSteps } from "../../program/server/nextSteps";
import { bucketOwner } from "../../program/sides/bucketOwner";
import { account, refused } from "../mocks/account";
import { only, recordResources } from "../mocks/resources";
import { known } from "./arguments/known";
import { EXTERNAL_ID, ONE_ACCOUNT, settingsWith } from "./settings/stack";

const SERVER_SIDE = { side: "server", bucketAccount: { id: "444455556666" } };
const BUCKET_SIDE = {
  side: "bucket",
  serverAccount: { id: "111122223333" },
  serverRole: { name: "aspera-server", path: "/servers/" },
  transferUser: undefined,
  server: undefined,
};

describe("program: whose bucket it is (side)", () => {
  it("with side server has nobody to ask and no provider, and says so once", async () => {
    const registered = await recordResources();
    const { unseen, ...rest } = bucketOwner(settingsWith(SERVER_SIDE), account({}));
    assert.deepEqual(rest, {});
    assert.deepEqual(
      unseen.map(({ code, text, unseen }) => [code, text, unseen]),
      [
        [
          notVisibleFromHere.code,
          "with aspera:side: server, bucket acme-media, and role aspera-acme with its trust, in account 444455556666 cannot be seen from here",
          true,
        ],
      ],
    );
    assert.deepEqual(registered, []);
  });

  it("with side both has a provider and an account of its own; with one account it is the server's", async () => {
    const registered = await recordResources();
    const server = account({});
    const both = bucketOwner(settingsWith(), server);
    assert.deepEqual([both.owner?.key, both.owner?.settings.id], ["bucketAccount", "444455556666"]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(only(registered, "pulumi:providers:aws").name, "bucket-account-444455556666");
    assert.deepEqual(bucketOwner(settingsWith(ONE_ACCOUNT), server), { owner: server, unseen: [] });
  });
});

describe("program: what is asked before the run (side)", () => {
  const free = {
    GetRole: () => {
      throw refused("NoSuchEntityException", 404);
    },
    GetInstanceProfile: () => {
      throw refused("NoSuchEntityException", 404);
    },
  };

  it("with side server: the server account alone", async () => {
    assert.deepEqual(await confirmPlaces(settingsWith(SERVER_SIDE), { server: account(free) }), []);
  });

  it("with side bucket: the bucket account alone, for the role's name and the bucket", async () => {
    const asked: string[] = [];
    const owner = account(
      {
        GetRole: ({ RoleName }) => {
          asked.push(`role ${RoleName}`);
          throw refused("NoSuchEntityException", 404);
        },
        HeadBucket: ({ Bucket }) => {
          asked.push(`bucket ${Bucket}`);
          return { BucketRegion: "us-east-1" };
        },
      },
      "bucketAccount",
    );
    assert.deepEqual(await confirmPlaces(settingsWith(BUCKET_SIDE), { owner }), []);
    assert.deepEqual(asked.sort(), ["bucket acme-media", "role aspera-acme"]);
  });
});

describe("program: what the settings of one side say of the components (side)", () => {
  it("side server: a role that is only named", () => {
    const settings = settingsWith(SERVER_SIDE);
    const args = asperaLinkArgs(settings, settings.customer ?? assert.fail());
    const { bucketRole, bucketAccountId } = args;
    assert.deepEqual([bucketRole, bucketAccountId], [{ roleName: "aspera-acme", path: "/" }, "444455556666"]);
  });

  it("side bucket: the role, its rights, and a server role whose ARN is computed", async () => {
    const told = async (changes: object) => {
      const settings = settingsWith(
        { ...BUCKET_SIDE, ...changes },
        { secretKeys: new Set(["aspera:externalId", "aspera:previousExternalIds"]) },
      );
      const { values, secrets } = await known(bucketRoleArgs(settings, settings.bucketSide ?? assert.fail()));
      assert.deepEqual(secrets, ["externalId", "former.externalIds"]);
      return values as Record<string, object>;
    };
    assert.deepEqual(await told({}), {
      partition: "aws",
      bucket: "acme-media",
      prefix: "incoming/",
      access: ["upload", "download", "browse", "delete"],
      vendorRights: false,
      fullAccess: false,
      bucketAccountId: "444455556666",
      roleName: "aspera-acme",
      path: "/",
      permissionsBoundary: undefined,
      maxSessionDuration: 3600,
      serverRole: { arn: "arn:aws:iam::111122223333:role/servers/aspera-server", uniqueId: "aspera-server" },
      externalId: EXTERNAL_ID,
      former: { externalIds: [], serverRoles: [], places: [] },
    });
    const { serverRole, former, sessionNames } = await told({
      serverRole: { name: "aspera-server", uniqueId: "AROAEXAMPLE123456789" },
      previousExternalIds: "the-one-before",
      sessionName: { name: "acme", required: true },
    });
    assert.deepEqual(
      [serverRole, former, sessionNames],
      [
        { arn: "arn:aws:iam::111122223333:role/aspera-server", uniqueId: "AROAEXAMPLE123456789" },
        { externalIds: ["the-one-before"], serverRoles: [], places: [] },
        ["acme"],
      ],
    );
  });
});

describe("program: what to do while the other side is waited for (side)", () => {
  it("sends them what they need, and nobody to fix a link that is not broken", () => {
    const steps = nextSteps({
      attachment: "attached",
      instanceProfile: "aspera-server",
      region: "us-east-1",
      transferUser: "acme",
      fixLink: "send the owner ...",
      awaited: {
        account: "444455556666",
        stack: "acme-prod",
      },
    });
    assert.deepEqual(steps, [
      "send the owner of account 444455556666 their invitation: npm run customer -- invite acme-prod writes it, " +
        "npm run customer -- accept FILE takes it",
      "or, where they have no Pulumi, send a kit: npm run kit -- --stack acme-prod --out acme-prod-kit",
      "`pulumi up` again once they have made it: it proves the link and switches the docroot; nothing is switched before",
    ]);
  });
});
