import { command } from "../../commandLine/command";
import { allStacks } from "../pulumi/stacks";
import { fleetDocument } from "./document";
import { fingerprinting, fleetFindings } from "./findings";
import { fleetPage } from "./page";
import { readFleet } from "./readFleet";
import { serversOf } from "./servers";

/** `npm run fleet`. */
export const fleet = command({
  name: "fleet",
  summary: "shows every stack of this project by server, as its settings and its last `up` have it",
  about:
    "Beside it, what two of them have in common that is one customer's: external ID, transfer user, bucket role, docroot. Changes " +
    "nothing, and asks no server and no account.",
  usage: ["[--json]"],
  options: {
    json: {
      help: "one JSON document in place of the tables (docs/json.md)",
    },
  },
  examples: ["npm run fleet"],
  exits: { 0: "fine", 1: "something was found or a stack could not be read" },
  interrupted: "interrupted; nothing was changed",
  wanted: ({ json = false }) => ({ json }),
  run: showFleet,
});

async function showFleet({ json }: { readonly json: boolean }, signal: AbortSignal): Promise<number> {
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
