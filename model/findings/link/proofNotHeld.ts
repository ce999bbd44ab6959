import { finding } from "../finding";

interface Facts {
  /** Why the server could not be asked: the text of the finding that says so. */
  readonly sentence: string;
  /** Its next step. */
  readonly hint: string;
}

export const proofNotHeld = finding<Facts>({
  code: "link-proof-not-held",
  owner: "operator",
  transient: false,
  unseen: true,
  text: ({ sentence }) => `not proven: ${sentence}`,
  hint: ({ hint }) => hint,
  meaning:
    "The server could not be asked, so nothing is known of the link: it may stand or not. Transfers are not affected by this; " +
    "the docroot is not switched until the link is proven.",
  example: {
    sentence: "aspera.example.com:33001 is unreachable: connection refused",
    hint: "check connection.host and connection.port",
  },
});
