import { command } from "../../commandLine/command";
import { FindingError, found } from "../../model/findings/finding";
import { placeOf } from "../../model/ssh/connection";
import { shellWord } from "../../model/text/shellWord";
import { noInstance } from "../../program/findings/launch/noInstance";
import { formatFaults, type Settings } from "../../program/settings";
import { identify } from "../preflight/account";
import { runPulumi } from "../pulumi/runPulumi";
import { stackSettings } from "../pulumi/stackSettings";
import { withAnyHostKey } from "./anyHostKey";
import { compareKeys } from "./compare";
import { readConsole } from "./readConsole";
import { scanHostKeys } from "./scan";

interface Place {
  readonly instanceId: string;
  readonly host: string;
  readonly port: number;
}

/** `npm run host-key`. */
export const hostKey = command({
  name: "host-key",
  summary: "prints the line that pins a server's SSH host key, once the server's own console agrees with it",
  about:
    "Reads the fingerprints that the server printed to its console when it first booted (AWS keeps them; nobody on the network can " +
    "write them), and compares them with the host key that answers over the network. Changes nothing.",
  usage: ["--stack NAME"],
  options: { stack: { short: "s", word: "NAME", help: "a stack with that server" } },
  examples: ["npm run host-key -- --stack aspera-server"],
  exits: { 0: "the key is the server's", 1: "it is not, or cannot be told" },
  wanted: ({ stack }) => (stack ? { stack } : "too little"),
  run: showHostKey,
});

async function showHostKey({ stack }: { readonly stack: string }): Promise<number> {
  const { settings, faults } = await stackSettings(stack, { prepare: withAnyHostKey });
  if (!settings) {
    console.error(formatFaults(stack, faults));
    return 1;
  }
  const { instanceId, host, port } = await serverOf(settings);
  const { result, account } = await identify("serverAccount", settings.serverAccount);
  if (!account) throw result.finding ? new FindingError(result.finding) : new Error(result.found);
  const onWait = () => console.error(`waiting for the console output of ${instanceId}, ten minutes at most`);
  const printed = await readConsole(await account.ec2(), instanceId, { onWait });
  const shown = printed.length > 0 ? await scanHostKeys(host, port) : [];
  const place = placeOf({ host, port });
  const verdict = compareKeys(shown, printed, { place, instanceId });
  if (!("key" in verdict)) throw new FindingError(verdict.wrong);
  console.log(
    `${place} shows ${verdict.key.fingerprint}, as ${instanceId} printed to its console. Pin it:\n\n` +
      `  pulumi config set --stack ${shellWord(stack)} --path 'aspera:server.hostKey' ${shellWord(verdict.key.text)}\n`,
  );
  return 0;
}

/** Where the server is: as the settings say, else as the last `up` left it in the stack's outputs. */
async function serverOf({ stack, server, launch }: Settings): Promise<Place> {
  const run = await runPulumi(["stack", "output", "--json", "--stack", stack]);
  if (run.code !== 0) throw new Error(run.stderr.trim() || "pulumi stack output failed");
  const outputs = JSON.parse(run.stdout) as { instanceId?: string; address?: string; server?: string };
  const instanceId = server?.instanceId ?? outputs.instanceId;
  const host = server?.host ?? outputs.address ?? outputs.server?.replace(/:\d+$/, "");
  if (!instanceId || !host)
    throw new FindingError(found(noInstance, { stack, launches: launch !== undefined }));
  return { instanceId, host, port: server?.port ?? 33001 };
}
