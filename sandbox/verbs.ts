import { relative } from "node:path";
import Table from "cli-table3";
import { type Command, command } from "../commandLine/command";
import { BREAKAGES, breakOne, healAll } from "./breakage";
import { sandboxHome, sandboxPorts } from "./lifecycle/home";
import { PLUGINS_OPTION, pluginChoice } from "./lifecycle/plugins";
import { initStack } from "./lifecycle/stack";
import { knownSandbox, type Sandbox, startSandbox } from "./lifecycle/start";
import { sandboxStatus, stopSandbox, stopWords } from "./lifecycle/stop";
import { transferByHand } from "./server/transferByHand";

const FINE = { 0: "done", 1: "it failed" };

const start = command({
  name: "sandbox start",
  summary: "starts two AWS accounts, an Aspera server and a Pulumi engine in the background",
  about: "All of it on this machine. Starting twice is harmless.",
  usage: ["[--plugins genuine]"],
  options: { plugins: PLUGINS_OPTION },
  examples: ["npm run sandbox -- start"],
  exits: FINE,
  wanted: ({ plugins }) => pluginChoice(plugins),
  async run(plugins) {
    const home = sandboxHome();
    const said = (line: string) => console.log(`  ${line}`);
    const sandbox = await startSandbox({ home, ports: sandboxPorts(), plugins, onProgress: said });
    initStack("dev", sandbox.environment);
    const env = relative(process.cwd(), `${home}/env`);
    console.log(
      `\nThe sandbox is running. Next:\n\n  . ${env} && pulumi up --stack dev\n` +
        "  npm run sandbox -- transfer README.md\n",
    );
    return 0;
  },
});

const stop = command({
  name: "sandbox stop",
  summary: "stops exactly what start started",
  about: "The accounts are in memory, so what stacks made there is gone then.",
  usage: [""],
  options: {},
  examples: ["npm run sandbox -- stop"],
  exits: FINE,
  wanted: () => ({}),
  async run() {
    console.log(stopWords(await stopSandbox(sandboxHome())));
    return 0;
  },
});

const status = command({
  name: "sandbox status",
  summary: "shows what is running",
  usage: [""],
  options: {},
  examples: ["npm run sandbox -- status"],
  exits: { 0: "all of it runs", 1: "not all of it" },
  wanted: () => ({}),
  async run() {
    const parts = Object.entries(sandboxStatus(sandboxHome()));
    const table = new Table({ head: ["part", "state"], style: { head: [], border: [] } });
    for (const [name, pid] of parts) table.push([name, pid ? `running, process ${pid}` : "stopped"]);
    console.log(table.toString());
    return parts.every(([, pid]) => pid) ? 0 : 1;
  },
});

const transfer = command({
  name: "sandbox transfer",
  summary: "moves a file through the server into acme's bucket",
  about: "As transfer user acme; then lists what is there. `pulumi up --stack dev` comes before.",
  usage: ["FILE"],
  operands: { FILE: "of this machine" },
  options: {},
  examples: ["npm run sandbox -- transfer README.md"],
  exits: FINE,
  wanted: (_, [file, ...more]) => (file && more.length === 0 ? file : "too little"),
  async run(file) {
    for (const line of await transferByHand(running(), file)) console.log(line);
    return 0;
  },
});

const breakThing = command({
  name: "sandbox break",
  summary: "breaks one thing on purpose, for a check to find",
  usage: ["WHAT"],
  operands: Object.fromEntries(Object.entries(BREAKAGES).map(([what, { plays }]) => [what, plays])),
  options: {},
  examples: ["npm run sandbox -- break docroot", "npm run drift -- --stack dev", "npm run sandbox -- heal"],
  exits: FINE,
  wanted: (_, [what = "", ...more]) =>
    Object.hasOwn(BREAKAGES, what) && more.length === 0 ? what : "too little",
  async run(what) {
    const breakage = BREAKAGES[what];
    if (!breakage) return 1;
    await breakOne(running(), what, breakage);
    console.log(`broken: ${breakage.plays}\nsee it:  npm run drift -- --stack dev`);
    return 0;
  },
});

const heal = command({
  name: "sandbox heal",
  summary: "undoes exactly what break did",
  about: "It leaves alone what `pulumi up` has repaired since.",
  usage: [""],
  options: {},
  examples: ["npm run sandbox -- heal"],
  exits: FINE,
  wanted: () => ({}),
  async run() {
    const healed = await healAll(running(), BREAKAGES);
    for (const one of healed) console.log(`${one.what}: ${one.done ? "healed" : "already fixed"}`);
    if (healed.length === 0) console.log("nothing was broken");
    return 0;
  },
});

/** What `npm run sandbox` does. */
export const VERBS: Readonly<Record<string, Command>> = {
  start,
  stop,
  status,
  transfer,
  break: breakThing,
  heal,
};

function running(): Sandbox {
  const sandbox = knownSandbox(sandboxHome());
  if (!sandbox) throw new Error("expected the sandbox to run, it does not\nhint: npm run sandbox -- start");
  return sandbox;
}
