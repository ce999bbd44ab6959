import { DOCROOT } from "../drift/resources";
import { fleetRow } from "../fleet/rows";
import type { Claim } from "./claim";
import type { Gathered } from "./gather";

/** Neither is an answer. */
const UNKNOWN = ["-", "?"];

/** Whether the link stands, as the proof of this check saw it; else as the last `up` did, which proves nothing now. */
export function proofClaim({ check, checkedAt, fleet }: Gathered, hasLink: boolean): Claim {
  const { link } = check.columns;
  if (link === "ok" || link === "stands again")
    return { state: "good", text: link === "ok" ? "verified" : link, asOf: checkedAt };
  const unseen = check.findings.some((one) => one.code.startsWith("link-") && one.unseen);
  if (!UNKNOWN.includes(link) && !unseen) return { state: "bad", text: link, asOf: checkedAt };
  const { link: before, lastSeen } = fleet.outputs;
  if (!hasLink) return { state: "not seen", text: "no link" };
  return typeof before === "string" && typeof lastSeen === "string"
    ? { state: "not seen", text: `not seen; ${before} at the last up`, asOf: lastSeen }
    : { state: "not seen", text: "not seen; never from here" };
}

/** Where the docroot leads, without its options. */
export function docrootClaim({ check, checkedAt, fleet }: Gathered): Claim {
  const { docroot } = check.columns;
  const { docroot: text, lastSeen } = fleetRow(fleet);
  const changed = check.differences.find(({ type, property }) => type === DOCROOT && property === "docroot");
  if (changed) return { state: "bad", text: withoutOptions(String(changed.seen)), asOf: checkedAt };
  if (docroot === "ok") return { state: "good", text, asOf: checkedAt };
  if (!UNKNOWN.includes(docroot)) return { state: "bad", text: `${text}: ${docroot}`, asOf: checkedAt };
  const { lastSeen: asOf } = fleet.outputs;
  return {
    state: "not seen",
    text: lastSeen === "-" ? "not seen" : text,
    ...(typeof asOf === "string" && { asOf }),
  };
}

/** Whether roles, trusts and policies in the accounts are what the code says. */
export function accessClaim({ check: { columns, findings }, checkedAt }: Gathered): Claim {
  const { access } = columns;
  if (access === "ok") return { state: "good", text: "as the code has it", asOf: checkedAt };
  const unseen = findings.filter((one) => one.unseen).map(({ code }) => code);
  const looked = !UNKNOWN.includes(access);
  return looked && !access.split("; ").every((one) => unseen.includes(one))
    ? { state: "bad", text: access, asOf: checkedAt }
    : { state: "not seen", text: looked ? access : "not looked at" };
}

function withoutOptions(docroot: string): string {
  return docroot.replace(/\?\S*$/, "");
}
