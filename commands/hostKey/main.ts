import { parseArgs } from "node:util";
import { formatFaults } from "../../components/settings/faults";
import type { Settings } from "../../components/settings/types";
import { identify } from "../preflight/account";
import { runPulumi } from "../pulumi/runPulumi";
import { stackSettings } from "../pulumi/stackSettings";
import { withAnyHostKey } from "./anyHostKey";
import { compareKeys } from "./compare";
import { readConsole } from "./readConsole";
import { scanHostKeys } from "./scan";

const USAGE = `usage: npm run host-key -- --stack NAME

Reads the fingerprints that the server printed to its console when it first booted (AWS keeps them; nobody on the network
can write them), compares them with the host key that answers over the network, and prints the line that pins it.

exit code: 0 the key is the server's, 1 it is not or cannot be told, 2 wrong arguments.`;

interface Place {
  readonly instanceId: string;
  readonly host: string;
  readonly port: number;
}

async function main(stack: string): Promise<number> {
  const { settings, faults } = await stackSettings(stack, { prepare: withAnyHostKey });
  if (!settings) {
    console.error(formatFaults(stack, faults));
    return 1;
  }
  const { instanceId, host, port } = await placeOf(settings);
  const { finding, clients } = await identify(
    "server account",
    "aspera:serverAccount",
    settings.serverAccount,
  );
  if (!clients) throw new Error(`${finding.found}\nhint: ${finding.hints?.join("; ")}`);
  const onWait = () => console.error(`waiting for the console output of ${instanceId}, ten minutes at most`);
  const confirmed = await readConsole(clients.ec2, instanceId, { onWait });
  const verdict = compareKeys(confirmed.length > 0 ? await scanHostKeys(host, port) : [], confirmed);
  if (!("key" in verdict)) throw new Error(`${verdict.trouble}\nhint: ${verdict.hint}`);
  console.log(
    `${host}:${port} shows ${verdict.key.fingerprint}, as ${instanceId} printed to its console. Pin it:\n\n` +
      `  pulumi config set --stack ${stack} --path 'aspera:server.hostKey' "${verdict.key.text}"\n`,
  );
  return 0;
}

/** Where the server is: as the settings say, else as the last `up` left it in the stack's outputs. */
async function placeOf({ stack, customer, server, launch }: Settings): Promise<Place> {
  const named = customer?.server ?? server;
  const run = await runPulumi(["stack", "output", "--json", "--stack", stack]);
  if (run.code !== 0) throw new Error(run.stderr.trim() || "pulumi stack output failed");
  const outputs = JSON.parse(run.stdout) as { instanceId?: string; address?: string; server?: string };
  const instanceId = named?.instanceId ?? outputs.instanceId;
  const host = named?.host ?? outputs.address ?? outputs.server?.replace(/:\d+$/, "");
  if (!instanceId || !host) {
    throw new Error(
      `expected an instance of stack ${stack}, found none\n` +
        `hint: ${launch ? "`pulumi up` launches it" : "give `instanceId` in aspera:server"}`,
    );
  }
  return { instanceId, host, port: named?.port ?? 33001 };
}

async function run(): Promise<number> {
  let values: { stack?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: { stack: { type: "string", short: "s" }, help: { type: "boolean", short: "h" } },
    }));
  } catch (error) {
    console.error(`host-key: ${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (values.help || !values.stack) {
    console[values.help ? "log" : "error"](USAGE);
    return values.help ? 0 : 2;
  }
  try {
    return await main(values.stack);
  } catch (error) {
    console.error(`host-key: ${(error as Error).message}`);
    return 1;
  }
}

run().then((code) => process.exit(code));
