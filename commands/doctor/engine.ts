import { fitToShow } from "../../model/text/fitToShow";
import { complaintOf, runPulumi } from "../pulumi/runPulumi";
import { installedVersion, notOlder, readJson } from "./packages";
import { type DoctorRow, here, missing, note } from "./row";

/** Characters that an answer of the engine has room for. */
const ROOM = 200;

/** Plugins that the engine keeps in its home, by the package whose version they have. */
const PLUGINS = { aws: "@pulumi/aws", command: "@pulumi/command" } as const;

/** The engine, its plugins and where it keeps stacks; without an engine only that. @param folder of the project. */
export async function engineRows(folder: string, signal: AbortSignal): Promise<DoctorRow[]> {
  const check = "pulumi";
  const oldest = oldestEngine(folder);
  const install = `install Pulumi ${oldest} or later (https://www.pulumi.com/docs/install/); for the sandbox alone \`npm run sandbox -- start\` brings one`;
  const version = await runPulumi(["version"], { signal, longest: 30 }).catch(() => {
    signal.throwIfAborted();
    return undefined;
  });
  const [, number = ""] = /^v?(\d+\.\d+\.\d+)/.exec(version?.stdout.trim() ?? "") ?? [];
  if (number === "") return [missing(check, version ? "does not start" : "not on the PATH", install)];
  if (!notOlder(number, oldest)) return [missing(check, `${number}, older than ${oldest}`, install)];
  return [here(check, number), ...(await pluginRows(folder, signal)), await backendRow(signal)];
}

function oldestEngine(folder: string): string {
  const { peerDependencies } = readJson<{ peerDependencies: Record<string, string> }>(folder, "package.json");
  return (peerDependencies["@pulumi/pulumi"] ?? "").replace(/^\D+/, "");
}

async function pluginRows(folder: string, signal: AbortSignal): Promise<DoctorRow[]> {
  const run = await runPulumi(["plugin", "ls", "--json"], { signal, longest: 60 });
  const installed = run.code === 0 ? (JSON.parse(run.stdout) as { name: string; version?: string }[]) : [];
  return Object.entries(PLUGINS).map(([plugin, from]) => {
    const check = `plugin ${plugin}`;
    const wanted = installedVersion(folder, `node_modules/${from}`);
    if (wanted === undefined)
      return missing(check, `not known which: ${from} is not in node_modules`, "npm ci");
    return installed.some(({ name, version }) => name === plugin && version === wanted)
      ? here(check, wanted)
      : missing(check, `${wanted} is not installed`, `pulumi plugin install resource ${plugin} ${wanted}`);
  });
}

async function backendRow(signal: AbortSignal): Promise<DoctorRow> {
  const check = "backend";
  const run = await runPulumi(["whoami", "--json"], { signal, longest: 60 });
  if (run.code !== 0) {
    const [said = ""] = complaintOf(run, "whoami").split("\n");
    return missing(
      check,
      `not logged in: ${fitToShow(said, ROOM)}`,
      "`pulumi login`, or PULUMI_BACKEND_URL; for the sandbox `. .sandbox/env`",
    );
  }
  const { url = "" } = JSON.parse(run.stdout) as { url?: string };
  return here(check, fitToShow(withoutLogin(url), ROOM));
}

/** An address may carry a login, and options such as a key's. */
function withoutLogin(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//").replace(/\?.*$/, "");
}

/** Whether a refresh happens in the program's own pass. */
export function runProgramRow(environment: NodeJS.ProcessEnv): DoctorRow {
  const check = "PULUMI_RUN_PROGRAM";
  return environment.PULUMI_RUN_PROGRAM === "true"
    ? here(check, "true: a preview starts every plugin once")
    : note(check, "not set: a preview starts every plugin twice", "`export PULUMI_RUN_PROGRAM=true`");
}
