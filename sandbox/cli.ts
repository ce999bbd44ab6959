import { relative } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { BREAKAGES, breakOne, healAll } from "./breakage";
import { sandboxHome, sandboxPorts } from "./lifecycle/home";
import { pluginChoice } from "./lifecycle/plugins";
import { initStack } from "./lifecycle/stack";
import { knownSandbox, type Sandbox, startSandbox } from "./lifecycle/start";
import { sandboxStatus, stopSandbox, stopWords } from "./lifecycle/stop";
import { transferByHand } from "./server/transferByHand";

const USAGE = `usage: npm run sandbox -- start [--plugins genuine] | stop | status | transfer FILE | break WHAT | heal

  start    start two AWS accounts, an Aspera server and a Pulumi engine in the background; starting twice is harmless;
           --plugins genuine takes the genuine aws and command plugins, not the sandbox's stand-ins
  stop     stop exactly what start started; the accounts are in memory, so what stacks made there is gone then
  status   show what is running
  transfer FILE
           move a file through the server into acme's bucket, as transfer user acme, and list what is there
  break    break one thing on purpose, for a preview to find:
${Object.entries(BREAKAGES)
  .map(([what, { plays }]) => `             ${what.padEnd(20)} ${plays}`)
  .join("\n")}
  heal     undo exactly what break did`;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { plugins: { type: "string" } },
    allowPositionals: true,
  });
  const [command, what = ""] = positionals;
  const plugins = pluginChoice(values.plugins);
  const home = sandboxHome();
  switch (values.plugins !== undefined && command !== "start" ? undefined : command) {
    case "start": {
      const said = (line: string) => console.log(`  ${line}`);
      const sandbox = await startSandbox({ home, ports: sandboxPorts(), plugins, onProgress: said });
      initStack("dev", sandbox.environment);
      const env = relative(process.cwd(), `${home}/env`);
      console.log(
        `\nThe sandbox is running. Next:\n\n  . ${env} && pulumi up --stack dev\n` +
          "  npm run sandbox -- transfer README.md\n",
      );
      return 0;
    }
    case "stop": {
      const ended = await stopSandbox(home);
      console.log(stopWords(ended));
      return 0;
    }
    case "status": {
      const parts = Object.entries(sandboxStatus(home));
      const table = new Table({ head: ["part", "state"], style: { head: [], border: [] } });
      for (const [name, pid] of parts) table.push([name, pid ? `running, process ${pid}` : "stopped"]);
      console.log(table.toString());
      return parts.every(([, pid]) => pid) ? 0 : 1;
    }
    case "transfer": {
      if (!what) break;
      for (const line of await transferByHand(running(home), what)) console.log(line);
      return 0;
    }
    case "break": {
      const breakage = BREAKAGES[what];
      if (!breakage) break;
      await breakOne(running(home), what, breakage);
      console.log(`broken: ${breakage.plays}\nsee it:  npm run drift -- --stack dev`);
      return 0;
    }
    case "heal": {
      const healed = await healAll(running(home), BREAKAGES);
      for (const one of healed) console.log(`${one.what}: ${one.done ? "healed" : "already fixed"}`);
      if (healed.length === 0) console.log("nothing was broken");
      return 0;
    }
  }
  console.error(USAGE);
  return 2;
}

function running(home: string): Sandbox {
  const sandbox = knownSandbox(home);
  if (!sandbox) throw new Error("expected the sandbox to run, it does not\nhint: npm run sandbox -- start");
  return sandbox;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(`sandbox: ${error.message}`);
    process.exitCode = 1;
  },
);
