import { conditional } from "./docroot/conditional";
import { foreign } from "./docroot/foreign";
import { leftInPlace } from "./docroot/leftInPlace";
import { noEntry } from "./docroot/noEntry";
import { notClosed } from "./docroot/notClosed";
import { shared } from "./docroot/shared";
import type { Finding } from "./finding";
import { otherProcedure } from "./handover/otherProcedure";
import { overdue } from "./handover/overdue";
import { roleGivenAway } from "./handover/roleGivenAway";
import { sameNameElsewhere } from "./handover/sameNameElsewhere";
import { stillAllowed } from "./handover/stillAllowed";
import { asperaLegNotProven } from "./link/asperaLegNotProven";
import { assumeRefused } from "./link/assumeRefused";
import { awsUnreachable } from "./link/awsUnreachable";
import { bucketMissing } from "./link/bucketMissing";
import { clockOff } from "./link/clockOff";
import { deleteRefused } from "./link/deleteRefused";
import { downloadRefused } from "./link/downloadRefused";
import { instanceRoleWithoutCredentials } from "./link/instanceRoleWithoutCredentials";
import { keyRefused } from "./link/keyRefused";
import { keyUnusable } from "./link/keyUnusable";
import { listRefused } from "./link/listRefused";
import { metadataOff } from "./link/metadataOff";
import { noCurl } from "./link/noCurl";
import { noInstanceRole } from "./link/noInstanceRole";
import { objectNotRemoved } from "./link/objectNotRemoved";
import { openWithoutExternalId } from "./link/openWithoutExternalId";
import { openWithWrongExternalId } from "./link/openWithWrongExternalId";
import { otherRegion } from "./link/otherRegion";
import { proofNotHeld } from "./link/proofNotHeld";
import { readableOutsidePrefix } from "./link/readableOutsidePrefix";
import { unexpectedAnswer } from "./link/unexpectedAnswer";
import { uploadNotAborted } from "./link/uploadNotAborted";
import { uploadRefused } from "./link/uploadRefused";
import { waiting } from "./link/waiting";
import { wrongRole } from "./link/wrongRole";
import { agentRefused } from "./server/agentRefused";
import { asperaConfProblem } from "./server/asperaConfProblem";
import { asperaConfWritable } from "./server/asperaConfWritable";
import { asperanodedMissing } from "./server/asperanodedMissing";
import { asperatrapdDown } from "./server/asperatrapdDown";
import { hostKeyDiffers } from "./server/hostKeyDiffers";
import { licenceEnded } from "./server/licenceEnded";
import { licenceEndsSoon } from "./server/licenceEndsSoon";
import { loginAsAnother } from "./server/loginAsAnother";
import { loginHasNoShell } from "./server/loginHasNoShell";
import { loginIsAspshell } from "./server/loginIsAspshell";
import { loginRefused } from "./server/loginRefused";
import { noAnswer } from "./server/noAnswer";
import { noPerl } from "./server/noPerl";
import { noSudo } from "./server/noSudo";
import { noSystemUser } from "./server/noSystemUser";
import { otherVersion } from "./server/otherVersion";
import { passwordExpired } from "./server/passwordExpired";
import { perlDoesNotStart } from "./server/perlDoesNotStart";
import { plainHttp } from "./server/plainHttp";
import { profileInTheWay } from "./server/profileInTheWay";
import { runCancelled } from "./server/runCancelled";
import { silent } from "./server/silent";
import { softwareTooOld } from "./server/softwareTooOld";
import { softwareVersionUnknown } from "./server/softwareVersionUnknown";
import { storageDaemonNotSeen } from "./server/storageDaemonNotSeen";
import { storageTrafficNotVisible } from "./server/storageTrafficNotVisible";
import { sudoNotAllowed } from "./server/sudoNotAllowed";
import { sudoRefused } from "./server/sudoRefused";
import { sudoWantsPassword } from "./server/sudoWantsPassword";
import { sudoWantsTerminal } from "./server/sudoWantsTerminal";
import { timeLimitOver } from "./server/timeLimitOver";
import { tokenDemanded } from "./server/tokenDemanded";
import { tooMuchOutput } from "./server/tooMuchOutput";
import { transferRightsLacking } from "./server/transferRightsLacking";
import { transfersDenied } from "./server/transfersDenied";
import { unreachable } from "./server/unreachable";

export * from "./finding";

/** A finding of any facts: all that can be said with it is its own example, `text(example)`. */
export type AnyFinding = Finding<unknown>;

/** What a proof of the link can say, in the order of its questions. */
const LINK = [
  noCurl,
  metadataOff,
  noInstanceRole,
  instanceRoleWithoutCredentials,
  clockOff,
  awsUnreachable,
  wrongRole,
  assumeRefused,
  waiting,
  openWithoutExternalId,
  openWithWrongExternalId,
  otherRegion,
  listRefused,
  bucketMissing,
  readableOutsidePrefix,
  uploadRefused,
  keyRefused,
  keyUnusable,
  uploadNotAborted,
  deleteRefused,
  objectNotRemoved,
  downloadRefused,
  asperaLegNotProven,
  unexpectedAnswer,
  proofNotHeld,
] as const;

/** What can be wrong with a server: the way to it, the login, what runs on it. */
const SERVER = [
  unreachable,
  hostKeyDiffers,
  loginRefused,
  silent,
  tooMuchOutput,
  runCancelled,
  timeLimitOver,
  loginAsAnother,
  passwordExpired,
  loginIsAspshell,
  loginHasNoShell,
  noSudo,
  sudoNotAllowed,
  sudoWantsPassword,
  sudoWantsTerminal,
  sudoRefused,
  noPerl,
  perlDoesNotStart,
  profileInTheWay,
  noAnswer,
  otherVersion,
  agentRefused,
  asperaConfProblem,
  asperaConfWritable,
  noSystemUser,
  transferRightsLacking,
  transfersDenied,
  tokenDemanded,
  asperanodedMissing,
  asperatrapdDown,
  storageDaemonNotSeen,
  plainHttp,
  storageTrafficNotVisible,
  softwareVersionUnknown,
  licenceEndsSoon,
  licenceEnded,
  softwareTooOld,
] as const;

/** What can be wrong with a user's docroot, beyond what `up` puts right. */
const DOCROOT = [foreign, shared, conditional, noEntry, notClosed, leftInPlace] as const;

/** What a change that is under way leaves allowed. */
const HANDOVER = [stillAllowed, overdue, otherProcedure, roleGivenAway, sameNameElsewhere] as const;

/** Every finding of the model; the program has its own beside these. */
export const MODEL_FINDINGS = [...LINK, ...SERVER, ...DOCROOT, ...HANDOVER] as readonly AnyFinding[];
