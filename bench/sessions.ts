// SSH sessions and round trips of each run, and what a far server costs: counts, which no noise touches, and one time.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TestSandbox } from "../test/e2e/sandbox";
import { farServer } from "./farServer";
import type { Figure } from "./figure";
import { timed } from "./median";

const ROUNDS = 7;
/** Milliseconds of a round trip to the far server. */
const FAR = 100;

/** The counts of a first `up`, a preview and a clean `up`, and by how many round trips a preview grows. */
export async function benchSessions(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const world = await TestSandbox.start("each run");
  const far = await farServer(world.sandbox.ports.ssh);
  try {
    const hosts = join(world.sandbox.home, "known_hosts");
    const byFar = `${hosts}.far`;
    const near = String(world.sandbox.ports.ssh);
    writeFileSync(byFar, readFileSync(hosts, "utf8").replaceAll(near, String(far.port)));
    const stack = await world.stack("dev", "Pulumi.dev.yaml", (text) =>
      text.replaceAll(`port: ${near}`, `port: ${far.port}`).replaceAll(hosts, byFar),
    );
    const succeeds = async (run: Promise<{ exitCode: number; output: string }>) => {
      const { exitCode, output } = await run;
      if (exitCode !== 0) throw new Error(output);
    };
    for (const [name, run] of [
      ["first up", () => stack.up()],
      ["preview", () => stack.preview()],
      ["clean up", () => stack.up()],
    ] as const) {
      far.reset(0);
      await succeeds(run());
      const sessions = `${far.connections} session${far.connections === 1 ? "" : "s"}`;
      figures.push({ what: `ssh: ${name}`, counts: `${sessions}, ${far.roundTrips} round trips` });
    }
    const grown: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      far.reset(0);
      const here = await timed(() => succeeds(stack.preview()));
      far.reset(FAR);
      grown.push((await timed(() => succeeds(stack.preview()))) - here);
    }
    const to = `one round trip of ${FAR} ms`;
    const wall = grown.map((ms) => ms / FAR);
    figures.push({
      what: `ssh: what a preview of a server ${FAR} ms away takes more`,
      wall: grown,
      compared: { to, wall, goal: { wall: 13.5 } },
    });
    return figures;
  } finally {
    far.close();
    await world.stop();
  }
}
