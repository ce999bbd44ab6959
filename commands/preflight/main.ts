import { parseArgs } from "node:util";
import { formatFaults } from "../../components/settings/faults";
import { stackSettings } from "../pulumi/stackSettings";
import { heldResources } from "../pulumi/stacks";
import { checkAll } from "./checks";
import { note, ok } from "./finding";
import { writeImportFile } from "./importFile";
import { mayGoAhead, preflightClosing, preflightTable } from "./table";

const USAGE = `usage: npm run preflight -- --stack NAME [--import FILE]

Looks, before the first \`pulumi up\`, at everything it will need: settings, both accounts, the server. Changes nothing.

  --stack NAME    the stack
  --import FILE   also writes the file with which \`pulumi import\` takes over roles of our names that exist already

exit code: 0 \`up\` may go ahead, 1 something stands in the way, 2 wrong arguments, 130 interrupted.`;

async function main(stack: string, file: string | undefined, signal: AbortSignal): Promise<number> {
  const held = heldResources(stack, signal);
  held.catch(() => {}); // Told below, when the settings are fine.
  const { settings, faults } = await stackSettings(stack, { signal });
  if (!settings) {
    console.error(formatFaults(stack, faults));
    return 1;
  }
  const warnings = settings.warnings.map((text) => note("settings", text));
  const first = warnings.length > 0 ? warnings : [ok("settings", "every key is there and in its form")];
  const { findings, toImport } = await checkAll(settings, held);
  const all = [...first, ...findings];
  console.log(`${preflightTable(all)}\n\n${preflightClosing(stack, all)}`);
  if (file !== undefined && toImport.length > 0) {
    await writeImportFile(stack, file, toImport, signal);
    console.log(`\nwritten: ${file}, with ${toImport.map(({ name }) => name).join(", ")}`);
  }
  return mayGoAhead(all) ? 0 : 1;
}

async function run(): Promise<number> {
  let values: { stack?: string; import?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      options: {
        stack: { type: "string", short: "s" },
        import: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }));
  } catch (error) {
    console.error(`preflight: ${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (values.help || !values.stack) {
    console[values.help ? "log" : "error"](USAGE);
    return values.help ? 0 : 2;
  }
  const interrupt = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(name, () => interrupt.abort(new Error("interrupted; nothing was changed")));
  try {
    return await main(values.stack, values.import, interrupt.signal);
  } catch (error) {
    console.error(`preflight: ${(error as Error).message}`);
    return interrupt.signal.aborted ? 130 : 1;
  }
}

run().then((code) => {
  // Connections of SSH and AWS may linger; nothing is left to do.
  process.exit(code);
});
