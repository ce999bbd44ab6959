import { parseApplyAnswer } from "../agent/answer";
import { agentStdin } from "../agent/request";
import { loginTarget } from "../server/loginTarget";
import { runOverSsh, type SshPatience } from "../server/ssh";
import type { DocrootState } from "./properties";
import { CLOSED_DOCROOT } from "./uri";

/** The agent may wait for other runs and for asperanoded to come back. Seconds. */
const CLOSE_PATIENCE: SshPatience = { connect: 10, total: 900 };

/**
 * Closes the docroot of the transfer user that this stack gives up, if it still is this stack's: points it to a path that
 * leads nowhere. A server that is gone cannot be closed and is no reason to stop; it is said and left behind.
 */
export async function closeFormerDocroot(former: DocrootState): Promise<void> {
  const whose = `the docroot of transfer user "${former.transferUser}" on ${former.host}:${former.port}`;
  try {
    const request = agentStdin({
      mode: "close",
      root: former.asperaRoot,
      user: former.transferUser,
      docroot: CLOSED_DOCROOT,
      externalId: former.externalId,
      mark: former.mark,
    });
    const result = await runOverSsh(loginTarget(former), agentCommand(former.sudo), request, CLOSE_PATIENCE);
    const answer = parseApplyAnswer(result);
    console.log(answer.changed ? `closed: ${whose}` : `left as it is: ${whose}: ${answer.reason}`);
  } catch (error) {
    console.log(
      `not closed: ${whose}: ${(error as Error).message.split("\n")[0]}. Close it by hand when the server is back.`,
    );
  }
}

/** The constant text of the command that changes a server; program and request come by stdin. */
export function agentCommand(sudo: boolean): string {
  return sudo ? "sudo -n perl -" : "perl -";
}
