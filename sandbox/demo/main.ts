import { parseArgs } from "node:util";
import { sandboxHome, sandboxPorts } from "../lifecycle/home";
import { pluginChoice } from "../lifecycle/plugins";
import { type Sandbox, startSandbox } from "../lifecycle/start";
import { sandboxStatus, stopSandbox } from "../lifecycle/stop";
import { pluginsInWords } from "../plugins/install";
import { Checks } from "./checks";
import { oneAccountScenes } from "./oneAccount";
import { rotationScenes } from "./rotation";
import { twoAccountScenes } from "./twoAccounts";
import { twoCompanyScenes } from "./twoCompanies";

const USAGE = `usage: npm run demo [-- --keep] [--procedure PROCEDURE] [--plugins genuine]

  --keep        leave the sandbox running afterwards
  --procedure   two-accounts (default) or one-account, after IBM's two articles; rotation: an external ID is rotated
                and a customer ended, with transfers running; or two-companies: each with a stack and credentials of
                its own, one customer by invitation, one with a kit
  --plugins     genuine takes the genuine aws and command plugins, not the sandbox's stand-ins`;

const PROCEDURES = {
  "two-accounts": twoAccountScenes,
  "one-account": oneAccountScenes,
  rotation: rotationScenes,
  "two-companies": twoCompanyScenes,
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      keep: { type: "boolean" },
      help: { type: "boolean" },
      plugins: { type: "string" },
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
  const plugins = pluginChoice(values.plugins);
  const home = sandboxHome();
  const checks = new Checks();
  const running = () => Object.values(sandboxStatus(home)).some((pid) => pid);
  const wasRunning = running();

  checks.step(wasRunning ? "The sandbox is already running" : "Start the sandbox");
  let sandbox: Sandbox;
  try {
    const onProgress = (line: string) => console.log(`   ${line}`);
    sandbox = await startSandbox({ home, ports: sandboxPorts(), plugins, onProgress });
    const places = {
      accountsEndpoint: sandbox.accountsEndpoint,
      metadataPort: sandbox.ports.metadata,
      region: "us-east-1",
    };
    await scenes({ sandbox, places, checks }).catch((error) =>
      checks.check("the demo runs to its end", () => {
        throw error;
      }),
    );
  } finally {
    if (!wasRunning && !values.keep && running()) {
      checks.step("Stop what was started");
      console.log(`   stopped: ${(await stopSandbox(home)).join(", ")}`);
    }
  }
  return checks.close(`plugins: ${pluginsInWords(sandbox.plugins)}`) ? 0 : 1;
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
