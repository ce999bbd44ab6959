import { LINK_OPERATIONS } from "../../model/link/results";
import { isUnderWay } from "../customer/rotate/rotateExternalId";
import type { FleetStack } from "./fleetStack";

/** A stack's row, in words; `-` for what there is not. */
export interface FleetRow {
  readonly stack: string;
  readonly user: string;
  /** Account and name of the bucket role; the account alone where the server's role holds the rights. */
  readonly role: string;
  readonly link: string;
  readonly docroot: string;
  /** When the server last answered, in UTC: what stands beside it is of then. */
  readonly lastSeen: string;
  /** `yes` while a change is not finished. */
  readonly stillAllowed: string;
  readonly licence: string;
}

const NONE = "-";

/** @returns what the stack's settings and its last `up` say. */
export function fleetRow({
  stack,
  own,
  shown,
  outputs,
  serves,
  licenceUntil = NONE,
  unread,
}: FleetStack): FleetRow {
  const { transferUser = NONE, serverAccount, bucketAccount, bucketRole } = shown;
  const wasUp = Object.keys(outputs).length > 0;
  const account = String((bucketAccount.id ?? serverAccount.id) || NONE);
  const customer = serves || own.side === "bucket";
  return {
    stack,
    user: transferUser,
    role: !customer ? NONE : [account, bucketRole.name].filter(Boolean).join(" "),
    link: wasUp ? (serves ? linkInWords(outputs) : NONE) : unread === undefined ? "never up" : "not read",
    docroot: docrootInWords(outputs.docroot),
    lastSeen: typeof outputs.lastSeen === "string" ? outputs.lastSeen.replace("T", " ") : NONE,
    stillAllowed: outputs.stillAllowed !== undefined && isUnderWay(outputs) ? "yes" : NONE,
    licence: licenceUntil,
  };
}

/** The link, and each operation that ended in another way than it must. */
function linkInWords({ link = NONE, operations }: FleetStack["outputs"]): string {
  const all = { ...(operations as object) } as Readonly<Record<string, unknown>>;
  const wrong = LINK_OPERATIONS.filter((name) => all[name] === "refused" || all[name] === "open");
  return [String(link), ...wrong.map((name) => `${name} ${String(all[name])}`)].join("; ");
}

/** A docroot without its options, which hold the role again; when it was seen stands in a column of its own. */
function docrootInWords(docroot: unknown): string {
  if (typeof docroot !== "string") return NONE;
  return docroot.replace(/\?\S*?(?=,? |$)/, "").replace(/, as last seen at \S+$/, "");
}
