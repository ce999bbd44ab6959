import { finding } from "../../../model/findings/finding";

interface Facts {
  /** The stacks that have it. */
  readonly stacks: readonly string[];
  readonly roleName: string;
  /** Id of the bucket account. */
  readonly account: string;
}

export const sameBucketRole = finding<Facts>({
  code: "fleet-same-bucket-role",
  owner: "operator",
  transient: false,
  text: ({ stacks, roleName, account }) =>
    `the stacks ${stacks.join(" and ")} have one bucket role, ${roleName} in account ${account}`,
  hint: () =>
    "give each link a role of its own: another aspera:bucketRole.name in one of the two, or `pulumi stack rm` of the one whose " +
    "customer has ended",
  meaning:
    "A bucket role is one link's: each of the two stacks writes its own trust and rights into it, and ending one customer takes " +
    "the role from the other.",
  example: { stacks: ["acme-prod", "globex-prod"], roleName: "aspera-acme", account: "444455556666" },
});
