import { LINK_STANDS } from "../../components/link/properties";
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
const TO_BE_APPLIED = "to be applied again";
const REACHABLE = "reachable";
const SERVICES = ["asperanoded", "asperatrapd", "s3Traffic"];

/** The same when more of the check failed: what is wrong is wrong, and what is not seen to be wrong is not known. */
export function asFarAsSeen(columns: Columns): Columns {
  const { server, docroot, services, link, access } = columns;
  const seen = (text: string) => (["ok", "-", TO_BE_APPLIED].includes(text) ? "?" : text);
  return { server, docroot: seen(docroot), services: seen(services), link: seen(link), access: seen(access) };
}

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
    server: hasDocroot ? String(seenOf(docroot).server ?? "?") : "-",
    docroot: hasDocroot ? words(rest) : "-",
    services: docroot ? words(services) : hasDocroot ? "?" : "-",
    link: stepOf(world, LINK) || links.length > 0 ? linkWords(links) : "-",
    access: accessWords(access, warnings),
  };
}

/**
 * Why an answer is missing that the check needs: the server could not be asked, or the proof of the link could not be
 * held; in the observation's own words, undefined when nothing is missing. Looked for in both runs, since a server may go
 * away between them, and in what was seen, since a state that was saved while it was away shows no change.
 */
export function unproven(world: EngineDigest, found: readonly Difference[]): string | undefined {
  const seen = (type: string, property: string): string[] => [
    String(seenOf(stepOf(world, type))[property] ?? ""),
    ...found.filter((one) => one.type === type && one.property === property).map((one) => String(one.seen)),
  ];
  const server = seen(DOCROOT, "server").find((text) => text !== "" && text !== REACHABLE);
  return server ?? seen(LINK, "link").find((text) => text.startsWith("not proven: "));
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
  if (own.length === 0) return TO_BE_APPLIED;
  return own
    .map(({ change, property, seen }) => {
      if (change !== "changed") return change;
      if (property === "docroot") return String(seen);
      return typeof seen === "string" && property ? `${property} ${seen}` : `${property ?? "it"} changed`;
    })
    .join("; ");
}

/** What the proof saw, and whose that is to mend. */
function linkWords(found: readonly Difference[]): string {
  const seen = (name: string) => found.find(({ property }) => property === name)?.seen;
  const [link, atFault] = [seen("link"), seen("atFault")];
  if (link === undefined) return words(found);
  if (link === LINK_STANDS.link) return "stands again; up writes it down";
  return atFault === undefined ? String(link) : `${link} (${atFault})`;
}

/** How the program's words of a role's trust begin. */
const TRUST_WORDS: Record<string, string> = {
  "bucket-role": "the trust of role ",
  "server-role": "the trust of server role ",
};

/** What has room in a table; the details below it, and the document, have all. */
const MOST_SAID = 3;

function accessWords(found: readonly Difference[], warnings: readonly string[]): string {
  const said = found.map(({ resource, change, property }) => {
    const begins = property === "assumeRolePolicy" ? TRUST_WORDS[resource] : undefined;
    const trust = begins && warnings.find((text) => text.startsWith(begins));
    if (trust) return trust.split("\n")[0]?.replace(" was changed", "") ?? "";
    return change === "changed" ? `${resource}: ${property ?? "changed"}` : `${resource} ${change}`;
  });
  const foreign = warnings.find((text) => /^server role .* (carries policies|could not be asked)/.test(text));
  if (foreign) said.push(foreign.split("\n")[0] ?? "");
  if (said.length === 0) return "ok";
  const more = said.length - MOST_SAID;
  return [...said.slice(0, MOST_SAID), ...(more > 0 ? [`${more} more`] : [])].join("; ");
}
