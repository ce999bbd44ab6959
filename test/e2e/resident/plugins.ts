import { spawn } from "node:child_process";
import { join } from "node:path";
import { CHECKOUT } from "../../../sandbox/lifecycle/home";
import type { Sandbox } from "../../../sandbox/lifecycle/start";
import type { InstalledPlugin } from "../../../sandbox/plugins/install";
import { firstLine } from "./firstLine";

/** The sandbox's stand-ins in a process that stays. */
export interface ResidentPlugins {
  /** Value of PULUMI_DEBUG_PROVIDERS, by which the engine finds them. */
  readonly providers: string;
  stop(): void;
}

/** Variables of a run that the stand-ins do not look at: a run that has others starts plugins of its own. */
const NOT_THEIRS = /^((ASPERA|PULUMI)_.*|XDG_CONFIG_HOME)$/;

/** Variables of a run that starts plugins of its own all the same. */
export const NO_RESIDENT_PLUGINS: NodeJS.ProcessEnv = { PULUMI_DEBUG_PROVIDERS: undefined };

/** Whether a run with these variables on top of the sandbox's can do with resident plugins. */
export function canAttach(more: NodeJS.ProcessEnv): boolean {
  return Object.keys(more).every((name) => NOT_THEIRS.test(name));
}

/** Whether all of a sandbox's plugins are stand-ins: a genuine one is there to be run, and the engine starts it. */
export function areStandIns(plugins: readonly Pick<InstalledPlugin, "genuine">[]): boolean {
  return plugins.every(({ genuine }) => genuine === undefined);
}

/** Starts them with a sandbox's variables. @throws when they do not start. */
export async function residentPlugins({ home, environment }: Sandbox): Promise<ResidentPlugins> {
  const preload = join(CHECKOUT, "program/preload.js");
  const child = spawn(process.execPath, ["-r", preload, join(__dirname, "pluginsMain.ts")], {
    env: {
      ...environment,
      AWS_EC2_METADATA_DISABLED: "true",
      SANDBOX_PLUGIN_HOME: join(home, "pulumi-home"),
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  return { providers: await firstLine(child, "the resident plugins"), stop: () => child.stdin?.end() };
}
