import type { Duplex } from "node:stream";
import type { Client, ConnectConfig } from "ssh2";
import { FindingError } from "../../model/findings/finding";
import type { SshHop } from "../../model/ssh/connection";
import { connectFailure, otherHostKey, sshFailure } from "./sshFailure";
import type { SshKey } from "./sshTarget";

/** How one host is logged in to. */
export interface LoginOptions {
  readonly key: SshKey;
  /** Longest wait for TCP and handshake, in seconds. */
  readonly patience: number;
  /** True for the jump host; only the words of failures differ. */
  readonly isJumpHost: boolean;
  /** A stream to the host's port through a jump host; none: TCP from here. */
  readonly through?: Duplex;
}

/**
 * Logs in to one host with its host key pinned.
 * @param client a fresh one; the caller ends it, whatever comes of this.
 * @throws FindingError when the host is not reached, is not the one that was meant, or turns the login away.
 */
export function logIn(client: Client, hop: SshHop, options: LoginOptions): Promise<void> {
  const { isJumpHost } = options;
  return new Promise((resolve, reject) => {
    let shown: Buffer | undefined;
    client.on("ready", resolve);
    client.on("error", (error) =>
      reject(shown ? otherHostKey(hop, shown, isJumpHost) : connectFailure(error, hop, isJumpHost)),
    );
    client.on("close", () => reject(sshFailure("unreachable", hop, "connection closed", isJumpHost)));
    try {
      client.connect(
        connectConfig(hop, options, (key) => {
          shown = key;
        }),
      );
    } catch (error) {
      if (error instanceof FindingError) return reject(error);
      const reason = `cannot use the private key: ${(error as Error).message}`;
      reject(sshFailure("loginRefused", hop, reason, isJumpHost));
    }
  });
}

function connectConfig(hop: SshHop, options: LoginOptions, onOther: (key: Buffer) => void): ConnectConfig {
  const [type, pinned] = hop.hostKey.split(/\s+/);
  return {
    host: hop.host,
    port: hop.port,
    sock: options.through as ConnectConfig["sock"],
    username: hop.user,
    readyTimeout: options.patience * 1000,
    ...credentials(hop, options),
    algorithms: {
      serverHostKey: (type === "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] : [type]) as never,
    },
    hostVerifier: (key: Buffer) => {
      const same = key.toString("base64") === pinned;
      if (!same) onOther(key);
      return same;
    },
  };
}

function credentials(
  hop: SshHop,
  { key: { privateKey, passphrase }, isJumpHost }: LoginOptions,
): Pick<ConnectConfig, "privateKey" | "passphrase" | "agent" | "authHandler"> {
  // Without the question which ways there are: a round trip less.
  if (privateKey) return { privateKey, passphrase, authHandler: ["publickey"] };
  const agent = process.env.SSH_AUTH_SOCK;
  if (agent) return { agent, authHandler: ["agent"] };
  const reason = "no private key is set, and no SSH agent runs here (SSH_AUTH_SOCK is empty)";
  throw sshFailure("loginRefused", hop, reason, isJumpHost);
}
