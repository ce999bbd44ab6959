import { transferRights } from "../../model/access/transferRights";
import type { ObserveAnswer } from "../../model/agent/serverAnswer";
import { CLOSED_DOCROOT } from "../../model/docroot/uri";
import { conditional } from "../../model/findings/docroot/conditional";
import { foreign } from "../../model/findings/docroot/foreign";
import { shared } from "../../model/findings/docroot/shared";
import { type Finding, type Found, found } from "../../model/findings/finding";
import { asperaConfProblem } from "../../model/findings/server/asperaConfProblem";
import { asperaConfWritable } from "../../model/findings/server/asperaConfWritable";
import { asperanodedMissing } from "../../model/findings/server/asperanodedMissing";
import { asperatrapdDown } from "../../model/findings/server/asperatrapdDown";
import { licenceEnded } from "../../model/findings/server/licenceEnded";
import { licenceEndsSoon } from "../../model/findings/server/licenceEndsSoon";
import { noSystemUser } from "../../model/findings/server/noSystemUser";
import { plainHttp } from "../../model/findings/server/plainHttp";
import { storageDaemonNotSeen } from "../../model/findings/server/storageDaemonNotSeen";
import { storageTrafficNotVisible } from "../../model/findings/server/storageTrafficNotVisible";
import { tokenDemanded } from "../../model/findings/server/tokenDemanded";
import { transferRightsLacking } from "../../model/findings/server/transferRightsLacking";
import { transfersDenied } from "../../model/findings/server/transfersDenied";
import { serverFindings, softwareFinding } from "../../model/server/serverFindings";
import { placeOf, type ServerConnection } from "../../model/ssh/connection";
import { shellWord } from "../../model/text/shellWord";
import { docrootPlace } from "../../program/arguments/docrootPlace";
import { asperanodedSilent } from "../../program/findings/preflight/asperanodedSilent";
import { asperanodedStopped } from "../../program/findings/preflight/asperanodedStopped";
import { docrootReplaced } from "../../program/findings/preflight/docrootReplaced";
import { noTransferUserEntry } from "../../program/findings/preflight/noTransferUserEntry";
import type { Customer } from "../../program/settings";
import { observe } from "../../provider/docroot/observe";
import { type CheckResult, note, ok, skipped, stop } from "./result";

/** What is looked at on the server beside SSH and sudo, in the order of the table. */
export const ASPERA_CHECKS = [
  "aspera",
  "asperanoded",
  "asperatrapd",
  "S3 traffic",
  "transfer user",
  "docroot now",
] as const;

/** A customer's server, as the settings say how it is reached, and what is to be looked at on it. */
export interface AsperaServer {
  readonly customer: Customer;
  readonly connection: ServerConnection;
  readonly stack: string;
}

/** Asks the server as a refresh does: Aspera's version and services, the transfer user and its docroot. */
export async function asperaChecks(server: AsperaServer): Promise<CheckResult[]> {
  const { customer, connection } = server;
  const { answer, failure } = await observe({
    connection,
    transferUser: customer.transferUser,
    ...docrootPlace(customer),
    takeOver: customer.docroot.takeOver,
    rights: rightsOf(customer),
  });
  if (answer) return asperaResults(server, answer);
  const [first, ...rest] = ASPERA_CHECKS;
  return [stop(first, failure as Found), ...rest.map((check) => skipped(check, first))];
}

