import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  /** Host and port. */
  readonly place: string;
  readonly transferUser: string;
  readonly stack: string;
}

export const noTransferUserEntry = finding<Facts>({
  code: "preflight-no-transfer-user-entry",
  owner: "operator",
  transient: false,
  text: ({ place, transferUser }) => `aspera.conf on ${place} does not name transfer user ${transferUser}`,
  hint: ({ stack }) =>
    "correct aspera:transferUser; or let `pulumi up` add it: " +
    `\`pulumi config set aspera:createTransferUserEntry true --stack ${shellWord(stack)}\``,
  meaning:
    "A docroot belongs to a user's entry in aspera.conf. `pulumi up` adds a missing entry only when it is told to, since the " +
    "name may be misspelt.",
  example: { place: "aspera.example.com:33001", transferUser: "acme", stack: "acme-prod" },
});
