// SSH sessions and round trips of each run, and what a far server costs: counts, which no noise touches, and one time.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TestSandbox } from "../test/e2e/sandbox";
import { farServer } from "./farServer";
import { median, timed } from "./median";

const ROUNDS = 7;
/** Milliseconds of a round trip to the far server. */
const FAR = 100;

/** Prints the counts of a first `up`, a preview and a clean `up`, and by how many round trips a preview grows. */
export async function benchSessions(): Promise<void> {
  console.log(
    `SSH: sessions and round trips; a preview of a server ${FAR} ms away, median of ${ROUNDS} pairs`,
  );
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
    console.log("run           sessions  round trips");
    for (const [name, run] of [
      ["first up", () => stack.up()],
      ["preview", () => stack.preview()],
      ["clean up", () => stack.up()],
    ] as const) {
      far.reset(0);
      await succeeds(run());
      console.log(`${name.padEnd(14)}${String(far.connections).padEnd(10)}${far.roundTrips}`);
    }
    const grown: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      far.reset(0);
      const here = await timed(() => succeeds(stack.preview()));
      far.reset(FAR);
      grown.push((await timed(() => succeeds(stack.preview()))) - here);
    }
    const trips = (ms: number) => (ms / FAR).toFixed(1);
    console.log(
      `a preview grows by ${trips(median(grown))} round trips (${trips(Math.min(...grown))} to ${trips(Math.max(...grown))}; goal: 13)`,
    );
  } finally {
    far.close();
    await world.stop();
  }
}
