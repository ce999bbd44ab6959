// What `npm run drift` costs: of one stack, compared with a plain preview of it, and of many at once, compared with what the
// processors could do at best. The many are copies of one stack's state under other names: what they find does not count.
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { testProject } from "../test/e2e/project";
import { TestSandbox, type TestStack } from "../test/e2e/sandbox";
import { type Cost, costOf } from "./cost";
import { median } from "./median";

const ROUNDS = 5;
const MANY = 16;

/** Prints medians of five runs each, and the ratios. */
export async function benchDrift(): Promise<void> {
  console.log(`drift: medians of ${ROUNDS}, in turn`);
  const world = await TestSandbox.start("each run");
  try {
    const dev = await world.stack("dev");
    await ends(dev.up(), 0);
    const copies = await Promise.all(
      Array.from({ length: MANY }, (_, index) => copyOf(dev, world, `dev-${index + 1}`)),
    );
    const project = testProject(world);
    const drift = async (...stacks: string[]) => {
      const args = stacks.flatMap((name) => ["--stack", name]);
      const { code, stdout, stderr } = await project.run("drift", args);
      if (code !== 0 && code !== 7) throw new Error(stdout + stderr);
    };
    const costs: Record<"preview" | "one" | "many", Cost[]> = { preview: [], one: [], many: [] };
    for (let round = 0; round < ROUNDS; round++) {
      costs.preview.push(await costOf(() => ends(dev.preview(), 0)));
      costs.one.push(await costOf(() => drift("dev")));
      costs.many.push(await costOf(() => drift(...copies)));
    }
    const cores = availableParallelism();
    const ratio = (of: (round: number) => number) =>
      median(costs.one.map((_, round) => of(round))).toFixed(2);
    line("pulumi preview, one pass", costs.preview);
    line("npm run drift, one stack", costs.one);
    line(`npm run drift, ${MANY} stacks`, costs.many);
    const processor = (which: Cost[], round: number) => which[round]?.processor ?? Number.NaN;
    console.log(
      `one stack costs ${ratio((round) => processor(costs.one, round) / processor(costs.preview, round))} times a preview's processor time (goal: 1.0)`,
    );
    console.log(
      `each of ${MANY} costs ${ratio((round) => processor(costs.many, round) / MANY / processor(costs.preview, round))} times`,
    );
    console.log(
      `${MANY} stacks take ${ratio((round) => ((costs.many[round]?.wall ?? 0) * cores) / processor(costs.many, round))} times their processor time on ${cores} cores (goal: 1.25)`,
    );
  } finally {
    await world.stop();
  }
}

/** A stack with another's state, under a name of its own. */
async function copyOf(dev: TestStack, world: TestSandbox, name: string): Promise<string> {
  const copy = await world.stack(name);
  const { output } = await dev.pulumi("stack", "export");
  const file = join(world.sandbox.home, `${name}.json`);
  writeFileSync(file, output.replaceAll(`urn:pulumi:${dev.name}::`, `urn:pulumi:${name}::`));
  await ends(copy.pulumi("stack", "import", "--file", file), 0);
  return name;
}

async function ends(run: Promise<{ exitCode: number; output: string }>, expected: number): Promise<void> {
  const { exitCode, output } = await run;
  if (exitCode !== expected) throw new Error(`expected exit code ${expected}, got ${exitCode}\n${output}`);
}

function line(title: string, costs: readonly Cost[]): void {
  const of = (key: keyof Cost) => median(costs.map((cost) => cost[key]));
  const [wall, processor] = [of("wall"), of("processor")].map((time) =>
    `${(time / 1000).toFixed(1)} s`.padStart(7),
  );
  console.log(
    `${title.padEnd(26)} wall ${wall}  processor ${processor}  memory ${of("memory").toFixed(0).padStart(5)} MB  plugins ${of("plugins")}`,
  );
}
