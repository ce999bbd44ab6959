import assert from "node:assert/strict";
import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile";
import { Role } from "@pulumi/aws/iam/role";
import * as pulumi from "@pulumi/pulumi";
import { ServerRole, type ServerRoleArgs, serverRoleChildren } from "../../components/ServerRole";
import { ec2Trust } from "../../model/access/trustPolicy";
import { only, type Registered, recordResources, settled, settledValue } from "../mocks/resources";
import { accounts, identities, providers } from "./fixtures";

const ROLE = "aws:iam/role:Role";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";
const BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

describe("components: ServerRole", () => {
  let registered: Registered[];
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    registered = await recordResources({}, identities(asked));
  });
  const made = async (args: Partial<ServerRoleArgs> = {}, opts: pulumi.ComponentResourceOptions = {}) => {
    const all = { roleName: "aspera-server", partition: "aws", ...args };
    const role = new ServerRole("aspera", all, { provider: providers().server, ...opts });
    await settled(role);
    return role;
  };

  it("trusts EC2 and holds no right; the profile of the same name carries it", async () => {
    await made();
    assert.deepEqual(only(registered, ROLE).wire, {
      name: "aspera-server",
      path: "/",
      description: "Carried by an IBM Aspera server; each customer's stack adds one inline policy.",
      assumeRolePolicy: ec2Trust("aws"),
      forceDetachPolicies: true,
    });
    assert.deepEqual(only(registered, PROFILE).wire, {
      name: "aspera-server",
      path: "/",
      role: "aspera-server",
    });
    assert.equal(only(registered, "aspera:components:ServerRole").name, "aspera");
    assert.equal(registered.filter(({ type }) => type.startsWith("aws:")).length, 2, "nothing else");
    const hidden = ["inlinePolicies", "managedPolicyArns"];
    assert.deepEqual(only(registered, ROLE).hideDiffs, hidden, "other customers' policies are no change");
  });

  it("has the path, the boundary and the window that are asked for; the profile has the path", async () => {
    const trustWindow = { notAfter: "2033-02-18T13:00:00Z" };
    await made({ path: "/team/", permissionsBoundary: BOUNDARY, trustWindow });
    const { wire } = only(registered, ROLE);
    assert.deepEqual(
      [wire.path, wire.permissionsBoundary, wire.assumeRolePolicy],
      ["/team/", BOUNDARY, ec2Trust("aws", trustWindow)],
    );
    assert.deepEqual(only(registered, PROFILE).wire, {
      name: "aspera-server",
      path: "/team/",
      role: "aspera-server",
    });
  });

  it("takes outputs of other resources", async () => {
    const trustWindow = { notBefore: "2010-08-16T12:00:00Z" };
    await made({
      roleName: pulumi.output("aspera-b"),
      path: pulumi.output("/team/"),
      permissionsBoundary: pulumi.output(BOUNDARY),
      trustWindow: pulumi.output(trustWindow),
      partition: pulumi.output("aws-cn"),
    });
    const { wire } = only(registered, ROLE);
    assert.deepEqual(
      [wire.name, wire.path, wire.permissionsBoundary, wire.assumeRolePolicy],
      ["aspera-b", "/team/", BOUNDARY, ec2Trust("aws-cn", trustWindow)],
    );
    assert.equal(only(registered, PROFILE).wire.name, "aspera-b");
  });

  it("asks the provider for the partition only where none is given", async () => {
    await made();
    assert.deepEqual(asked, []);
    registered.length = 0;
    await made({ partition: undefined });
    assert.deepEqual(asked, ["partition of server-account"]);
    assert.deepEqual(only(registered, ROLE).wire.assumeRolePolicy, ec2Trust("aws-us-gov"));
  });

  it("is in the account of its provider, is protected as a whole, and goes after its successor", async () => {
    for (const protect of [true, false]) {
      registered.length = 0;
      await made({}, { protect });
      assert.deepEqual(accounts(registered), {
        "aspera-profile": "server-account",
        "aspera-role": "server-account",
      });
      const parts = registered.filter(({ parent }) => parent === "aspera");
      assert.deepEqual(parts.map((part) => [part.name, part.protect, part.deleteBeforeReplace]).sort(), [
        ["aspera-profile", protect, false],
        ["aspera-role", protect, false],
      ]);
    }
  });

  it("tells others what they need, and its parts have types and names", async () => {
    const role = await made();
    const { name, arn, uniqueId, instanceProfile } = role;
    assert.deepEqual(await settledValue(pulumi.all([name, arn, uniqueId, instanceProfile])), [
      "aspera-server",
      "arn:aws:mock:::aspera-role",
      "AROAASPERA-ROLE",
      "aspera-server",
    ]);
    assert.ok(role.role instanceof Role && role.profile instanceof InstanceProfile);
    const names = serverRoleChildren("aspera");
    assert.deepEqual(names, { role: only(registered, ROLE).name, profile: only(registered, PROFILE).name });
  });
});
