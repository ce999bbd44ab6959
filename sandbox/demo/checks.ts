import Table from "cli-table3";
import pc from "picocolors";

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
    const table = new Table({ head: ["check", "outcome"], style: { head: [], border: [], compact: true } });
    for (const { what, fault } of this.outcomes) {
      table.push([what, fault === undefined ? pc.green("passed") : pc.red(`failed: ${fault}`)]);
    }
    console.log(`\n${table.toString()}\n`);
    for (const line of said) console.log(line);
    console.log(`${this.outcomes.length - failed.length} passed, ${failed.length} failed`);
    return failed.length === 0 && this.outcomes.length > 0;
  }
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
