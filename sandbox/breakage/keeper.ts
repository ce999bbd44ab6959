import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { profileClients } from "../accounts";
import type { Breakage, Memory, World } from "./breakage";

/** What is broken and not healed yet, oldest first. */
type Broken = { what: string; memory: Memory }[];

/** What `heal` did about one breakage. */
export interface Healed {
  readonly what: string;
  /** False when it was already fixed. */
  readonly done: boolean;
}

/** Breaks one thing and remembers how to undo it. @throws when it is broken already, or cannot be. */
export async function breakOne(
  sandbox: { home: string; accountsEndpoint: string },
  what: string,
  breakage: Breakage,
): Promise<void> {
  const broken = read(sandbox.home);
  if (broken.some((one) => one.what === what)) {
    throw new Error(
      `expected ${what} not to be broken yet, it is broken already\nhint: npm run sandbox -- heal`,
    );
  }
  const memory = await as(sandbox, (world) => breakage.break(world));
  write(sandbox.home, [...broken, { what, memory }]);
}

/** Heals everything that was broken, last first. What cannot be healed is kept for the next run, and the error thrown. */
export async function healAll(
  sandbox: { home: string; accountsEndpoint: string },
  breakages: Readonly<Record<string, Breakage>>,
): Promise<Healed[]> {
  const healed: Healed[] = [];
  for (let broken = read(sandbox.home); broken.length > 0; broken = read(sandbox.home)) {
    const { what, memory } = broken.at(-1) as Broken[number];
    const done = await as(sandbox, async (world) => (await breakages[what]?.heal(world, memory)) ?? false);
    healed.push({ what, done });
    write(sandbox.home, broken.slice(0, -1));
  }
  return healed;
}

async function as<T>(
  { home, accountsEndpoint: endpoint }: { home: string; accountsEndpoint: string },
  act: (world: World) => Promise<T> | T,
): Promise<T> {
  const operator = profileClients({ home, endpoint, profile: "operator" });
  const customer = profileClients({ home, endpoint, profile: "acme" });
  try {
    return await act({ home, endpoint, operator, customer });
  } finally {
    operator.destroy();
    customer.destroy();
  }
}

function file(home: string): string {
  return join(home, "broken.json");
}

function read(home: string): Broken {
  return existsSync(file(home)) ? JSON.parse(readFileSync(file(home), "utf8")) : [];
}

/** Readable only by this user: a docroot and a trust hold the external ID. */
function write(home: string, broken: Broken): void {
  if (broken.length === 0) rmSync(file(home), { force: true });
  else writeFileSync(file(home), JSON.stringify(broken, null, 2), { mode: 0o600 });
}
