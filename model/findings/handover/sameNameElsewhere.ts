import { finding } from "../finding";

interface Facts {
  /** IAM name that both bucket roles would have. */
  readonly roleName: string;
  /** Id of the account in which the running docroot's is. */
  readonly is: string;
  /** Id of the account in which the next one is to be made. */
  readonly wanted: string;
}

export const sameNameElsewhere = finding<Facts>({
  code: "handover-same-name-elsewhere",
  owner: "operator",
  transient: false,
  text: ({ roleName, is, wanted }) =>
    `bucket role ${roleName} is in account ${is}, and one of the same name is to be made in account ${wanted}`,
  hint: () =>
    "give the new one another name too: the running docroot keeps the old one until the new one is proven and in place",
  meaning:
    "To Pulumi a role of the same name is the same resource. It would look for the role in the other account, not find it there, " +
    "and forget the one that the running docroot uses; the way back would then meet a name that is taken.",
  example: { roleName: "aspera-acme", is: "444455556666", wanted: "777788889999" },
});
