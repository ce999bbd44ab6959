import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildEngine } from "./build";
import { downloadEngine, OFFICIAL, type ReleaseSite, Unreachable } from "./download";
import { engineOnPath, missingPrograms, versionOf } from "./found";
import { passHostOptions } from "./hostOptions";
import { withLock } from "./lock";
import { ENGINE_VERSION, type Engine, type EngineSource, engineFolder, type OnProgress } from "./release";

export type { Engine, EngineSource, OnProgress } from "./release";
export { ENGINE_VERSION, engineFolder, OLDEST_ON_PATH } from "./release";

/** How to get an engine. */
export interface EngineOptions {
  /** Receives lines that say which source is used, and how long it takes. */
  onProgress?: OnProgress;
  /** Sources to try, in this order; default path, cache, download, go. */
  ways?: EngineSource[];
  /** Has PATH and XDG_CACHE_HOME; default process.env. */
  environment?: NodeJS.ProcessEnv;
  /** Hosts of the official release, for tests. */
  site?: ReleaseSite;
}

function cached(folder: string): Engine | undefined {
  const binFolder = join(folder, "bin");
  if (missingPrograms(binFolder).length > 0) return undefined;
  const version = versionOf(join(binFolder, "pulumi"));
  return version === ENGINE_VERSION ? { binFolder, version, source: "cache" } : undefined;
}

function hasGo(): boolean {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Fills a temporary folder and renames it, so an engine in the cache is always complete. */
async function install(folder: string, fill: (into: string) => Promise<void>): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const into = mkdtempSync(`${folder}.tmp-`);
  try {
    await fill(into);
    if (!cached(into))
      throw new Error(`the engine in ${into} does not answer with version ${ENGINE_VERSION}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(into, folder);
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

/**
 * A Pulumi engine: the one on PATH if it is new enough, the one in the cache, the official release, or a build from
 * the Go modules. Reports which one it is.
 * @throws when every source fails, with each one's reason
 */
export async function ensureEngine(options: EngineOptions = {}): Promise<Engine> {
  const onProgress = options.onProgress ?? (() => {});
  const environment = options.environment ?? process.env;
  const ways = options.ways ?? ["path", "cache", "download", "go"];
  const folder = engineFolder(environment);
  const binFolder = join(folder, "bin");
  const reasons: string[] = [];
  const take = (engine: Engine, words: string): Engine => {
    if (engine.source !== "path") passHostOptions(engine.binFolder);
    onProgress(`Pulumi engine ${engine.version}: ${words}`);
    return engine;
  };

  if (ways.includes("path")) {
    const engine = engineOnPath(environment.PATH ?? "", binFolder);
    if (typeof engine !== "string") return take(engine, `the one on PATH, ${engine.binFolder}`);
    reasons.push(engine);
  }
  const inCache = () => (ways.includes("cache") ? cached(folder) : undefined);
  const early = inCache();
  if (early) return take(early, `from the cache, ${binFolder}`);

  return withLock(`${folder}.lock`, onProgress, async () => {
    const meanwhile = inCache();
    if (meanwhile) return take(meanwhile, `from the cache, ${binFolder}`);
    for (const way of ways.filter((name) => name === "download" || name === "go")) {
      if (way === "go" && !hasGo()) {
        reasons.push("no go on PATH to build it from Go modules");
        continue;
      }
      try {
        await install(folder, (into) =>
          way === "go"
            ? buildEngine(into, onProgress)
            : downloadEngine(into, onProgress, options.site ?? OFFICIAL),
        );
        const words = way === "go" ? "built from Go modules" : "the official release";
        return take({ binFolder, version: ENGINE_VERSION, source: way }, `${words}, now in ${binFolder}`);
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        reasons.push(error.message);
        onProgress(`no official release: ${error.message}`);
      }
    }
    throw new Error(
      `no Pulumi engine could be found, downloaded or built: ${reasons.join("; ")}\n` +
        "hint: install Pulumi 3.229 or later (https://www.pulumi.com/docs/install/), or Go 1.24 or later for a build",
    );
  });
}
