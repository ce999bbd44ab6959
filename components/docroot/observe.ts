import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { type ObserveAnswer, parseObserveAnswer } from "../agent/answer";
import { agentStdin } from "../agent/request";
import { runOverSsh, SshFailure, type SshPatience, type SshTarget } from "../server/ssh";
import { ALL_WELL, type DocrootInputs, type ObservedProperties, type ServerProperties } from "./properties";

/** A dead or silent server is given up after this many seconds, so that a refresh always ends. */
export const OBSERVE_PATIENCE: SshPatience = { connect: 10, total: 30 };

/** What the agent answered, or in `failure` the words for why there is no answer. */
export interface Observation {
  readonly answer?: ObserveAnswer;
  readonly failure?: { readonly sentence: string; readonly hint: string };
}

/** Asks the server how it is. Never throws for what the world did, and ends within `OBSERVE_PATIENCE.total` seconds. */
export async function observe(inputs: DocrootInputs): Promise<Observation> {
  try {
    const request = agentStdin({
      mode: "observe",
      root: inputs.asperaRoot,
      user: inputs.transferUser,
      docroot: inputs.wanted,
      externalId: inputs.externalId,
      mark: inputs.mark,
    });
    const result = await runOverSsh(sshTarget(inputs), "perl -", request, OBSERVE_PATIENCE);
    return { answer: parseObserveAnswer(result) };
  } catch (error) {
    return { failure: failureWords(error as Error) };
  }
}

/** The login that the resource's properties describe; the key file is read now, so a rotated key counts at once. */
export function sshTarget(server: ServerProperties): SshTarget {
  const { host, port, login, hostKey } = server;
  const privateKey = server.privateKeyFile
    ? readFileSync(server.privateKeyFile.replace(/^~(?=\/)/, homedir()), "utf8")
    : server.privateKey || undefined;
  return { host, port, user: login, hostKey, privateKey };
}

/** An observation in the words of the preview. Nothing of an unreachable server is guessed: the last words stay. */
export function observedProperties(seen: Observation, inputs: DocrootInputs): ObservedProperties {
  const { answer, failure } = seen;
  if (!answer) {
    const { docroot, transferUserEntry, systemUser, asperanoded } = inputs;
    return { server: failure?.sentence ?? "no answer", docroot, transferUserEntry, systemUser, asperanoded };
  }
  return {
    server: answer.problem === "" ? ALL_WELL.server : answer.problem,
    docroot: shownDocroot(answer, inputs.maskedWanted),
    transferUserEntry: answer.transferUserEntry,
    systemUser: answer.systemUser,
    asperanoded: answer.asperanoded,
  };
}

function shownDocroot(answer: ObserveAnswer, maskedWanted: string): string {
  if (answer.same) return maskedWanted;
  return answer.docroot === maskedWanted ? `${answer.docroot} (differs where it is masked)` : answer.docroot;
}

function failureWords(error: Error & { hint?: string }): { sentence: string; hint: string } {
  if (error instanceof SshFailure) {
    return {
      sentence: error.kind === "host key" ? error.message : `${error.kind}: ${error.message}`,
      hint: SSH_HINTS[error.kind],
    };
  }
  return {
    sentence: error.message.split("\n")[0] ?? "no answer",
    hint: error.hint ?? "run `pulumi preview` again",
  };
}

const SSH_HINTS: Record<SshFailure["kind"], string> = {
  unreachable: "check `host` and `port` in aspera:server, and the security group between here and there",
  silent: "the server accepts connections and does not answer; look at its load and its disk",
  login: "check `user` in aspera:server and the private key: `ssh -p PORT USER@HOST true` must work",
  "host key":
    "somebody may be in between, or the server was built anew; compare with the console output of the instance, then correct `hostKey` in aspera:server",
};
