import { FindingError, type Found, found } from "../../model/findings/finding";
import { agentRefused } from "../../model/findings/server/agentRefused";
import { placeOf } from "../../model/ssh/connection";
import { fitToShow } from "../../model/text/fitToShow";
import { runOverSsh, type SshInput } from "../ssh/ssh";
import type { SshPatience, SshResult, SshTarget } from "../ssh/sshTarget";
import type { AgentRun } from "./answer";
import { agentInput } from "./program";
import { askShared } from "./sharedAgents";

let sharing = false;

/** From now on the agents of this process are shared: for one that asks a server several times, and is ended by another. */
export function shareAgents(): void {
  sharing = true;
}

/**
 * Has the agent do one request on the server.
 * @param command what runs Perl there.
 * @param lines the request, `key value` lines.
 * @throws FindingError when the server cannot be asked.
 */
export async function askAgent(
  login: SshTarget,
  command: string,
  lines: string,
  patience: SshPatience,
): Promise<AgentRun> {
  const run = sharing
    ? await askShared(login, command, lines, patience)
    : await runOverSsh(login, command, agentInput(lines), patience);
  return agentRun(login, run, hiddenIn(lines));
}

/**
 * Runs another Perl program that answers as the agent does.
 * @param stdin program and request.
 * @throws FindingError when the server cannot be asked.
 */
export async function runProgram(
  login: SshTarget,
  command: string,
  stdin: SshInput,
  patience: SshPatience,
): Promise<AgentRun> {
  const request = typeof stdin === "string" ? stdin.split("\n__END__\n")[1] : undefined;
  return agentRun(login, await runOverSsh(login, command, stdin, patience), hiddenIn(request ?? ""));
}

function agentRun(
  login: SshTarget,
  { code, stdout, stderr }: SshResult,
  hidden: readonly string[],
): AgentRun {
  return { code, stdout, stderr, place: placeOf(login), user: login.user, hidden };
}

/** What a request holds that is never told. */
const SECRETS = /^(?:external-id|docroot|node-password|password|url) (\S{3,})$/gm;

/** These values, encoded and in plain text: a server that sends back what it was sent must not have them told. */
function hiddenIn(lines: string): readonly string[] {
  return [...lines.matchAll(SECRETS)].flatMap(([, value = ""]) => [value, decodeURIComponent(value)]);
}

/** What an error of asking comes to, as a finding: nothing that the world did is thrown on. */
export function foundIn(error: unknown): Found {
  if (error instanceof FindingError) return error.found;
  const [message = "", hint = "run `pulumi preview` again"] = (error as Error).message.split("\nhint: ");
  const sentence = fitToShow(message.split("\n")[0] || "no answer");
  return found(agentRefused, { sentence, hint: fitToShow(hint) });
}
