import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECK_ENVIRONMENT, checkRuns } from "../commands/drift/checkStack";
import type { CheckRuns } from "../commands/drift/interpret";
import { runPulumi } from "../commands/pulumi/runPulumi";
import { BREAKAGES, type Breakage, breakOne, healAll } from "../sandbox/breakage";
import { CHECKOUT, DEFAULT_PORTS } from "../sandbox/lifecycle/home";
import { TestSandbox, type TestStack } from "../test/e2e/sandbox";
import { type RecordedRun, recordedRun, type Volatile } from "./driftFixture";

const FOLDER = join(CHECKOUT, "test/commands/drift/fixtures");
const STACK = "dev";

/** What each fixture shows, by the names of the sandbox's breakages. */
const FIXTURES: Readonly<Record<string, readonly string[]>> = {
  clean: [],
  docroot: ["docroot"],
  access: ["trust-open", "right-removed", "foreign-policy"],
  unreachable: ["unreachable"],
};

/**
 * Records what `npm run drift` reads, from the real engine against a sandbox of its own: brings up the committed stack
 * `dev`, breaks it in one way after the other, and keeps what the engine prints. Takes a minute.
 */
async function record(): Promise<void> {
  const world = await TestSandbox.start();
  try {
    const { sandbox } = world;
    const stack = await world.stack(STACK);
    const up = await stack.up();
    if (up.exitCode !== 0) throw new Error(up.output);
    Object.assign(process.env, sandbox.environment, {
      PULUMI_OPTION_CONFIG_FILE: join(sandbox.home, `Pulumi.${STACK}.yaml`),
    });
    process.chdir(CHECKOUT);
    const ports = Object.entries(sandbox.ports).map(
      ([name, port]) => [port, DEFAULT_PORTS[name as keyof typeof DEFAULT_PORTS]] as const,
    );
    const volatile = { home: sandbox.home, ports };
    for (const [name, broken] of Object.entries(FIXTURES)) {
      for (const what of broken) await breakOne(sandbox, what, BREAKAGES[what] as Breakage);
      await recordOne(name, volatile);
      await healAll(sandbox, BREAKAGES);
    }
    await recordFault(stack, volatile);
    execFileSync(join(CHECKOUT, "node_modules/.bin/biome"), ["format", "--write", FOLDER], {
      stdio: "inherit",
    });
  } finally {
    await world.stop();
  }
}

/** Settings that do not parse: the program is not run, so that a second run reads the world. */
async function recordFault(stack: TestStack, volatile: Volatile): Promise<void> {
  stack.edit((text) => text.replace("transferUser", "transferUsr"));
  await recordOne("fault", volatile, ["program", "world"]);
}

async function recordOne(
  name: string,
  volatile: Volatile,
  which: readonly (keyof CheckRuns)[] = ["program"],
): Promise<void> {
  const runs: Partial<Record<keyof CheckRuns, RecordedRun>> = {};
  for (const one of which)
    runs[one] = recordedRun(
      await runPulumi(checkRuns(STACK)[one], { environment: CHECK_ENVIRONMENT }),
      volatile,
    );
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(runs, null, 2)}\n`);
  console.log(
    `${name}: ${Object.values(runs)
      .map(({ code }) => code)
      .join(", ")}`,
  );
}

record().catch((error: Error) => {
  console.error(`record: ${error.message}`);
  process.exitCode = 1;
});
