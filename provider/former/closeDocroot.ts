import { notClosed } from "../../model/findings/docroot/notClosed";
import { found, messageOf } from "../../model/findings/finding";
import { unreachable } from "../../model/findings/server/unreachable";
import { placeOf } from "../../model/ssh/connection";
import { foundIn } from "../agent/askAgent";
import type { LeftDocroot } from "../docroot/move";
import { askToClose, type ClosingRestart } from "./askToClose";

/** What came of closing a docroot. */
export interface Closing {
  /** `gone`: its server is not the one that is in use and cannot be reached: no reason to come back to it. */
  readonly outcome: "closed" | "gone" | "open";
  /** For the person who runs Pulumi. */
  readonly severity: "info" | "warning";
  readonly message: string;
}

/** Closes a docroot that was left behind, if it still is this stack's. Never throws for what the world did. */
export async function closeDocroot(former: LeftDocroot, restart: ClosingRestart): Promise<Closing> {
  const facts = { transferUser: former.transferUser, place: placeOf(former.connection) };
  try {
    const { changed, reason, restarted } = await askToClose(former, restart);
    const which = `the docroot of former transfer user ${facts.transferUser} on ${facts.place}`;
    const served = restarted === "pending" ? "; asperanoded serves it until it is restarted" : "";
    const message = changed ? `closed ${which}${served}` : `left ${which} as it is: ${reason}`;
    return { outcome: "closed", severity: "info", message };
  } catch (error) {
    const { code, text: reason } = foundIn(error);
    return {
      outcome: code === unreachable.code && former.sameServer === false ? "gone" : "open",
      severity: "warning",
      message: messageOf(found(notClosed, { ...facts, reason })),
    };
  }
}
