import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { credentialsOf } from "../accounts/awsFiles";
import { layOutProject } from "../lifecycle/projectFolder";
import { type PulumiRun, runPulumi } from "../lifecycle/pulumi";
import type { Sandbox } from "../lifecycle/start";

/** What a command left behind. */
export interface CompanyRun {
  readonly code: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** One of two companies: a checkout, a backend, a passphrase and AWS credentials of its own, and none of the other's. */
export class Company {
  readonly environment: NodeJS.ProcessEnv;

  /**
   * Makes its folder.
   * @param folder a new one.
   * @param profile whose credentials it holds: those of one account.
   */
  constructor(
    readonly folder: string,
    profile: string,
    { home, environment }: Sandbox,
  ) {
    const state = join(folder, "state");
    mkdirSync(state, { recursive: true, mode: 0o700 });
    layOutProject(folder);
    const credentials = join(folder, "credentials");
    writeFileSync(credentials, credentialsOf(home, profile), { mode: 0o600 });
    this.environment = {
      ...environment,
      AWS_SHARED_CREDENTIALS_FILE: credentials,
      AWS_PROFILE: profile,
      PULUMI_BACKEND_URL: pathToFileURL(state).href,
      PULUMI_CONFIG_PASSPHRASE: `${profile}'s own`,
    };
  }

  /** `pulumi` in its folder. @param show true also prints what it says. */
  pulumi(args: readonly string[], show = false): Promise<PulumiRun> {
    return runPulumi([...args, "--cwd", this.folder], this.environment, show);
  }

  /** A value that the last `up` of a stack left. */
  async output(stack: string, name: string): Promise<unknown> {
    return JSON.parse((await this.pulumi(["stack", "output", name, "--json", "--stack", stack])).output);
  }

  /** A program of the company's own, its output on the screen. @param path folders that come before PATH. */
  run(program: string, args: readonly string[], path = ""): Promise<CompanyRun> {
    return new Promise((resolve, reject) => {
      const child = spawn(program, args, {
        cwd: this.folder,
        env: { ...this.environment, PATH: `${path}:${this.environment.PATH}` },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
      child.on("error", reject);
      child.on("close", (code) => {
        console.log(output.trimEnd().replace(/^/gm, "   │ "));
        resolve({ code: code ?? 255, output });
      });
    });
  }

  /** `npm run customer -- ...`, as a person types it. */
  npmRun(script: string, ...args: readonly string[]): Promise<CompanyRun> {
    return this.run("npm", ["run", "--silent", script, "--", ...args]);
  }
}
