// What `npm run drift` costs: of one stack, compared with a plain preview of it, and of many at once, compared with what the
// processors could do at best. The many are copies of one stack's state under other names: what they find does not count.
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { testProject } from "../test/e2e/project";
import { TestSandbox, type TestStack } from "../test/e2e/sandbox";
import { type Cost, columns, costOf } from "./cost";
import { type Figure, ratios } from "./figure";

const ROUNDS = 7;
const MANY = 16;

/** What one stack and many take, and the size of a stack's state. */
export async function benchDrift(): Promise<Figure[]> {
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
    const preview = columns(costs.preview);
    const one = columns(costs.one);
    const many = columns(costs.many);
    const each = many.processor.map((all) => all / MANY);
    const best = (all: number[]) => all.map((time) => time / availableParallelism());
    return [
      { what: "drift: a clean preview in one pass", ...preview, counts: await stateOf(dev) },
      {
        what: "drift: one stack",
        ...one,
        compared: {
          to: "a preview",
          wall: ratios(one.wall, preview.wall),
          processor: ratios(one.processor, preview.processor),
          goal: { processor: 1 },
        },
      },
      {
        what: `drift: ${MANY} stacks`,
        ...many,
        compared: { to: `${MANY} previews`, processor: ratios(each, preview.processor) },
      },
      {
        what: "",
        compared: {
          to: `its processor time on ${availableParallelism()} cores`,
          wall: ratios(many.wall, best(many.processor)),
          goal: { wall: 1.25 },
        },
      },
      {
        what: "",
        compared: {
          to: "the same, sandbox's server and accounts included",
          wall: ratios(many.wall, best(many.machine)),
        },
      },
    ];
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

/** How much Pulumi's state holds of a customer. */
async function stateOf(stack: TestStack): Promise<string> {
  const { output } = await stack.pulumi("stack", "export");
  return `${(JSON.stringify(JSON.parse(output)).length / 1000).toFixed(1)} kB of state`;
}
