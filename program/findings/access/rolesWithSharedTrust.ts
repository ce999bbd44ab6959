import { finding } from "../../../model/findings/finding";
import { listFit } from "../../../model/text/listFit";

interface Facts {
  /** Our bucket role. */
  readonly roleName: string;
  readonly others: readonly {
    readonly name: string;
    /** What its trust says of the server role, in words. */
    readonly trust: string;
  }[];
}

export const rolesWithSharedTrust = finding<Facts>({
  code: "access-roles-with-shared-trust",
  owner: "bucket account",
  transient: false,
  text: ({ roleName, others }) =>
    `beside bucket role ${roleName}, the server may become ` +
    listFit(
      others.map(({ name, trust }) => `role ${name} (${trust})`),
      ", ",
    ),
  hint: () =>
    "ask who made it and what for; a role that no link needs goes, and one that another link needs has an external ID of its own",
  meaning:
    "The server role can be led to whatever such a role may do in the bucket account, past this link's rights. Roles that trust " +
    "it with an external ID of their own, as another stack makes them, are not told.",
  example: {
    roleName: "aspera-acme",
    others: [{ name: "acme-test", trust: "the server role may sts:AssumeRole without any condition" }],
  },
});
