import { softwareVerdict } from "../server/software/minimum";
import type { Observation } from "./observation";
import type { DocrootInputs } from "./properties";
import { CLOSED_DOCROOT } from "./uri";

/** @throws when the server could not be read: nothing is changed on a server that cannot be looked at first. */
export function refuseUnreadableServer(inputs: DocrootInputs, seen: Observation): void {
  const place = `${inputs.host}:${inputs.port}`;
  if (seen.failure) {
    throw new Error(
      `expected to read the Aspera server ${place} before anything is changed on it, got: ${seen.failure.sentence}\n` +
        `hint: ${seen.failure.hint}`,
    );
  }
  if (seen.answer?.problem) {
    throw new Error(
      `expected an aspera.conf that can be edited on ${place}, got: ${seen.answer.problem}\n` +
        "hint: mend the file on the server, then run `pulumi up` again",
    );
  }
}

/** @throws when the login that changes the server cannot: sudo, its shell, its key. Nothing was changed yet. */
export function refuseUnchangeableServer(inputs: DocrootInputs, { failure }: Observation): void {
  if (!failure) return;
  const { login, host, port } = inputs;
  throw new Error(
    `expected ${login} to be able to change the Aspera server ${host}:${port}, got: ${failure.sentence}\n` +
      `hint: ${failure.hint}`,
  );
}

/**
 * @throws when the server's software is too old to take its rights from a role. A version that cannot be read is no
 * refusal; hints.ts says it.
 */
export function refuseOldSoftware(inputs: DocrootInputs, { answer }: Observation): void {
  const verdict = answer ? softwareVerdict(answer) : undefined;
  if (verdict?.is !== "too old") return;
  throw new Error(
    `expected version ${verdict.minimum} or newer of ${answer?.product} on ${inputs.host}:${inputs.port}, ` +
      `got ${verdict.version}, which cannot use a role; the docroot was not touched\n` +
      "hint: snapshot the server, then upgrade its package by hand or with aspera:server.upgrade (docs/upgrade.md)",
  );
}

/**
 * @throws when the user's docroot is somebody else's and `aspera:takeOver` does not name it. No docroot, and the one that
 * leads nowhere, belong to nobody.
 */
export function refuseForeignDocroot(inputs: DocrootInputs, seen: Observation): void {
  const answer = seen.answer;
  if (answer?.owner !== "another") return;
  if (answer.docroot === CLOSED_DOCROOT || answer.fingerprint === inputs.takeOver) return;
  throw new Error(
    `expected transfer user "${inputs.transferUser}" on ${inputs.host}:${inputs.port} to have no docroot or this stack's, ` +
      `got one that is somebody else's: ${answer.docroot} (fingerprint ${answer.fingerprint})\n` +
      `hint: use another transfer user, or take it over once: pulumi config set aspera:takeOver ${answer.fingerprint}`,
  );
}
