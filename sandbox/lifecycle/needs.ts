import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { confirmPython } from "../accounts/emulator";

const run = promisify(execFile);

/**
 * Looks for what the sandbox does not bring itself, before anything is built or fetched: Python for the emulator, Perl and
 * curl for the agent on the server.
 * @throws with everything that is missing
 */
export async function confirmNeeds(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  const missing = await Promise.all([
    fault(() => confirmPython(environment)),
    fault(() => confirmPerl(environment)),
    fault(() => confirmCurl(environment)),
  ]);
  const said = missing.filter((one) => one !== undefined);
  if (said.length > 0) throw new Error(said.join("\n"));
}

async function confirmPerl(environment: NodeJS.ProcessEnv): Promise<void> {
  const version = await answer(environment, "perl", "-e", "print $]");
  // As Perl writes it: 5.010001 is 5.10.1.
  if (version !== undefined && Number(version) >= 5.01) return;
  throw new Error(
    `expected Perl 5.10 or later for the server's agent, got ${version ?? "none on PATH"}\nhint: install perl`,
  );
}

async function confirmCurl(environment: NodeJS.ProcessEnv): Promise<void> {
  if ((await answer(environment, "curl", "--version")) !== undefined) return;
  throw new Error("expected curl for the server's agent, got none on PATH\nhint: install curl");
}

async function answer(
  env: NodeJS.ProcessEnv,
  program: string,
  ...words: string[]
): Promise<string | undefined> {
  try {
    return (await run(program, words, { env })).stdout.trim();
  } catch {
    return undefined;
  }
}

async function fault(look: () => Promise<void>): Promise<string | undefined> {
  try {
    await look();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
