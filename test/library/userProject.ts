import { execFile } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { devDependencies } from "../../package.json";
import { type PulumiRun, runPulumi } from "../../sandbox/lifecycle/pulumi";
import { blocks } from "./page";

const run = promisify(execFile);

/** As `pulumi new typescript` has it. */
const TSCONFIG = {
  compilerOptions: {
    strict: true,
    target: "es2020",
    module: "commonjs",
    moduleResolution: "node",
    noFallthroughCasesInSwitch: true,
    noImplicitReturns: true,
    forceConsistentCasingInFileNames: true,
  },
  files: ["index.ts", "one-account.ts"],
};

/** What such a project has beside our package, in the versions that the sandbox's plugins answer for. */
const WITH_IT = ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/command", "typescript"] as const;

/** A project folder of somebody else's: the page's program, our packed package, and nothing of this checkout. */
export class UserProject {
  private constructor(
    public folder: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Lays one out and installs what it needs; no install script is run, since none is needed. */
  static async install(
    folder: string,
    tarball: string,
    environment: NodeJS.ProcessEnv,
  ): Promise<UserProject> {
    mkdirSync(folder);
    const [program = "", oneAccount = ""] = blocks("ts");
    const files = {
      "package.json": JSON.stringify({ name: "media", private: true }),
      "tsconfig.json": JSON.stringify(TSCONFIG),
      "Pulumi.yaml": blocks("yaml")[0] ?? "",
      "index.ts": program,
      "one-account.ts": oneAccount,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const pinned = WITH_IT.map((name) => `${name}@${devDependencies[name]}`);
    const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
    await run("npm", ["install", ...quiet, tarball, ...pinned], { cwd: folder });
    // Type-checked once by a test, not at each of the engine's starts.
    return new UserProject(folder, { ...environment, PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
  }

  /** Folders of installed packages, as npm's own list has them. */
  get installed(): string[] {
    const { packages } = JSON.parse(readFileSync(this.path("node_modules/.package-lock.json"), "utf8"));
    return Object.keys(packages);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** What the compiler has to say of both programs, the types of our package included; empty when nothing. */
  async typeErrors(): Promise<string> {
    const tsc = this.path("node_modules/typescript/bin/tsc");
    const checked = run(process.execPath, [tsc, "--noEmit", "--skipLibCheck", "false"], { cwd: this.folder });
    return checked.then(
      () => "",
      ({ stdout, message }: { stdout?: string; message: string }) => stdout || message,
    );
  }

  /** Makes a stack whose settings are those, in YAML, and an external ID given as a secret. */
  async stack(name: string, settings: string, externalId?: string): Promise<void> {
    const made = await this.pulumi(name, "stack", "init");
    if (made.exitCode !== 0) throw new Error(made.output);
    appendFileSync(this.path(`Pulumi.${name}.yaml`), settings);
    if (externalId === undefined) return;
    const set = await this.pulumi(name, "config", "set", "--secret", "externalId", externalId);
    if (set.exitCode !== 0) throw new Error(set.output);
  }

  pulumi(stack: string, ...args: string[]): Promise<PulumiRun> {
    return runPulumi([...args, "--stack", stack, "--cwd", this.folder], this.environment);
  }

  /** Takes the folder, with all that is installed, to another place. */
  move(to: string): void {
    renameSync(this.folder, to);
    this.folder = to;
  }

  /** Puts another of the page's programs in the place of the first. */
  useProgram(file: string): void {
    renameSync(this.path(file), this.path("index.ts"));
  }
}
