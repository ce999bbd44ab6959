import { readFileSync } from "node:fs";
import { RULES } from "../../policy/rules";
import { NO_CONFIG, type PackConfig, packConfig } from "./packConfig";

/** Levels and exceptions in a file; nothing said where none is named. @throws with every fault, and the path. */
export function packConfigOf(path: string | undefined): PackConfig {
  if (path === undefined) return NO_CONFIG;
  const policies = RULES.map(({ name }) => name);
  return named(path, () => packConfig(read(path), policies));
}

/** Does a job whose faults are told with the file that has them. */
export function named<T>(path: string, job: () => T): T {
  try {
    return job();
  } catch (error) {
    const { message } = error as Error;
    throw new Error(message.includes(path) ? message : `${path}: ${message}`);
  }
}

/** A file's text. @throws with one sentence. */
export function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`expected a file ${path}, got ${(error as NodeJS.ErrnoException).code}`);
  }
}
