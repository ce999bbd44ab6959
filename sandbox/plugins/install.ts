import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The stand-ins. Their versions are those of the SDKs in package.json: the engine accepts no other. */
const PLUGINS = [
  { name: "aws", version: "7.48.0", override: "SANDBOX_AWS_PLUGIN" },
  { name: "command", version: "1.2.1", override: "SANDBOX_COMMAND_PLUGIN" },
] as const;

/** A plugin installed in a Pulumi home. */
export interface InstalledPlugin {
  readonly name: string;
  readonly version: string;
  /** The executable the engine starts. */
  readonly executable: string;
  /** The executable that an environment variable names; undefined for the sandbox's own stand-in. */
  readonly genuine: string | undefined;
}

/** Where to install, and from what. */
export interface InstallOptions {
  /** PULUMI_HOME of the sandbox. */
  readonly pulumiHome: string;
  /** Checkout whose `sandbox/plugins/<name>/main.ts` runs; default the one this file is in. */
  readonly checkout?: string;
  /** Has SANDBOX_AWS_PLUGIN and SANDBOX_COMMAND_PLUGIN, executables to use instead; default process.env. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Puts the aws and command plugins where the engine finds them without a download. They are small scripts that start the
 * checkout's own code: nothing to build, nothing that can be stale.
 * @throws when a variable names an executable that does not exist
 */
export function installPlugins(options: InstallOptions): InstalledPlugin[] {
  const { pulumiHome, checkout = resolve(__dirname, "../.."), environment = process.env } = options;
  return PLUGINS.map(({ name, version, override }) => {
    const genuine = environment[override] || undefined;
    if (genuine && !existsSync(genuine))
      throw new Error(
        `expected an executable at ${genuine}, which ${override} names, got none\nhint: correct or unset ${override}`,
      );
    const folder = join(pulumiHome, "plugins", `resource-${name}-v${version}`);
    const executable = join(folder, `pulumi-resource-${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(executable, genuine ? passOn(resolve(genuine)) : shim(name, checkout, pulumiHome));
    chmodSync(executable, 0o755);
    return { name, version, executable, genuine };
  });
}

function shim(name: string, checkout: string, pulumiHome: string): string {
  const loader = join(checkout, "provider/loadTypescript.js");
  const main = join(checkout, "sandbox/plugins", name, "main.ts");
  return [
    "#!/usr/bin/env node",
    `// The sandbox's stand-in for the ${name} plugin; its source says what it does not do.`,
    `require(${JSON.stringify(loader)}).register(${JSON.stringify(join(pulumiHome, "transpiled"))});`,
    `require(${JSON.stringify(main)});`,
    "",
  ].join("\n");
}

function passOn(genuine: string): string {
  return `#!/bin/sh\nexec '${genuine.replaceAll("'", "'\\''")}' "$@"\n`;
}
