import { finding } from "../../../model/findings/finding";

interface Facts {
  /** `aspera:side` of the stack. */
  readonly side: "server" | "bucket";
  /** Id of the account that this stack has no credentials for. */
  readonly account: string;
  /** What cannot be seen. */
  readonly what: string;
}

export const notVisibleFromHere = finding<Facts>({
  code: "access-not-visible-from-here",
  owner: "either account",
  transient: false,
  unseen: true,
  text: ({ side, account, what }) =>
    `with aspera:side: ${side}, ${what} in account ${account} cannot be seen from here`,
  hint: ({ side }) =>
    side === "server"
      ? "nothing needs to be done here: the proof from the server tells whether they let it in; their own stack or script checks the rest"
      : "nothing needs to be done here: the operator of the server proves the link, and sees whether this role lets it in",
  meaning:
    "Each company looks at its own account alone. What is wrong in the other one shows in the proof of the link, not in this " +
    "side's checks.",
  example: {
    side: "server",
    account: "444455556666",
    what: "bucket acme-media, and role aspera-acme with its trust,",
  },
});
