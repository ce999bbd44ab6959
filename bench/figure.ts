import Table from "cli-table3";
import { median } from "./median";

/** One row of the table: what ran, what it took in each round, and what that is of something that ran beside it. */
export interface Figure {
  readonly what: string;
  /** Milliseconds of each round. */
  readonly wall?: readonly number[];
  /** Milliseconds of processor time of each round. */
  readonly processor?: readonly number[];
  /** Most memory at one time in each round, in MB, all processes together. */
  readonly memory?: readonly number[];
  /** What is counted and no noise touches: `4 plugins`, `1 session, 13 round trips`. */
  readonly counts?: string;
  readonly compared?: Compared;
}

/** A comparison, round by round, so that what else the machine does meanwhile falls on both. */
export interface Compared {
  /** With what: the title of another row, or a few words. */
  readonly to: string;
  /** What this took of the other's wall time, in each round; left out where that says nothing. */
  readonly wall?: readonly number[];
  /** The same of processor time. */
  readonly processor?: readonly number[];
  /** The same of memory, which has no column of its own. */
  readonly memory?: readonly number[];
  /** Most that is good; left out where there is no goal. */
  readonly goal?: Partial<Record<Measure, number>>;
}

type Measure = "wall" | "processor" | "memory";

/** The rows as one table, medians first, the spread behind ratios. */
export function figureTable(figures: readonly Figure[]): string {
  const table = new Table({
    head: ["", "wall", "processor", "memory", "counts", "compared with", "wall", "processor", "goal"],
    style: { head: [], border: [], compact: true },
  });
  for (const { what, wall, processor, memory, counts = "", compared } of figures)
    table.push([
      what,
      time(wall),
      time(processor),
      known(memory) ? `${median(memory).toFixed(0)} MB` : "",
      counts,
      compared?.to ?? "",
      spread(compared?.wall),
      spread(compared?.processor),
      compared ? verdict(compared) : "",
    ]);
  return table.toString();
}

/** The ratio of two rows in each round. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.map((one, round) => one / (theirs[round] ?? Number.NaN));
}

/** `1.3, 1.1: met`, or what of it was missed. */
function verdict({ goal = {}, ...seen }: Compared): string {
  const goals = Object.entries(goal) as [Measure, number][];
  if (goals.length === 0) return "";
  const missed = goals.flatMap(([measure, most]) => {
    const all = seen[measure];
    return known(all) && rounded(all) > most ? [measure] : [];
  });
  const most = goals.map(([measure, one]) => (measure === "memory" ? `memory ${one}` : String(one)));
  return `${most.join(", ")}: ${missed.length === 0 ? "met" : `missed (${missed.join(", ")})`}`;
}

/** As it is shown, so that nothing that reads 1.30 misses 1.3. */
const rounded = (all: readonly number[]): number => Number(median(all).toFixed(2));

function known(all: readonly number[] | undefined): all is readonly number[] {
  return all !== undefined && all.length > 0 && all.every((one) => !Number.isNaN(one));
}

function time(all: readonly number[] | undefined): string {
  if (!known(all)) return "";
  const ms = median(all);
  return ms < 2000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function spread(all: readonly number[] | undefined): string {
  if (!known(all)) return "";
  return `${median(all).toFixed(2)} (${Math.min(...all).toFixed(2)}-${Math.max(...all).toFixed(2)})`;
}
