import { AgentError, parseObserveAnswer } from "../agent/answer";
import { agentStdin } from "../agent/request";
import { loginTarget } from "../server/loginTarget";
import { runOverSsh, SshFailure, type SshPatience } from "../server/ssh";
import type { Observation } from "./observation";
import type { DocrootInputs } from "./properties";

/** A dead or silent server is given up after this many seconds, so that a refresh always ends. */
export const OBSERVE_PATIENCE: SshPatience = { connect: 10, total: 30 };

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
    return {
      answer: parseObserveAnswer(await runOverSsh(loginTarget(inputs), "perl -", request, OBSERVE_PATIENCE)),
    };
  } catch (error) {
    return { failure: failureWords(error as Error) };
  }
}

function failureWords(error: Error): { sentence: string; hint: string } {
  if (error instanceof AgentError) return { sentence: error.sentence, hint: error.hint };
  if (!(error instanceof SshFailure)) {
    return { sentence: error.message.split("\n")[0] ?? "no answer", hint: "run `pulumi preview` again" };
  }
  const sentence = error.kind === "host key" ? error.message : `${error.kind}: ${error.message}`;
  return { sentence, hint: SSH_HINTS[error.kind] };
}

const SSH_HINTS: Record<SshFailure["kind"], string> = {
  unreachable: "check `host` and `port` in aspera:server, and the security group between here and there",
  silent: "the server accepts connections and does not answer; look at its load and its disk",
  login: "check `user` in aspera:server and the private key: `ssh -p PORT USER@HOST true` must work",
  "host key":
    "somebody may be in between, or the server was built anew; compare with the console output of the instance, " +
    "then correct `hostKey` in aspera:server",
};
