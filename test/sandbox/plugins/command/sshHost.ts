import { spawn } from "node:child_process";
import { type AddressInfo, connect } from "node:net";
import { type Connection, Server, utils } from "ssh2";
import { ed25519KeyPair } from "../../../../sandbox/server";

/** An SSH server of a test's own: runs commands with /bin/sh and notes what it was asked. */
export interface SshHost {
  port: number;
  /** Its host key as `TYPE BASE64`. */
  hostKey: string;
  /** A private key that it lets in. */
  privateKey: string;
  /** Commands that were run, in order. */
  commands: string[];
  /** Variables that a client offered; all were refused. */
  variables: Record<string, string>;
  /** Signals that were sent to commands, in order, as `TERM`; noted, not delivered. */
  signals: string[];
  /** Connections so far, failed ones included. */
  connections: number;
  /** Connections that are open now. */
  open: number;
  /** Where it forwarded to, as `HOST:PORT`. */
  forwarded: string[];
  close(): void;
  /** Breaks every connection that is open, without a word. */
  hangUp(): void;
}

/** What one is made with. */
export interface SshHostOptions {
  /** Key pair that it lets in; a fresh one where none is given. */
  client?: { public: string; private: string };
  /** It is a jump host that knows every name as this port of 127.0.0.1; `silent` never answers. */
  forwardsTo?: number | "silent";
}

/** Starts one on 127.0.0.1. */
export async function sshHost(options: SshHostOptions = {}): Promise<SshHost> {
  const own = ed25519KeyPair();
  const client = options.client ?? ed25519KeyPair();
  const allowed = utils.parseKey(client.public);
  if (allowed instanceof Error || Array.isArray(allowed)) throw new Error("no key");
  // ssh2's server has no event for a signal to a command that runs, and tells it only here.
  const debug = (line: string) => {
    const [, name] = /CHANNEL_REQUEST \(r:\d+, signal: (\w+)\)/.exec(line) ?? [];
    if (name) host.signals.push(name);
  };
  const open = new Set<Connection>();
  const server = new Server({ hostKeys: [own.private], debug }, (connection) => {
    host.connections++;
    host.open++;
    open.add(connection);
    connection.on("close", () => {
      host.open--;
      open.delete(connection);
    });
    connection.on("error", () => {});
    connection.on("tcpip", (accept, reject, { destIP, destPort }) => {
      if (options.forwardsTo === "silent") return;
      if (options.forwardsTo === undefined) return reject();
      host.forwarded.push(`${destIP}:${destPort}`);
      const socket = connect(options.forwardsTo, "127.0.0.1");
      socket.on("error", () => reject());
      socket.on("connect", () => {
        const channel = accept();
        channel.on("error", () => {});
        channel.pipe(socket).pipe(channel);
      });
    });
    connection.on("authentication", (context) => {
      const right = context.method === "publickey" && context.key.data.equals(allowed.getPublicSSH());
      if (right) context.accept();
      else context.reject(["publickey"]);
    });
    connection.on("session", (accept) => {
      const session = accept();
      session.on("env", (_accept, reject, { key, val }) => {
        host.variables[key] = val;
        reject?.();
      });
      session.on("exec", (acceptExec, _reject, { command }) => {
        host.commands.push(command);
        const channel = acceptExec();
        const child = spawn("/bin/sh", ["-c", command]);
        child.stdin.on("error", () => {});
        channel.pipe(child.stdin);
        child.stdout.pipe(channel, { end: false });
        child.stderr.pipe(channel.stderr, { end: false });
        // As sshd does when the client goes: what still writes meets a closed pipe.
        channel.on("error", () => {});
        channel.stderr.on("error", () => {});
        channel.on("close", () => {
          child.stdout.destroy();
          child.stderr.destroy();
        });
        child.on("close", (code, signal) => {
          if (signal) channel.exit(signal.replace("SIG", "") as never);
          else channel.exit(code ?? 1);
          channel.end();
        });
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host: SshHost = {
    port: (server.address() as AddressInfo).port,
    hostKey: own.public.split(" ").slice(0, 2).join(" "),
    privateKey: client.private,
    commands: [],
    variables: {},
    signals: [],
    connections: 0,
    open: 0,
    forwarded: [],
    close: () => server.close(),
    hangUp() {
      for (const connection of open) connection.end();
    },
  };
  return host;
}
