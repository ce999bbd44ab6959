import { isDeepStrictEqual } from "node:util";
import { type LeftDocroot, namesOf, parseLeftBehind } from "../docroot/move";
import type { Call } from "../protocol/handler";
import type { ClosingRestart } from "./askToClose";
import type { Closing } from "./closeDocroot";
import { type FormerInputs, type FormerState, NONE_OPEN } from "./properties";

/** How the resource reaches the servers and the person; stand-ins in unit tests. */
export interface Reach {
  closeDocroot(former: LeftDocroot, restart: ClosingRestart): Promise<Closing>;
  readonly log: Call["log"];
}

/**
 * What the methods of the FormerDocroots resource do. It stands downstream of the apply Command, so a docroot is closed
 * only when its successor is in place: an `up` that fails on the way cuts nobody off.
 */
export function formerLifecycle({ closeDocroot, log }: Reach) {
  async function close(all: readonly LeftDocroot[], restart: ClosingRestart = {}): Promise<string> {
    const open: LeftDocroot[] = [];
    for (const former of all) {
      const { outcome, severity, message } = await closeDocroot(former, restart);
      await log(severity, message);
      if (outcome === "open") open.push(former);
    }
    return open.length === 0 ? NONE_OPEN.open : namesOf(open).join(", ");
  }

  return {
    async create(inputs: FormerInputs): Promise<FormerState> {
      return { ...inputs, open: await close(parseLeftBehind(inputs.leftBehind), inputs.restart) };
    },

    /** Closes what was left since, and tries again what could not be closed. */
    async update(olds: FormerState, news: FormerInputs): Promise<FormerState> {
      const known = parseLeftBehind(olds.leftBehind);
      const stillOpen = new Set(olds.open.split(", "));
      const due = parseLeftBehind(news.leftBehind).filter(
        (one) => stillOpen.has(namesOf([one])[0] ?? "") || !wasTried(one, known),
      );
      return { ...news, open: await close(due, news.restart) };
    },
  };
}

/** Whether it was tried before. One whose server is in use again may have been given up while it was not. */
function wasTried({ sameServer, ...one }: LeftDocroot, known: readonly LeftDocroot[]): boolean {
  return known.some(
    ({ sameServer: before, ...other }) =>
      isDeepStrictEqual(one, other) && !(sameServer === true && before === false),
  );
}
