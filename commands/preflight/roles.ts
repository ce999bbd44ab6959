import type { IAMClient } from "@aws-sdk/client-iam";
import { stackPolicyName } from "../../components/access/stackPolicy";
import type { Settings, TwoAccountCustomer } from "../../components/settings/types";
import { type Existing, exists, POLICY, PROFILE, ROLE } from "./existing";
import { type Finding, firstLine, note, ok, stop } from "./finding";

/** Tells whether the stack's state holds a resource already. */
export type Held = (type: string, id: string) => boolean;

/** What a look at our names found: the finding, and what would have to be imported. */
export interface RolesFinding {
  readonly finding: Finding;
  readonly toImport: readonly Existing[];
}

/** The server's role and profile: made by this stack, or there already from the server's own. */
export async function serverRoleCheck(settings: Settings, iam: IAMClient, held: Held): Promise<RolesFinding> {
  const { name, create } = settings.serverRole;
  const wanted: Existing[] = [
    { type: ROLE, name: "server-role", id: name },
    { type: PROFILE, name: "server-profile", id: name },
    ...(settings.customer
      ? [{ type: POLICY, name: "server-role-policy", id: `${name}:${stackPolicyName(settings.stack)}` }]
      : []),
  ];
  if (create) return namesAreFree("server role", settings.stack, wanted, iam, held, OF_ANOTHER_STACK);
  try {
    if (await exists(iam, wanted[0] as Existing))
      return found(ok("server role", `${name}, of another stack`));
    return found(
      stop(
        "server role",
        `expected a role named ${name}, found none`,
        "bring up the server's own stack first, or set `create: true` in aspera:serverRole here",
      ),
    );
  } catch (error) {
    return found(unreadable("server role", error));
  }
}

/** The bucket role: ours to make, so nobody else may have one of its name. */
export async function bucketRoleCheck(
  { bucketRole }: TwoAccountCustomer,
  stack: string,
  iam: IAMClient,
  held: Held,
): Promise<RolesFinding> {
  const wanted = [
    { type: ROLE, name: "bucket-role", id: bucketRole.name },
    { type: POLICY, name: "bucket-s3", id: `${bucketRole.name}:aspera-s3` },
  ];
  return namesAreFree("bucket role", stack, wanted, iam, held);
}

async function namesAreFree(
  check: string,
  stack: string,
  wanted: readonly Existing[],
  iam: IAMClient,
  held: Held,
  ...first: string[]
): Promise<RolesFinding> {
  try {
    const there = await Promise.all(wanted.map((one) => exists(iam, one)));
    const existing = wanted.filter((_, at) => there[at]);
    const foreign = existing.filter(({ type, id }) => !held(type, id));
    if (foreign.length === 0) {
      const words = existing.length > 0 ? "made by this stack" : "the name is free";
      return found(ok(check, `${wanted[0]?.id}: ${words}`));
    }
    const list = foreign.map(({ type, name, id }) => `${type} ${name} ${id}`).join("; ");
    return {
      finding: stop(check, `exists and is not this stack's: ${list}`, ...first, ...importLines(stack)),
      toImport: foreign,
    };
  } catch (error) {
    return found(unreadable(check, error));
  }
}

/** One role serves all stacks of a server; two stacks that both own it would each take it away from the other. */
const OF_ANOTHER_STACK =
  "when the server has a stack that made it: leave `create: true` out of aspera:serverRole here; else";

/** Each line can be pasted. Parents and providers are in the file by name, since no URN exists before the first `up`. */
function importLines(stack: string): string[] {
  return [
    "choose another name in the settings, or take over what exists:",
    `npm run preflight -- --stack ${stack} --import existing.json`,
    `pulumi import --stack ${stack} --file existing.json --protect=false --generate-code=false`,
  ];
}

function found(finding: Finding): RolesFinding {
  return { finding, toImport: [] };
}

function unreadable(check: string, error: unknown): Finding {
  return note(check, `cannot be looked up: ${firstLine(error)}`, "the credentials need iam:Get* to tell");
}
