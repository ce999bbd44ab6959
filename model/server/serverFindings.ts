import type { TransferRight } from "../access/transferRights";
import type { ObserveAnswer } from "../agent/serverAnswer";
import { conditional } from "../findings/docroot/conditional";
import { shared } from "../findings/docroot/shared";
import { type Found, found } from "../findings/finding";
import type { OneWay } from "../findings/oneWay";
import { asperaConfProblem } from "../findings/server/asperaConfProblem";
import { asperaConfWritable } from "../findings/server/asperaConfWritable";
import { asperanodedMissing } from "../findings/server/asperanodedMissing";
import { asperatrapdDown } from "../findings/server/asperatrapdDown";
import { licenceEnded } from "../findings/server/licenceEnded";
import { licenceEndsSoon } from "../findings/server/licenceEndsSoon";
import { noSystemUser } from "../findings/server/noSystemUser";
import { plainHttp } from "../findings/server/plainHttp";
import { softwareTooOld } from "../findings/server/softwareTooOld";
import { softwareVersionUnknown } from "../findings/server/softwareVersionUnknown";
import { storageDaemonNotSeen } from "../findings/server/storageDaemonNotSeen";
import { storageTrafficNotVisible } from "../findings/server/storageTrafficNotVisible";
import { tokenDemanded } from "../findings/server/tokenDemanded";
import { transferRightsLacking } from "../findings/server/transferRightsLacking";
import { transfersDenied } from "../findings/server/transfersDenied";
import { licenceVerdict } from "../software/licence";
import { softwareVerdict } from "../software/minimum";
import { placeOf, type ServerConnection } from "../ssh/connection";

/** The server that was looked at, and for which user. */
export type Looked = Pick<ServerConnection, "host" | "port" | "asperaRoot"> & {
  readonly transferUser: string;
  /** What aspera.conf should let the user do; left out, nothing is said of how it may transfer. */
  readonly rights?: readonly TransferRight[];
  /** Whether the user's transfers are meant to come with tokens; default false: without. */
  readonly transferTokens?: boolean;
};

/**
 * Everything observed on a server that `pulumi up` cannot put right. What up repairs (the docroot, a stopped asperanoded)
 * shows as a diff and needs no finding.
 * @param now the day that a licence is compared with.
 */
export function serverFindings(answer: ObserveAnswer, looked: Looked, now = new Date()): Found[] {
  const { asperaRoot, transferUser } = looked;
  const place = placeOf(looked);
  const { problem, asperatrapd: state } = answer;
  const all: Found[] = [];
  if (problem !== "") all.push(found(asperaConfProblem, { place, asperaRoot, problem }));
  if (answer.confWriters.length > 0) {
    const { confWriters: writers, confMode: mode } = answer;
    all.push(found(asperaConfWritable, { place, asperaRoot, writers, mode }));
  }
  if (answer.systemUser !== "present") all.push(found(noSystemUser, { place, transferUser }));
  all.push(...transferFindings(answer, looked));
  for (const one of answer.sharing) all.push(found(shared, { place, transferUser, asperaRoot, ...one }));
  for (const one of answer.conditional)
    all.push(found(conditional, { place, transferUser, asperaRoot, ...one }));
  if (answer.asperanoded === "not installed") all.push(found(asperanodedMissing, { place, asperaRoot }));
  if (state === "unknown") all.push(found(storageDaemonNotSeen, { place }));
  else if (state !== "running") all.push(found(asperatrapdDown, { place, asperaRoot, state }));
  if (answer.s3Traffic === "http") all.push(found(plainHttp, { place, asperaRoot }));
  if (answer.s3Traffic === "unknown") all.push(found(storageTrafficNotVisible, { place, asperaRoot }));
  const software = softwareFinding(answer, { place, asperaRoot });
  if (software) all.push(software);
  const licence = licenceFinding(answer, { place, asperaRoot }, now);
  if (licence) all.push(licence);
  return all;
}

/** A licence that ends soon, or has ended. @param now the day that it is compared with. */
export function licenceFinding(
  { licenceUntil }: Pick<ObserveAnswer, "licenceUntil">,
  where: { readonly place: string; readonly asperaRoot: string },
  now: Date,
): Found | undefined {
  const verdict = licenceVerdict(licenceUntil, now);
  if (verdict.is === "ended") return found(licenceEnded, { ...where, ...verdict });
  return verdict.is === "ends soon" ? found(licenceEndsSoon, { ...where, ...verdict }) : undefined;
}

/** Of these, what keeps the user from transferring although docroot and link are right. */
export function transferFindings(
  answer: ObserveAnswer,
  { asperaRoot, transferUser, rights = [], transferTokens = false, ...server }: Looked,
): Found[] {
  const user = { place: placeOf(server), transferUser, asperaRoot };
  const lacking = answer.rightsLacking.map((right) => ({ right, state: answer.rights[right] }));
  const denied = waysOf(answer, rights, ["denied", "unclear"]);
  const tokens = transferTokens ? [] : waysOf(answer, rights, ["token"]);
  return [
    ...(lacking.length > 0 ? [found(transferRightsLacking, { ...user, lacking })] : []),
    ...(denied.length > 0 ? [found(transfersDenied, { ...user, ways: denied })] : []),
    ...(tokens.length > 0 ? [found(tokenDemanded, { ...user, ways: tokens })] : []),
  ];
}

/** The right that goes with a way: what comes in is written, what goes out is read. */
const RIGHT = { in: "write", out: "read" } as const;

/** The ways that the rights need and that are closed so; none for a user without an entry, or one who is not clear. */
function waysOf(
  { transferUserEntry, authorization, problem }: ObserveAnswer,
  rights: readonly TransferRight[],
  closed: readonly string[],
): OneWay[] {
  if (transferUserEntry !== "present" || problem !== "") return [];
  return (["in", "out"] as const)
    .map((way) => ({ way, state: authorization[way] }))
    .filter(({ way, state }) => rights.includes(RIGHT[way]) && closed.includes(state.split(" ")[0] ?? ""));
}

/** Whether the software is too old to use a role, or nobody can tell; undefined when it is new enough. */
export function softwareFinding(
  answer: Pick<ObserveAnswer, "product" | "version">,
  where: { readonly place: string; readonly asperaRoot: string },
): Found | undefined {
  const verdict = softwareVerdict(answer);
  if (verdict.is === "new enough") return undefined;
  if (verdict.is !== "too old") return found(softwareVersionUnknown, where);
  const { version, minimum } = verdict;
  return found(softwareTooOld, { place: where.place, product: answer.product, version, minimum });
}
