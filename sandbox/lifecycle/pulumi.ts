import { spawn } from "node:child_process";
import { CHECKOUT } from "./home";
import { quietScreen } from "./screen";

/** The result of a run of the engine. */
export interface PulumiRun {
  readonly exitCode: number;
  /** Standard output and standard error, interleaved as they came. */
  readonly output: string;
}

/**
 * Runs `pulumi` in the checkout.
 * @param show true also prints its output as it comes, indented, without the noise.
 */
export function runPulumi(args: string[], environment: NodeJS.ProcessEnv, show = false): Promise<PulumiRun> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...args, "--non-interactive"], {
      cwd: CHECKOUT,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const screen = quietScreen((line) => process.stdout.write(line));
    const take = (chunk: Buffer) => {
      output += chunk;
      if (show) screen.take(chunk.toString("utf8"));
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", reject);
    child.on("close", (exitCode) => {
      screen.end();
      resolve({ exitCode: exitCode ?? 255, output });
    });
  });
}
