import { homedir } from "node:os";
import { join } from "node:path";

/** Version of the engine we install when there is none; the stamp of the Go build and the release to download. */
export const ENGINE_VERSION = "3.274.1";

/** Oldest engine on PATH that is used: from here on `--expect-no-changes` ends with exit code 7. */
export const OLDEST_ON_PATH = "3.229.0";

/** Version of the Node language host in the Go build: the newest that the Go proxy serves as part of sdk/v3. */
export const LANGUAGE_HOST_VERSION = "3.68.0";

/** The three programs an engine needs for a TypeScript program with dynamic resources. */
export const PROGRAMS = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"] as const;

/** Where an engine came from. */
export type EngineSource = "path" | "cache" | "download" | "go";

/** An engine that is ready to run. */
export interface Engine {
  /** Folder that holds the three programs; to be put first on PATH. */
  binFolder: string;
  /** Version of the CLI without the leading v, such as 3.274.1. */
  version: string;
  /** The way it was taken this time. */
  source: EngineSource;
}

/** Receives one line of progress without a newline. */
export type OnProgress = (line: string) => void;

/**
 * Folder of the engine we install: ${XDG_CACHE_HOME:-~/.cache}/aspera-on-aws/engine-VERSION. In the user's cache
 * and not in the checkout, so that a fresh clone does not build again.
 */
export function engineFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const cache = environment.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "aspera-on-aws", `engine-${ENGINE_VERSION}`);
}

/** Is version `a` (X.Y.Z, a suffix after - or + is ignored) at least `b`? False when `a` is no version. */
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

/** Time since a start in words: `7s`, `2m05s`. Both arguments in milliseconds. */
export function elapsed(since: number, now: number = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - since) / 1000));
  if (seconds < 60) return `${seconds}s`;
  return `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, "0")}s`;
}
