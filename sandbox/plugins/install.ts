import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The plugins of the program. Their versions are those of the SDKs in package.json: the engine accepts no other. */
export const PLUGINS = [
  { name: "aws", version: "7.48.0", override: "SANDBOX_AWS_PLUGIN" },
  { name: "command", version: "1.2.1", override: "SANDBOX_COMMAND_PLUGIN" },
] as const;

/** One of the two plugins. */
export type PluginName = (typeof PLUGINS)[number]["name"];

/** A plugin installed in a Pulumi home. */
export interface InstalledPlugin {
  readonly name: PluginName;
  readonly version: string;
  /** The executable the engine starts. */
  readonly executable: string;
  /** The absolute path of the executable that runs in place of the sandbox's stand-in; undefined for the stand-in. */
  readonly genuine: string | undefined;
  /** What it is, in a few words: `stand-in`, `genuine`, `the one that SANDBOX_AWS_PLUGIN names`. */
  readonly words: string;
}

/** Where to install, and from what. */
export interface InstallOptions {
  /** PULUMI_HOME of the sandbox. */
  readonly pulumiHome: string;
  /** Checkout whose `sandbox/plugins/<name>/main.ts` runs; default the one this file is in. */
  readonly checkout?: string;
  /** Has SANDBOX_AWS_PLUGIN and SANDBOX_COMMAND_PLUGIN, executables to use instead; default process.env. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Genuine plugins to use in place of the stand-ins where no variable names one; default none. */
  readonly genuine?: Readonly<Partial<Record<PluginName, string>>>;
}

/** Name of a plugin's folder in a `plugins` folder of Pulumi. */
export function pluginFolder({ name, version }: { name: string; version: string }): string {
  return `resource-${name}-v${version}`;
}

/**
 * The executable that a plugin's variable names; undefined if the variable is not set.
 * @throws when there is none
 */
export function namedPlugin(
  { override }: (typeof PLUGINS)[number],
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const named = environment[override];
  if (!named) return undefined;
  if (!existsSync(named))
    throw new Error(
      `expected an executable at ${named}, which ${override} names, got none\nhint: correct or unset ${override}`,
    );
  return resolve(named);
}

/**
 * Puts the aws and command plugins where the engine finds them without a download. They are small scripts that start the
 * checkout's own code, or the genuine plugin: nothing to build, nothing that can be stale.
 * @throws when a variable names an executable that does not exist
 */
export function installPlugins(options: InstallOptions): InstalledPlugin[] {
  const { pulumiHome, checkout = resolve(__dirname, "../.."), environment = process.env } = options;
  const chosen = PLUGINS.map((plugin) => ({ plugin, named: namedPlugin(plugin, environment) }));
  return chosen.map(({ plugin, named }) => {
    const { name, version, override } = plugin;
    const genuine = named ?? options.genuine?.[name];
    const folder = join(pulumiHome, "plugins", pluginFolder(plugin));
    const executable = join(folder, `pulumi-resource-${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(executable, genuine ? passOn(genuine) : shim(name, checkout, pulumiHome));
    chmodSync(executable, 0o755);
    const words = named ? `the one that ${override} names` : genuine ? "genuine" : "stand-in";
    return { name, version, executable, genuine, words };
  });
}

/** One line that says which plugins these are: `aws 7.48.0 genuine, command 1.2.1 stand-in`. */
export function pluginsInWords(plugins: readonly InstalledPlugin[]): string {
  if (plugins.every(({ genuine }) => !genuine)) return "the sandbox's stand-ins";
  return plugins.map(({ name, version, words }) => `${name} ${version} ${words}`).join(", ");
}

function shim(name: string, checkout: string, pulumiHome: string): string {
  const loader = join(checkout, "provider/loadTypescript.js");
  const main = join(checkout, "sandbox/plugins", name, "main.ts");
  return [
    "#!/usr/bin/env node",
    `// The sandbox's stand-in for the ${name} plugin; its source says what it does not do.`,
    `require(${JSON.stringify(loader)}).register();`,
    `process.env.SANDBOX_PLUGIN_HOME = ${JSON.stringify(pulumiHome)};`,
    `require(${JSON.stringify(main)});`,
    "",
  ].join("\n");
}

function passOn(genuine: string): string {
  return `#!/bin/sh\nexec '${genuine.replaceAll("'", "'\\''")}' "$@"\n`;
}
