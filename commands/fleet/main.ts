import { parseArgs } from "node:util";
import { allStacks } from "../pulumi/stacks";
import { runCommand } from "../runCommand";
import { fleetDocument } from "./document";
import { fingerprinting, fleetFindings } from "./findings";
import { fleetPage } from "./page";
import { readFleet } from "./readFleet";
import { serversOf } from "./servers";

const USAGE = `usage: npm run fleet [-- --json]

Shows every stack of this project by server, as its settings and its last \`up\` have it, and what two of them have in common
that is one customer's: external ID, transfer user, bucket role, docroot. Changes nothing, and asks no server and no account.

  --json   one JSON document on standard output (docs/fleet.md) in place of the tables

example:
  npm run fleet

exit code: 0 fine, 1 something was found or a stack could not be read, 2 wrong arguments, 130 interrupted.`;

/** What was asked for. */
interface Arguments {
  readonly json: boolean;
}

async function main({ json }: Arguments, signal: AbortSignal): Promise<number> {
  const names = await allStacks(signal);
  if (names.length === 0)
    throw new Error(
      "expected a stack in the backend, found none\nhint: `pulumi whoami --verbose` names the backend",
    );
  const stacks = await readFleet(names, signal);
  const servers = serversOf(stacks);
  const fingerprint = fingerprinting();
  const findings = fleetFindings(stacks, servers, fingerprint);
  console.log(
    json
      ? JSON.stringify(fleetDocument(stacks, servers, findings, fingerprint), null, 2)
      : fleetPage(stacks, servers, findings),
  );
  return findings.length === 0 ? 0 : 1;
}

function wanted(args: string[]): Arguments | "help" {
  const { values } = parseArgs({
    args,
    options: { json: { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
  });
  const { json = false, help } = values;
  return help ? "help" : { json };
}

const interrupted = "interrupted; nothing was changed";

runCommand({ name: "fleet", usage: USAGE, wanted, interrupted, run: main }).then((code) => {
  process.exitCode = code;
});
