import { codeIn, type Found, messageOf, type Owner } from "../../model/findings/finding";
import { LINK_STANDS } from "../../model/link/facts";
import { findingOf } from "../../program/findings/registry";
import { ALL_WELL } from "../../provider/docroot/properties";
import { type EngineDigest, typeOf } from "./digest";
import type { Looked } from "./looked";
import { DOCROOT, LINK, type Properties, seenOf } from "./resources";

/** What a run of the engine said. */
export interface Heard {
  /** Everything that carries a code, each thing once. */
  readonly findings: readonly Found[];
  /** What the Docroot resource said of the server, of those. */
  readonly ofServer: readonly Found[];
  /** Why the server could not be read, in full; undefined when it could, and when nobody asked. */
  readonly unread?: { readonly message: string; readonly code?: string };
  /** What the proof said of the link, of those. */
  readonly ofLink: readonly Found[];
  /** Warnings without a code. */
  readonly warnings: readonly string[];
}

/** Sorts what a run said: warnings by the codes that they end in, and the properties of the proof. */
export function heard(digest: EngineDigest, looked: readonly Looked[]): Heard {
  const all = told(digest);
  const ofServer = once(all.flatMap(aboutServer), messageOf);
  // A link that waits differs in nothing, and says so beside.
  const ofLink = once([...seenOf(LINK, looked).flatMap(proven), ...all.flatMap(aboutLink)], byCode);
  const others = all.flatMap((one) => (one.found && ![DOCROOT, LINK].includes(one.type) ? [one.found] : []));
  const unread = whyUnread(seenOf(DOCROOT, looked), all);
  return {
    findings: [...ofServer, ...ofLink, ...once(others, messageOf)],
    ofServer,
    ...(unread && { unread }),
    ofLink,
    warnings: once(
      all.flatMap(({ message, found }) => (found ? [] : [message])),
      String,
    ),
  };
}

/** A warning, the finding that it tells, and the type of the resource that it is about. */
interface Told {
  readonly message: string;
  readonly found?: Found;
  readonly type: string;
}

function told({ diagnostics }: EngineDigest): Told[] {
  return diagnostics
    .filter(({ severity }) => severity === "warning")
    .map(({ message: text, urn = "" }) => {
      const message = plainMessage(text);
      return { message, found: findingIn(message), type: typeOf(urn) };
    });
}

function aboutServer({ found, type }: Told): Found[] {
  return found && type === DOCROOT ? [found] : [];
}

function aboutLink({ found, type }: Told): Found[] {
  return found && type === LINK ? [found] : [];
}

/** The plugin logs first why it could not look, so that is the first that it said. */
function whyUnread(docroots: readonly Properties[], said: readonly Told[]): Heard["unread"] {
  if (docroots.every(({ server }) => server === ALL_WELL.server)) return undefined;
  const [first] = said.flatMap(aboutServer);
  return first
    ? { message: messageOf(first), code: first.code }
    : { message: "the server could not be read" };
}

/** The finding that a message tells; undefined for a message without a code of ours. */
export function findingIn(message: string): Found | undefined {
  const code = codeIn(message);
  const kind = code === undefined ? undefined : findingOf(code);
  if (!kind) return undefined;
  const [text = "", ...hint] = message.trim().slice(0, -`[${code}]`.length).trim().split("\nhint: ");
  const { owner, transient, unseen = false } = kind;
  // Which account it is was said by the facts, and a message does not hold those.
  const whose = typeof owner === "function" ? "either account" : owner;
  return { code: kind.code, owner: whose, transient, unseen, text, hint: hint.join("\nhint: ") };
}

/** What a message says, without what the engine puts around it. */
export function plainMessage(message: string): string {
  return message
    .trim()
    .replace(/^(warning|error): (Preview failed: )?/, "")
    .trim();
}

/** What a proof came to, by its properties; nothing when the link stands. */
function proven({ finding, link, owner, nextStep }: Properties): Found[] {
  if (typeof finding !== "string" || finding === LINK_STANDS.finding) return [];
  const { transient = false, unseen = false } = findingOf(finding) ?? {};
  return [
    { code: finding, owner: owner as Owner, transient, unseen, text: String(link), hint: String(nextStep) },
  ];
}

/** Two looks at one resource may tell one thing in two wordings: the clock goes on between them. */
function byCode({ code }: Found): string {
  return code;
}

/** The first of each. */
function once<T>(all: readonly T[], key: (one: T) => string): T[] {
  return [...new Map([...all].reverse().map((one) => [key(one), one])).values()].reverse();
}
