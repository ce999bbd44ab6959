import { GetRolePolicyCommand, type IAMClient, paginateListRolePolicies } from "@aws-sdk/client-iam";
import { bucketRoleArn } from "../../components/access/bucketRoleArgs";
import { stackPolicy, stackPolicyName } from "../../components/access/stackPolicy";
import { spansTwoAccounts } from "../../components/settings/procedure";
import type { Customer, Settings } from "../../components/settings/types";
import { type Finding, firstLine, note, ok, stop } from "./finding";

/** All inline policies of one role together, in characters, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
const LIMIT = 10_240;

/**
 * Whether the server role has room for this stack's policy beside those of the other customers' stacks. `up` would be
 * refused by IAM, half way; only here the texts can be read, since the provider gives names alone.
 * @returns nothing for a stack without a customer, which adds none.
 */
export async function policyRoomCheck(
  { customer, serverRole, stack }: Settings,
  iam: IAMClient,
): Promise<Finding[]> {
  if (!customer) return [];
  try {
    const others = await textsOfOthers(iam, serverRole.name, stackPolicyName(stack));
    return [policyRoom(serverRole.name, others, ourText(customer))];
  } catch (error) {
    const found = `the policies of ${serverRole.name} cannot be read: ${firstLine(error)}`;
    return [
      note("policy room", found, "the credentials need iam:ListRolePolicies and iam:GetRolePolicy to tell"),
    ];
  }
}

/** What the lengths mean. @param others texts of the other inline policies. @param ours text of this stack's. */
export function policyRoom(role: string, others: readonly string[], ours: string): Finding {
  const check = "policy room";
  const [taken, own] = [others.reduce((sum, text) => sum + counted(text), 0), counted(ours)];
  const total = taken + own;
  const size = `${figure(total)} of ${figure(LIMIT)} characters in the inline policies of ${role}, this stack's ${figure(own)} included`;
  const remedy =
    "a server has room for so many customers: give this one another server, or `pulumi destroy` stacks of former ones";
  if (total > LIMIT) return stop(check, `expected at most ${figure(LIMIT)}, got ${size}`, remedy);
  const more = Math.floor((LIMIT - total) / own);
  return more < 5 ? note(check, `${size}: room for ${more} more of its kind`, remedy) : ok(check, size);
}

function ourText(customer: Customer): string {
  return JSON.stringify(
    stackPolicy(customer, spansTwoAccounts(customer) ? bucketRoleArn(customer) : undefined),
  );
}

async function textsOfOthers(iam: IAMClient, RoleName: string, own: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const page of paginateListRolePolicies({ client: iam }, { RoleName }))
      names.push(...(page.PolicyNames ?? []));
  } catch (error) {
    if (/^NoSuchEntity/.test((error as Error).name)) return [];
    throw error;
  }
  const foreign = names.filter((name) => name !== own);
  const got = await Promise.all(
    foreign.map((PolicyName) => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))),
  );
  return got.map(({ PolicyDocument = "" }) => decodeURIComponent(PolicyDocument));
}

const counted = (text: string) => text.replace(/\s/g, "").length;
const figure = (characters: number) => characters.toLocaleString("en-US");
