import { bucketInOtherRegion } from "./access/bucketInOtherRegion";
import { bucketMissing } from "./access/bucketMissing";
import { bucketNotReadable } from "./access/bucketNotReadable";
import { bucketOpenToAnybody } from "./access/bucketOpenToAnybody";
import { bucketRoleTrustChanged } from "./access/bucketRoleTrustChanged";
import { bucketSettingsNotVisible } from "./access/bucketSettingsNotVisible";
import { carriersNotVisible } from "./access/carriersNotVisible";
import { foreignServerPolicies } from "./access/foreignServerPolicies";
import { keyNotForRole } from "./access/keyNotForRole";
import { keyNotVisible } from "./access/keyNotVisible";
import { keyOpenToAnybody } from "./access/keyOpenToAnybody";
import { lifecycleDeletes } from "./access/lifecycleDeletes";
import { metadataOpen } from "./access/metadataOpen";
import { noCredentials } from "./access/noCredentials";
import { notVisibleFromHere } from "./access/notVisibleFromHere";
import { objectWriterOwns } from "./access/objectWriterOwns";
import { policiesTakenOff } from "./access/policiesTakenOff";
import { profileOnOtherInstances } from "./access/profileOnOtherInstances";
import { publicAccessBlockOff } from "./access/publicAccessBlockOff";
import { rolePathChanged } from "./access/rolePathChanged";
import { rolesNotVisible } from "./access/rolesNotVisible";
import { rolesWithSharedTrust } from "./access/rolesWithSharedTrust";
import { serverPoliciesNotVisible } from "./access/serverPoliciesNotVisible";
import { serverRoleMissing } from "./access/serverRoleMissing";
import { serverRoleNotVisible } from "./access/serverRoleNotVisible";
import { serverRoleTrustChanged } from "./access/serverRoleTrustChanged";
import { wrongAccount } from "./access/wrongAccount";
import { endedElsewhere } from "./customer/endedElsewhere";
import { mintedElsewhere } from "./customer/mintedElsewhere";
import { nobodyToEnd } from "./customer/nobodyToEnd";
import { noExternalId } from "./customer/noExternalId";
import { noSuchStack } from "./customer/noSuchStack";
import { protectedResources } from "./customer/protectedResources";
import { rotationUnderWay } from "./customer/rotationUnderWay";
import { settingsAhead } from "./customer/settingsAhead";
import { notCompared } from "./fleet/notCompared";
import { sameBucketRole } from "./fleet/sameBucketRole";
import { sameDocroot } from "./fleet/sameDocroot";
import { sameExternalId } from "./fleet/sameExternalId";
import { sameTransferUser } from "./fleet/sameTransferUser";
import { foreignIngress } from "./launch/foreignIngress";
import { hostKeyMissing } from "./launch/hostKeyMissing";
import { hostKeyNotConfirmed } from "./launch/hostKeyNotConfirmed";
import { hostKeyNotPrinted } from "./launch/hostKeyNotPrinted";
import { hostKeyNotShown } from "./launch/hostKeyNotShown";
import { ingressNotVisible } from "./launch/ingressNotVisible";
import { instanceNotVisible } from "./launch/instanceNotVisible";
import { instanceProtected } from "./launch/instanceProtected";
import { instanceWouldBeReplaced } from "./launch/instanceWouldBeReplaced";
import { noInstance } from "./launch/noInstance";
import { asperanodedSilent } from "./preflight/asperanodedSilent";
import { asperanodedStopped } from "./preflight/asperanodedStopped";
import { docrootReplaced } from "./preflight/docrootReplaced";
import { namesNotVisible } from "./preflight/namesNotVisible";
import { nameTaken } from "./preflight/nameTaken";
import { noAddress } from "./preflight/noAddress";
import { noTransferUserEntry } from "./preflight/noTransferUserEntry";
import { notLookedAt } from "./preflight/notLookedAt";
import { otherPolicies } from "./preflight/otherPolicies";
import { otherProfileAttached } from "./preflight/otherProfileAttached";
import { policyRoomFull } from "./preflight/policyRoomFull";
import { policyRoomLow } from "./preflight/policyRoomLow";
import { policyRoomUnknown } from "./preflight/policyRoomUnknown";
import { profileNotAttached } from "./preflight/profileNotAttached";
import { profileNotVisible } from "./preflight/profileNotVisible";
import { settingRefused } from "./preflight/settingRefused";
import { bucketNameHasDot } from "./settings/bucketNameHasDot";
import { docrootHostElsewhere } from "./settings/docrootHostElsewhere";
import { externalIdGuessable } from "./settings/externalIdGuessable";
import { fullAccess } from "./settings/fullAccess";
import { hostKeyAwaited } from "./settings/hostKeyAwaited";
import { metadataVersionOne } from "./settings/metadataVersionOne";
import { noPrivateKeyNoAgent } from "./settings/noPrivateKeyNoAgent";
import { openToTheWorld } from "./settings/openToTheWorld";
import { previousExternalIds } from "./settings/previousExternalIds";
import { rsaHostKey } from "./settings/rsaHostKey";
import { sandboxPassphrase } from "./settings/sandboxPassphrase";
import { sessionNameRequired } from "./settings/sessionNameRequired";
import { takeOverSet } from "./settings/takeOverSet";
import { transferUserIsAdministrator } from "./settings/transferUserIsAdministrator";
import { trustWindowEnds } from "./settings/trustWindowEnds";
import { trustWindowNotOpen } from "./settings/trustWindowNotOpen";
import { vendorRights } from "./settings/vendorRights";

