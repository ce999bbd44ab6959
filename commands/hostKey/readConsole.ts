import { type EC2Client, GetConsoleOutputCommand } from "@aws-sdk/client-ec2";
import { consoleFingerprints } from "./consoleKeys";

/** How long a fresh instance is waited for. */
export interface ConsolePatience {
  /** Seconds between two looks; default 15. */
  readonly every?: number;
  /** Seconds in all; default 600: AWS keeps the output some minutes after the boot. */
  readonly longest?: number;
  /** Told once, when the first look shows nothing. */
  readonly onWait?: () => void;
}

/**
 * The fingerprints of the host keys that an instance printed to its console, which only AWS can write to the answer.
 * @param ec2 client of the server account; needs `ec2:GetConsoleOutput`.
 * @returns none when they are not there within the patience.
 */
export async function readConsole(
  ec2: Pick<EC2Client, "send">,
  instanceId: string,
  { every = 15, longest = 600, onWait }: ConsolePatience = {},
): Promise<string[]> {
  const end = Date.now() + longest * 1000;
  for (let look = 0; ; look += 1) {
    const found = consoleFingerprints(await consoleText(ec2, instanceId));
    if (found.length > 0 || Date.now() + every * 1000 > end) return found;
    if (look === 0) onWait?.();
    await new Promise((resolve) => setTimeout(resolve, every * 1000));
  }
}

/** The output of the first boot where AWS still has it; on Nitro instances the latest is asked for when it does not. */
async function consoleText(ec2: Pick<EC2Client, "send">, InstanceId: string): Promise<string> {
  const decoded = ({ Output = "" }: { Output?: string }) => Buffer.from(Output, "base64").toString("utf8");
  const kept = decoded(await ec2.send(new GetConsoleOutputCommand({ InstanceId })));
  if (consoleFingerprints(kept).length > 0) return kept;
  try {
    return decoded(await ec2.send(new GetConsoleOutputCommand({ InstanceId, Latest: true })));
  } catch (error) {
    // Xen instances have no latest output.
    if (/UnsupportedOperation/.test(String((error as Error).name))) return kept;
    throw error;
  }
}
