import type { ObserveAnswer } from "../../model/agent/serverAnswer";
import type { Found } from "../../model/findings/finding";
import { serverFindings } from "../../model/server/serverFindings";
import { ALL_WELL, type DocrootInputs, type DocrootState, type ObservedProperties } from "./properties";

/** What the agent answered, or in `failure` why there is no answer. */
export interface Observation {
  readonly answer?: ObserveAnswer;
  readonly failure?: Found;
}

/**
 * An observation in the words of the preview. Nothing of an unreachable server is guessed: the words of the last
 * observation stay, and `server` says how old they are.
 */
export function observedProperties(
  seen: Observation,
  last: ObservedProperties & Pick<DocrootState, "lastSeen"> & { readonly instance?: string },
  wantedDocroot: string,
): ObservedProperties {
  const { answer, failure } = seen;
  if (!answer) {
    const reason = failure?.text ?? "no answer";
    const server = last.lastSeen === undefined ? reason : `${reason}; last seen at ${last.lastSeen}`;
    const { docroot, transferUserEntry, systemUser, asperanoded, asperatrapd, s3Traffic } = last;
    const words = { docroot, transferUserEntry, systemUser, asperanoded, asperatrapd, s3Traffic };
    // A state that was written before these were observed lacks them.
    const { identity = ALL_WELL.identity, agent = NO_AGENT } = last;
    return { server, identity, agent, ...words };
  }
  return {
    server: answer.problem === "" ? ALL_WELL.server : answer.problem,
    identity: shownIdentity(answer.instance, last.instance),
    docroot: shownDocroot(answer, wantedDocroot),
    transferUserEntry: answer.transferUserEntry,
    systemUser: answer.systemUser,
    asperanoded: answer.asperanoded,
    asperatrapd: answer.asperatrapd,
    s3Traffic: answer.s3Traffic,
    agent: answer.agent === "ready" ? ALL_WELL.agent : NO_AGENT,
  };
}

/** Everything observed that `pulumi up` cannot put right; what up repairs needs no finding. */
export function findingsOf(
  { answer, failure }: Observation,
  {
    connection,
    transferUser,
    rights,
    transferTokens,
  }: Pick<DocrootInputs, "connection" | "transferUser" | "rights" | "transferTokens">,
): Found[] {
  if (failure) return [failure];
  return answer ? serverFindings(answer, { ...connection, transferUser, rights, transferTokens }) : [];
}

/** Where either is not known, the pinned host key has told already. */
function shownIdentity(seen: string, known: string | undefined): string {
  return !seen || !known || seen === known ? ALL_WELL.identity : `instance ${seen}, not ${known}`;
}

/** Shown for an agent that was never kept, or is no longer where it was. */
const NO_AGENT = "missing";

/** Shown for an absent or empty docroot, which opens the whole file system: an empty text would be easy to overlook. */
const NO_DOCROOT = "(none)";

function shownDocroot(answer: ObserveAnswer, wanted: string): string {
  if (answer.same) return wanted;
  if (answer.docroot === "") return NO_DOCROOT;
  return answer.docroot === wanted ? `${answer.docroot} (differs where it is masked)` : answer.docroot;
}
