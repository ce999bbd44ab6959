import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { ServerRole } from "../../../components/ServerRole";
import { ec2Trust } from "../../../model/access/trustPolicy";
import { SERVER_ROLE, serverRoleArn, serverRoleOf } from "../../../program/server/serverRoleOf";
import type { Settings } from "../../../program/settings";
import { type Answers, account, refusing } from "../../mocks/account";
import { only, type Registered, recordResources, settled } from "../../mocks/resources";
import { inner, settingsWith } from "../settings/stack";

const ARN = "arn:aws:iam::111122223333:role/aspera-server";

describe("server: its role", () => {
  let registered: Registered[];
  /** Where no answer is given, the account must not be asked. */
  const made = async (settings: Settings, answers: Answers = {}) => {
    registered = await recordResources();
    const provider = new Provider("server-account", { region: "us-east-1" });
    const role = await serverRoleOf(settings, provider, account(answers));
    if (role instanceof ServerRole) await settled(role);
    return role;
  };
  const inAws = () => registered.filter(({ type }) => type.startsWith("aws:"));

  it("is made where the settings say so, in the server account, with their own bounds", async () => {
    const permissionsBoundary = "arn:aws:iam::111122223333:policy/boundary";
    const trustWindow = { notAfter: "2033-02-18T13:00:00Z" };
    await made(settingsWith(inner("serverRole", { permissionsBoundary, trustWindow, path: "/team/" })));
    const { inputs } = only(registered, "aws:iam/role:Role");
    assert.deepEqual(inputs, {
      name: "aspera-server",
      path: "/team/",
      description: "Carried by an IBM Aspera server; each customer's stack adds one inline policy.",
      permissionsBoundary,
      assumeRolePolicy: ec2Trust("aws", trustWindow),
      forceDetachPolicies: true,
    });
    assert.deepEqual(only(registered, "aws:iam/instanceProfile:InstanceProfile").inputs, {
      name: "aspera-server",
      path: "/team/",
      role: "aspera-server",
    });
    for (const { provider } of inAws()) assert.match(provider, /providers:aws::server-account::/);
    assert.equal(only(registered, "aspera:components:ServerRole").name, SERVER_ROLE);
  });

  it("trusts EC2 by its name in the region's partition", async () => {
    const region = { region: "cn-north-1" };
    await made(settingsWith({ ...inner("serverAccount", region), ...inner("bucketAccount", region) }));
    assert.deepEqual(only(registered, "aws:iam/role:Role").inputs.assumeRolePolicy, ec2Trust("aws-cn"));
  });

  for (const [stack, protect] of [
    ["acme-prod", true],
    ["dev", false],
    ["dev-globex", false],
    ["developers", true],
  ] as const) {
    it(`goes after its successor, and ${protect ? "not at all" : "freely"} in stack ${stack}`, async () => {
      await made({ ...settingsWith(), stack });
      assert.deepEqual(
        inAws().map((one) => [one.name, one.protect, one.deleteBeforeReplace]),
        [
          ["server-role", protect, false],
          ["server-profile", protect, false],
        ],
      );
    });
  }

  const another = settingsWith({ serverRole: { name: "aspera-server" } });

  it("is looked up where another stack makes it, and not made; its profile has its name", async () => {
    const GetRole = ({ RoleName }: Record<string, unknown>) => ({
      Role: { RoleName, Arn: ARN, RoleId: "AROAEXAMPLE" },
    });
    const role = await made(another, { GetRole });
    const { name } = another.serverRole;
    assert.deepEqual(role, { name, arn: ARN, uniqueId: "AROAEXAMPLE", instanceProfile: name });
    assert.deepEqual(inAws(), []);
  });

  it("is missed where there is none", async () => {
    await assert.rejects(
      made(another, { GetRole: refusing("NoSuchEntityException", 404) }),
      /\[access-server-role-missing\]$/,
    );
  });

  it("has an ARN in plain text, looked up or known before it is made", async () => {
    const made = settingsWith(inner("serverRole", { path: "/team/" }));
    const output = { name: "x", arn: pulumi.output(ARN), uniqueId: "x", instanceProfile: "x" };
    assert.equal(serverRoleArn(made, output), "arn:aws:iam::111122223333:role/team/aspera-server");
    assert.equal(serverRoleArn(another, { ...output, arn: ARN }), ARN);
  });
});
