import { finding } from "../../../model/findings/finding";

interface Facts {
  /** Twelve-digit id of the bucket account. */
  readonly account: string;
  /** What AWS answered. */
  readonly reason: string;
}

export const rolesNotVisible = finding<Facts>({
  code: "access-roles-not-visible",
  owner: "bucket account",
  transient: false,
  unseen: true,
  text: ({ account, reason }) =>
    `whether other roles of account ${account} trust the server role is not visible from here: ${reason}`,
  hint: () => "let the credentials of aspera:bucketAccount use iam:ListRoles",
  meaning: "Until they can be listed, nobody sees which further roles the server can be led to.",
  example: { account: "444455556666", reason: "AccessDenied" },
});
