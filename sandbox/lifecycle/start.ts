import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accountsStatus, startAccounts } from "../accounts";
import { ensureEngine } from "../engine";
import type { InstalledPlugin } from "../plugins/install";
import { asperaRoot, startServer, stopServer } from "../server";
import { environmentFile, processEnvironment, type SandboxEnvironment } from "./environment";
import type { SandboxPorts } from "./home";
import { confirmNeeds } from "./needs";
import { choosePlugins, type PluginChoice } from "./plugins";

/** How to start a sandbox. */
export interface SandboxOptions {
  /** Folder that holds everything the sandbox makes. */
  readonly home: string;
  readonly ports: SandboxPorts;
  /** Which aws and command plugins to run with; default the sandbox's stand-ins. */
  readonly plugins?: PluginChoice;
  /** Receives one line per step. */
  readonly onProgress: (line: string) => void;
}

/** A running sandbox. */
export interface Sandbox {
  readonly home: string;
  readonly ports: SandboxPorts;
  readonly accountsEndpoint: string;
  /** The aws and command plugins that it runs with. */
  readonly plugins: readonly InstalledPlugin[];
  /** Variables for a child process, PATH included. */
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Starts the accounts and the server in the background, finds an engine, and writes the `env` file. What already runs is
 * not touched. Newly started accounts are empty, so the stacks of earlier ones are forgotten.
 * @throws when a port is taken, or a part cannot be installed.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { home, ports, onProgress } = options;
  await confirmNeeds();
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const engine = await ensureEngine({ onProgress });
  // Before anything runs: the genuine plugins are what may not be had.
  const pulumi = join(engine.binFolder, "pulumi");
  const plugins = await choosePlugins(options.plugins ?? "stand-ins", { home, pulumi, onProgress });
  if (!accountsStatus({ home }).running) {
    await stopServer({ home });
    rmSync(join(home, "state"), { recursive: true, force: true });
    rmSync(join(home, "server"), { recursive: true, force: true });
    rmSync(join(home, "broken.json"), { force: true });
  }
  mkdirSync(join(home, "state"), { recursive: true });
  const accounts = await startAccounts({ home, port: ports.accounts, onProgress });
  await startServer({
    home,
    ports: { ssh: ports.ssh, noded: ports.noded, metadata: ports.metadata },
    accountsEndpoint: accounts.endpoint,
    instanceId: accounts.instanceId,
    onProgress,
  });

  const facts: SandboxEnvironment = {
    home,
    engineBin: engine.binFolder,
    accountsEndpoint: accounts.endpoint,
    metadataEndpoint: `http://127.0.0.1:${ports.metadata}`,
    asperaRoot: asperaRoot(home),
  };
  writeFileSync(join(home, "env"), environmentFile(facts), { mode: 0o600 });
  writeFileSync(join(home, "sandbox.json"), JSON.stringify({ facts, ports, plugins }, null, 2), {
    mode: 0o600,
  });
  const environment = processEnvironment(facts);
  return { home, ports, accountsEndpoint: accounts.endpoint, plugins, environment };
}

/** This folder's sandbox as last started, whether or not it still runs; undefined if it never was. */
export function knownSandbox(home: string): Sandbox | undefined {
  const file = join(home, "sandbox.json");
  if (!existsSync(file)) return undefined;
  const { facts, ports, plugins = [] } = JSON.parse(readFileSync(file, "utf8"));
  const environment = processEnvironment(facts);
  return { home, ports, accountsEndpoint: facts.accountsEndpoint, plugins, environment };
}
