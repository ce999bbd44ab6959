import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Client } from "ssh2";
import { connectFailure, sshFailure } from "./sshFailure";
import { logIn } from "./sshLogin";
import type { SshPatience, SshResult, SshTarget } from "./sshTarget";
import { tunnel } from "./sshTunnel";

/** What a command reads: text, or text first and then bytes, piece by piece. */
export type SshInput = string | AsyncIterable<string | Buffer>;

/**
 * Runs one command on the server with `stdin`, and nothing else: no shell of ours, no environment, no terminal.
 * @throws FindingError within `patience.total` seconds when the server cannot be asked.
 */
export async function runOverSsh(
  target: SshTarget,
  command: string,
  stdin: SshInput,
  patience: SshPatience,
): Promise<SshResult> {
  const clients: Client[] = [];
  let clock: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    const late = sshFailure("silent", target, `no answer within ${patience.total} s`);
    clock = setTimeout(() => reject(late), patience.total * 1000);
  });
  try {
    const answer = connect(target, patience.connect, clients).then((client) =>
      execute(client, target, command, stdin),
    );
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(clock);
    // Last one first: it runs inside the other.
    for (const client of clients.reverse()) client.end().destroy();
  }
}

/** A logged-in connection to the server; every client that is opened on the way is added to `clients`. */
async function connect(target: SshTarget, patience: number, clients: Client[]): Promise<Client> {
  const opened = () => {
    const client = new Client();
    clients.push(client);
    return client;
  };
  const { proxy } = target;
  if (!proxy) {
    const client = opened();
    await logIn(client, target, { key: target, patience, isJumpHost: false });
    return client;
  }
  const jumpHost = opened();
  await logIn(jumpHost, proxy, { key: target, patience, isJumpHost: true });
  const through = await tunnel(jumpHost, proxy, target, patience);
  const client = opened();
  await logIn(client, target, { key: target, patience, isJumpHost: false, through });
  return client;
}

function execute(client: Client, target: SshTarget, command: string, stdin: SshInput): Promise<SshResult> {
  return new Promise((resolve, reject) => {
    client.on("error", (error) => reject(connectFailure(error, target, false)));
    client.exec(command, (error, channel) => {
      if (error)
        return reject(sshFailure("loginRefused", target, `it refused to run a command: ${error.message}`));
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      let exitCode: number | null = null;
      // Our own side could not be read; what the command says when it ends early counts more.
      const failed = (cause: Error) => {
        if (!channel.destroyed)
          reject(sshFailure("silent", target, `the input of a command ended: ${cause.message}`));
      };
      channel.on("data", (chunk: Buffer) => stdout.push(chunk));
      channel.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
      channel.on("exit", (code: number | null) => {
        exitCode = code;
      });
      // A command that ends before it has read everything closes the channel; its exit status tells the story.
      channel.on("error", () => {});
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString("utf8");
      channel.on("close", () => resolve({ code: exitCode, stdout: text(stdout), stderr: text(stderr) }));
      if (typeof stdin === "string") channel.end(stdin);
      else pipeline(Readable.from(stdin), channel, { end: true }).catch((cause) => failed(cause));
    });
  });
}
