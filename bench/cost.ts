import { existsSync, readdirSync, readFileSync } from "node:fs";
import { timed } from "./median";

/** What some work cost, in all processes that it started. Where there is no /proc, all but the time is not known: NaN. */
export interface Cost {
  /** Milliseconds from begin to end. */
  readonly wall: number;
  /** Milliseconds of processor time, of every process that has ended by then. */
  readonly processor: number;
  /** The same of all that the machine did meanwhile: the sandbox's server and accounts too, and whatever else runs. */
  readonly machine: number;
  /** Most memory at one time, in MB: what is resident, of all processes together. */
  readonly memory: number;
  /** How many processes of resource plugins were started. */
  readonly plugins: number;
}

/** How often the processes are looked at, in milliseconds: a look costs some itself, and a plugin lives for two hundred at least. */
const EVERY = 100;
/** Linux counts processor time in these, in milliseconds. */
const TICK = 10;
const PAGE = 4096;

/** Measures work that starts processes, those that run already and what they start left out. */
export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const measured = existsSync("/proc/self/stat");
  const others = new Set(measured ? processes().map(({ pid }) => pid) : []);
  const plugins = new Set<number>();
  let memory = 0;
  const look = () => {
    const mine = family(processes().filter(({ pid }) => !others.has(pid)));
    memory = Math.max(memory, mine.reduce((sum, { resident }) => sum + resident, 0) / 1e6);
    for (const { pid } of mine) if (/\/pulumi-resource-/.test(commandLine(pid))) plugins.add(pid);
  };
  const timer = measured ? setInterval(look, EVERY) : undefined;
  const before = measured ? [ofEnded(), ofMachine()] : [];
  const wall = await timed(work).finally(() => clearInterval(timer));
  const [ended = Number.NaN, machine = Number.NaN] = before;
  return measured
    ? {
        wall,
        processor: ofEnded() - ended,
        machine: ofMachine() - machine,
        memory,
        plugins: plugins.size,
      }
    : { wall, processor: Number.NaN, machine: Number.NaN, memory: Number.NaN, plugins: Number.NaN };
}

/** Each of these in each round. */
export function columns(costs: readonly Cost[]): Record<keyof Cost, number[]> {
  const of = (key: keyof Cost) => costs.map((cost) => cost[key]);
  return {
    wall: of("wall"),
    processor: of("processor"),
    machine: of("machine"),
    memory: of("memory"),
    plugins: of("plugins"),
  };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Bytes. */
  readonly resident: number;
}

function processes(): Process[] {
  return readdirSync("/proc").flatMap((name) => {
    const fields = /^\d+$/.test(name) ? stat(name) : undefined;
    return fields ? [{ pid: Number(name), parent: fields[1] ?? 0, resident: (fields[21] ?? 0) * PAGE }] : [];
  });
}

/** This process's descendants. */
function family(all: readonly Process[]): Process[] {
  const found: Process[] = [];
  let parents = [process.pid];
  while (parents.length > 0) {
    const children = all.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map(({ pid }) => pid);
  }
  return found;
}

/** Processor time of the descendants that have ended and were waited for: the kernel adds them up. */
function ofEnded(): number {
  const [user = 0, system = 0] = stat("self")?.slice(13, 15) ?? [];
  return (user + system) * TICK;
}

/** Processor time of everything since the machine started: user, nice, system and interrupts. */
function ofMachine(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] =
    /^cpu +(.*)$/m.exec(readFileSync("/proc/stat", "utf8"))?.[1]?.split(" ").map(Number) ?? [];
  return (user + nice + system + irq + softirq) * TICK;
}

/** The fields of /proc/PID/stat after the name, which may hold blanks; undefined once the process is gone. */
function stat(pid: string): number[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
  } catch {
    return undefined;
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
