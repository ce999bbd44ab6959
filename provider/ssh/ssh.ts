import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientChannel } from "ssh2";
import { unlessGivenUp } from "./giveUp";
import { kept } from "./output";
import { SshConnection, terminate } from "./sshConnection";
import { sshFailure } from "./sshFailure";
import type { SshPatience, SshResult, SshTarget } from "./sshTarget";

/** What a command reads: text, or text first and then bytes, piece by piece. */
export type SshInput = string | AsyncIterable<string | Buffer>;

/**
 * Runs one command on the server with `stdin`, over a connection of its own.
 * @throws FindingError within `patience.total` seconds when the server cannot be asked, when it prints more than 1 MiB, when
 * the time limit of the engine's call is over, and when `giveUpEverything` ends it.
 */
export async function runOverSsh(
  target: SshTarget,
  command: string,
  stdin: SshInput,
  patience: SshPatience,
): Promise<SshResult> {
  const connection = new SshConnection(target);
  let running: ClientChannel | undefined;
  const run = async () => {
    await connection.logIn(patience.connect);
    let onLost = (_: Error) => {};
    const lost = new Promise<never>((_, reject) => {
      onLost = reject;
    });
    const channel = await Promise.race([connection.start(command, (failure) => onLost(failure)), lost]);
    running = channel;
    channel.on("close", () => {
      running = undefined;
    });
    return Promise.race([execute(channel, target, stdin), lost]);
  };
  try {
    return await unlessGivenUp(target, patience.total, run());
  } finally {
    if (running) terminate(running);
    connection.end();
  }
}

function execute(channel: ClientChannel, target: SshTarget, stdin: SshInput): Promise<SshResult> {
  return new Promise((resolve, reject) => {
    const stdout = kept(channel, () => reject(tooMuch(target, "output")));
    const stderr = kept(channel.stderr, () => reject(tooMuch(target, "error")));
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
    channel.on("close", () => resolve({ code: exitCode, stdout: stdout.text(), stderr: stderr.text() }));
    if (typeof stdin === "string") channel.end(stdin);
    else pipeline(Readable.from(stdin), channel, { end: true }).catch((cause) => failed(cause));
  });
}

/** A command printed without end. */
export function tooMuch(target: SshTarget, name: "output" | "error"): Error {
  return sshFailure("tooMuchOutput", target, `over 1 MiB on its standard ${name}`);
}
