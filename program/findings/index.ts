import { bucketInOtherRegion } from "./access/bucketInOtherRegion";
import { bucketMissing } from "./access/bucketMissing";
import { bucketNotReadable } from "./access/bucketNotReadable";
import { bucketRoleTrustChanged } from "./access/bucketRoleTrustChanged";
import { foreignServerPolicies } from "./access/foreignServerPolicies";
import { serverPoliciesNotVisible } from "./access/serverPoliciesNotVisible";
import { serverRoleMissing } from "./access/serverRoleMissing";
import { serverRoleTrustChanged } from "./access/serverRoleTrustChanged";
import { hostKeyMissing } from "./launch/hostKeyMissing";
import { hostKeyNotConfirmed } from "./launch/hostKeyNotConfirmed";
import { hostKeyNotPrinted } from "./launch/hostKeyNotPrinted";
import { hostKeyNotShown } from "./launch/hostKeyNotShown";
import { instanceWouldBeReplaced } from "./launch/instanceWouldBeReplaced";
import { noInstance } from "./launch/noInstance";
import { asperanodedSilent } from "./preflight/asperanodedSilent";
import { asperanodedStopped } from "./preflight/asperanodedStopped";
import { docrootReplaced } from "./preflight/docrootReplaced";
import { namesNotVisible } from "./preflight/namesNotVisible";
import { nameTaken } from "./preflight/nameTaken";
import { noAddress } from "./preflight/noAddress";
import { noCredentials } from "./preflight/noCredentials";
import { noTransferUserEntry } from "./preflight/noTransferUserEntry";
import { notLookedAt } from "./preflight/notLookedAt";
import { otherProfileAttached } from "./preflight/otherProfileAttached";
import { policyRoomFull } from "./preflight/policyRoomFull";
import { policyRoomLow } from "./preflight/policyRoomLow";
import { policyRoomUnknown } from "./preflight/policyRoomUnknown";
import { profileNotAttached } from "./preflight/profileNotAttached";
import { profileNotVisible } from "./preflight/profileNotVisible";
import { settingRefused } from "./preflight/settingRefused";
import { wrongAccount } from "./preflight/wrongAccount";
import { bucketNameHasDot } from "./settings/bucketNameHasDot";
import { docrootHostElsewhere } from "./settings/docrootHostElsewhere";
import { externalIdGuessable } from "./settings/externalIdGuessable";
import { fullAccess } from "./settings/fullAccess";
import { hostKeyAwaited } from "./settings/hostKeyAwaited";
import { metadataVersionOne } from "./settings/metadataVersionOne";
import { noPrivateKeyNoAgent } from "./settings/noPrivateKeyNoAgent";
import { openToTheWorld } from "./settings/openToTheWorld";
import { rsaHostKey } from "./settings/rsaHostKey";
import { takeOverSet } from "./settings/takeOverSet";
import { transferUserIsAdministrator } from "./settings/transferUserIsAdministrator";
import { trustWindowEnds } from "./settings/trustWindowEnds";
import { trustWindowNotOpen } from "./settings/trustWindowNotOpen";

/** What a stack's settings may be warned about. */
export const SETTINGS_FINDINGS = [
  externalIdGuessable,
  bucketNameHasDot,
  docrootHostElsewhere,
  fullAccess,
  transferUserIsAdministrator,
  noPrivateKeyNoAgent,
  trustWindowEnds,
  trustWindowNotOpen,
  hostKeyAwaited,
  metadataVersionOne,
  openToTheWorld,
  rsaHostKey,
  takeOverSet,
] as const;

/** What the checks of access find: buckets, roles and who may use them. */
export const ACCESS_FINDINGS = [
  bucketMissing,
  bucketInOtherRegion,
  bucketNotReadable,
  serverRoleMissing,
  serverRoleTrustChanged,
  bucketRoleTrustChanged,
  foreignServerPolicies,
  serverPoliciesNotVisible,
] as const;

/** What is found about a server that a stack launches, and about its host key. */
export const LAUNCH_FINDINGS = [
  instanceWouldBeReplaced,
  hostKeyMissing,
  noInstance,
  hostKeyNotPrinted,
  hostKeyNotShown,
  hostKeyNotConfirmed,
] as const;

/** What only `npm run preflight` finds, beside all of the others. */
export const PREFLIGHT_FINDINGS = [
  settingRefused,
  wrongAccount,
  noCredentials,
  nameTaken,
  namesNotVisible,
  policyRoomFull,
  policyRoomLow,
  policyRoomUnknown,
  profileNotAttached,
  otherProfileAttached,
  profileNotVisible,
  noAddress,
  asperanodedSilent,
  asperanodedStopped,
  noTransferUserEntry,
  docrootReplaced,
  notLookedAt,
] as const;
