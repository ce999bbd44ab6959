import type { ChildProcess } from "node:child_process";

/** The first line that a process prints. @param what it is, in messages. @throws when it ends before. */
export function firstLine(child: ChildProcess, what: string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (line) => resolve(String(line).trim()));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${what} ended with exit code ${code}`)));
  });
}
