import { fingerprintOf } from "./hostKey";
import type { SshHop } from "./sshTarget";

/** Why the server could not be asked: `unreachable`, another `host key`, a `login` that was turned away, or `silent`. */
export type SshTrouble = "unreachable" | "host key" | "login" | "silent";

/** The server could not be asked; the message is one sentence that names host and port. */
export class SshFailure extends Error {
  constructor(
    readonly kind: SshTrouble,
    message: string,
    /** True when it happened at the jump host. */
    readonly atJumpHost = false,
  ) {
    super(message);
  }

  /** The next step. */
  get hint(): string {
    const setting = this.atJumpHost ? "aspera:server.proxy" : "aspera:server";
    return HINTS[this.kind].replace("SETTING", setting);
  }
}

const HINTS: Record<SshTrouble, string> = {
  unreachable: "check `host` and `port` in SETTING, and the security group between here and there",
  silent: "the server accepts connections and does not answer; look at its load and its disk",
  login: "check `user` in SETTING and the private key: `ssh -p PORT USER@HOST true` must work",
  "host key":
    "somebody may be in between, or the server was built anew; compare with the console output of the instance, " +
    "then correct `hostKey` in SETTING",
};

/** A host as sentences name it. */
export function placeOf(hop: SshHop, isJumpHost = false): string {
  return `${isJumpHost ? "the jump host " : ""}${hop.host}:${hop.port}`;
}

/** The host showed `shown` where `hop.hostKey` was pinned; nothing was sent to it. */
export function otherHostKey(hop: SshHop, shown: Buffer, isJumpHost: boolean): SshFailure {
  const pinned = Buffer.from(hop.hostKey.split(/\s+/)[1] ?? "", "base64");
  return new SshFailure(
    "host key",
    `${placeOf(hop, isJumpHost)} showed another host key than the pinned one: ` +
      `${fingerprintOf(shown)}, pinned is ${fingerprintOf(pinned)}`,
    isJumpHost,
  );
}

/** What ssh2 says while connecting and logging in, in our words. */
export function connectFailure(
  error: Error & { level?: string; code?: string },
  hop: SshHop,
  isJumpHost: boolean,
): SshFailure {
  const place = placeOf(hop, isJumpHost);
  if (/no matching.*host key/i.test(error.message)) {
    const type = hop.hostKey.split(/\s+/)[0];
    const sentence = `${place} showed another host key than the pinned one: it has none of the kind ${type}`;
    return new SshFailure("host key", sentence, isJumpHost);
  }
  if (error.level === "agent") {
    return new SshFailure(
      "login",
      `the SSH agent of SSH_AUTH_SOCK does not answer: ${error.message}`,
      isJumpHost,
    );
  }
  if (error.level === "client-authentication") {
    return new SshFailure("login", `${place} refused the login of ${hop.user}`, isJumpHost);
  }
  // sshd's MaxAuthTries, 6 by default: an agent with more keys than that may never come to the right one.
  if (/Too many authentication failures/i.test(error.message)) {
    const why = "too many keys were tried before the right one";
    return new SshFailure("login", `${place} refused the login of ${hop.user}: ${why}`, isJumpHost);
  }
  return new SshFailure("unreachable", `${place}: ${plainReason(error)}`, isJumpHost);
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
