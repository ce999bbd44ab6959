import type { Duplex } from "node:stream";
import type { Client, ConnectConfig } from "ssh2";
import { connectFailure, otherHostKey, placeOf, SshFailure } from "./sshFailure";
import type { SshHop, SshKey } from "./sshTarget";

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
 * @throws SshFailure when the host is not reached, is not the one that was meant, or turns the login away.
 */
export function logIn(client: Client, hop: SshHop, options: LoginOptions): Promise<void> {
  const { isJumpHost } = options;
  return new Promise((resolve, reject) => {
    let shown: Buffer | undefined;
    client.on("ready", resolve);
    client.on("error", (error) =>
      reject(shown ? otherHostKey(hop, shown, isJumpHost) : connectFailure(error, hop, isJumpHost)),
    );
    client.on("close", () =>
      reject(new SshFailure("unreachable", `${placeOf(hop, isJumpHost)}: connection closed`, isJumpHost)),
    );
    try {
      client.connect(
        connectConfig(hop, options, (key) => {
          shown = key;
        }),
      );
    } catch (error) {
      if (error instanceof SshFailure) return reject(error);
      const reason = (error as Error).message;
      reject(
        new SshFailure("login", `cannot use the private key for ${placeOf(hop, isJumpHost)}: ${reason}`),
      );
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
    ...proof(options.key),
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

function proof({
  privateKey,
  passphrase,
}: SshKey): Pick<ConnectConfig, "privateKey" | "passphrase" | "agent"> {
  if (privateKey) return { privateKey, passphrase };
  const agent = process.env.SSH_AUTH_SOCK;
  if (agent) return { agent };
  throw new SshFailure("login", "no private key is set, and no SSH agent runs here (SSH_AUTH_SOCK is empty)");
}
