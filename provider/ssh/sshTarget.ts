import type { SshHop } from "../../model/ssh/connection";

/** What a login proves itself with, on every host of the way. Without a private key: the agent of `SSH_AUTH_SOCK`. */
export interface SshKey {
  /** Private key, in OpenSSH's or the older PEM form. */
  readonly privateKey?: string;
  /** What the private key is encrypted with; left out for a key in clear. */
  readonly passphrase?: string;
}

/** Where and as whom to log in. */
export interface SshTarget extends SshHop, SshKey {
  /** Jump host: logged in to first, with the same key; the server is reached from there. */
  readonly proxy?: SshHop;
}

/** Longest wait for one host's TCP and handshake, and for the whole of a command, in seconds. */
export interface SshPatience {
  readonly connect: number;
  readonly total: number;
}

/** What a command on the server left behind. */
export interface SshResult {
  /** Exit code; null when a signal ended the command. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}
