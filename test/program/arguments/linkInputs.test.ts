import assert from "node:assert/strict";
import { Link } from "../../../components/Link";
import { partitionOfRegion, roleArn } from "../../../model/aws/arn";
import { asperaLinkArgs } from "../../../program/arguments/asperaLinkArgs";
import { bucketRoleArn } from "../../../program/arguments/bucketRoleArn";
import { plainConnection } from "../../../program/arguments/connectionArgs";
import { linkInputs } from "../../../program/arguments/linkInputs";
import { only, recordResources, settled } from "../../mocks/resources";
import { inner, ONE_ACCOUNT, settingsWith } from "../settings/stack";

const KEY = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** JSON without marks of secrets, in which what was left out is not there. */
const plain = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (_name, one) =>
      typeof one === "object" && one !== null && Object.keys(one).length === 2 && "value" in one
        ? one.value
        : one,
    ),
  );

describe("what a proof without the engine is told of a link", () => {
  const china = (key: string, changes = {}) => inner(key, { region: "cn-north-1", ...changes });
  for (const [what, changes] of [
    ["two accounts", {}],
    ["one account", ONE_ACCOUNT],
    ["a key, and IBM's table", inner("bucket", { kmsKeyArn: KEY, access: ["upload"], vendorRights: true })],
    ["everything", inner("bucket", { access: ["full"] })],
    ["sessions of a name that is demanded", { sessionName: { name: "acme", required: true } }],
    ["sessions of a name that is not", { sessionName: { name: "acme" } }],
    ["another partition's own host", { ...china("serverAccount"), ...china("bucketAccount") }],
    ["a docroot of its own host", { docrootHost: "s3.dualstack.us-east-1.amazonaws.com" }],
    ["a node user, and a report", { nodeApi: { user: "xfer2", password: "PASSWORD" }, prove: "report" }],
  ] as const)
    it(`is what the engine is told: ${what}`, async () => {
      const secretKeys = new Set(["aspera:externalId", "aspera:nodeApi"]);
      const settings = settingsWith(changes, { secretKeys });
      const { customer } = settings;
      assert.ok(customer);
      const serverRoleArn = roleArn({
        partition: partitionOfRegion(settings.serverAccount.region),
        account: settings.serverAccount.id,
        ...{ path: "/", name: "aspera-server" },
      });
      const registered = await recordResources();
      const { access = [], ...args } = asperaLinkArgs(settings, customer);
      const arn = bucketRoleArn(customer);
      await settled(new Link("link", { ...args, access, serverRoleArn, bucketRoleArn: arn }));
      const { widerStillAllowed, ...built } = linkInputs(settings, customer, {
        connection: plainConnection(customer),
        serverRoleArn,
      });
      assert.equal(widerStillAllowed, false);
      const told = plain(only(registered, "aspera:index:Link").wire);
      assert.deepEqual(plain(built), told);
    });
});
