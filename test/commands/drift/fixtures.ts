import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TwoRuns } from "../../../commands/drift/interpret";

/**
 * Two runs of the real engine against the sandbox, as `npm run drift` makes them; cut down to what is read, with
 * addresses and keys made plain. `clean`; `docroot`: edited by hand; `unreachable`: SSH down; `access`: trust open, the
 * right removed, a foreign policy added, all at once; `fault`: the stack's settings do not parse.
 */
export function captured(name: "clean" | "docroot" | "unreachable" | "access" | "fault"): TwoRuns {
  const { world, program } = JSON.parse(readFileSync(join(__dirname, "fixtures", `${name}.json`), "utf8"));
  const run = ({ code, stdout, stderr }: { code: number; stdout: unknown; stderr: string }) => ({
    code,
    stderr,
    stdout: typeof stdout === "string" ? stdout : JSON.stringify(stdout),
  });
  return { world: run(world), program: run(program) };
}
