import { Client, type ClientChannel } from "ssh2";
import { connectFailure, sshFailure } from "./sshFailure";
import { logIn } from "./sshLogin";
import type { SshTarget } from "./sshTarget";
import { tunnel } from "./sshTunnel";

/** A connection to the server, by the jump host where there is one. Several commands may run on it side by side. */
export class SshConnection {
  /** The jump host's, and the server's last. */
  private readonly clients: Client[] = [];
  private gone = false;

  constructor(private readonly target: SshTarget) {}

  /** False once it has ended, by whichever side. */
  get usable(): boolean {
    return !this.gone;
  }

  /**
   * Connects and logs in, once.
   * @param patience longest wait for each host, in seconds.
   * @throws FindingError when a host is not reached, is not the one that was meant, or turns the login away.
   */
  async logIn(patience: number): Promise<void> {
    const { target } = this;
    const { proxy } = target;
    if (!proxy) return logIn(this.client(), target, { key: target, patience, isJumpHost: false });
    const jumpHost = this.client();
    await logIn(jumpHost, proxy, { key: target, patience, isJumpHost: true });
    const through = await tunnel(jumpHost, proxy, target, patience);
    await logIn(this.client(), target, { key: target, patience, isJumpHost: false, through });
  }

  /**
   * Starts a command: no shell of ours, no environment, no terminal.
   * @param onLost called when the connection breaks, before the command's channel closes.
   */
  start(command: string, onLost: (failure: Error) => void): Promise<ClientChannel> {
    const { target } = this;
    const client = this.clients.at(-1);
    if (!client || this.gone) throw sshFailure("unreachable", target, "connection closed");
    const lost = (error: Error) => onLost(connectFailure(error, target, false));
    client.on("error", lost);
    return new Promise((resolve, reject) => {
      client.exec(command, (error, channel) => {
        if (error)
          return reject(sshFailure("loginRefused", target, `it refused to run a command: ${error.message}`));
        channel.on("close", () => client.removeListener("error", lost));
        resolve(channel);
      });
    });
  }

  /** Ends it, and whatever still runs on it. */
  end(): void {
    this.gone = true;
    // Last one first: it runs inside the other.
    for (const client of this.clients.splice(0).reverse()) client.end().destroy();
  }

  private client(): Client {
    const client = new Client();
    client.on("close", () => {
      this.gone = true;
    });
    this.clients.push(client);
    return client;
  }
}

/**
 * Tells a command that nobody waits for it any longer: without a terminal it would not notice. The agent ends a look at
 * that, and no change. ssh2's own `signal` does nothing once the standard input has ended, although SSH allows it (RFC 4254,
 * 5.3: an EOF closes one direction of the data), so this is what it would do otherwise.
 */
export function terminate(channel: ClientChannel): void {
  const { outgoing, _client } = channel as unknown as Ssh2Channel;
  _client?._protocol?.signal?.(outgoing.id, "TERM");
}

/** What ssh2 keeps to itself, as of 1.17. */
interface Ssh2Channel {
  readonly outgoing: { readonly id: number };
  readonly _client?: { readonly _protocol?: { signal?(channel: number, name: string): void } };
}
