import { proofSessionPolicy } from "../../model/access/proofSessionPolicy";
import { OPERATIONS } from "../../model/access/s3Permissions";
import { docrootTexts } from "../../model/docroot/docrootTexts";
import { type Found, found } from "../../model/findings/finding";
import { proofNotHeld } from "../../model/findings/link/proofNotHeld";
import { questionsOf } from "../../model/link/questions";
import { type LinkOperations, NOTHING_ASKED, operationsOf } from "../../model/link/results";
import { verdictOf } from "../../model/link/verdict";
import { askAgent, foundIn } from "../agent/askAgent";
import { parseProveAnswer } from "../agent/proveAnswer";
import { proveLines } from "../agent/proveRequest";
import { observingLogin, perlCommand } from "../ssh/logins";
import type { SshPatience } from "../ssh/sshTarget";
import type { LinkInputs } from "./properties";

/** The agent gives itself 40 s; a dead or silent server is given up after this many seconds, so that a refresh always ends. */
export const PROOF_PATIENCE: SshPatience = { connect: 10, total: 55 };

/** What one proof came to. */
export interface LinkProof {
  /** What is wrong; undefined when the link stands. */
  readonly wrong: Found | undefined;
  readonly operations: LinkOperations;
  /** True where the bucket was seen to keep versions that the proof cannot delete. */
  readonly leavesVersions: boolean;
}

/** What a proof asks beside the quiet questions, which leave nothing to be deleted and no refusal in anybody's log. */
export interface Further {
  /** Ask for what must be refused, too. */
  readonly refusals: boolean;
  /** Delete, and where all of it is allowed make and read, an object of the proof's own. */
  readonly ownObject: boolean;
}

/**
 * Has the server prove the link, once, with its own credentials. Never throws for what the world did, and ends within
 * `PROOF_PATIENCE.total` seconds. Needs no root.
 */
export async function prove(inputs: LinkInputs, { refusals, ownObject }: Further): Promise<LinkProof> {
  const { connection, endpoints, bucketRoleArn, bucket, fullAccess, nodeApi, kmsKeyArn } = inputs;
  // Full access has no outside: everything in the bucket is allowed, whatever prefix and access say.
  const prefix = fullAccess ? "" : (inputs.prefix ?? "");
  const access = fullAccess ? OPERATIONS : inputs.access;
  const { uri, externalId } = docrootTexts(inputs);
  const questions = questionsOf({ access, vendorRights: inputs.vendorRights });
  try {
    const request = proveLines({
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
      ...questions,
      ...(!ownObject && { delete: false, download: false }),
      refusals,
    });
    const run = await askAgent(observingLogin(connection), perlCommand(false), request, PROOF_PATIENCE);
    const seen = parseProveAnswer(run);
    return {
      wrong: verdictOf(seen, { ...inputs, prefix, access }),
      operations: operationsOf(seen),
      leavesVersions: seen.leavesVersions === "yes",
    };
  } catch (error) {
    const { text: sentence, hint } = foundIn(error as Error);
    return {
      wrong: found(proofNotHeld, { sentence, hint }),
      operations: NOTHING_ASKED,
      leavesVersions: false,
    };
  }
}
