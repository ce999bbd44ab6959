import { POLICY_LIMITS, policySize } from "../../model/access/policySize";
import { serverRight, serverRightName } from "../../model/access/serverRight";
import { found } from "../../model/findings/finding";
import { bucketRoleArn } from "../../program/arguments/bucketRoleArn";
import { s3Access } from "../../program/arguments/s3Access";
import type { AwsAccount } from "../../program/aws/account";
import { reasonOf } from "../../program/aws/reason";
import { inlineDocument, inlineNames } from "../../program/aws/rolePolicies";
import { policyRoomFull } from "../../program/findings/preflight/policyRoomFull";
import { policyRoomLow } from "../../program/findings/preflight/policyRoomLow";
import { policyRoomUnknown } from "../../program/findings/preflight/policyRoomUnknown";
import type { Customer, Settings } from "../../program/settings";
import { type CheckResult, note, ok, stop } from "./result";

const CHECK = "policy room";

const LIMIT = POLICY_LIMITS.inline;

/** Room for fewer stacks than this is worth a note. */
const ENOUGH = 5;

/** What the inline policies of a server role come to. */
export interface PolicyRoom {
  /** Characters of all of them. */
  readonly total: number;
  /** For how many more policies as long as `own` there is room; below zero where they are too long already. */
  readonly more: number;
  /** `full`: IAM would refuse them; `low`: for fewer than five more. */
  readonly is: "good" | "low" | "full";
}

/** @param total characters of all inline policies. @param own characters of the one that is to be fitted in again. */
export function policyRoomOf(total: number, own: number): PolicyRoom {
  const more = Math.floor((LIMIT - total) / own);
  return { total, more, is: total > LIMIT ? "full" : more < ENOUGH ? "low" : "good" };
}

/**
 * Whether the server role has room for this stack's policy beside those of the other customers' stacks. `up` would be
 * refused by IAM, half way.
 * @returns nothing for a stack without a customer, which adds none.
 */
export async function policyRoomCheck(
  { customer, serverRole: { name: roleName }, stack }: Settings,
  account: Pick<AwsAccount, "iam">,
): Promise<CheckResult[]> {
  if (!customer) return [];
  try {
    const others = await textsOfOthers(account, roleName, serverRightName(stack));
    return [policyRoom(roleName, others, ourText(customer))];
  } catch (error) {
    return [note(CHECK, found(policyRoomUnknown, { roleName, reason: reasonOf(error) }))];
  }
}

/** What the lengths mean. @param others texts of the other inline policies. @param ours text of this stack's. */
export function policyRoom(roleName: string, others: readonly string[], ours: string): CheckResult {
  const own = policySize(ours);
  const { total, more, is } = policyRoomOf(
    others.reduce((sum, text) => sum + policySize(text), own),
    own,
  );
  const facts = { roleName, total, own, limit: LIMIT };
  if (is === "full") return stop(CHECK, found(policyRoomFull, facts));
  if (is === "low") return note(CHECK, found(policyRoomLow, { ...facts, more }));
  const size = `${figure(total)} of ${figure(LIMIT)} characters in the inline policies of ${roleName}`;
  return ok(CHECK, `${size}, this stack's ${figure(own)} included`);
}

/** Text of the policy that a customer's stack adds to the server role. */
export function ourText(customer: Customer): string {
  return JSON.stringify(serverRight(s3Access(customer), bucketRoleArn(customer)));
}

async function textsOfOthers(
  account: Pick<AwsAccount, "iam">,
  roleName: string,
  own: string,
): Promise<string[]> {
  const names = await inlineNames(account, roleName);
  const others = names.filter((name) => name !== own);
  const texts = await Promise.all(others.map((name) => inlineDocument(account, roleName, name)));
  return texts.map((text = "") => text);
}

const figure = (characters: number) => characters.toLocaleString("en-US");
