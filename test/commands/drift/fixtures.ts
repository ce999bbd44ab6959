import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckRuns } from "../../../commands/drift/interpret";

/** Every fixture by name. */
export const FIXTURES = ["clean", "docroot", "access", "unreachable", "fault"] as const;

/**
 * What the real engine printed against the sandbox, as tools/recordDriftFixtures.ts recorded it. `clean`; `docroot`: edited
 * by hand; `unreachable`: SSH down; `access`: trust open, the right removed, a foreign policy added, all at once; `fault`:
 * the stack's settings do not parse, so that there are two runs.
 */
export function captured(name: (typeof FIXTURES)[number]): CheckRuns {
  const { world, program } = JSON.parse(readFileSync(join(__dirname, "fixtures", `${name}.json`), "utf8"));
  const run = ({ code, stdout, stderr }: { code: number; stdout: unknown; stderr: string }) => ({
    code,
    stderr,
    stdout: typeof stdout === "string" ? stdout : JSON.stringify(stdout),
  });
  return { program: run(program), ...(world && { world: run(world) }) };
}
