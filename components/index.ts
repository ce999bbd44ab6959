export type { BucketPlace } from "../model/access/bucketPlace";
export { type KeyUse, kmsKeyStatement } from "../model/access/kmsKeyStatement";
export type { Operation } from "../model/access/s3Permissions";
export type { TransferRight } from "../model/access/transferRights";
export type { TrustedRole } from "../model/access/trustPolicy";
export type { TrustWindow } from "../model/access/trustWindow";
export { AsperaLink, type AsperaLinkArgs, type BucketRoleOptions } from "./AsperaLink";
export { BucketRole, type BucketRoleArgs } from "./BucketRole";
export type { BucketRightsArgs } from "./bucketRights";
export type { ConnectionArgs, ConnectionInputs, HopArgs } from "./connection";
export {
  Docroot,
  type DocrootArgs,
  type NodeApiArgs,
  type RestartArgs,
} from "./Docroot";
export type { DocrootPlaceArgs } from "./docrootPlace";
export { FormerDocroots, type FormerDocrootsArgs } from "./FormerDocroots";
export { type FormerAllowances, Handover, type HandoverArgs } from "./Handover";
export { Link, type LinkArgs } from "./Link";
export type { LinkWayArgs } from "./linkWay";
export { ObservedDocroot, type ObservedDocrootArgs } from "./ObservedDocroot";
export { SecurityGroup, type SecurityGroupArgs } from "./SecurityGroup";
export { type RootVolumeArgs, ServerInstance, type ServerInstanceArgs } from "./ServerInstance";
export { ServerRight, type ServerRightArgs } from "./ServerRight";
export { ServerRole, type ServerRoleArgs, type ServerRoleIdentity } from "./ServerRole";
export { ServerSoftware, type ServerSoftwareArgs } from "./ServerSoftware";
