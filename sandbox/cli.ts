import { relative } from "node:path";
import Table from "cli-table3";
import { DEFAULT_PORTS, sandboxHome } from "./lifecycle/home";
import { initStack } from "./lifecycle/stack";
import { startSandbox } from "./lifecycle/start";
import { sandboxStatus, stopSandbox } from "./lifecycle/stop";

const USAGE = `usage: npm run sandbox -- start | stop | status

  start    two AWS accounts, an Aspera server and a Pulumi engine, in the background; starting twice is harmless
  stop     ends exactly what start began
  status   what runs`;

async function main(command: string | undefined): Promise<number> {
  const home = sandboxHome();
  switch (command) {
    case "start": {
      const said = (line: string) => console.log(`  ${line}`);
      const sandbox = await startSandbox({ home, ports: DEFAULT_PORTS, onProgress: said });
      initStack("dev", sandbox.environment);
      const env = relative(process.cwd(), `${home}/env`);
      console.log(`\nThe sandbox runs. Next:\n\n  . ${env} && pulumi up --stack dev\n`);
      return 0;
    }
    case "stop": {
      const ended = await stopSandbox(home);
      console.log(ended.length > 0 ? `stopped: ${ended.join(", ")}` : "nothing was running");
      return 0;
    }
    case "status": {
      const parts = Object.entries(sandboxStatus(home));
      const table = new Table({ head: ["part", "state"], style: { head: [], border: [] } });
      for (const [name, pid] of parts) table.push([name, pid ? `runs, process ${pid}` : "stopped"]);
      console.log(table.toString());
      return parts.every(([, pid]) => pid) ? 0 : 1;
    }
    default:
      console.error(USAGE);
      return 2;
  }
}

main(process.argv[2]).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    console.error(`sandbox: ${error.message}`);
    process.exitCode = 1;
  },
);
