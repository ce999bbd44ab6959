import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

interface Facts {
  readonly instanceId: string;
  readonly stack: string;
}

export const hostKeyMissing = finding<Facts>({
  code: "launch-host-key-missing",
  owner: "operator",
  transient: false,
  text: ({ instanceId }) => `the launched server ${instanceId} has no pinned host key in aspera:server`,
  hint: ({ stack }) => `npm run host-key -- --stack ${shellWord(stack)}`,
  meaning: "Without a pinned key, whoever answers at the server's address would be believed.",
  example: { instanceId: "i-0123456789abcdef0", stack: "acme-prod" },
});
