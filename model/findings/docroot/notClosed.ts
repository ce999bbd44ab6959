import { closeByHand } from "../closeByHand";
import { finding } from "../finding";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
  /** Why not: the text of another finding, or the agent's reason. */
  readonly reason: string;
}

export const notClosed = finding<Facts>({
  code: "docroot-not-closed",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser, reason }) =>
    `the docroot of the former transfer user ${transferUser} on ${place} was not closed: ${reason}`,
  hint: ({ transferUser }) => closeByHand(transferUser),
  meaning:
    "The stack moved to another transfer user or server, and the former user still has the docroot it had: it leads to the " +
    "bucket as long as the roles allow it, and nothing watches it any more.",
  example: {
    place: "aspera.example.com:33001",
    transferUser: "acme",
    reason: "aspera.example.com:33001 is unreachable: no answer",
  },
});
