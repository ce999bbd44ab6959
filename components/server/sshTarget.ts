/** One SSH host on the way: where it is, as whom to log in, and how it proves that it is the one that was meant. */
export interface SshHop {
  readonly host: string;
  readonly port: number;
  /** Login name there. */
  readonly user: string;
  /** The host's one accepted key, `type base64`, as in a known-hosts file. */
  readonly hostKey: string;
}

/** What a login proves itself with, on every host of the way. Without a private key: the agent of `SSH_AUTH_SOCK`. */
export interface SshKey {
  /** Private key, in OpenSSH's or the older PEM form. */
  readonly privateKey?: string;
  /** What the private key is encrypted with; none for a key in clear. */
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
