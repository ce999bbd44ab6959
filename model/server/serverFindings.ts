import type { ObserveAnswer } from "../agent/serverAnswer";
import { conditional } from "../findings/docroot/conditional";
import { type Found, found } from "../findings/finding";
import { asperaConfProblem } from "../findings/server/asperaConfProblem";
import { asperanodedMissing } from "../findings/server/asperanodedMissing";
import { asperatrapdDown } from "../findings/server/asperatrapdDown";
import { noSystemUser } from "../findings/server/noSystemUser";
import { plainHttp } from "../findings/server/plainHttp";
import { softwareTooOld } from "../findings/server/softwareTooOld";
import { softwareVersionUnknown } from "../findings/server/softwareVersionUnknown";
import { storageDaemonNotSeen } from "../findings/server/storageDaemonNotSeen";
import { storageTrafficNotVisible } from "../findings/server/storageTrafficNotVisible";
import { transferRightsLacking } from "../findings/server/transferRightsLacking";
import { softwareVerdict } from "../software/minimum";
import { placeOf, type ServerConnection } from "../ssh/connection";

/** The server that was looked at, and for which user. */
export type Looked = Pick<ServerConnection, "host" | "port" | "asperaRoot"> & {
  readonly transferUser: string;
};

/**
 * Everything observed on a server that `pulumi up` cannot put right. What up repairs (the docroot, a stopped asperanoded)
 * shows as a diff and needs no finding.
 */
export function serverFindings(
  answer: ObserveAnswer,
  { asperaRoot, transferUser, ...server }: Looked,
): Found[] {
  const place = placeOf(server);
  const { problem, asperatrapd: state } = answer;
  const all: Found[] = [];
  if (problem !== "") all.push(found(asperaConfProblem, { place, asperaRoot, problem }));
  if (answer.systemUser !== "present") all.push(found(noSystemUser, { place, transferUser }));
  const lacking = answer.rightsLacking.map((right) => ({ right, state: answer.rights[right] }));
  if (lacking.length > 0)
    all.push(found(transferRightsLacking, { place, transferUser, asperaRoot, lacking }));
  for (const one of answer.conditional)
    all.push(found(conditional, { place, transferUser, asperaRoot, ...one }));
  if (answer.asperanoded === "not installed") all.push(found(asperanodedMissing, { place, asperaRoot }));
  if (state === "unknown") all.push(found(storageDaemonNotSeen, { place }));
  else if (state !== "running") all.push(found(asperatrapdDown, { place, asperaRoot, state }));
  if (answer.s3Traffic === "http") all.push(found(plainHttp, { place, asperaRoot }));
  if (answer.s3Traffic === "unknown") all.push(found(storageTrafficNotVisible, { place, asperaRoot }));
  const software = softwareFinding(answer, { place, asperaRoot });
  return software ? [...all, software] : all;
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
