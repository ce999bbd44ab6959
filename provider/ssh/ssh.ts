import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Client, type ClientChannel } from "ssh2";
import { timeLimit } from "../protocol/timeLimit";
import { connectFailure, sshFailure } from "./sshFailure";
import { logIn } from "./sshLogin";
import type { SshPatience, SshResult, SshTarget } from "./sshTarget";
import { tunnel } from "./sshTunnel";

/** What a command reads: text, or text first and then bytes, piece by piece. */
export type SshInput = string | AsyncIterable<string | Buffer>;

/** Most of each stream that is kept, in bytes: the agent's answers are a few kilobytes. */
const MOST_OUTPUT = 1024 * 1024;

/** Ends a run that is under way; one for each. */
const underWay = new Set<() => void>();

/** Ends every connection of this process: whoever asked has gone. Runs that wait for an answer end with a finding. */
export function endEverySsh(): void {
  for (const end of underWay) end();
}

/**
 * Runs one command on the server with `stdin`, and nothing else: no shell of ours, no environment, no terminal.
 * @throws FindingError within `patience.total` seconds when the server cannot be asked, when it prints more than 1 MiB, when
 * the time limit of the engine's call is over, and when `endEverySsh` ends it.
 */
export async function runOverSsh(
  target: SshTarget,
  command: string,
  stdin: SshInput,
  patience: SshPatience,
): Promise<SshResult> {
  const clients: Client[] = [];
  let running: ClientChannel | undefined;
  let clock: NodeJS.Timeout | undefined;
  let cancel = () => {};
  let limitOver = () => {};
  const limit = timeLimit();
  const givenUp = new Promise<never>((_, reject) => {
    const late = sshFailure("silent", target, `no answer within ${patience.total} s`);
    clock = setTimeout(() => reject(late), patience.total * 1000);
    cancel = () => reject(sshFailure("runCancelled", target, "the run was cancelled"));
    const over = `the ${limit?.seconds} s of its customTimeouts are over`;
    limitOver = () => reject(sshFailure("timeLimitOver", target, over));
  });
  underWay.add(cancel);
  limit?.over.addEventListener("abort", limitOver);
  try {
    if (limit?.over.aborted) limitOver();
    const answer = connect(target, patience.connect, clients).then((client) =>
      execute(client, target, command, stdin, (channel) => {
        running = channel;
        channel.on("close", () => {
          running = undefined;
        });
      }),
    );
    return await Promise.race([answer, givenUp]);
  } finally {
    if (running) terminate(running);
    clearTimeout(clock);
    underWay.delete(cancel);
    limit?.over.removeEventListener("abort", limitOver);
    // Last one first: it runs inside the other.
    for (const client of clients.reverse()) client.end().destroy();
  }
}

/**
 * Tells a command that nobody waits for it any longer: without a terminal it would not notice. The agent ends a look at
 * that, and no change. ssh2's own `signal` does nothing once the standard input has ended, although SSH allows it (RFC 4254,
 * 5.3: an EOF closes one direction of the data), so this is what it would do otherwise.
 */
function terminate(channel: ClientChannel): void {
  const { outgoing, _client } = channel as unknown as Ssh2Channel;
  _client?._protocol?.signal?.(outgoing.id, "TERM");
}

/** What ssh2 keeps to itself, as of 1.17. */
interface Ssh2Channel {
  readonly outgoing: { readonly id: number };
  readonly _client?: { readonly _protocol?: { signal?(channel: number, name: string): void } };
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

function execute(
  client: Client,
  target: SshTarget,
  command: string,
  stdin: SshInput,
  onStart: (channel: ClientChannel) => void,
): Promise<SshResult> {
  return new Promise((resolve, reject) => {
    client.on("error", (error) => reject(connectFailure(error, target, false)));
    client.exec(command, (error, channel) => {
      if (error)
        return reject(sshFailure("loginRefused", target, `it refused to run a command: ${error.message}`));
      onStart(channel);
      const kept = (stream: Readable, name: string): Buffer[] => {
        const chunks: Buffer[] = [];
        let size = 0;
        stream.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size <= MOST_OUTPUT) chunks.push(chunk);
          else reject(sshFailure("tooMuchOutput", target, `over 1 MiB on its standard ${name}`));
        });
        return chunks;
      };
      const stdout = kept(channel, "output");
      const stderr = kept(channel.stderr, "error");
      let exitCode: number | null = null;
      // Our own side could not be read; what the command says when it ends early counts more.
      const failed = (cause: Error) => {
        if (!channel.destroyed)
          reject(sshFailure("silent", target, `the input of a command ended: ${cause.message}`));
      };
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
