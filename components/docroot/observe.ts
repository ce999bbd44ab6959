import { AgentError, parseObserveAnswer } from "../agent/answer";
import { agentStdin } from "../agent/request";
import { loginTarget, observerTarget } from "../server/loginTarget";
import { runOverSsh, SshFailure, type SshPatience, type SshTarget } from "../server/ssh";
import { agentCommand } from "./closeFormer";
import type { Observation } from "./observation";
import type { DocrootInputs } from "./properties";

/** A dead or silent server is given up after this many seconds, so that a refresh always ends. */
export const OBSERVE_PATIENCE: SshPatience = { connect: 10, total: 30 };

/**
 * Asks the server how it is, as the observer where there is one, and without sudo. Never throws for what the world did,
 * and ends within `OBSERVE_PATIENCE.total` seconds.
 */
export function observe(inputs: DocrootInputs): Promise<Observation> {
  return ask(inputs, () => observerTarget(inputs), agentCommand(false));
}

/** Asks the same with the login and the command that change the server. */
export function observeAsChanger(inputs: DocrootInputs): Promise<Observation> {
  return ask(inputs, () => loginTarget(inputs), agentCommand(inputs.sudo));
}

async function ask(inputs: DocrootInputs, target: () => SshTarget, command: string): Promise<Observation> {
  try {
    const request = agentStdin({
      mode: "observe",
      root: inputs.asperaRoot,
      user: inputs.transferUser,
      docroot: inputs.wanted,
      externalId: inputs.externalId,
      mark: inputs.mark,
    });
    return { answer: parseObserveAnswer(await runOverSsh(target(), command, request, OBSERVE_PATIENCE)) };
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
  return { sentence, hint: error.hint };
}