/** What a stack's settings may be warned about. */
export const SETTINGS_FINDINGS = [
  externalIdGuessable,
  previousExternalIds,
  bucketNameHasDot,
  docrootHostElsewhere,
  fullAccess,
  vendorRights,
  sessionNameRequired,
  transferUserIsAdministrator,
  noPrivateKeyNoAgent,
  trustWindowEnds,
  trustWindowNotOpen,
  hostKeyAwaited,
  metadataVersionOne,
  openToTheWorld,
  rsaHostKey,
  takeOverSet,
  sandboxPassphrase,
] as const;

/** What the checks of access find: buckets, roles and who may use them. */
export const ACCESS_FINDINGS = [
  notVisibleFromHere,
  noCredentials,
  wrongAccount,
  bucketMissing,
  bucketInOtherRegion,
  bucketNotReadable,
  serverRoleMissing,
  serverRoleNotVisible,
  serverRoleTrustChanged,
  bucketRoleTrustChanged,
  foreignServerPolicies,
  serverPoliciesNotVisible,
  policiesTakenOff,
  rolePathChanged,
  profileOnOtherInstances,
  metadataOpen,
  carriersNotVisible,
  rolesWithSharedTrust,
  rolesNotVisible,
  publicAccessBlockOff,
  bucketOpenToAnybody,
  objectWriterOwns,
  lifecycleDeletes,
  bucketSettingsNotVisible,
  keyOpenToAnybody,
  keyNotForRole,
  keyNotVisible,
] as const;

/** What is found about a server that a stack launches, and about its host key. */
export const LAUNCH_FINDINGS = [
  instanceWouldBeReplaced,
  instanceProtected,
  instanceNotVisible,
  foreignIngress,
  ingressNotVisible,
  hostKeyMissing,
  noInstance,
  hostKeyNotPrinted,
  hostKeyNotShown,
  hostKeyNotConfirmed,
] as const;

/** What only `npm run preflight` finds, beside all of the others. */
export const PREFLIGHT_FINDINGS = [
  settingRefused,
  nameTaken,
  otherPolicies,
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

/** What `npm run customer` refuses. */
export const CUSTOMER_FINDINGS = [
  noSuchStack,
  noExternalId,
  mintedElsewhere,
  endedElsewhere,
  rotationUnderWay,
  nobodyToEnd,
  settingsAhead,
  protectedResources,
] as const;

/** What `npm run fleet` finds across stacks, beside the server's licence and the room on its role. */
export const FLEET_FINDINGS = [
  sameExternalId,
  sameTransferUser,
  sameBucketRole,
  sameDocroot,
  notCompared,
] as const;
