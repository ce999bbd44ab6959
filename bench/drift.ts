// Wall time of `npm run drift` over three stacks at once, compared with the same three in turn.

import { testProject } from "../test/e2e/project";
import { TestSandbox } from "../test/e2e/sandbox";
import { median, timed } from "./median";

const ROUNDS = 3;
const STACKS = ["dev", "dev-globex", "dev-one-account"];

/** Prints both times, medians of three runs. */
export async function benchDrift(): Promise<void> {
  console.log(`drift: ${STACKS.length} stacks, medians of ${ROUNDS}`);
  const world = await TestSandbox.start();
  try {
    for (const name of STACKS) {
      // Only the first stack creates the server role.
      const stack = await world.stack(name, `Pulumi.${name}.yaml`, (text) =>
        text.replace(/ {4}create: true\n {4}trustWindow:.*\n/, ""),
      );
      const { exitCode, output } = await stack.up();
      if (exitCode !== 0) throw new Error(output);
    }
    const project = testProject(world);
    const drift = async (...stacks: string[]) => {
      const run = await project.run(
        "drift",
        stacks.flatMap((name) => ["--stack", name]),
      );
      if (run.code !== 0) throw new Error(run.stdout + run.stderr);
    };
    const [together, inTurn]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      together.push(await timed(() => drift(...STACKS)));
      inTurn.push(
        await timed(async () => {
          for (const name of STACKS) await drift(name);
        }),
      );
    }
    const [one, other] = [median(together), median(inTurn)];
    console.log(`side by side  ${(one / 1000).toFixed(1)} s`);
    console.log(
      `one by one    ${(other / 1000).toFixed(1)} s   side by side is ${(one / other).toFixed(2)} times`,
    );
  } finally {
    await world.stop();
  }
}
