import { type CheckRow, checkTable } from "../checkTable";

/** One thing that this machine needs. */
export interface DoctorRow extends CheckRow {
  readonly state: "ok" | "note" | "missing";
  /** The next step; on everything that is not `ok`. */
  readonly hint?: string;
}

/** It is there. */
export function here(check: string, found: string): DoctorRow {
  return { check, state: "ok", found };
}

/** It is not there, and something will fail without it. */
export function missing(check: string, found: string, hint: string): DoctorRow {
  return { check, state: "missing", found, hint };
}

/** All works without it, but less well. */
export function note(check: string, found: string, hint: string): DoctorRow {
  return { check, state: "note", found, hint };
}

/**
 * The screen: the table, the next steps, how it stands.
 * @param sandboxStack name of the sandbox's stack that was asked for; default: none was.
 * @param width of the screen.
 */
export function doctorScreen(rows: readonly DoctorRow[], sandboxStack?: string, width?: number): string {
  const hints = rows.flatMap(({ check, hint }) => (hint === undefined ? [] : [`${check}: ${hint}`]));
  const lacking = rows.filter(({ state }) => state === "missing").map(({ check }) => check);
  return [
    checkTable(rows, width),
    ...(hints.length > 0 ? [hints.join("\n")] : []),
    lacking.length === 0
      ? "nothing is missing here; `npm run preflight` looks at accounts and server"
      : `missing: ${lacking.join(", ")}`,
    sandboxStack === undefined
      ? "Python, Perl and curl for the sandbox: `npm run sandbox -- start` looks for them first."
      : `Stack ${sandboxStack} is the sandbox's: \`npm run sandbox -- start\`, then \`. .sandbox/env\`, brings what it needs.`,
  ].join("\n\n");
}
