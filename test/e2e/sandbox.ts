import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { takeUp } from "../../sandbox/breakage/aspera";
import { CHECKOUT } from "../../sandbox/lifecycle/home";
import { type PulumiRun, runPulumi } from "../../sandbox/lifecycle/pulumi";
import { type Sandbox, startSandbox } from "../../sandbox/lifecycle/start";
import { stopSandbox } from "../../sandbox/lifecycle/stop";
import { asperaRoot } from "../../sandbox/server";
import { readAsperaConf } from "../../sandbox/server/host/conf/asperaConf";
import type { HostSettings } from "../../sandbox/server/host/settings";
import { layout } from "../../sandbox/server/layout";
import { freePorts } from "../freePorts";
import { areStandIns, canAttach, type ResidentPlugins, residentPlugins } from "./resident/plugins";

/** A sandbox of the tests' own: ports, folder and settings files that no person's sandbox uses. */
export class TestSandbox {
  private constructor(
    readonly sandbox: Sandbox,
    private readonly plugins: ResidentPlugins | undefined,
  ) {}

  /**
   * Brings one up; the engine is built or fetched when this machine has none, which may take minutes.
   * @param plugins `resident`, the default: stand-ins that stay, for less than a run's own cost; `each run`: the engine starts
   * and ends them, as it does a person's, and always does genuine ones.
   */
  static async start(plugins: "resident" | "each run" = "resident"): Promise<TestSandbox> {
    const [accounts = 0, ssh = 0, noded = 0, metadata = 0] = await freePorts(4);
    const home = mkdtempSync(join(tmpdir(), "aspera-e2e-"));
    const said: string[] = [];
    try {
      const ports = { accounts, ssh, noded, metadata };
      const sandbox = await startSandbox({ home, ports, onProgress: (line) => said.push(line) });
      const stay = plugins === "resident" && areStandIns(sandbox.plugins);
      return new TestSandbox(sandbox, stay ? await residentPlugins(sandbox) : undefined);
    } catch (error) {
      await stopSandbox(home);
      throw new Error(`${(error as Error).message}\n${said.join("\n")}`);
    }
  }

  async stop(): Promise<void> {
    this.plugins?.stop();
    await stopSandbox(this.sandbox.home);
    rmSync(this.sandbox.home, { recursive: true, force: true });
  }

  /** A stack from a committed dev file, led to this sandbox, with `edit` applied to its text. */
  async stack(name: string, file = "Pulumi.dev.yaml", edit = (text: string) => text): Promise<TestStack> {
    const stack = new TestStack(name, this);
    stack.settings(edit(this.led(readFileSync(join(CHECKOUT, file), "utf8"))));
    await stack.init();
    return stack;
  }

  /** The variables of a run. @param more on top of the sandbox's. */
  environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const attached = this.plugins && canAttach(more) && { PULUMI_DEBUG_PROVIDERS: this.plugins.providers };
    // The engine collects its garbage less often: a thirtieth of a run. No genuine plugin, whose memory that takes, sees it.
    return { ...this.sandbox.environment, ...(attached && { GOGC: "400", ...attached }), ...more };
  }

  /** aspera.conf on the sandbox's server. */
  get asperaConf(): string {
    return join(asperaRoot(this.sandbox.home), "etc/aspera.conf");
  }

  /** The raw docroot that counts for a user: the user's own, else the inherited one. */
  docrootOf(user: string): string | undefined {
    return readAsperaConf(this.asperaConf).user(user).docroot;
  }

  /** Plays somebody who edits a user's docroot by hand and restarts asperanoded, which `restartCount` does not count. */
  editDocroot(user: string, docroot: string): void {
    const escaped = (text: string) => `<absolute>${text.replaceAll("&", "&amp;")}</absolute>`;
    const text = readFileSync(this.asperaConf, "utf8");
    const edited = text.replace(escaped(this.docrootOf(user) ?? ""), () => escaped(docroot));
    if (edited === text) throw new Error(`expected a docroot of ${user} to edit, found none`);
    writeFileSync(this.asperaConf, edited);
    takeUp(this.sandbox.home);
  }

  /** The docroot that asperanoded serves a user, as its Node API tells the node user of that name. */
  async servedTo(user: string): Promise<string> {
    const { instanceId, ports }: HostSettings = JSON.parse(
      readFileSync(layout(this.sandbox.home).settings, "utf8"),
    );
    const authorization = `Basic ${Buffer.from(`${user}:${instanceId}`).toString("base64")}`;
    const answer = await fetch(`http://127.0.0.1:${ports.noded}/info`, { headers: { authorization } });
    return ((await answer.json()) as { docroot: string }).docroot;
  }

  /** Plays the operator who lets a user transfer, where the default section denies it. */
  allowTransfers(user: string): void {
    const text = readFileSync(this.asperaConf, "utf8");
    const rights = ["read", "write", "dir"]
      .map((right) => `<${right}_allowed>true</${right}_allowed>`)
      .join("");
    const path = `<file_system><access><paths><path>${rights}</path></paths></access></file_system>`;
    writeFileSync(this.asperaConf, text.replace(`<name>${user}</name>`, `<name>${user}</name>${path}`));
  }

  private led(text: string): string {
    const { home, ports } = this.sandbox;
    return text.replaceAll(".sandbox/", `${home}/`).replace(/port: 33001/, `port: ${ports.ssh}`);
  }
}

