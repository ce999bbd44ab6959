import { CLOSED_DOCROOT } from "../../model/docroot/uri";
import { foreign } from "../../model/findings/docroot/foreign";
import { noEntry } from "../../model/findings/docroot/noEntry";
import { found, refusalOf } from "../../model/findings/finding";
import { asperaConfProblem } from "../../model/findings/server/asperaConfProblem";
import { noSystemUser } from "../../model/findings/server/noSystemUser";
import { softwareFinding, transferFindings } from "../../model/server/serverFindings";
import { placeOf } from "../../model/ssh/connection";
import type { Observation } from "./observation";
import type { DocrootInputs } from "./properties";

/** @throws when the server could not be read: nothing is changed on a server that cannot be looked at first. */
export function refuseUnreadableServer(
  { connection }: DocrootInputs,
  { answer, failure }: Observation,
): void {
  const place = placeOf(connection);
  if (failure)
    throw new Error(
      refusalOf(`to read the Aspera server ${place} before anything is changed on it`, failure),
    );
  if (!answer?.problem) return;
  const { asperaRoot } = connection;
  throw new Error(
    refusalOf(
      `an aspera.conf that can be edited on ${place}`,
      found(asperaConfProblem, { place, asperaRoot, problem: answer.problem }),
    ),
  );
}

/** @throws when the login that changes the server cannot: sudo, its shell, its key. Nothing was changed yet. */
export function refuseUnchangeableServer({ connection }: DocrootInputs, { failure }: Observation): void {
  if (!failure) return;
  throw new Error(
    refusalOf(`${connection.user} to be able to change the Aspera server ${placeOf(connection)}`, failure),
  );
}

/**
 * @throws when the server's software is too old to take its rights from a role. A version that cannot be read is no
 * refusal.
 */
export function refuseOldSoftware({ connection }: DocrootInputs, { answer }: Observation): void {
  const where = { place: placeOf(connection), asperaRoot: connection.asperaRoot };
  const old = answer && softwareFinding(answer, where);
  if (old && !old.unseen)
    throw new Error(refusalOf("software that can use a role, and did not touch the docroot", old));
}

/** @throws when the transfer user is no system user, or has no entry in aspera.conf and none may be made. */
export function refuseMissingUser(inputs: DocrootInputs, { answer }: Observation): void {
  const { transferUser, connection, createTransferUserEntry } = inputs;
  const facts = { place: placeOf(connection), transferUser };
  const expected = `transfer user ${transferUser} to be there, and did not touch any docroot`;
  if (answer && answer.systemUser !== "present")
    throw new Error(refusalOf(expected, found(noSystemUser, facts)));
  if (answer && answer.transferUserEntry !== "present" && createTransferUserEntry !== true)
    throw new Error(refusalOf(expected, found(noEntry, facts)));
}

/**
 * @throws when the user could not transfer whatever the docroot is: the former one would be closed, and nobody could go on.
 * A first user is let through, and told of: nothing is lost by it.
 */
export function refuseUserWhoCannotTransfer(inputs: DocrootInputs, { answer }: Observation): void {
  const { connection, transferUser, rights, transferTokens } = inputs;
  const [one] = answer
    ? transferFindings(answer, { ...connection, transferUser, rights, transferTokens })
    : [];
  if (!one) return;
  const expected = `transfer user ${transferUser} to be able to transfer before the former docroot is closed`;
  throw new Error(refusalOf(expected, one));
}

/**
 * @throws when the user's docroot is somebody else's and `takeOver` does not name it. No docroot, and the one that leads
 * nowhere, belong to nobody.
 */
export function refuseForeignDocroot(inputs: DocrootInputs, { answer }: Observation): void {
  if (answer?.owner !== "another") return;
  const { docroot, fingerprint } = answer;
  if (docroot === CLOSED_DOCROOT || fingerprint === inputs.takeOver) return;
  const { transferUser, connection } = inputs;
  const one = found(foreign, { place: placeOf(connection), transferUser, docroot, fingerprint });
  throw new Error(refusalOf("no docroot or this stack's", one));
}
