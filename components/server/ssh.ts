import { Client, type ConnectConfig } from "ssh2";

/** Where and as whom to log in. */
export interface SshTarget {
  readonly host: string;
  readonly port: number;
  /** Login name on the server. */
  readonly user: string;
  /** The server's one accepted host key, `type base64`, as in a known-hosts file. */
  readonly hostKey: string;
  /** Private key, PEM or OpenSSH text; none means the SSH agent of `SSH_AUTH_SOCK`. */
  readonly privateKey?: string;
}

/** What a command on the server left behind. */
export interface SshResult {
  /** Exit code; null when a signal ended the command. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Longest wait for TCP and handshake, and for the whole of a command, in seconds. */
export interface SshPatience {
  readonly connect: number;
  readonly total: number;
}

/** Why the server could not be asked: `unreachable`, another `host key`, or a `login` that was turned away. */
export class SshFailure extends Error {
  constructor(
    readonly kind: "unreachable" | "host key" | "login" | "silent",
    message: string,
  ) {
    super(message);
  }
}

/**
 * Runs one command on the server with `stdin`, and nothing else: no shell of ours, no environment, no terminal.
 * @throws SshFailure within `patience.total` seconds when the server cannot be asked.
 */
export function runOverSsh(
  target: SshTarget,
  command: string,
  stdin: string,
  patience: SshPatience,
): Promise<SshResult> {
  const place = `${target.host}:${target.port}`;
  return new Promise((resolve, reject) => {
    const client = new Client();
    let hostKeyRefused = false;
    const settle = (act: () => void) => {
      clearTimeout(clock);
      client.removeAllListeners("error").on("error", () => {});
      client.end();
      client.destroy();
      act();
    };
    const fail = (failure: SshFailure) => settle(() => reject(failure));
    const clock = setTimeout(
      () => fail(new SshFailure("silent", `${place} did not answer within ${patience.total} s`)),
      patience.total * 1000,
    );

    client.on("error", (error) => {
      if (hostKeyRefused || /no matching.*host key/i.test(error.message)) {
        return fail(new SshFailure("host key", `${place} showed another host key than the pinned one`));
      }
      const level = (error as { level?: string }).level;
      if (level === "client-authentication" || level === "agent") {
        return fail(new SshFailure("login", `${place} refused the login of ${target.user}`));
      }
      fail(new SshFailure("unreachable", `${place}: ${plainReason(error)}`));
    });
    client.on("ready", () => {
      client.exec(command, (error, channel) => {
        if (error)
          return fail(new SshFailure("login", `${place} refused to run a command: ${error.message}`));
        const stdout: Buffer[] = [];
        const stderr: Buffer[] = [];
        let exitCode: number | null = null;
        channel.on("data", (chunk: Buffer) => stdout.push(chunk));
        channel.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
        channel.on("exit", (code: number | null) => {
          exitCode = code;
        });
        channel.on("error", () => {});
        channel.on("close", () =>
          settle(() =>
            resolve({
              code: exitCode,
              stdout: Buffer.concat(stdout).toString("utf8"),
              stderr: Buffer.concat(stderr).toString("utf8"),
            }),
          ),
        );
        channel.end(stdin);
      });
    });
    try {
      client.connect(
        connectConfig(target, patience, () => {
          hostKeyRefused = true;
        }),
      );
    } catch (error) {
      fail(new SshFailure("login", `cannot use the private key for ${place}: ${(error as Error).message}`));
    }
  });
}

function connectConfig(target: SshTarget, patience: SshPatience, onRefused: () => void): ConnectConfig {
  const [type, pinned] = target.hostKey.split(/\s+/);
  return {
    host: target.host,
    port: target.port,
    username: target.user,
    readyTimeout: patience.connect * 1000,
    privateKey: target.privateKey,
    agent: target.privateKey ? undefined : process.env.SSH_AUTH_SOCK,
    algorithms: {
      serverHostKey: (type === "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] : [type]) as never,
    },
    hostVerifier: (key: Buffer) => {
      const same = key.toString("base64") === pinned;
      if (!same) onRefused();
      return same;
    },
  };
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
