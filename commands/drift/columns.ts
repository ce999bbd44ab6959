import type { Difference } from "./differences";
import { type EngineDigest, type EngineStep, typeOf } from "./digest";

/** The parts of a stack, each with what is wrong with it, `ok`, `-` for what the stack has not, `?` for not known. */
export interface Columns {
  /** Whether the Aspera server can be asked. */
  readonly server: string;
  /** Docroot and transfer user. */
  readonly docroot: string;
  /** asperanoded and the object storage daemon. */
  readonly services: string;
  /** The proof from the server that the link stands. */
  readonly link: string;
  /** Roles, trusts, policies and the profile in both accounts. */
  readonly access: string;
}

export const UNKNOWN_COLUMNS: Columns = { server: "?", docroot: "?", services: "?", link: "?", access: "?" };

const DOCROOT = "pulumi-nodejs:dynamic/aspera:Docroot";
const LINK = "pulumi-nodejs:dynamic/aspera:Link";
const COMMAND = "command:remote:Command";
const REACHABLE = "reachable";
const SERVICES = ["asperanoded", "asperatrapd", "s3Traffic"];

/** What each part is shown as, from what was seen and what differs. */
export function columnsOf(
  world: EngineDigest,
  found: readonly Difference[],
  warnings: readonly string[],
): Columns {
  const docroot = stepOf(world, DOCROOT);
  const ofServer = found.filter(({ type }) => type === DOCROOT || type === COMMAND);
  const services = ofServer.filter(({ property }) => SERVICES.includes(property ?? ""));
  const rest = ofServer.filter(({ property }) => !SERVICES.includes(property ?? "") && property !== "server");
  const hasDocroot = docroot !== undefined || ofServer.length > 0;
  const links = found.filter(({ type }) => type === LINK);
  const access = found.filter(({ type }) => ![DOCROOT, LINK, COMMAND].includes(type));
  return {
    server: hasDocroot ? String(seenOf(docroot).server ?? "ok") : "-",
    docroot: hasDocroot ? words(rest) : "-",
    services: hasDocroot ? words(services) : "-",
    link: stepOf(world, LINK) || links.length > 0 ? words(links) : "-",
    access: accessWords(access, warnings),
  };
}

/**
 * Why the server could not be asked, in the observation's own words; undefined when it could. Looked for in both runs:
 * a server may go away between them. A state that was saved while the server was away shows no change in the first run.
 */
export function serverFailure(world: EngineDigest, found: readonly Difference[]): string | undefined {
  const differs = found.find(({ type, property }) => type === DOCROOT && property === "server");
  const server = seenOf(stepOf(world, DOCROOT)).server;
  const seen = server !== undefined && server !== REACHABLE ? server : differs?.seen;
  return seen === undefined || seen === REACHABLE ? undefined : String(seen);
}

function stepOf({ steps }: EngineDigest, type: string): EngineStep | undefined {
  return steps.find((step) => typeOf(step) === type && step.op !== "delete");
}

function seenOf(step: EngineStep | undefined): Record<string, unknown> {
  return step?.newState?.inputs ?? {};
}

/** What was seen instead of what is wanted. The Command only follows from the rest, unless it is all there is. */
function words(found: readonly Difference[]): string {
  if (found.length === 0) return "ok";
  const own = found.filter(({ type }) => type !== COMMAND);
  if (own.length === 0) return "to be applied again";
  return own
    .map(({ change, property, seen }) => {
      if (change !== "changed") return change;
      if (property === "docroot" || property === "link") return String(seen);
      return typeof seen === "string" && property ? `${property} ${seen}` : `${property ?? "it"} changed`;
    })
    .join("; ");
}

function accessWords(found: readonly Difference[], warnings: readonly string[]): string {
  const trust = warnings.find((text) => text.startsWith("the trust of role "));
  const said = found.map(({ resource, change, property }) => {
    if (property === "assumeRolePolicy" && trust)
      return trust.split("\n")[0]?.replace(" was changed", "") ?? "";
    return change === "changed" ? `${resource}: ${property ?? "changed"}` : `${resource} ${change}`;
  });
  const foreign = warnings.find((text) => /^server role .* carries policies/.test(text));
  if (foreign) said.push(foreign.split("\n")[0] ?? "");
  return said.length === 0 ? "ok" : said.join("; ");
}
