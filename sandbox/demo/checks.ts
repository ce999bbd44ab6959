import Table from "cli-table3";
import pc from "picocolors";
import { wrapped } from "../../model/text/wrapped";

/** A check and its result. */
interface Outcome {
  readonly what: string;
  readonly fault?: string;
}

/** The demo's record: numbered steps to follow, and a table of checks at the end. */
export class Checks {
  private readonly outcomes: Outcome[] = [];
  private steps = 0;

  /** Begins a numbered step. */
  step(title: string): void {
    this.steps += 1;
    console.log(`\n${pc.bold(`${this.steps}. ${title}`)}`);
  }

  /** Runs one check, which passes if `holds` does not throw. The demo continues either way. */
  async check(what: string, holds: () => Promise<void> | void): Promise<void> {
    try {
      await holds();
      this.outcomes.push({ what });
      console.log(`   ${pc.green("ok")}  ${what}`);
    } catch (error) {
      const [fault = "", ...rest] = (error instanceof Error ? error.message : String(error)).split("\n");
      this.outcomes.push({ what, fault });
      console.log(`   ${pc.red("no")}  ${what}: ${fault}`);
      for (const line of rest.filter((one) => one.trim() !== "")) console.log(`       ${line}`);
    }
  }

  /** Prints the table, what else is to be said, and the closing line; true if every check passed. */
  close(...said: string[]): boolean {
    const failed = this.outcomes.filter(({ fault }) => fault !== undefined);
    console.log(`\n${outcomeTable(this.outcomes)}\n`);
    for (const line of said) console.log(line);
    console.log(`${this.outcomes.length - failed.length} passed, ${failed.length} failed`);
    return failed.length === 0 && this.outcomes.length > 0;
  }
}

/** One row a check, of at most `width` characters. */
export function outcomeTable(outcomes: readonly Outcome[], width = process.stdout.columns ?? 140): string {
  const table = new Table({ head: ["check", "outcome"], style: { head: [], border: [], compact: true } });
  const failed = outcomes.some(({ fault }) => fault !== undefined);
  const outcomeRoom = failed ? Math.floor(width / 3) : "passed".length + 1;
  for (const { what, fault } of outcomes) {
    const outcome =
      fault === undefined ? pc.green("passed") : pc.red(wrapped(`failed: ${fault}`, outcomeRoom));
    table.push([wrapped(what, width - outcomeRoom - 7), outcome]);
  }
  return table.toString();
}

/** @throws unless AWS answered `AccessDenied` (HTTP 403): any other failure proves nothing. */
export async function expectDenied(attempt: Promise<unknown>): Promise<void> {
  try {
    await attempt;
  } catch (error) {
    const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
    if ($metadata?.httpStatusCode === 403 && /AccessDenied/.test(name ?? "")) return;
    throw new Error(`expected AccessDenied, got ${name} (HTTP ${$metadata?.httpStatusCode})`);
  }
  throw new Error("expected AccessDenied, but it was allowed");
}
