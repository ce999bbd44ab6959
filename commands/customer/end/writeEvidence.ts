import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Evidence } from "./evidence";
import { evidencePage } from "./evidencePage";

/** Where the evidence of one run is kept: a pair of files of its own, so that no run overwrites what another has shown. */
export interface EvidencePlace {
  readonly json: string;
  readonly markdown: string;
}

/**
 * The files of a run, `ended-acme-prod-20261126T150000Z.json` and `.md`.
 * @param folder made when it is not there.
 */
export function evidencePlace(folder: string, stack: string, began: Date): EvidencePlace {
  const time = began.toISOString().replace(/[-:]|\.\d+/g, "");
  const base = join(folder, `ended-${stack.replace(/[^A-Za-z0-9._-]/g, "-")}-${time}`);
  return { json: `${base}.json`, markdown: `${base}.md` };
}

/** Writes both files, each in one step: what an earlier step has shown is never lost to a run that ends in the middle. */
export function writeEvidence(folder: string, { json, markdown }: EvidencePlace, evidence: Evidence): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of [
    [json, `${JSON.stringify(evidence, null, 2)}\n`],
    [markdown, evidencePage(evidence)],
  ] as const) {
    writeFileSync(`${file}.new`, text, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
}
