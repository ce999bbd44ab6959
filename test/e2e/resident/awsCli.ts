import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { firstLine } from "./firstLine";

/** The AWS CLI in a process that stays. */
export interface ResidentAwsCli {
  /** A folder with `aws` in it, to be first on PATH. */
  readonly bin: string;
  stop(): void;
}

/**
 * Starts it.
 * @param tools folder of the genuine `aws` and its Python.
 * @param folder where its socket and its `aws` go; made.
 * @throws when it does not start.
 */
export async function residentAwsCli(tools: string, folder: string): Promise<ResidentAwsCli> {
  mkdirSync(folder);
  const socket = join(folder, "socket");
  const python = join(tools, "python");
  const child = spawn(python, [join(__dirname, "awsCli.py"), socket], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await firstLine(child, "the resident AWS CLI");
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "aws"), asking(python, socket));
  chmodSync(join(bin, "aws"), 0o755);
  return { bin, stop: () => child.stdin.end() };
}

/** What stands in `aws`'s place: hands everything over, and ends as the call does. */
const asking = (python: string, socket: string) => `#!${python} -IS
import json, os, socket, sys

asked = {"arguments": sys.argv[1:], "environment": dict(os.environ), "folder": os.getcwd()}
kept = socket.socket(socket.AF_UNIX)
kept.connect(${JSON.stringify(socket)})
message = json.dumps(asked).encode() + b"\\n"
sent = socket.send_fds(kept, [message], [0, 1, 2])
kept.sendall(message[sent:])
code = kept.recv(16)
sys.exit(int(code) if code else 255)
`;
