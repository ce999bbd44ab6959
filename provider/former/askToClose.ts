import type { ApplyAnswer } from "../../model/agent/serverAnswer";
import { docrootTexts } from "../../model/docroot/docrootTexts";
import { CLOSED_DOCROOT } from "../../model/docroot/uri";
import { parseApplyAnswer } from "../agent/answer";
import { askAgent } from "../agent/askAgent";
import { type RestartRequest, requestLines } from "../agent/request";
import type { PlacedDocroot } from "../docroot/move";
import { changingLogin, perlCommand } from "../ssh/logins";

/** How asperanoded takes up that a docroot was closed. */
export type ClosingRestart = Pick<RestartRequest, "restart" | "idleWait" | "idleThen">;

/** The agent may wait for other runs, and for asperanoded to come back: this long, in seconds, beside the wait for an idle server. */
const LONGEST = 900;

/** What the agent waits for an idle server where nobody says how long, in seconds. */
const IDLE_WAIT = 600;

/**
 * Points a docroot to a path that leads nowhere, if it still is the one that is meant: an empty one would open the whole file
 * system.
 * @throws FindingError when the server cannot be reached or changed.
 */
export async function askToClose(docroot: PlacedDocroot, restart: ClosingRestart): Promise<ApplyAnswer> {
  const { connection, transferUser, metadata, instance } = docroot;
  const { externalId, mark } = docrootTexts(docroot);
  const request = requestLines({
    mode: "close",
    root: connection.asperaRoot,
    user: transferUser,
    docroot: CLOSED_DOCROOT,
    externalId,
    mark,
    metadata,
    instance,
    ...restart,
  });
  const idle = restart.restart === "whenIdle" ? (restart.idleWait ?? IDLE_WAIT) : 0;
  const patience = { connect: 10, total: LONGEST + idle };
  return parseApplyAnswer(
    await askAgent(changingLogin(connection), perlCommand(connection.sudo), request, patience),
  );
}
