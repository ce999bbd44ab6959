import { constants } from "node:os";
import type { Client } from "ssh2";
import type { Connection } from "./connection";
import { dial } from "./dial";

/** A command's output. */
export interface Said {
  stdout: string;
  stderr: string;
}

/** What to run. */
export interface Order {
  command: string;
  /** Standard input; default empty. */
  stdin?: string;
  /** Variables that the program asked for: if the server refuses them, that is an error. */
  environment?: Record<string, string>;
  /** The last run's output, offered as variables; the server may refuse them. */
  previous?: Said;
}

const withoutOneNewline = (text: string) => text.replace(/\n$/, "");

/** How Go's SSH library reports an exit that is not success. */
function ending(code: number | null | undefined, signal: string | undefined): string {
  if (signal) {
    const number = constants.signals[signal as NodeJS.Signals] ?? 0;
    return `Process exited with status ${128 + number} from signal ${signal.replace(/^SIG/, "")}`;
  }
  if (typeof code !== "number") return "wait: remote command exited without exit status or exit signal";
  return `Process exited with status ${code}`;
}

/**
 * Runs a command over SSH and waits until it exits, however long that takes.
 * @returns its output, with one trailing newline removed from each stream
 * @throws when it exits with anything but 0, with command and output in the message, like the genuine plugin
 */
export async function run(connection: Connection, order: Order): Promise<Said> {
  const refused = Object.keys(order.environment ?? {})[0];
  const clients = await dial(connection);
  const client = clients.at(-1) as Client;
  try {
    if (refused !== undefined) {
      throw new Error(`could not set environment variable "${refused}": ssh: setenv failed`);
    }
    const env = order.previous && {
      PULUMI_COMMAND_STDOUT: order.previous.stdout,
      PULUMI_COMMAND_STDERR: order.previous.stderr,
    };
    return await new Promise<Said>((resolve, reject) => {
      client.on("error", reject);
      client.exec(order.command, env ? { env } : {}, (error, channel) => {
        if (error) return reject(error);
        const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[], both: [] as Buffer[] };
        const text = (name: keyof typeof chunks) => Buffer.concat(chunks[name]).toString("utf8");
        const collect = (name: "stdout" | "stderr") => (chunk: Buffer) => {
          chunks[name].push(chunk);
          chunks.both.push(chunk);
        };
        channel.on("data", collect("stdout"));
        channel.stderr.on("data", collect("stderr"));
        channel.on("close", (code: number | null | undefined, signal: string | undefined) => {
          if (code !== 0) {
            const said = `${ending(code, signal)}: running ${JSON.stringify(order.command)}:\n${text("both")}`;
            return reject(new Error(said));
          }
          resolve({ stdout: withoutOneNewline(text("stdout")), stderr: withoutOneNewline(text("stderr")) });
        });
        // A command that exits before it has read all its input closes the channel; the exit status tells the rest.
        channel.on("error", () => {});
        channel.end(order.stdin ?? "");
      });
    });
  } finally {
    for (const each of clients.reverse()) each.end();
  }
}
