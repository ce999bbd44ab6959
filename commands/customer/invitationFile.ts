import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Invitation } from "../../model/invitation/invitation";
import { readInvitation } from "../../model/invitation/readInvitation";
import type { Fault } from "../../program/settings";
import { writeWhole } from "../writeWhole";
import { isThere } from "./newStack";

/** Where an invitation goes unless another place is named: beside the stack's settings, and ignored by git. */
export function invitationFile(stack: string): string {
  return `${stack}.invitation.json`;
}

/** Writes an invitation, which this user alone may read: the external ID is in it. @param replace an earlier one. */
export function writeInvitation(file: string, invitation: Invitation, replace: boolean): void {
  writeWhole(file, `${JSON.stringify(invitation, null, 2)}\n`, { mode: 0o600, replace });
}

/**
 * What keeps an invitation from being written there.
 * @param former the bucket account and role whose earlier invitation may be replaced; default: nothing may be.
 */
export function placeFaults(
  file: string,
  former?: Pick<Invitation, "bucketAccount" | "bucketRole">,
): readonly Fault[] {
  const fault = (expected: string, got: string): Fault[] => [
    { key: "--out", expected, got, hint: "name another file with --out, or move that one away" },
  ];
  if (!existsSync(dirname(file))) return fault("a folder for the invitation", `none at ${dirname(file)}`);
  if (!isThere(file)) return [];
  if (!former) return fault("a new file", `${file}, which is there and is not overwritten`);
  return isFormer(file, former)
    ? []
    : fault("a new file, or this stack's earlier invitation", `another file: ${file}`);
}

function isFormer(
  file: string,
  { bucketAccount, bucketRole }: Pick<Invitation, "bucketAccount" | "bucketRole">,
): boolean {
  try {
    const { invitation } = readInvitation(readFileSync(file, "utf8"));
    return invitation?.bucketAccount === bucketAccount && invitation.bucketRole.name === bucketRole.name;
  } catch {
    return false;
  }
}
