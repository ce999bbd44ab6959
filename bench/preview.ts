// How long `pulumi preview` of the whole two-account stack takes, the server's drift included, compared with an empty
// TypeScript program, and with the same resources written as Pulumi's template has it. All three run in turn in one
// sandbox. Its plugins are stand-ins, so the ratios count, not the seconds.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../sandbox/lifecycle/home";
import { runPulumi } from "../sandbox/lifecycle/pulumi";
import { TestSandbox } from "../test/e2e/sandbox";
import { median, timed } from "./median";
import { templateProgram } from "./templateProgram";

const ROUNDS = 5;

/** Prints a table: medians of five runs each, and the ratios. */
export async function benchPreview(): Promise<void> {
  console.log(`preview: whole command, medians of ${ROUNDS}, interleaved`);
  const world = await TestSandbox.start();
  try {
    const stack = await world.stack("dev");
    await succeeds(stack.up());
    const empty = await project(world, "empty", "export {};\n");
    const template = await project(world, "template", templateProgram(world.sandbox));
    await succeeds(template("up", "--yes", "--skip-preview"));

    const ours = () => succeeds(stack.preview());
    const contenders = {
      ours,
      empty: () => succeeds(empty("preview")),
      template: () => succeeds(template("preview", "--refresh")),
    };
    const took: Record<string, number[]> = { ours: [], empty: [], template: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, run] of Object.entries(contenders)) took[name]?.push(await timed(run));
    }
    const [mine = 0, nothing = 0, stock = 0] = [took.ours, took.empty, took.template].map((times) =>
      median(times ?? []),
    );
    console.log("program                            time     ours is");
    console.log(`this project, server's drift too   ${seconds(mine)}`);
    console.log(
      `empty TypeScript program           ${seconds(nothing)}   ${(mine / nothing).toFixed(2)} times (goal: 1.5)`,
    );
    console.log(
      `Pulumi's template, type check      ${seconds(stock)}   ${(mine / stock).toFixed(2)} times (goal: 0.5)`,
    );
  } finally {
    await world.stop();
  }
}

/** A separate project in the sandbox's folder, laid out like `pulumi new typescript`, with this checkout's packages. */
async function project({ sandbox }: TestSandbox, name: string, text: string) {
  const folder = join(sandbox.home, name);
  mkdirSync(folder);
  symlinkSync(join(CHECKOUT, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
  writeFileSync(join(folder, "package.json"), `{"name": "${name}", "main": "index.ts"}\n`);
  writeFileSync(join(folder, "tsconfig.json"), TEMPLATE_TSCONFIG);
  writeFileSync(join(folder, "index.ts"), text);
  const pulumi = (...args: string[]) =>
    runPulumi([...args, "--cwd", folder, "--stack", "bench"], sandbox.environment);
  await succeeds(runPulumi(["stack", "init", "bench", "--cwd", folder], sandbox.environment));
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

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`.padEnd(7);
