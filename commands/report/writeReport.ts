import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../writeWhole";
import type { ReportDocument } from "./document";
import { reportMarkdown } from "./markdown";
import { reportPage } from "./page";

/** The files of a report, by name. */
export function reportFiles(report: ReportDocument): Readonly<Record<string, string>> {
  return {
    "index.html": reportPage(report),
    "report.md": reportMarkdown(report),
    "report.json": `${JSON.stringify(report, null, 2)}\n`,
  };
}

/** Writes them into a folder, which is made where it is not there. It says who may do what: for its owner's eyes. */
export function writeReport(folder: string, report: ReportDocument): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(reportFiles(report)))
      writeWhole(join(folder, name), text, { mode: 0o600 });
  } catch (error) {
    throw new Error(`expected a folder to write to, got ${(error as NodeJS.ErrnoException).code}: ${folder}`);
  }
}
