import { docrootTexts } from "../../model/docroot/docrootTexts";
import { CLOSED_DOCROOT } from "../../model/docroot/uri";
import { notClosed } from "../../model/findings/docroot/notClosed";
import { found, messageOf } from "../../model/findings/finding";
import { parseApplyAnswer } from "../agent/answer";
import { askAgent, foundIn } from "../agent/askAgent";
import { agentStdin } from "../agent/request";
import { changingLogin, perlCommand } from "../ssh/logins";
import type { SshPatience } from "../ssh/sshTarget";
import type { DocrootState } from "./properties";

/** The agent may wait for other runs and for asperanoded to come back. Seconds. */
const CLOSE_PATIENCE: SshPatience = { connect: 10, total: 900 };

/**
 * Closes the docroot of the transfer user that this stack gives up, if it still is this stack's: points it to a path that
 * leads nowhere. A server that is gone cannot be closed and is no reason to stop; it is said and left behind.
 * @returns what came of it, as it is shown to the person who runs Pulumi.
 */
export async function closeFormerDocroot(
  former: DocrootState,
): Promise<{ severity: "info" | "warning"; message: string }> {
  const { connection, transferUser } = former;
  const whose = { transferUser, place: `${connection.host}:${connection.port}` };
  try {
    const { externalId, mark } = docrootTexts(former);
    const request = agentStdin({
      mode: "close",
      root: connection.asperaRoot,
      user: transferUser,
      docroot: CLOSED_DOCROOT,
      externalId,
      mark,
    });
    const command = perlCommand(connection.sudo);
    const run = await askAgent(changingLogin(connection), command, request, CLOSE_PATIENCE);
    const { changed, reason } = parseApplyAnswer(run);
    const which = `the docroot of transfer user "${transferUser}" on ${whose.place}`;
    return { severity: "info", message: changed ? `closed ${which}` : `left ${which} as it is: ${reason}` };
  } catch (error) {
    const reason = foundIn(error).text;
    return { severity: "warning", message: messageOf(found(notClosed, { ...whose, reason })) };
  }
}
