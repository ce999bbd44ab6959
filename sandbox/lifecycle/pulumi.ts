import { spawn } from "node:child_process";
import { CHECKOUT } from "./home";

/** What a run of the engine left behind. */
export interface PulumiRun {
  readonly exitCode: number;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
}

/**
 * Runs `pulumi` in the checkout.
 * @param show true passes its output on to the person's terminal, indented, as it comes.
 */
export function runPulumi(args: string[], environment: NodeJS.ProcessEnv, show = false): Promise<PulumiRun> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...args, "--non-interactive"], {
      cwd: CHECKOUT,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const take = (chunk: Buffer) => {
      output += chunk;
      if (show)
        process.stdout.write(
          chunk
            .toString("utf8")
            .replace(/^/gm, "   │ ")
            .replace(/ {3}│ $/, ""),
        );
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode: exitCode ?? 255, output }));
  });
}
