import { AgentError } from "../agent/answer";
import { parseProveAnswer } from "../agent/proveAnswer";
import { proveStdin } from "../agent/proveRequest";
import { observerTarget } from "../server/loginTarget";
import { runOverSsh, type SshPatience } from "../server/ssh";
import type { LinkInputs } from "./properties";
import { proofSessionPolicy } from "./sessionPolicy";
import { verdictOf } from "./verdict";
import { notProven, type Verdict } from "./words";

/** The agent gives itself 40 s; a dead or silent server is given up after this many seconds, so that a refresh always ends. */
export const PROOF_PATIENCE: SshPatience = { connect: 10, total: 55 };

/**
 * Has the server prove the link, once, with its own credentials. Never throws for what the world did, and ends within
 * `PROOF_PATIENCE.total` seconds. Needs no root.
 * @param refusals ask for what must be refused, too.
 */
export async function prove(inputs: LinkInputs, refusals: boolean): Promise<Verdict> {
  try {
    const request = proveStdin({
      root: inputs.asperaRoot,
      user: inputs.transferUser,
      externalId: inputs.externalId,
      metadata: inputs.metadata,
      sts: inputs.sts,
      s3: inputs.s3,
      region: inputs.region,
      serverRole: inputs.serverRole,
      bucketRole: inputs.bucketRole,
      bucket: inputs.bucket,
      prefix: inputs.prefix,
      sessionPolicy: proofSessionPolicy(inputs),
      docroot: inputs.wanted,
      nodeUser: inputs.nodeUser,
      nodePassword: inputs.nodePassword,
      list: inputs.lists,
      upload: inputs.uploads,
      refusals,
    });
    const run = await runOverSsh(observerTarget(inputs), "perl -", request, PROOF_PATIENCE);
    return verdictOf(parseProveAnswer(run), inputs);
  } catch (error) {
    return failedProof(error as Error);
  }
}

function failedProof(error: Error & { hint?: string }): Verdict {
  const sentence = error instanceof AgentError ? error.sentence : error.message.split("\n")[0] || "no answer";
  const hint = error.hint ?? "see what the docroot of this preview says of the server";
  return notProven(sentence, hint, error instanceof AgentError ? "server" : "not visible from here");
}
