import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { loginEnvironment } from "./host/ssh/environment";
import type { Entry } from "./host/storage/storage";
import { layout } from "./layout";

/** A transfer by the stand-in ascp, on the sandbox's server. */
export interface TransferOptions {
  /** The sandbox's folder. */
  home: string;
  /** Transfer user whose docroot is used. */
  user: string;
  /** File on this machine. */
  localFile: string;
  /** Path below the docroot, such as /reports/a.bin. */
  path: string;
}

/** A transfer that failed. */
export class TransferFailed extends Error {
  /**
   * @param code ascp's: 5 permissions, 41 outside docroot, 43 cannot stat, 50 aspera.conf rejected, 59 storage
   * @param message ascp's own
   */
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** Starts the program with only the server's environment, so that no AWS profile of this shell can help it. */
export function startAscp(home: string, args: string[]): ChildProcessWithoutNullStreams {
  const place = layout(home);
  return spawn(join(place.aspera, "bin/ascp"), args, {
    cwd: place.root,
    env: loginEnvironment(place.root, "ec2-user"),
  });
}

/** Runs it to its end. @returns what it printed. @throws TransferFailed */
function ascp(home: string, args: string[]): Promise<string> {
  const child = startAscp(home, args);
  child.stdin.end();
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    said.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said.err += text;
  });
  return new Promise((done, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? done(said.out) : reject(new TransferFailed(code ?? -1, said.err.trim())),
    );
  });
}

/** Uploads a file through the user's docroot. */
async function put({ home, user, localFile, path }: TransferOptions): Promise<void> {
  await ascp(home, [resolve(localFile), `${user}@localhost:${path}`]);
}

/** Downloads a file through the user's docroot. */
async function get({ home, user, localFile, path }: TransferOptions): Promise<void> {
  await ascp(home, [`${user}@localhost:${path}`, resolve(localFile)]);
}

/** Lists a folder of the user's docroot; path default /. */
async function list({
  home,
  user,
  path = "/",
}: {
  home: string;
  user: string;
  path?: string;
}): Promise<Entry[]> {
  const text = await ascp(home, ["--list", `${user}@localhost:${path}`]);
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Moves files between this machine and a transfer user's docroot, as the sandbox's server would. */
export const transfer = { put, get, list };
