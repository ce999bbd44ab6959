import { SIGNATURE } from "../../provider/protocol/secrets";
import { stackExport } from "./stackExport";
import type { Held } from "./stacks";

/** Every resource in a stack's state, its secrets in clear: for this process alone, and never to be shown. */
export async function clearState(stack: string, signal?: AbortSignal): Promise<readonly Held[]> {
  const text = await stackExport(stack, "shown", signal);
  const { deployment } = JSON.parse(text, inClear) as { deployment?: { resources?: readonly Held[] } };
  return deployment?.resources ?? [];
}

/** The engine writes a secret as an object with its JSON text, `{"4dabf1...": "1b4706...", "plaintext": "\"acme-4d1f\""}`. */
function inClear(_name: string, value: unknown): unknown {
  const { plaintext, ...marks } = (value ?? {}) as { readonly plaintext?: unknown };
  const isSecret = typeof plaintext === "string" && Object.keys(marks).join() === SIGNATURE;
  return isSecret ? JSON.parse(plaintext) : value;
}
