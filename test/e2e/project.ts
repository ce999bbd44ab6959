import { spawn } from "node:child_process";
import { copyFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../../sandbox/lifecycle/home";
import { layOutProject } from "../../sandbox/lifecycle/projectFolder";
import type { TestSandbox } from "./sandbox";

/** What a command left behind. */
export interface CommandRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A project folder of the tests' own, with the code of this checkout. The commands serve many stacks in one run, so they
 * need each stack's settings where Pulumi looks for them: `Pulumi.<stack>.yaml` beside Pulumi.yaml.
 */
export function testProject(world: TestSandbox) {
  const folder = world.sandbox.home;
  layOutProject(folder);
  copyFileSync(join(CHECKOUT, "package-lock.json"), join(folder, "package-lock.json"));
  symlinkSync(join(CHECKOUT, "pipelines"), join(folder, "pipelines"));

  const started = (
    program: string,
    args: readonly string[],
    onStderr: (text: string, interrupt: () => void) => void,
    environment: NodeJS.ProcessEnv,
  ): Promise<CommandRun> =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, {
        cwd: folder,
        // Where CI is set, picocolors paints without a terminal too; the tests read words.
        env: { NO_COLOR: "1", ...world.environment(environment) },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let [stdout, stderr] = ["", ""];
      child.stdout.on("data", (chunk) => {
        stdout += chunk;
      });
      child.stderr.on("data", (chunk) => {
        stderr += chunk;
        onStderr(String(chunk), () => child.kill("SIGINT"));
      });
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });

  return {
    /**
     * Runs a command as `npm run` does.
     * @param onStderr receives what it says on the way, and the means to interrupt it.
     * @param environment variables on top of the sandbox's.
     */
    run(
      command:
        | "customer"
        | "drift"
        | "preflight"
        | "hostKey"
        | "kit"
        | "policy"
        | "fleet"
        | "doctor"
        | "report",
      args: readonly string[],
      onStderr: (text: string, interrupt: () => void) => void = () => {},
      environment: NodeJS.ProcessEnv = {},
    ): Promise<CommandRun> {
      const typescript = join(CHECKOUT, "program/preload.js");
      const main = join(CHECKOUT, "commands", command, "main.ts");
      return started(process.execPath, ["-r", typescript, main, ...args], onStderr, environment);
    },

    /** Runs a script of pipelines/ by its name, `drift.sh`. */
    script(name: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<CommandRun> {
      return started(join("pipelines", name), args, () => {}, environment);
    },
  };
}
