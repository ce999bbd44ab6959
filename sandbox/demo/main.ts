import { parseArgs } from "node:util";
import { DEFAULT_PORTS, sandboxHome } from "../lifecycle/home";
import { startSandbox } from "../lifecycle/start";
import { sandboxStatus, stopSandbox } from "../lifecycle/stop";
import { Checks } from "./checks";
import { oneAccountScenes } from "./oneAccount";
import { twoAccountScenes } from "./twoAccounts";

const USAGE = `usage: npm run demo [-- --keep] [--procedure two-accounts | one-account]

  --keep        leave the sandbox running afterwards
  --procedure   which of IBM's two articles to show; default two-accounts`;

const PROCEDURES = { "two-accounts": twoAccountScenes, "one-account": oneAccountScenes } as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      keep: { type: "boolean" },
      help: { type: "boolean" },
      procedure: { type: "string", default: "two-accounts" },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const scenes = Object.entries(PROCEDURES).find(([name]) => name === values.procedure)?.[1];
  if (!scenes) {
    console.error(USAGE);
    return 2;
  }
  const home = sandboxHome();
  const checks = new Checks();
  const wasRunning = Object.values(sandboxStatus(home)).some((pid) => pid);

  checks.step(wasRunning ? "The sandbox is already running" : "Start the sandbox");
  let passed = false;
  try {
    const onProgress = (line: string) => console.log(`   ${line}`);
    const sandbox = await startSandbox({ home, ports: DEFAULT_PORTS, onProgress });
    const places = {
      accountsEndpoint: sandbox.accountsEndpoint,
      metadataPort: sandbox.ports.metadata,
      region: "us-east-1",
    };
    await scenes({ sandbox, places, checks });
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
