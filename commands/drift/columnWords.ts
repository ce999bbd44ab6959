import type { Finding, Found } from "../../model/findings/finding";
import { asperaConfProblem } from "../../model/findings/server/asperaConfProblem";
import { asperanodedMissing } from "../../model/findings/server/asperanodedMissing";
import { asperatrapdDown } from "../../model/findings/server/asperatrapdDown";
import { noSystemUser } from "../../model/findings/server/noSystemUser";
import { plainHttp } from "../../model/findings/server/plainHttp";
import { storageDaemonNotSeen } from "../../model/findings/server/storageDaemonNotSeen";
import { storageTrafficNotVisible } from "../../model/findings/server/storageTrafficNotVisible";
import { LINK_STANDS } from "../../model/link/facts";
import { ACCESS_FINDINGS } from "../../program/findings";
import { bucketRoleTrustChanged } from "../../program/findings/access/bucketRoleTrustChanged";
import { serverRoleTrustChanged } from "../../program/findings/access/serverRoleTrustChanged";
import { ALL_WELL } from "../../provider/docroot/properties";
import type { Difference } from "./differences";
import type { Heard } from "./findings";
import { COMMAND } from "./resources";

/** The Command runs again, and nothing on the server is known to be wrong. */
export const TO_BE_APPLIED = "to be applied again";

const OK = "ok";

/** Whether the server was read, or the code of why not. */
export function serverWords({ unread }: Heard): string {
  return unread ? (unread.code ?? "not read") : ALL_WELL.server;
}

/** What is wrong with docroot and transfer user. The Command only follows from the rest, unless it is all there is. */
export function docrootWords(
  found: readonly Difference[],
  ofServices: readonly Difference[],
  { ofServer }: Heard,
): string {
  const observed = found.filter(({ type }) => type !== COMMAND);
  const told = codesOf(ofServer).filter(isOfDocroot);
  if (found.length > 0 && observed.length + ofServices.length + told.length === 0) return TO_BE_APPLIED;
  return listed([...words(observed.filter(({ property }) => property !== "server")), ...told]);
}

function isOfDocroot(code: string): boolean {
  return code.startsWith("docroot-");
}

/** Each once: several entries of a file can have the same fault. */
function codesOf(found: readonly Found[]): string[] {
  return [...new Set(found.map(({ code }) => code))];
}

/** Findings of the server that a property shows already; the others are told by their codes. */
const SHOWN = codes(
  asperaConfProblem,
  noSystemUser,
  asperanodedMissing,
  asperatrapdDown,
  plainHttp,
  storageDaemonNotSeen,
  storageTrafficNotVisible,
);

/** What is wrong with Aspera's services and its software. */
export function serviceWords(found: readonly Difference[], { ofServer, unread }: Heard): string {
  const more = codesOf(ofServer).filter(
    (code) => !SHOWN.has(code) && !isOfDocroot(code) && code !== unread?.code,
  );
  return listed([...words(found), ...more]);
}

/** What the proof found, and whose it is to put right. */
export function linkWords(found: readonly Difference[], { ofLink }: Heard): string {
  if (ofLink.length > 0) return listed(ofLink.map(({ code, owner }) => `${code} (${owner})`));
  const standsAgain = found.some(({ property, seen }) => property === "link" && seen === LINK_STANDS.link);
  return standsAgain ? "stands again" : listed(words(found));
}

/** Whose trust a finding tells, by component: the diff of the document itself is secret and says nothing. */
const TRUSTS: Readonly<Record<string, string>> = {
  BucketRole: bucketRoleTrustChanged.code,
  ServerRole: serverRoleTrustChanged.code,
};
const ACCESS = codes(...ACCESS_FINDINGS);
/** What has room in a table; the details below it, and the document, have all. */
const MOST_SAID = 3;

/** What is wrong in the two accounts. */
export function accessWords(found: readonly Difference[], { findings }: Heard): string {
  const told = findings.map(({ code }) => code).filter((code) => ACCESS.has(code));
  const isTold = ({ component = "", property }: Difference) =>
    property === "assumeRolePolicy" && told.includes(TRUSTS[component] ?? "");
  const differing = found
    .filter((one) => !isTold(one))
    .map(({ resource, change, property }) => `${resource} ${property ?? change}`);
  const all = [...told, ...differing];
  const more = all.length - MOST_SAID;
  return listed([...all.slice(0, MOST_SAID), ...(more > 0 ? [`${more} more`] : [])]);
}

/** What was seen instead of what is wanted, where it is short. */
function words(found: readonly Difference[]): string[] {
  return found.map(({ change, property, seen }) => (property ? `${property} ${short(seen)}` : change));
}

/** What has room in a column. */
const MOST_CHARACTERS = 24;

function short(seen: unknown): string {
  return typeof seen === "string" && seen.length <= MOST_CHARACTERS ? seen : "changed";
}

function listed(all: readonly string[]): string {
  return all.length === 0 ? OK : all.join("; ");
}

function codes(...kinds: readonly Pick<Finding<never>, "code">[]): ReadonlySet<string> {
  return new Set(kinds.map(({ code }) => code));
}
