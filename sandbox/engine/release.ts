import { homedir } from "node:os";
import { join } from "node:path";

/** Version of the engine that the sandbox installs if there is none: the release to download, the stamp of a build. */
export const ENGINE_VERSION = "3.274.1";

/**
 * SHA-256 of the official archives, by name, such as pulumi-v3.274.1-linux-x64.tar.gz. Empty: they could not be looked up
 * where this was written, and then the checksums file that is published with the release counts, from another host than the
 * archive. Whoever adds them takes them from that file, every platform's. The build from Go modules needs none: go.sum is
 * here.
 */
export const ARCHIVE_SUMS: Readonly<Record<string, string>> = {};

/** Oldest engine on PATH that is used: since then `--expect-no-changes` exits with 7. */
export const OLDEST_ON_PATH = "3.229.0";

/** Version of the Node language host in the Go build: the newest that the Go proxy has within sdk/v3. */
export const LANGUAGE_HOST_VERSION = "3.68.0";

/** The programs of an engine for TypeScript. */
export const PROGRAMS = ["pulumi", "pulumi-language-nodejs"] as const;

/** Where an engine came from. */
export type EngineSource = "path" | "cache" | "download" | "go";

/** An engine that is ready to run. */
export interface Engine {
  /** Folder of the three programs; belongs first on PATH. */
  binFolder: string;
  /** Version of the CLI without the leading v, such as 3.274.1. */
  version: string;
  /** Where it came from this time. */
  source: EngineSource;
}

/** Receives one line of progress, without a newline. */
export type OnProgress = (line: string) => void;

/**
 * Folder of the engine that the sandbox installs: ${XDG_CACHE_HOME:-~/.cache}/aspera-on-aws/engine-VERSION. In the user's
 * cache, not in the checkout, so that a fresh clone does not build again.
 */
export function engineFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const cache = environment.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "aspera-on-aws", `engine-${ENGINE_VERSION}`);
}

/** Whether version `a` (X.Y.Z, a suffix after - or + is ignored) is at least `b`. False if `a` is not a version. */
export function atLeast(a: string, b: string): boolean {
  const parts = (text: string) => /^v?(\d+)\.(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number);
  const [left, right] = [parts(a), parts(b)];
  if (!left || !right) return false;
  for (const [i, wanted] of right.entries()) {
    const got = left[i] as number;
    if (got !== wanted) return got > wanted;
  }
  return true;
}

/** Time since a start, as `7s` or `2m05s`. Both arguments in milliseconds. */
export function elapsed(since: number, now: number = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - since) / 1000));
  if (seconds < 60) return `${seconds}s`;
  return `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, "0")}s`;
}
