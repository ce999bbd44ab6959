import { FindingError, found } from "../../model/findings/finding";
import { hostKeyDiffers } from "../../model/findings/server/hostKeyDiffers";
import { loginRefused } from "../../model/findings/server/loginRefused";
import { runCancelled } from "../../model/findings/server/runCancelled";
import { silent } from "../../model/findings/server/silent";
import { timeLimitOver } from "../../model/findings/server/timeLimitOver";
import { tooMuchOutput } from "../../model/findings/server/tooMuchOutput";
import { unreachable } from "../../model/findings/server/unreachable";
import { placeOf, type SshHop } from "../../model/ssh/connection";
import { fingerprintOf } from "../../model/ssh/hostKey";
import { fitToShow } from "../../model/text/fitToShow";

/** Why a host could not be asked. */
const KINDS = {
  unreachable,
  hostKeyDiffers,
  loginRefused,
  silent,
  tooMuchOutput,
  runCancelled,
  timeLimitOver,
};

/** A host could not be asked over SSH. @param reason a phrase; what the host says in it is made fit to show. @param atJumpHost true when it happened at the jump host. */
export function sshFailure(
  kind: keyof typeof KINDS,
  hop: Pick<SshHop, "host" | "port">,
  reason: string,
  atJumpHost = false,
): FindingError {
  return new FindingError(
    found(KINDS[kind], { place: placeOf(hop), reason: fitToShow(reason, 300), atJumpHost }),
  );
}

/** The host showed `shown` where `hop.hostKey` was pinned; nothing was sent to it. */
export function otherHostKey(hop: SshHop, shown: Buffer, atJumpHost: boolean): FindingError {
  const pinned = Buffer.from(hop.hostKey.split(/\s+/)[1] ?? "", "base64");
  const reason = `got ${fingerprintOf(shown)}, pinned is ${fingerprintOf(pinned)}`;
  return sshFailure("hostKeyDiffers", hop, reason, atJumpHost);
}

/** What ssh2 says while connecting and logging in, as a finding. */
export function connectFailure(
  error: Error & { level?: string; code?: string },
  hop: SshHop,
  atJumpHost: boolean,
): FindingError {
  const fail = (kind: keyof typeof KINDS, reason: string) => sshFailure(kind, hop, reason, atJumpHost);
  if (/no matching.*host key/i.test(error.message))
    return fail("hostKeyDiffers", `it has no key of the pinned type ${hop.hostKey.split(/\s+/)[0]}`);
  if (error.level === "agent")
    return fail("loginRefused", `the SSH agent of SSH_AUTH_SOCK does not answer: ${error.message}`);
  if (error.level === "client-authentication") return fail("loginRefused", `it refused user ${hop.user}`);
  // sshd's MaxAuthTries, 6 by default: an agent with more keys than that may never come to the right one.
  if (/Too many authentication failures/i.test(error.message))
    return fail("loginRefused", `it refused user ${hop.user}: too many keys were tried before the right one`);
  return fail("unreachable", plainReason(error));
}

function plainReason(error: Error & { code?: string }): string {
  const reasons: Record<string, string> = {
    ECONNREFUSED: "connection refused",
    ENOTFOUND: "no such host name",
    EAI_AGAIN: "the host name could not be looked up",
    EHOSTUNREACH: "no route to the host",
    ENETUNREACH: "no route to the network",
    ETIMEDOUT: "no answer",
    ECONNRESET: "connection reset",
  };
  if (/Timed out while waiting for handshake/.test(error.message)) return "no answer";
  return (error.code && reasons[error.code]) || error.message;
}
