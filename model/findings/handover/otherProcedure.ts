import { finding } from "../finding";

interface Facts {
  readonly transferUser: string;
  /** Whether the bucket was in an account of its own so far. */
  readonly hadTwoAccounts: boolean;
}

export const otherProcedure = finding<Facts>({
  code: "handover-other-procedure",
  owner: "operator",
  transient: false,
  text: ({ transferUser, hadTwoAccounts }) =>
    `the link of transfer user ${transferUser} goes ${hadTwoAccounts ? "over a role in a bucket account of its own" : "by the server role's own rights"}, ` +
    `and is to go ${hadTwoAccounts ? "by the server role's own rights" : "over a role in another account"}`,
  hint: () =>
    "bring the new place up in a stack of its own, under another transfer user; end this one when nobody uses it any more",
  meaning:
    "One account and two accounts are two procedures: the rights sit in another role, in another account. A stack that changed " +
    "from one to the other would take the running docroot's rights away before the new ones are proven.",
  example: { transferUser: "acme", hadTwoAccounts: true },
});
