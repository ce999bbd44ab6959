import { command } from "../../commandLine/command";
import { sandboxHome, sandboxPorts } from "../lifecycle/home";
import { PLUGINS_OPTION, type PluginChoice, pluginChoice } from "../lifecycle/plugins";
import { type Sandbox, startSandbox } from "../lifecycle/start";
import { sandboxStatus, stopSandbox } from "../lifecycle/stop";
import { pluginsInWords } from "../plugins/install";
import { Checks } from "./checks";
import { oneAccountScenes } from "./oneAccount";
import { rotationScenes } from "./rotation";
import { twoAccountScenes } from "./twoAccounts";
import { twoCompanyScenes } from "./twoCompanies";

const PROCEDURES = {
  "two-accounts": twoAccountScenes,
  "one-account": oneAccountScenes,
  rotation: rotationScenes,
  "two-companies": twoCompanyScenes,
} as const;

type Procedure = keyof typeof PROCEDURES;

/** What was asked for. */
interface Arguments {
  readonly keep: boolean;
  readonly procedure: Procedure;
  readonly plugins: PluginChoice;
}

/** `npm run demo`. */
export const demo = command({
  name: "demo",
  summary: "shows it all on this machine, from end to end, and checks each step",
  about:
    "Two accounts, a server, one customer, then a second. Starts the sandbox, and stops it again where it was not running.",
  usage: ["[--procedure PROCEDURE] [--plugins WHICH] [--keep]"],
  options: {
    procedure: {
      word: "PROCEDURE",
      help:
        "two-accounts (default) or one-account, after IBM's two articles; rotation: an external ID is rotated and a customer " +
        "ended, with transfers running; two-companies: each with a stack and credentials of its own, one customer by invitation, " +
        "one with a kit",
    },
    plugins: PLUGINS_OPTION,
    keep: { help: "leaves the sandbox running afterwards" },
  },
  examples: [
    "npm run demo",
    "npm run demo -- --procedure two-companies",
    "npm run demo -- --plugins genuine",
  ],
  exits: { 0: "every check passed", 1: "one did not" },
  wanted({ keep = false, plugins, procedure = "two-accounts" }): Arguments {
    if (!isProcedure(procedure))
      throw new Error(`expected --procedure ${Object.keys(PROCEDURES).join(", ")}, got ${procedure}`);
    return { keep, procedure, plugins: pluginChoice(plugins) };
  },
  run: show,
});

function isProcedure(word: string): word is Procedure {
  return Object.hasOwn(PROCEDURES, word);
}

async function show({ keep, procedure, plugins }: Arguments): Promise<number> {
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
    await PROCEDURES[procedure]({ sandbox, places, checks }).catch((error) =>
      checks.check("the demo runs to its end", () => {
        throw error;
      }),
    );
  } finally {
    if (!wasRunning && !keep && running()) {
      checks.step("Stop what was started");
      console.log(`   stopped: ${(await stopSandbox(home)).join(", ")}`);
    }
  }
  return checks.close(`plugins: ${pluginsInWords(sandbox.plugins)}`) ? 0 : 1;
}
