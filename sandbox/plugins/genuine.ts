import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { engineFolder, type OnProgress } from "../engine";
import { withLock } from "../engine/lock";
import { download } from "./download";
import { namedPlugin, PLUGINS, type PluginName, pluginFolder } from "./install";

/**
 * SHA-256 of the archives that the engine downloads, by name, such as pulumi-resource-aws-v7.48.0-linux-amd64.tar.gz.
 * Empty: they could not be looked up where this was written. Without one, TLS and Pulumi's release (get.pulumi.com, GitHub)
 * are what is trusted, as in any `pulumi up`. Whoever adds them takes them from the checksums file of the plugin's release
 * on GitHub, and adds every platform's.
 */
export const CHECKSUMS: Readonly<Record<string, string>> = {};

/** How to get the genuine plugins. */
export interface GenuineOptions {
  /** The `pulumi` that downloads what is nowhere on this machine. */
  readonly pulumi: string;
  /** PULUMI_HOME of the sandbox, which is nobody's own plugin folder even where the shell's PULUMI_HOME names it. */
  readonly pulumiHome: string;
  /** Receives lines that say where each plugin comes from, and how far a download is. */
  readonly onProgress: OnProgress;
  /** Has PULUMI_HOME, HOME, XDG_CACHE_HOME and the two variables that go first; default process.env. */
  readonly environment?: NodeJS.ProcessEnv;
  /** URL of a folder with the archives, for tests; default Pulumi's own hosts. */
  readonly server?: string;
  /** In place of CHECKSUMS, for tests. */
  readonly checksums?: Readonly<Record<string, string>>;
  /** Milliseconds between two lines of progress; default 5000. */
  readonly every?: number;
}

/** Folder in which the sandbox keeps genuine plugins, beside the engine's: a fresh clone does not download again. */
export function genuineFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(dirname(engineFolder(environment)), "plugins");
}

/** The person's own `plugins` folder: of PULUMI_HOME, but not where that is a sandbox's; else of ~/.pulumi. */
function ownFolder(environment: NodeJS.ProcessEnv, pulumiHome: string): string {
  const { PULUMI_HOME: given, SANDBOX_HOME: sandbox } = environment;
  // After `. .sandbox/env` PULUMI_HOME is the sandbox's: what is there may be a stand-in, or lead to itself.
  const sandboxes = [pulumiHome, ...(sandbox ? [join(sandbox, "pulumi-home")] : [])].map((path) =>
    resolve(path),
  );
  const own =
    given && !sandboxes.includes(resolve(given)) ? given : join(environment.HOME || homedir(), ".pulumi");
  return resolve(own, "plugins");
}

/** A plugin's executable in a `plugins` folder; undefined if it is not there, or not whole. */
function pluginIn(folder: string, plugin: { name: string; version: string }): string | undefined {
  const place = join(folder, pluginFolder(plugin));
  const executable = join(place, `pulumi-resource-${plugin.name}`);
  // The engine's mark of an installation that was cut short.
  if (existsSync(`${place}.partial`)) return undefined;
  try {
    accessSync(executable, constants.X_OK);
    return statSync(executable).isFile() ? executable : undefined;
  } catch {
    return undefined;
  }
}

const megabytes = (file: string) => `${Math.ceil(statSync(file).size / 1e6)} MB`;

/**
 * The genuine plugins, by name: from the person's own plugin folder if exactly this version is there, from the cache, or
 * downloaded into the cache by the engine. A plugin that a variable names is left out: that one goes first.
 * @throws when one is nowhere and cannot be downloaded, with the reason
 */
export async function ensureGenuine(options: GenuineOptions): Promise<Partial<Record<PluginName, string>>> {
  const { onProgress, environment = process.env } = options;
  const found: Partial<Record<PluginName, string>> = {};
  // A variable that leads nowhere is refused before anything is downloaded.
  const wanted = PLUGINS.filter((plugin) => !namedPlugin(plugin, environment));
  const own = ownFolder(environment, options.pulumiHome);
  const cache = genuineFolder(environment);
  for (const plugin of wanted) {
    const { name, version } = plugin;
    const take = (executable: string, words: string) => {
      onProgress(`genuine ${name} plugin ${version}: ${words}, ${executable} (${megabytes(executable)})`);
      found[name] = executable;
    };
    const theirs = pluginIn(own, plugin);
    const cached = pluginIn(cache, plugin);
    if (theirs) take(theirs, "from your own plugin folder");
    else if (cached) take(cached, "from the cache");
    else take(await intoCache(plugin, cache, own, options), "downloaded");
  }
  return found;
}

/** Downloads into a temporary folder and renames, so a plugin in the cache is always complete. */
async function intoCache(
  plugin: (typeof PLUGINS)[number],
  cache: string,
  own: string,
  { pulumi, onProgress, environment = process.env, server, checksums = CHECKSUMS, every }: GenuineOptions,
): Promise<string> {
  const { name, version, override } = plugin;
  const place = join(cache, pluginFolder(plugin));
  const waiting = () => onProgress(`another process is getting the genuine ${name} plugin; waiting`);
  return withLock(`${place}.lock`, waiting, async () => {
    const meanwhile = pluginIn(cache, plugin);
    if (meanwhile) return meanwhile;
    const into = mkdtempSync(`${place}.tmp-`);
    try {
      await download({ plugin, into, pulumi, onProgress, environment, server, checksums, every });
      const folder = join(into, "plugins");
      if (!pluginIn(folder, plugin)) throw new Error(`the archive has no executable pulumi-resource-${name}`);
      rmSync(place, { recursive: true, force: true });
      mkdirSync(cache, { recursive: true });
      renameSync(join(folder, pluginFolder(plugin)), place);
      return join(place, `pulumi-resource-${name}`);
    } catch (error) {
      throw new Error(
        `expected the genuine ${name} plugin ${version}, got none in ${own}, none in ${cache}, and no download: ` +
          `${(error as Error).message}\n` +
          `hint: leave out --plugins genuine for the sandbox's stand-ins; or, where there is network, ` +
          `\`pulumi plugin install resource ${name} ${version}\`; or name an executable: ${override}=/path/to/pulumi-resource-${name}`,
      );
    } finally {
      rmSync(into, { recursive: true, force: true });
    }
  });
}