/** What the server's answer means for this stack. */
export function asperaResults(server: AsperaServer, answer: ObserveAnswer): CheckResult[] {
  const { customer, connection } = server;
  const all = serverFindings(answer, {
    ...connection,
    transferUser: customer.transferUser,
    rights: rightsOf(customer),
    transferTokens: customer.transferTokens,
  });
  /** What was found of these kinds, which is at most one. */
  const seen = (...kinds: readonly Pick<Finding<never>, "code">[]) =>
    all.find(({ code }) => kinds.some((kind) => kind.code === code));
  const rows = (check: string, ...kinds: readonly Pick<Finding<never>, "code">[]) =>
    all.filter(({ code }) => kinds.some((kind) => kind.code === code)).map((one) => note(check, one));
  const { asperatrapd: daemon, s3Traffic } = answer;
  const daemonDown = seen(asperatrapdDown, storageDaemonNotSeen);
  const traffic = seen(plainHttp, storageTrafficNotVisible);
  return [
    software(server, answer),
    asperanoded(server, answer, seen(asperanodedMissing)),
    daemonDown ? note("asperatrapd", daemonDown) : ok("asperatrapd", daemon),
    traffic ? note("S3 traffic", traffic) : ok("S3 traffic", s3Traffic),
    transferUser(server, answer, seen(noSystemUser)),
    docroot(server, answer, seen(asperaConfProblem)),
    // Rows that are there only when there is something to say.
    ...rows("transfer rights", transferRightsLacking, transfersDenied, tokenDemanded),
    ...rows("docroot by address", conditional),
    ...rows("docroot of others", shared),
    ...rows("aspera.conf", asperaConfWritable),
    ...rows("licence", licenceEndsSoon, licenceEnded),
  ];
}

function rightsOf({ bucket }: Customer) {
  return transferRights(bucket.access, bucket.fullAccess);
}

function software({ customer, connection }: AsperaServer, answer: ObserveAnswer): CheckResult {
  const check = "aspera";
  const { product, version, usersServed, transfers } = answer;
  const finding = softwareFinding(answer, { place: placeOf(connection), asperaRoot: connection.asperaRoot });
  if (!finding) {
    const running = transfers === null ? "" : `, ${transfers} transfers running`;
    const licence = answer.licenceUntil === "" ? "" : `, licence until ${answer.licenceUntil}`;
    return ok(check, `${product} ${version}${licence}, ${usersServed} users${running}`);
  }
  if (finding.unseen) return note(check, finding);
  return customer.server.upgrade
    ? ok(check, `${product} ${version}, too old to use a role; up upgrades it first`)
    : stop(check, finding);
}

function asperanoded({ connection }: AsperaServer, answer: ObserveAnswer, missing?: Found): CheckResult {
  const check = "asperanoded";
  const place = placeOf(connection);
  const { asperanoded: state } = answer;
  if (missing) return stop(check, missing);
  if (state === "running, does not answer") return stop(check, found(asperanodedSilent, { place }));
  return state === "answers" ? ok(check, state) : note(check, found(asperanodedStopped, { place, state }));
}

function transferUser(
  { customer, connection, stack }: AsperaServer,
  { transferUserEntry: entry }: ObserveAnswer,
  noUser?: Found,
): CheckResult {
  const check = "transfer user";
  const { transferUser: user, createTransferUserEntry } = customer;
  if (noUser) return stop(check, noUser);
  if (entry === "present") return ok(check, `${user}: in aspera.conf and on the system`);
  if (createTransferUserEntry) return ok(check, `${user}: ${entry}; up adds it`);
  return stop(check, found(noTransferUserEntry, { place: placeOf(connection), transferUser: user, stack }));
}

function docroot(
  { customer, connection, stack }: AsperaServer,
  { docroot: now, same, owner, fingerprint }: ObserveAnswer,
  problem?: Found,
): CheckResult {
  const check = "docroot now";
  if (problem) return stop(check, problem);
  if (now === "") return ok(check, "none; up sets it");
  if (same) return ok(check, "already the wanted one");
  if (owner === "ours") return ok(check, `this stack's: ${now}`);
  if (now === CLOSED_DOCROOT) return ok(check, "closed by an earlier stack");
  const facts = {
    place: placeOf(connection),
    transferUser: customer.transferUser,
    docroot: now,
    fingerprint,
  };
  if (customer.docroot.takeOver === fingerprint) return note(check, found(docrootReplaced, facts));
  const finding = found(foreign, facts);
  const line = `pulumi config set aspera:takeOver ${fingerprint} --stack ${shellWord(stack)}`;
  return stop(check, { ...finding, hint: `${finding.hint}:\n${line}` });
}
