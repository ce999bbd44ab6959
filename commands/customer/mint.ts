import { randomUUID } from "node:crypto";
import { complaintOf, runPulumi } from "../pulumi/runPulumi";
import { EXTERNAL_ID } from "./draft";

/** A new external ID: a UUID of version 4, which is 122 random bits. Whoever mints one shows it to nobody. */
export function mintExternalId(): string {
  return randomUUID();
}

/** Makes an external ID a stack's, encrypted. It travels by standard input alone. @throws what the engine said. */
export async function storeExternalId(stack: string, externalId: string, signal: AbortSignal): Promise<void> {
  const run = await runPulumi(["config", "set", "--secret", EXTERNAL_ID, "--stack", stack], {
    signal,
    input: externalId,
  });
  if (run.code !== 0) throw new Error(complaintOf(run, "config set"));
}
