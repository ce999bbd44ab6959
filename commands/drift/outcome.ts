import type { PulumiRun } from "../pulumi/runPulumi";
import { type EngineDigest, parseDigest } from "./digest";
import { plainMessage } from "./findings";

/** How one run of the engine came out: an answer, or why there is none. */
export type Outcome =
  | { readonly changes: boolean; readonly digest: EngineDigest }
  | { readonly failure: string };

/** Exit code of `--expect-no-changes` when there are some (pulumi/pulumi pkg/cmd/pulumi/cmd/exit_codes.go, since 3.227). */
const CHANGES_FOUND = 7;

/**
 * Reads one run strictly: exit code 0 or 7 with the engine's JSON is an answer. Everything else is a failure, and so is a
 * 0 or 7 without that JSON, or with errors in it.
 */
export function outcomeOf({ code, stdout, stderr }: PulumiRun): Outcome {
  const digest = parseDigest(stdout);
  const errors = digest?.diagnostics.filter(({ severity }) => severity === "error") ?? [];
  if (digest && errors.length === 0 && (code === 0 || code === CHANGES_FOUND)) {
    return { changes: code === CHANGES_FOUND, digest };
  }
  // The sentence of the engine itself (`preview failed`) says less than the one of the program or the plugin.
  const said = errors.map(({ message }) => plainMessage(message)).filter((text) => text !== "preview failed");
  return {
    failure: said[0] || plainMessage(stderr) || `pulumi ended with ${code ?? "a signal"}, without a word`,
  };
}
