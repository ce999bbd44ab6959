import { finding } from "../../../model/findings/finding";

interface Facts {
  readonly roleName: string;
  /** Names of inline policies and ARNs of attached ones, separated by commas. */
  readonly policies: string;
}

export const policiesTakenOff = finding<Facts>({
  code: "access-policies-taken-off",
  owner: "bucket account",
  transient: false,
  text: ({ roleName, policies }) => `\`pulumi up\` takes these policies off role ${roleName}: ${policies}`,
  hint: () =>
    "make sure that nobody else needs them; `adopt: true` in aspera:bucketRole consents to it, and may go after this `pulumi up`",
  meaning:
    "The role was imported, and carries what somebody else put on it. A bucket role belongs to one link and holds the rights of " +
    "that link alone.",
  example: { roleName: "aspera-acme", policies: "backup, arn:aws:iam::aws:policy/ReadOnlyAccess" },
});
