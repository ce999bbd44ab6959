import { copyFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "./home";

/** What is copied: what Pulumi looks for beside a stack's settings. */
const COPIED = ["Pulumi.yaml", "index.ts", "package.json", "tsconfig.json"];
/** What of the code and its pages is linked. */
const LINKED = [
  "model",
  "provider",
  "components",
  "program",
  "commandLine",
  "commands",
  "docs",
  "node_modules",
];

/** Makes an empty folder one of this project, with this checkout's code and pages, and no settings of any stack. */
export function layOutProject(folder: string): void {
  for (const name of COPIED) copyFileSync(join(CHECKOUT, name), join(folder, name));
  for (const name of LINKED) symlinkSync(join(CHECKOUT, name), join(folder, name));
}
