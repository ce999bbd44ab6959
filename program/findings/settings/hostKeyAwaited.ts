import { finding } from "../../../model/findings/finding";
import { shellWord } from "../../../model/text/shellWord";

/** The launched server has no pinned host key yet. */
export const hostKeyAwaited = finding<{ readonly stack: string }>({
  code: "settings-host-key-awaited",
  owner: "operator",
  transient: false,
  text: () => "aspera:server has no host key yet, so this stack launches the server and stops there",
  hint: ({ stack }) => `once the server has booted, run npm run host-key -- --stack ${shellWord(stack)}`,
  meaning: "Without the server's host key nobody can tell whether it is the server that answers.",
  example: { stack: "acme-prod" },
});
