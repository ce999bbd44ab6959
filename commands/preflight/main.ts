import { parseArgs } from "node:util";
import { found } from "../../model/findings/finding";
import { settingRefused } from "../../program/findings/preflight/settingRefused";
import { formatFaults } from "../../program/settings";
import { stackSettings } from "../pulumi/stackSettings";
import { heldResources } from "../pulumi/stacks";
import { runCommand } from "../runCommand";
import { checkAll } from "./checks";
import { preflightDocument } from "./document";
import { writeImportFile } from "./importFile";
import { type CheckResult, note, ok, stop } from "./result";
import { mayGoAhead, preflightClosing, preflightTable } from "./table";

const USAGE = `usage: npm run preflight -- --stack NAME [--import FILE] [--json]

Looks, before the first \`pulumi up\`, at everything it will need: settings, both accounts, the server. Changes nothing.

  --stack NAME    the stack
  --import FILE   also writes the file with which \`pulumi import\` takes over roles of our names that exist already
  --json          one JSON document on standard output (docs/drift.md) in place of the table

exit code: 0 \`up\` may go ahead, 1 something stands in the way, 2 wrong arguments, 130 interrupted.`;

/** What was asked for. */
interface Arguments {
  readonly stack: string;
  readonly import?: string;
  readonly json?: boolean;
}

async function main({ stack, import: file, json }: Arguments, signal: AbortSignal): Promise<number> {
  const held = heldResources(stack, signal);
  held.catch(() => {}); // Told below, when the settings are fine.
  const { settings, faults } = await stackSettings(stack, { signal });
  if (!settings) {
    const refused = faults.map(({ key, expected, got, hint }) =>
      stop("settings", found(settingRefused, { key, expected, got, hint })),
    );
    if (json) print(stack, refused);
    else console.error(formatFaults(stack, faults));
    return 1;
  }
  const warnings = settings.warnings.map((warning) => note("settings", warning));
  const first = warnings.length > 0 ? warnings : [ok("settings", "every key is there and in its form")];
  const { results, toImport, lacksConsent } = await checkAll(settings, held);
  const all = [...first, ...results];
  if (json) print(stack, all);
  else console.log(`${preflightTable(all)}\n\n${preflightClosing(stack, all)}`);
  if (file !== undefined && lacksConsent) {
    console[json ? "error" : "log"](`\n${file} was not written: see preflight-other-policies above`);
  } else if (file !== undefined && toImport.length > 0) {
    await writeImportFile(stack, file, toImport, signal);
    const said = `written: ${file}, with ${toImport.map(({ name }) => name).join(", ")}`;
    console[json ? "error" : "log"](`\n${said}`);
  }
  return mayGoAhead(all) ? 0 : 1;
}

function print(stack: string, results: readonly CheckResult[]): void {
  console.log(JSON.stringify(preflightDocument(stack, results), null, 2));
}

function wanted(args: string[]): Arguments | "help" | "too little" {
  const { values } = parseArgs({
    args,
    options: {
      stack: { type: "string", short: "s" },
      import: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const { stack, help } = values;
  if (help) return "help";
  return stack ? { ...values, stack } : "too little";
}

const interrupted = "interrupted; nothing was changed";

runCommand({ name: "preflight", usage: USAGE, wanted, interrupted, run: main }).then((code) => {
  // Connections of SSH and AWS may linger; nothing is left to do.
  process.exit(code);
});
