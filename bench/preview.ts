// What `pulumi preview` of the whole two-account stack costs, the server's drift included, compared with an empty TypeScript
// program, with an empty program without a compiler, and with the same resources written as Pulumi's template has it. All run
// in turn in one sandbox. Its plugins are stand-ins, so the ratios count, not the seconds.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../sandbox/lifecycle/home";
import { runPulumi } from "../sandbox/lifecycle/pulumi";
import { TestSandbox } from "../test/e2e/sandbox";
import { type Cost, costOf } from "./cost";
import { median } from "./median";
import { templateProgram } from "./templateProgram";

const ROUNDS = 7;

/** One program, and how much of it ours may cost at most. */
interface Contender {
  readonly title: string;
  readonly run: () => Promise<void>;
  readonly goal?: { readonly wall: number; readonly processor?: number };
}

/** Prints a table: medians of seven runs each, and the ratios of the runs of one round with their spread. */
export async function benchPreview(): Promise<void> {
  console.log(`preview: whole command, medians of ${ROUNDS}, in turn`);
  const world = await TestSandbox.start("each run");
  try {
    const contenders = await programs(world);
    const costs: Cost[][] = contenders.map(() => []);
    for (let round = 0; round < ROUNDS; round++)
      for (const [index, { run }] of contenders.entries()) costs[index]?.push(await costOf(run));
    console.log(
      "program                              wall  processor  memory  plugins  ours is, wall      processor",
    );
    for (const [index, { title, goal }] of contenders.entries()) {
      const [ours = [], theirs = []] = [costs[0], costs[index]];
      const of = (key: keyof Cost) => median(theirs.map((cost) => cost[key]));
      const ratio = (key: "wall" | "processor") =>
        spread(ours.map((cost, at) => cost[key] / (theirs[at]?.[key] ?? 0)));
      const goals = goal ? `goal ${goal.wall}${goal.processor ? `, ${goal.processor}` : ""}` : "";
      console.log(
        `${title.padEnd(34)} ${seconds(of("wall"))}     ${seconds(of("processor"))} ${`${of("memory").toFixed(0)} MB`.padStart(7)}  ` +
          `${String(of("plugins")).padStart(7)}  ${index === 0 ? "" : `${ratio("wall")}  ${ratio("processor")}  ${goals}`}`.trimEnd(),
      );
    }
  } finally {
    await world.stop();
  }
}

/** Ours first. */
async function programs(world: TestSandbox): Promise<Contender[]> {
  const stack = await world.stack("dev");
  await succeeds(stack.up());
  const ours = (PULUMI_RUN_PROGRAM: string) => async () => {
    stack.environment = { PULUMI_RUN_PROGRAM };
    await succeeds(stack.preview());
  };
  const empty = await project(world, "empty", "index.ts", "export {};\n");
  const plain = await project(world, "plain", "index.js", "");
  const template = await project(world, "template", "index.ts", templateProgram(world.sandbox));
  await succeeds(template("up", "--yes", "--skip-preview"));
  return [
    { title: "this project, server's drift too", run: ours("true") },
    { title: "  the same without one pass", run: ours("false") },
    {
      title: "empty TypeScript program",
      run: () => succeeds(empty("preview")),
      goal: { wall: 1.3, processor: 1.1 },
    },
    { title: "empty program, no compiler", run: () => succeeds(plain("preview")), goal: { wall: 3.5 } },
    {
      title: "Pulumi's template, type check",
      run: () => succeeds(template("preview", "--refresh")),
      goal: { wall: 0.4 },
    },
  ];
}

/** A separate project in the sandbox's folder, laid out like `pulumi new typescript`, with this checkout's packages. */
async function project({ sandbox }: TestSandbox, name: string, main: string, text: string) {
  const folder = join(sandbox.home, name);
  mkdirSync(folder);
  symlinkSync(join(CHECKOUT, "node_modules"), join(folder, "node_modules"));
  const options = main.endsWith(".ts") ? "" : "\n  options:\n    typescript: false";
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${name}\nruntime:\n  name: nodejs${options}\n`);
  writeFileSync(join(folder, "package.json"), `{"name": "${name}", "main": "${main}"}\n`);
  if (main.endsWith(".ts")) writeFileSync(join(folder, "tsconfig.json"), TEMPLATE_TSCONFIG);
  writeFileSync(join(folder, main), text);
  // As whoever writes such a program runs it.
  const environment = { ...sandbox.environment, PULUMI_RUN_PROGRAM: "false" };
  const pulumi = (...args: string[]) =>
    runPulumi([...args, "--cwd", folder, "--stack", "bench"], environment);
  await succeeds(runPulumi(["stack", "init", "bench", "--cwd", folder], environment));
  return pulumi;
}

/** What `pulumi new typescript` writes. */
const TEMPLATE_TSCONFIG = `{
  "compilerOptions": {
    "strict": true, "outDir": "bin", "target": "es2020", "module": "commonjs", "moduleResolution": "node",
    "sourceMap": true, "experimentalDecorators": true, "pretty": true, "noFallthroughCasesInSwitch": true,
    "noImplicitReturns": true, "forceConsistentCasingInFileNames": true
  },
  "files": ["index.ts"]
}
`;

async function succeeds(run: Promise<{ exitCode: number; output: string }>): Promise<void> {
  const { exitCode, output } = await run;
  if (exitCode !== 0) throw new Error(`expected exit code 0, got ${exitCode}\n${output}`);
}

/** `1.25 (1.20-1.31)`: the median of paired ratios, the smallest and the largest. */
function spread(ratios: readonly number[]): string {
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
  return `${median(ratios).toFixed(2)} (${least.toFixed(2)}-${most.toFixed(2)})`;
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`.padStart(6);
