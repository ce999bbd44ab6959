import { execFileSync } from "node:child_process";
import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { atLeast, type Engine, OLDEST_ON_PATH, PROGRAMS } from "./release";

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Version that `pulumi version` prints, without the v; undefined if it does not start. */
export function versionOf(pulumi: string): string | undefined {
  try {
    const text = execFileSync(pulumi, ["version"], {
      encoding: "utf8",
      timeout: 15_000,
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
    return /^v?(\d+\.\d+\.\d+\S*)/.exec(text.trim())?.[1];
  } catch {
    return undefined;
  }
}

/** The programs of an engine that are missing from a folder. */
export function missingPrograms(folder: string): string[] {
  return PROGRAMS.filter((name) => !isExecutable(join(folder, name)));
}

/**
 * The first `pulumi` on a search path, if it is new enough and in the same folder as the two programs it needs.
 * @param searchPath the value of PATH; relative entries are skipped
 * @param ours folder of the engine that the sandbox installed; skipped, since it is not the user's own
 * @returns the engine, or why there is none
 */
export function engineOnPath(searchPath: string, ours: string): Engine | string {
  const folders = searchPath.split(delimiter).filter((folder) => isAbsolute(folder) && folder !== ours);
  const folder = folders.find((candidate) => isExecutable(join(candidate, "pulumi")));
  if (!folder) return "no pulumi on PATH";
  // Homebrew and others put a link on PATH; its companions are beside the link or beside its target.
  const real = dirname(realpathSync(join(folder, "pulumi")));
  const complete = [folder, real].find((candidate) => missingPrograms(candidate).length === 0);
  if (!complete) return `${join(folder, "pulumi")} comes without ${missingPrograms(folder).join(" and ")}`;
  const version = versionOf(join(complete, "pulumi"));
  if (!version) return `${join(folder, "pulumi")} does not start`;
  if (!atLeast(version, OLDEST_ON_PATH)) {
    return `${join(folder, "pulumi")} is ${version}, older than ${OLDEST_ON_PATH}`;
  }
  return { binFolder: complete, version, source: "path" };
}
