import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureEngine } from "../sandbox/engine";
import { CHECKOUT, sandboxHome } from "../sandbox/lifecycle/home";
import { ensureGenuine } from "../sandbox/plugins/genuine";
import { namedPlugin, PLUGINS } from "../sandbox/plugins/install";

/** The end-to-end tests that decide whether the program is right with the genuine plugins. */
const TESTS = ["twoAccounts", "oneAccount", "link", "drift"].map((name) => `test/e2e/${name}.test.ts`);

const PROCEDURES = ["two-accounts", "one-account"];

/**
 * Runs both demos and the end-to-end tests with the genuine plugins: those that SANDBOX_AWS_PLUGIN and SANDBOX_COMMAND_PLUGIN
 * name, else those of `--plugins genuine`. All of it runs, whatever fails.
 * @returns what failed
 */
async function verify(): Promise<string[]> {
  const onProgress = (line: string) => console.log(line);
  const { binFolder } = await ensureEngine({ onProgress });
  const pulumiHome = join(sandboxHome(), "pulumi-home");
  const genuine = await ensureGenuine({ pulumi: join(binFolder, "pulumi"), pulumiHome, onProgress });
  const environment = { ...process.env };
  for (const plugin of PLUGINS)
    environment[plugin.override] = namedPlugin(plugin, process.env) ?? genuine[plugin.name];

  const node = (what: string, args: string[], env: NodeJS.ProcessEnv): string[] => {
    console.log(`\n# ${what}`);
    const { status } = spawnSync(process.execPath, args, { cwd: CHECKOUT, env, stdio: "inherit" });
    return status === 0 ? [] : [what];
  };
  const demo = ["-r", "./program/preload.js", "sandbox/demo/main.ts", "--plugins", "genuine"];
  // One file at a time: the interrupt test looks for processes by the plugins' paths, which all sandboxes share here.
  const mocha = [require.resolve("mocha/bin/mocha.js"), "--no-parallel", ...TESTS];
  return [
    ...PROCEDURES.flatMap((name) => node(`demo, ${name}`, [...demo, "--procedure", name], process.env)),
    ...node("end-to-end tests", mocha, environment),
  ];
}

verify().then(
  (failed) => {
    console.log(`\nverify: ${failed.length === 0 ? "all green" : `failed: ${failed.join("; ")}`}`);
    process.exitCode = failed.length === 0 ? 0 : 1;
  },
  (error: Error) => {
    console.error(`verify: ${error.message}`);
    process.exitCode = 1;
  },
);
