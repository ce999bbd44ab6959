import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly roleName: string;
  /** Who may assume it now, in words. */
  readonly is: string;
  /** Who should. */
  readonly expected: string;
}

export const serverRoleTrustChanged = finding<Facts>({
  code: "access-server-role-trust-changed",
  owner: "server account",
  transient: false,
  text: ({ roleName, is, expected }) =>
    `the trust of server role ${roleName} differs: ${is}; expected: ${expected}`,
  hint: () => "ask who changed it; `pulumi up` of the stack that makes the role puts it back",
  meaning: "Whoever may assume the server role reaches every customer's bucket that this server reaches.",
  example: {
    roleName: "aspera-server",
    is: "everybody in account 111122223333 may sts:AssumeRole without any condition",
    expected: "ec2.amazonaws.com may sts:AssumeRole without any condition",
  },
});
