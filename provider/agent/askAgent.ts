import { FindingError, type Found, found } from "../../model/findings/finding";
import { agentRefused } from "../../model/findings/server/agentRefused";
import { placeOf } from "../../model/ssh/connection";
import { fitToShow } from "../../model/text/fitToShow";
import { runOverSsh, type SshInput } from "../ssh/ssh";
import type { SshPatience, SshTarget } from "../ssh/sshTarget";
import type { AgentRun } from "./answer";

/**
 * Runs the agent on the server once.
 * @param command what runs Perl there.
 * @param stdin program and request.
 * @throws FindingError when the server cannot be asked.
 */
export async function askAgent(
  login: SshTarget,
  command: string,
  stdin: SshInput,
  patience: SshPatience,
): Promise<AgentRun> {
  const run = await runOverSsh(login, command, stdin, patience);
  return { ...run, place: placeOf(login), user: login.user, hidden: hiddenIn(stdin) };
}

/** What a request holds that is never told. */
const SECRETS = /^(?:external-id|docroot|node-password|password|url) (\S{3,})$/gm;

/** These values, encoded and in plain text: a server that sends back what it was sent must not have them told. */
function hiddenIn(stdin: SshInput): readonly string[] {
  if (typeof stdin !== "string") return [];
  const request = stdin.split("\n__END__\n")[1] ?? "";
  return [...request.matchAll(SECRETS)].flatMap(([, value = ""]) => [value, decodeURIComponent(value)]);
}

/** What an error of asking comes to, as a finding: nothing that the world did is thrown on. */
export function foundIn(error: unknown): Found {
  if (error instanceof FindingError) return error.found;
  const [message = "", hint = "run `pulumi preview` again"] = (error as Error).message.split("\nhint: ");
  const sentence = fitToShow(message.split("\n")[0] || "no answer");
  return found(agentRefused, { sentence, hint: fitToShow(hint) });
}
