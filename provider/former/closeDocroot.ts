import { docrootTexts } from "../../model/docroot/docrootTexts";
import { CLOSED_DOCROOT } from "../../model/docroot/uri";
import { notClosed } from "../../model/findings/docroot/notClosed";
import { found, messageOf } from "../../model/findings/finding";
import { unreachable } from "../../model/findings/server/unreachable";
import { placeOf } from "../../model/ssh/connection";
import { parseApplyAnswer } from "../agent/answer";
import { askAgent, foundIn } from "../agent/askAgent";
import { agentStdin } from "../agent/request";
import type { PlacedDocroot } from "../docroot/move";
import { changingLogin, perlCommand } from "../ssh/logins";
import type { SshPatience } from "../ssh/sshTarget";

/** The agent may wait for other runs and for asperanoded to come back. Seconds. */
const CLOSE_PATIENCE: SshPatience = { connect: 10, total: 900 };

/** What came of closing a docroot. */
export interface Closing {
  /** `gone`: its server cannot be reached, and that is no reason to come back to it. */
  readonly outcome: "closed" | "gone" | "open";
  /** For the person who runs Pulumi. */
  readonly severity: "info" | "warning";
  readonly message: string;
}

/**
 * Closes a docroot that was left behind, if it still is this stack's: points it to a path that leads nowhere, since an empty
 * one would open the whole file system. Never throws for what the world did.
 */
export async function closeDocroot(former: PlacedDocroot): Promise<Closing> {
  const { connection, transferUser } = former;
  const facts = { transferUser, place: placeOf(connection) };
  try {
    const { externalId, mark } = docrootTexts(former);
    const request = agentStdin({
      mode: "close",
      root: connection.asperaRoot,
      user: transferUser,
      docroot: CLOSED_DOCROOT,
      externalId,
      mark,
      metadata: former.metadata,
      instance: former.instance,
    });
    const command = perlCommand(connection.sudo);
    const run = await askAgent(changingLogin(connection), command, request, CLOSE_PATIENCE);
    const { changed, reason } = parseApplyAnswer(run);
    const which = `the docroot of former transfer user ${transferUser} on ${facts.place}`;
    const message = changed ? `closed ${which}` : `left ${which} as it is: ${reason}`;
    return { outcome: "closed", severity: "info", message };
  } catch (error) {
    const { code, text: reason } = foundIn(error);
    return {
      outcome: code === unreachable.code ? "gone" : "open",
      severity: "warning",
      message: messageOf(found(notClosed, { ...facts, reason })),
    };
  }
}
