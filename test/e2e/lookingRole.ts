import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { lookingRights } from "../../model/access/lookingRights";
import type { PolicyDocument } from "../../model/access/policyDocument";
import { clientsFor, rootKeys } from "../../sandbox/accounts/clients";
import { kitTools } from "../../sandbox/kitTools/kitTools";
import { CHECKOUT } from "../../sandbox/lifecycle/home";
import { type CommandRun, testProject } from "./project";
import type { TestSandbox } from "./sandbox";

const RoleName = "aspera-look";

/** The trust of docs/pipelines.md, which is written for the server account. */
function trustIn(account: string): string {
  const [, text = ""] =
    /```json\n(\{[\s\S]*?)```/.exec(readFileSync(join(CHECKOUT, "docs/pipelines.md"), "utf8")) ?? [];
  return text.replaceAll("111122223333", account);
}

/** A job of a pipeline, with the roles of docs/pipelines.md and no other credentials. */
export class LookingJob {
  private constructor(
    private readonly world: TestSandbox,
    private readonly project: ReturnType<typeof testProject>,
    private readonly roles: Readonly<Record<string, string>>,
    /** The AWS CLI first. */
    private environment: NodeJS.ProcessEnv,
  ) {}

  /** Makes the role in each account, of what its deployer may do. */
  static async with(
    world: TestSandbox,
    accounts: readonly { readonly profile: string; readonly id: string; readonly deployer: PolicyDocument }[],
  ): Promise<LookingJob> {
    for (const { id, deployer } of accounts) {
      const { iam, destroy } = clientsFor(world.sandbox.accountsEndpoint, rootKeys(id));
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustIn(id) }));
      const PolicyDocument = JSON.stringify(lookingRights(deployer));
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "look", PolicyDocument }));
      destroy();
    }
    const roles = accounts.map(({ profile, id }) => [profile, `arn:aws:iam::${id}:role/${RoleName}`]);
    const tools = { PATH: `${await kitTools(() => {})}:${world.sandbox.environment.PATH}` };
    return new LookingJob(world, testProject(world), Object.fromEntries(roles), tools);
  }

  /** A file of the job's own. */
  path(name: string): string {
    return join(this.world.sandbox.home, `job-${name}`);
  }

  /** Logs in with a token that GitHub might have signed; the emulator reads it, and checks no signature. */
  login(sub: string, key = "-----BEGIN OPENSSH PRIVATE KEY-----"): Promise<CommandRun> {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = { iss: "https://token.actions.githubusercontent.com", aud: "sts.amazonaws.com", sub };
    writeFileSync(this.path("token"), `${part({ alg: "none" })}.${part(claims)}.x`);
    return this.run("login.sh", [this.path("aws")], {
      AWS_ROLES: Object.entries(this.roles)
        .map((pair) => pair.join("="))
        .join("\n"),
      ID_TOKEN_FILE: this.path("token"),
      OBSERVER_KEY: key,
      OBSERVER_KEY_FILE: this.path("observer/key"),
    });
  }

  /** Gives what follows the variables that a run printed, and AWS's settings from nowhere else. */
  take({ stdout }: CommandRun): void {
    const printed = stdout.trim().split("\n");
    const variables = Object.fromEntries(printed.map((line) => line.split("=")));
    this.environment = { ...this.environment, ...variables, AWS_CONFIG_FILE: "/dev/null" };
  }

  /** Runs a script of pipelines/. */
  run(name: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<CommandRun> {
    return this.project.script(name, args, { ...this.environment, ...more });
  }
}
