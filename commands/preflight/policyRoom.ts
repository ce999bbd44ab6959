import { GetRolePolicyCommand, type IAMClient, paginateListRolePolicies } from "@aws-sdk/client-iam";
import { serverRight, serverRightName } from "../../model/access/serverRight";
import { found } from "../../model/findings/finding";
import { bucketRoleArn } from "../../program/arguments/bucketRoleArn";
import { s3Access } from "../../program/arguments/s3Access";
import { policyRoomFull } from "../../program/findings/preflight/policyRoomFull";
import { policyRoomLow } from "../../program/findings/preflight/policyRoomLow";
import { policyRoomUnknown } from "../../program/findings/preflight/policyRoomUnknown";
import type { Customer, Settings } from "../../program/settings";
import { type CheckResult, note, ok, reasonOf, stop } from "./result";

const CHECK = "policy room";

/** All inline policies of one role together, in characters, white space not counted (IAM User Guide, "IAM and AWS STS quotas"). */
const LIMIT = 10_240;

/** Room for fewer stacks than this is worth a note. */
const ENOUGH = 5;

/**
 * Whether the server role has room for this stack's policy beside those of the other customers' stacks. `up` would be
 * refused by IAM, half way; only here the texts can be read, since the provider gives names alone.
 * @returns nothing for a stack without a customer, which adds none.
 */
export async function policyRoomCheck(
  { customer, serverRole: { name: roleName }, stack }: Settings,
  iam: IAMClient,
): Promise<CheckResult[]> {
  if (!customer) return [];
  try {
    const others = await textsOfOthers(iam, roleName, serverRightName(stack));
    return [policyRoom(roleName, others, ourText(customer))];
  } catch (error) {
    return [note(CHECK, found(policyRoomUnknown, { roleName, reason: reasonOf(error) }))];
  }
}

/** What the lengths mean. @param others texts of the other inline policies. @param ours text of this stack's. */
export function policyRoom(roleName: string, others: readonly string[], ours: string): CheckResult {
  const own = counted(ours);
  const total = others.reduce((sum, text) => sum + counted(text), own);
  const facts = { roleName, total, own, limit: LIMIT };
  if (total > LIMIT) return stop(CHECK, found(policyRoomFull, facts));
  const more = Math.floor((LIMIT - total) / own);
  if (more < ENOUGH) return note(CHECK, found(policyRoomLow, { ...facts, more }));
  const size = `${figure(total)} of ${figure(LIMIT)} characters in the inline policies of ${roleName}`;
  return ok(CHECK, `${size}, this stack's ${figure(own)} included`);
}

function ourText(customer: Customer): string {
  return JSON.stringify(serverRight(s3Access(customer), bucketRoleArn(customer)));
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
