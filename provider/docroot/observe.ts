import { docrootTexts } from "../../model/docroot/docrootTexts";
import { parseObserveAnswer } from "../agent/answer";
import { askAgent, foundIn } from "../agent/askAgent";
import { requestLines } from "../agent/request";
import { changingLogin, observingLogin, perlCommand } from "../ssh/logins";
import type { SshPatience, SshTarget } from "../ssh/sshTarget";
import type { Observation } from "./observation";
import type { DocrootInputs } from "./properties";

/** A dead or silent server is given up after this many seconds, so that a refresh always ends. */
export const OBSERVE_PATIENCE: SshPatience = { connect: 10, total: 30 };

/** What is looked at; `agentFile` is known once the agent was kept. */
type Looked = DocrootInputs & { readonly agentFile?: string };

/**
 * Asks the server how it is, as the observer where there is one, and without sudo. Never throws for what the world did,
 * and ends within `OBSERVE_PATIENCE.total` seconds.
 */
export function observe(inputs: Looked): Promise<Observation> {
  return ask(inputs, () => observingLogin(inputs.connection), perlCommand(false));
}

/** Asks the same with the login and the command that change the server. */
export function observeAsChanger(inputs: Looked): Promise<Observation> {
  return ask(inputs, () => changingLogin(inputs.connection), perlCommand(inputs.connection.sudo));
}

async function ask(inputs: Looked, login: () => SshTarget, command: string): Promise<Observation> {
  try {
    const { uri, externalId, mark } = docrootTexts(inputs);
    const request = requestLines({
      mode: "observe",
      root: inputs.connection.asperaRoot,
      user: inputs.transferUser,
      docroot: uri,
      externalId,
      mark,
      rights: inputs.rights,
      metadata: inputs.metadata,
      agentFile: inputs.agentFile,
    });
    return { answer: parseObserveAnswer(await askAgent(login(), command, request, OBSERVE_PATIENCE)) };
  } catch (error) {
    return { failure: foundIn(error as Error) };
  }
}
