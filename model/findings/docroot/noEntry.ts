import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
}

export const noEntry = finding<Facts>({
  code: "docroot-no-entry",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser }) => `aspera.conf on ${place} has no entry for transfer user ${transferUser}`,
  hint: () => "check the name; if the user is new, let one be made: set createTransferUserEntry to true",
  meaning:
    "A user without an entry inherits a docroot, or the whole file system where none is inherited. An entry is made only when " +
    "that is asked for, since a mistyped name would otherwise open a second user.",
  example: { place: "aspera.example.com:33001", transferUser: "acme" },
});
