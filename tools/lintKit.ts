import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kitFiles } from "../commands/kit/files";
import { writeKit } from "../commands/kit/folder";
import type { KitFacts } from "../model/kit/facts";
import { kitTools } from "../sandbox/kitTools/kitTools";
import { EXTERNAL_ID, KITS } from "../test/model/kit/facts";
import { remarks } from "./remarks";
import { runTool } from "./runTool";

/**
 * What `cfn-lint` and `shellcheck` say of a kit; nothing when it is clean. Every remark counts.
 * @param bin folder of both.
 */
export async function lintKit(facts: KitFacts, bin: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "kit-lint-"));
  try {
    writeKit(folder, facts.stack, kitFiles(facts, EXTERNAL_ID));
    const said = await Promise.all([
      remarks(join(bin, "cfn-lint"), ["--regions", facts.region, "--", join(folder, "cloudformation.yaml")]),
      remarks(join(bin, "shellcheck"), ["--shell=sh", "--severity=style", join(folder, "aws-cli.sh")]),
    ]);
    return said.filter((text) => text !== "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const bin = await kitTools(console.error);
  let failed = 0;
  for (const [name, facts] of Object.entries(KITS)) {
    const said = await lintKit(facts, bin);
    if (said.length > 0) {
      failed += 1;
      console.error(`kit "${name}":\n${said.join("\n")}`);
    }
  }
  console.log(`${Object.keys(KITS).length - failed} kits are clean, ${failed} are not`);
  return failed === 0 ? 0 : 1;
}

if (require.main === module) runTool(main);
