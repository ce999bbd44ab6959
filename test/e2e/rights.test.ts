import assert from "node:assert/strict";
import { PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { bucketSideRights, serverSideRights } from "../../model/access/deployerRights";
import type { PolicyDocument } from "../../model/access/policyDocument";
import { DEPLOYER } from "../../sandbox/accounts/cast";
import { clientsFor, rootKeys } from "../../sandbox/accounts/clients";
import { TestSandbox, type TestStack } from "./sandbox";

const SERVER = { partition: "aws", account: "111122223333", path: "/", name: "aspera-server" };
const BUCKET = { partition: "aws", account: "444455556666", path: "/", name: "aspera-acme" };
const generated = serverSideRights({ role: SERVER, makesRole: true, addsRight: true, launches: false });
/** The emulator asks IAM about instance profiles without their ARN, so there the actions alone are tried. */
const serverSide = {
  ...generated,
  Statement: generated.Statement.map((one) =>
    one.Sid === "ServerProfile" ? { ...one, Resource: "*" } : one,
  ),
};
const bucketSide = bucketSideRights({ role: BUCKET, bucket: "acme-media" });

describe("e2e: a deployer with the rights of docs/rights.md, and no other", function () {
  this.timeout(120_000);
  let world: TestSandbox;
  let stack: TestStack;
  before(async function () {
    this.timeout(1_800_000);
    world = await TestSandbox.start();
    stack = await world.stack("dev");
    await allow(SERVER.account, serverSide);
    await allow(BUCKET.account, bucketSide);
  });
  after(() => world?.stop());

  const succeeds = (run: { exitCode: number; output: string }) => assert.equal(run.exitCode, 0, run.output);

  /** Takes the place of what the sandbox's deployer may do in an account otherwise. */
  async function allow(account: string, document: PolicyDocument): Promise<void> {
    const { iam, destroy } = clientsFor(world.sandbox.accountsEndpoint, rootKeys(account));
    const PolicyDocument = JSON.stringify(document);
    await iam.send(
      new PutUserPolicyCommand({ UserName: DEPLOYER, PolicyName: "administrator", PolicyDocument }),
    );
    destroy();
  }

  it("brings a two-account stack up, sees no drift and no finding that something is out of sight", async () => {
    const made = await stack.up();
    succeeds(made);
    assert.doesNotMatch(made.output, /-not-(visible|readable)\]/);
    const clean = await stack.preview();
    succeeds(clean);
    assert.doesNotMatch(clean.output, /-not-(visible|readable)\]|AccessDenied/);
  });

  it("does not, with one right less: the rights are really all that there is", async () => {
    const [statement, ...rest] = bucketSide.Statement;
    assert.ok(statement);
    const less = (statement.Action as string[]).filter((action) => action !== "iam:GetRole");
    await allow(BUCKET.account, { ...bucketSide, Statement: [{ ...statement, Action: less }, ...rest] });
    const refused = await stack.preview();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /AccessDenied/);
    await allow(BUCKET.account, bucketSide);
  });

  it("a look that is denied is a finding, and no failed run", async () => {
    const [role, ...rest] = serverSide.Statement;
    assert.ok(role);
    const less = (role.Action as string[]).filter((action) => action !== "iam:ListAttachedRolePolicies");
    const Statement = rest.map((one) =>
      one.Sid === "Server" ? { ...one, Action: "s3:ListAllMyBuckets" } : one,
    );
    await allow(SERVER.account, { ...serverSide, Statement: [{ ...role, Action: less }, ...Statement] });
    const seen = await stack.preview();
    assert.match(seen.output, /\[access-server-policies-not-visible\]/);
    assert.equal(seen.exitCode, 0, seen.output);
    await allow(SERVER.account, serverSide);
  });

  it("takes the stack away again", async () => succeeds(await stack.destroy()));
});
