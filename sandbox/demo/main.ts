import { parseArgs } from "node:util";
import { DEFAULT_PORTS, sandboxHome } from "../lifecycle/home";
import { startSandbox } from "../lifecycle/start";
import { sandboxStatus, stopSandbox } from "../lifecycle/stop";
import { Checks } from "./checks";
import { twoAccountScenes } from "./twoAccounts";

const USAGE = "usage: npm run demo [-- --keep]\n\n  --keep   leave the sandbox running afterwards";

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { keep: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const home = sandboxHome();
  const checks = new Checks();
  const wasRunning = Object.values(sandboxStatus(home)).some((pid) => pid);

  checks.step(wasRunning ? "The sandbox runs already" : "Start the sandbox");
  let passed = false;
  try {
    const onProgress = (line: string) => console.log(`   ${line}`);
    const sandbox = await startSandbox({ home, ports: DEFAULT_PORTS, onProgress });
    const places = {
      accountsEndpoint: sandbox.accountsEndpoint,
      metadataPort: sandbox.ports.metadata,
      region: "us-east-1",
    };
    await twoAccountScenes({ sandbox, places, checks });
  } catch (error) {
    await checks.check("the demo runs to its end", () => {
      throw error;
    });
  } finally {
    if (!wasRunning && !values.keep) {
      checks.step("Stop what was started");
      console.log(`   stopped: ${(await stopSandbox(home)).join(", ")}`);
    }
    passed = checks.close();
  }
  return passed ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(`demo: ${error.message}`);
    process.exitCode = 1;
  },
);
