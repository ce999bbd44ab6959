import { spawnSync } from "node:child_process";
import { CHECKOUT } from "./home";

/** Creates a stack in the sandbox's own backend, with its committed settings; harmless if it exists. */
export function initStack(stack: string, environment: NodeJS.ProcessEnv): void {
  const made = spawnSync("pulumi", ["stack", "init", stack, "--non-interactive"], {
    cwd: CHECKOUT,
    env: environment,
    encoding: "utf8",
  });
  if (made.status === 0 || /already exists/.test(made.stderr)) return;
  throw new Error(`expected to create stack "${stack}", got: ${made.stderr.trim() || made.error?.message}`);
}