/** One stack of the tests, with a settings file of its own. */
export class TestStack {
  private readonly file: string;

  constructor(
    readonly name: string,
    private readonly world: TestSandbox,
  ) {
    this.file = join(world.sandbox.home, `Pulumi.${name}.yaml`);
  }

  /** Writes the stack's settings anew. */
  settings(text: string): void {
    writeFileSync(this.file, text);
  }

  /** Sets one key as a person does, `nodeApi.password` for one inside another. */
  async configure(key: string, value: string, ...more: string[]): Promise<void> {
    const set = ["config", "set", "--config-file", this.file, "--path", ...more, `aspera:${key}`, value];
    const run = await this.pulumi(...set);
    if (run.exitCode !== 0) throw new Error(run.output);
  }

  /** Sets a secret as a person does whose text has lines, or begins with a dash: by standard input. */
  setSecret(key: string, value: string): void {
    const args = ["config", "set", "--secret", `aspera:${key}`, "--stack", this.name, "--non-interactive"];
    execFileSync("pulumi", args, {
      cwd: CHECKOUT,
      env: { ...this.world.sandbox.environment, PULUMI_OPTION_CONFIG_FILE: this.file },
      input: value,
    });
  }

  /** Changes the stack's settings. */
  edit(change: (text: string) => string): void {
    this.settings(change(readFileSync(this.file, "utf8")));
  }

  /**
   * Makes the stack, from a folder that only has the project's name: `stack init` does not follow
   * PULUMI_OPTION_CONFIG_FILE and would leave a settings file in the checkout.
   */
  async init(): Promise<void> {
    const { home, environment } = this.world.sandbox;
    const folder = mkdtempSync(join(home, "init-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: aspera\nruntime: nodejs\n");
    const made = await runPulumi(["stack", "init", this.name, "--cwd", folder], environment);
    if (made.exitCode !== 0) throw new Error(made.output);
  }

  up(...more: string[]): Promise<PulumiRun> {
    return this.pulumi("up", "--yes", "--skip-preview", "--diff", ...more);
  }

  /** Plain `pulumi preview`, as the drift check runs it: exit code 7 means that something differs. */
  preview(...more: string[]): Promise<PulumiRun> {
    return this.pulumi("preview", "--diff", "--expect-no-changes", ...more);
  }

  destroy(...more: string[]): Promise<PulumiRun> {
    return this.pulumi("destroy", "--yes", "--skip-preview", ...more);
  }

  pulumi(...args: string[]): Promise<PulumiRun> {
    const named = args[0] === "stack" && args[1] === "init" ? args : [...args, "--stack", this.name];
    return runPulumi(named, {
      ...this.world.environment(this.environment),
      PULUMI_OPTION_CONFIG_FILE: this.file,
    });
  }

  /** Variables on top of the sandbox's. */
  environment: NodeJS.ProcessEnv = {};
}
