import { spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { Server, utils } from "ssh2";
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
  /** Connections so far, failed ones included. */
  connections: number;
  close(): void;
}

/** Starts one on 127.0.0.1. */
export async function sshHost(): Promise<SshHost> {
  const [own, client] = [ed25519KeyPair(), ed25519KeyPair()];
  const allowed = utils.parseKey(client.public);
  if (allowed instanceof Error || Array.isArray(allowed)) throw new Error("no key");
  const server = new Server({ hostKeys: [own.private] }, (connection) => {
    host.connections++;
    connection.on("error", () => {});
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
    connections: 0,
    close: () => server.close(),
  };
  return host;
}
