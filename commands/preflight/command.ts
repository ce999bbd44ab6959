import { command } from "../../commandLine/command";
import { found } from "../../model/findings/finding";
import { settingRefused } from "../../program/findings/preflight/settingRefused";
import { formatFaults } from "../../program/settings";
import { stackSettings } from "../pulumi/stackSettings";
import { heldResources } from "../pulumi/stacks";
import { checkAll } from "./checks";
import { preflightDocument } from "./document";
import { writeImportFile } from "./importFile";
import { type CheckResult, note, ok, stop } from "./result";
import { mayGoAhead, preflightClosing, preflightTable } from "./table";

/** What was asked for. */
interface Arguments {
  readonly stack: string;
  readonly import?: string;
  readonly json?: boolean;
}

/** `npm run preflight`. */
export const preflight = command({
  name: "preflight",
  summary:
    "looks, before the first `pulumi up`, at everything it will need: settings, both accounts, the server",
  about: "Changes nothing.",
  usage: ["--stack NAME [--import FILE] [--json]"],
  options: {
    stack: { short: "s", word: "NAME", help: "the stack" },
    import: {
      word: "FILE",
      help: "also writes the file with which `pulumi import` takes over roles of our names that exist already",
    },
    json: {
      help: "one JSON document in place of the table (docs/json.md)",
    },
  },
  examples: [
    "npm run preflight -- --stack acme-prod",
    "npm run preflight -- --stack acme-prod --import roles.json",
  ],
  exits: { 0: "`up` may go ahead", 1: "something stands in the way" },
  interrupted: "interrupted; nothing was changed",
  wanted: ({ stack, ...others }): Arguments | "too little" => (stack ? { ...others, stack } : "too little"),
  run: lookFirst,
});

async function lookFirst({ stack, import: file, json }: Arguments, signal: AbortSignal): Promise<number> {
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
