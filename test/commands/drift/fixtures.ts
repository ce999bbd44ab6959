import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TwoRuns } from "../../../commands/drift/interpret";

/** Every fixture by name. */
export const FIXTURES = ["clean", "docroot", "access", "unreachable", "fault"] as const;

/**
 * Two runs of the real engine against the sandbox, as tools/recordDriftFixtures.ts recorded them. `clean`; `docroot`: edited
 * by hand; `unreachable`: SSH down; `access`: trust open, the right removed, a foreign policy added, all at once; `fault`:
 * the stack's settings do not parse.
 */
export function captured(name: (typeof FIXTURES)[number]): TwoRuns {
  const { world, program } = JSON.parse(readFileSync(join(__dirname, "fixtures", `${name}.json`), "utf8"));
  const run = ({ code, stdout, stderr }: { code: number; stdout: unknown; stderr: string }) => ({
    code,
    stderr,
    stdout: typeof stdout === "string" ? stdout : JSON.stringify(stdout),
  });
  return { world: run(world), program: run(program) };
}
