import { finding } from "../../../model/findings/finding";

interface Facts {
  /** The stacks that lead there. */
  readonly stacks: readonly string[];
  /** Bucket and prefix, `acme-media/incoming/`. */
  readonly folder: string;
}

export const sameDocroot = finding<Facts>({
  code: "fleet-same-docroot",
  owner: "operator",
  transient: false,
  text: ({ stacks, folder }) =>
    `the docroots of the stacks ${stacks.join(" and ")} lead to one folder, ${folder}`,
  hint: () =>
    "where that is not meant, give each customer another aspera:bucket.prefix, or `pulumi stack rm` the stack whose customer " +
    "has ended",
  meaning:
    "Both transfer users see and, with the rights for it, overwrite each other's files. On one server the same is told by " +
    "docroot-shared.",
  example: { stacks: ["acme-prod", "acme-press"], folder: "acme-media/incoming/" },
});
