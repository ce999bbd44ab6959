import type { ObserveAnswer } from "../agent/answer";
import { ALL_WELL, type ObservedProperties } from "./properties";

/** What the agent answered, or in `failure` the words for why there is no answer. */
export interface Observation {
  readonly answer?: ObserveAnswer;
  readonly failure?: {
    /** Why there is no answer, as it is shown in a diff. */
    readonly sentence: string;
    /** The next step. */
    readonly hint: string;
  };
}

/**
 * An observation in the words of the preview. Nothing of an unreachable server is guessed: the words of the last
 * observation stay, and `server` says that they are old.
 */
export function observedProperties(
  seen: Observation,
  last: ObservedProperties & { readonly maskedWanted: string },
): ObservedProperties {
  const { answer, failure } = seen;
  if (!answer) {
    const { docroot, transferUserEntry, systemUser, asperanoded, asperatrapd, s3Traffic } = last;
    const server = failure?.sentence ?? "no answer";
    return { server, docroot, transferUserEntry, systemUser, asperanoded, asperatrapd, s3Traffic };
  }
  return {
    server: answer.problem === "" ? ALL_WELL.server : answer.problem,
    docroot: shownDocroot(answer, last.maskedWanted),
    transferUserEntry: answer.transferUserEntry,
    systemUser: answer.systemUser,
    asperanoded: answer.asperanoded,
    asperatrapd: answer.asperatrapd,
    s3Traffic: answer.s3Traffic,
  };
}

/** Shown for an absent or empty docroot, which opens the whole file system: an empty text would be easy to overlook. */
const NO_DOCROOT = "(none)";

function shownDocroot(answer: ObserveAnswer, maskedWanted: string): string {
  if (answer.same) return maskedWanted;
  if (answer.docroot === "") return NO_DOCROOT;
  return answer.docroot === maskedWanted ? `${answer.docroot} (differs where it is masked)` : answer.docroot;
}
