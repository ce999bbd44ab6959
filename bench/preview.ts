// What `pulumi preview` of the whole two-account stack costs, the server's drift included, compared with an empty TypeScript
// program, with an empty program without a compiler, and with the same resources written as Pulumi's template has it. All run
// in turn in one sandbox. Its plugins are stand-ins, so the ratios count, not the seconds.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../sandbox/lifecycle/home";
import { runPulumi } from "../sandbox/lifecycle/pulumi";
import { TestSandbox } from "../test/e2e/sandbox";
import { type Cost, columns, costOf } from "./cost";
import { type Figure, ratios } from "./figure";
import { median } from "./median";
import { templateProgram } from "./templateProgram";

const ROUNDS = 7;

/** One program, and how much of it ours may cost at most. */
interface Contender {
  readonly title: string;
  readonly run: () => Promise<void>;
  readonly goal?: { readonly wall: number; readonly processor?: number };
}

/** What ours and the others take, and what ours is of theirs. */
export async function benchPreview(): Promise<Figure[]> {
  const world = await TestSandbox.start("each run");
  try {
    const contenders = await programs(world);
    const costs: Cost[][] = contenders.map(() => []);
    for (let round = 0; round < ROUNDS; round++)
      for (const [index, { run }] of contenders.entries()) costs[index]?.push(await costOf(run));
    const ours = columns(costs[0] ?? []);
    return contenders.map(({ title, goal }, index) => {
      const { plugins, machine: _, ...theirs } = columns(costs[index] ?? []);
      const wall = ratios(ours.wall, theirs.wall);
      const processor = ratios(ours.processor, theirs.processor);
      return {
        what: title,
        ...theirs,
        counts: `${median(plugins)} plugins`,
        ...(index > 0 && { compared: { to: "ours is, of it", wall, processor, ...(goal && { goal }) } }),
      };
    });
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
    { title: "preview: this project, server's drift too", run: ours("true") },
    { title: "preview: the same without one pass", run: ours("false") },
    {
      title: "preview: empty TypeScript program",
      run: () => succeeds(empty("preview")),
      goal: { wall: 1.3, processor: 1.1 },
    },
    {
      title: "preview: empty program, no compiler",
      run: () => succeeds(plain("preview")),
      goal: { wall: 3.5 },
    },
    {
      title: "preview: Pulumi's template, type check",
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
