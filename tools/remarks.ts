import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a linter says; nothing when it ends well and silently. */
export async function remarks(program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(program, [...args]);
    return stdout.trim();
  } catch (error) {
    const {
      stdout = "",
      stderr = "",
      message,
    } = error as { stdout?: string; stderr?: string; message: string };
    return `${stdout}\n${stderr}`.trim() || message;
  }
}
