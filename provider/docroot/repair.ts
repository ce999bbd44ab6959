import { isDeepStrictEqual } from "node:util";
import { docrootTexts } from "../../model/docroot/docrootTexts";
import type { ServerConnection } from "../../model/ssh/connection";
import { asksTheSame } from "./applyRequest";
import { moves } from "./move";
import {
  ALL_WELL,
  type CheckedInputs,
  type DecidedState,
  type DocrootInputs,
  type DocrootState,
  type ObservedProperties,
} from "./properties";

/** Whether the last look met another instance behind the pinned host key. */
export function isAnother({ identity = ALL_WELL.identity }: Partial<ObservedProperties>): boolean {
  return identity !== ALL_WELL.identity;
}

/**
 * Whether the apply Command has to run: to set or repair something, or because the last look failed and what is there is
 * not known. The agent has the last word: where the docroot is right and the service answers, it changes nothing.
 */
export function needsRepair(olds: DocrootState, news: CheckedInputs): boolean {
  return (
    Boolean(olds.waiting) !== Boolean(news.waiting) ||
    moves(olds, news) ||
    isAnother(olds) ||
    olds.server !== news.server ||
    docrootTexts(olds).uri !== docrootTexts(news).uri ||
    olds.docroot !== news.docroot ||
    olds.transferUserEntry !== news.transferUserEntry ||
    olds.asperanoded !== news.asperanoded
  );
}

/** Whether what the Command reads may stay as it is: it asks the same of the same agent, in the same place. */
export function staysAsked(olds: DocrootState, news: DecidedState): boolean {
  return (
    olds.request !== undefined &&
    olds.agent === ALL_WELL.agent &&
    asksTheSame(olds, news) &&
    !commandRunsAnyway(olds, news)
  );
}

/** The login that changes the server is another: that alone makes the Command run. */
export function commandRunsAnyway(olds: DocrootInputs, news: DocrootInputs): boolean {
  return !isDeepStrictEqual(toldToCommand(olds.connection), toldToCommand(news.connection));
}

function toldToCommand({ observer: _, asperaRoot: __, ...login }: ServerConnection): object {
  return login;
}
