import { closeByHand } from "../closeByHand";
import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
  /** Whether the docroot names a bucket role, which goes with the stack; false in one account. */
  readonly namesRole: boolean;
}

export const leftInPlace = finding<Facts>({
  code: "docroot-left-in-place",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser, namesRole }) =>
    `the docroot of transfer user ${transferUser} on ${place} was left in place; ` +
    (namesRole
      ? "it leads nowhere once this stack's roles are gone"
      : "it leads on wherever the server role's other rights reach"),
  hint: ({ transferUser, namesRole }) =>
    namesRole
      ? "nothing to do; never empty it by hand, since a user without a docroot reaches the server's whole file system"
      : `close it, ${closeByHand(transferUser)}`,
  meaning:
    "`pulumi destroy` does not touch the server, since an absent docroot would open its whole file system to the user. A " +
    "docroot that names a bucket role is dead without that role; one without a role lives as long as the server role can " +
    "reach the bucket.",
  example: { place: "aspera.example.com:33001", transferUser: "acme", namesRole: true },
});
