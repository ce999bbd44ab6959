import { FindingError, type Found, found } from "../../model/findings/finding";
import { agentRefused } from "../../model/findings/server/agentRefused";
import { runOverSsh, type SshInput } from "../ssh/ssh";
import { placeOf } from "../ssh/sshFailure";
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
  return { ...run, place: placeOf(login), user: login.user };
}

/** What an error of asking comes to, as a finding: nothing that the world did is thrown on. */
export function foundIn(error: unknown): Found {
  if (error instanceof FindingError) return error.found;
  const [message = "", hint = "run `pulumi preview` again"] = (error as Error).message.split("\nhint: ");
  return found(agentRefused, { sentence: message.split("\n")[0] || "no answer", hint });
}
