import { proofSessionPolicy } from "../../model/access/proofSessionPolicy";
import { OPERATIONS } from "../../model/access/s3Permissions";
import { docrootTexts } from "../../model/docroot/docrootTexts";
import { type Found, found } from "../../model/findings/finding";
import { proofNotHeld } from "../../model/findings/link/proofNotHeld";
import { questionsOf } from "../../model/link/questions";
import { verdictOf } from "../../model/link/verdict";
import { askAgent, foundIn } from "../agent/askAgent";
import { parseProveAnswer } from "../agent/proveAnswer";
import { proveStdin } from "../agent/proveRequest";
import { observingLogin, perlCommand } from "../ssh/logins";
import type { SshPatience } from "../ssh/sshTarget";
import type { LinkInputs } from "./properties";

/** The agent gives itself 40 s; a dead or silent server is given up after this many seconds, so that a refresh always ends. */
export const PROOF_PATIENCE: SshPatience = { connect: 10, total: 55 };

/**
 * Has the server prove the link, once, with its own credentials. Never throws for what the world did, and ends within
 * `PROOF_PATIENCE.total` seconds. Needs no root.
 * @param refusals ask for what must be refused, too.
 * @returns what is wrong; undefined when the link stands.
 */
export async function prove(inputs: LinkInputs, refusals: boolean): Promise<Found | undefined> {
  const { connection, endpoints, bucketRoleArn, bucket, fullAccess, nodeApi, kmsKeyArn } = inputs;
  // Full access has no outside: everything in the bucket is allowed, whatever prefix and access say.
  const prefix = fullAccess ? "" : (inputs.prefix ?? "");
  const access = fullAccess ? OPERATIONS : inputs.access;
  const { uri, externalId } = docrootTexts(inputs);
  try {
    const request = proveStdin({
      root: connection.asperaRoot,
      user: inputs.transferUser,
      externalId,
      ...endpoints,
      region: inputs.region,
      serverRole: inputs.serverRoleArn,
      bucketRole: bucketRoleArn ?? "",
      bucket,
      prefix,
      sessionPolicy:
        bucketRoleArn === undefined ? "" : proofSessionPolicy(bucketRoleArn, bucket, prefix, kmsKeyArn),
      ...(inputs.sessionNameRequired && { sessionName: inputs.sessionName }),
      docroot: uri,
      nodeUser: nodeApi?.user ?? "",
      nodePassword: nodeApi?.password ?? "",
      ...questionsOf(access),
      refusals,
    });
    const run = await askAgent(observingLogin(connection), perlCommand(false), request, PROOF_PATIENCE);
    return verdictOf(parseProveAnswer(run), { ...inputs, prefix, access });
  } catch (error) {
    const { text: sentence, hint } = foundIn(error as Error);
    return found(proofNotHeld, { sentence, hint });
  }
}
