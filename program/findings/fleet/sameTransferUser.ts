import { finding } from "../../../model/findings/finding";

interface Facts {
  /** The stacks that have it. */
  readonly stacks: readonly string[];
  readonly transferUser: string;
  /** Host and port. */
  readonly place: string;
}

export const sameTransferUser = finding<Facts>({
  code: "fleet-same-transfer-user",
  owner: "operator",
  transient: false,
  text: ({ stacks, transferUser, place }) =>
    `the stacks ${stacks.join(" and ")} have one transfer user, ${transferUser} on ${place}`,
  hint: () =>
    "give each customer a user of its own: another aspera:transferUser in one of the two, or `pulumi stack rm` of the one " +
    "whose customer has ended",
  meaning:
    "A transfer user has one docroot, so two stacks of one user undo each other's: each `pulumi up` leads the user's files to " +
    "its own bucket, or is refused.",
  example: {
    stacks: ["acme-prod", "globex-prod"],
    transferUser: "acme",
    place: "aspera.example.com:33001",
  },
});
