import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type PipelineLinters, pipelineLinters } from "./pipelineLinters/pipelineLinters";
import { remarks } from "./remarks";
import { runTool } from "./runTool";

const ROOT = join(__dirname, "..");

/** The workflows of this repository. */
export const WORKFLOWS = filesBelow(".github/workflows", /\.ya?ml$/);

/** Every shell script that a pipeline runs. */
export const SCRIPTS = [...filesBelow("pipelines", /\.sh$/), join(ROOT, ".ci/run")];

function filesBelow(folder: string, names: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => names.test(name))
    .sort()
    .map((name) => join(ROOT, folder, name));
}

/**
 * What zizmor, actionlint and shellcheck say of workflows and scripts; nothing when all are clean. zizmor asks nobody on the
 * network, and has its pedantic rules count as well; actionlint has shellcheck read what the steps run.
 */
export async function lintPipelines(
  linters: PipelineLinters,
  workflows: readonly string[],
  scripts: readonly string[],
): Promise<string[]> {
  const said = await Promise.all([
    remarks(linters.zizmor, [
      "--offline",
      "--no-config",
      "--color=never",
      "--persona=pedantic",
      "--format=plain",
      ...workflows,
    ]),
    remarks(linters.actionlint, ["-no-color", "-shellcheck", linters.shellcheck, ...workflows]),
    remarks(linters.shellcheck, ["--severity=style", ...scripts]),
  ]);
  return said.filter((text) => text !== "" && text !== "No findings to report. Good job!");
}

async function main(): Promise<number> {
  const said = await lintPipelines(await pipelineLinters(console.error), WORKFLOWS, SCRIPTS);
  if (said.length > 0) console.error(said.join("\n"));
  const what = `${WORKFLOWS.length} workflows and ${SCRIPTS.length} scripts`;
  console.log(said.length === 0 ? `${what} are clean` : `of ${what}, not all are clean`);
  return said.length === 0 ? 0 : 1;
}

if (require.main === module) runTool(main);
