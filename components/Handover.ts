import * as pulumi from "@pulumi/pulumi";
import type { BucketPlace } from "../model/access/bucketPlace";
import type { TrustedRole } from "../model/access/trustPolicy";
import type { BucketRightsArgs } from "./bucketRights";
import { type LinkWayArgs, linkWayInputs } from "./linkWay";
import type { ServerRoleIdentity } from "./ServerRole";

/** What trust and rights hold besides what is wanted, while the running docroot may still use it. */
export interface FormerAllowances {
  /** External IDs; secrets. Those that a person named are among them. */
  readonly externalIds: pulumi.Input<string[]>;
  /** Names that sessions may bear besides the demanded one; `*` for any; default none. */
  readonly sessionNames?: pulumi.Input<string[]>;
  /** ARNs of bucket roles that the server may still assume. */
  readonly bucketRoles: pulumi.Input<string[]>;
  readonly serverRoles: pulumi.Input<TrustedRole[]>;
  readonly places: pulumi.Input<BucketPlace[]>;
}

/** What a handover is made of: the link that is wanted. */
export interface HandoverArgs extends LinkWayArgs {
  /** The role that the server must carry. */
  readonly serverRole: Pick<ServerRoleIdentity, "arn" | "uniqueId">;
  /** External IDs that are trusted besides, as long as they are named here; secrets; default none. */
  readonly previousExternalIds?: pulumi.Input<string[]>;
}

/** The rights on a bucket as far as a Handover knows them. */
type WantedRights = Required<Pick<BucketRightsArgs, Exclude<keyof BucketPlace, "kmsKeyArn">>> &
  Pick<BucketRightsArgs, "kmsKeyArn">;

/**
 * `aspera:index:Handover` of our plugin: remembers what the docroots before this one needed. Trust and rights stand
 * downstream of it and hold that too, so that whatever an `up` changes, and wherever it stops, transfers go on.
 */
export class Handover extends pulumi.CustomResource {
  /** What is still allowed for a former docroot, in words; empty when nothing is left of it. */
  declare readonly stillAllowed: pulumi.Output<string[]>;
  declare readonly formerExternalIds: pulumi.Output<string[]>;
  declare readonly formerSessionNames: pulumi.Output<string[]>;
  declare readonly formerBucketRoles: pulumi.Output<string[]>;
  declare readonly formerServerRoles: pulumi.Output<TrustedRole[]>;
  declare readonly formerPlaces: pulumi.Output<BucketPlace[]>;
  /** What the trust held before this run, as JSON; a secret; empty when nothing is known of it. */
  declare readonly trustedBefore: pulumi.Output<string>;
  /** The server role as it is wanted, and what it presents; a secret. */
  declare readonly serverRoleArn: pulumi.Output<string>;
  declare readonly serverRoleId: pulumi.Output<string>;
  declare readonly externalId: pulumi.Output<string>;
  /** ARN of the bucket role as it is wanted. */
  declare readonly bucketRoleArn: pulumi.Output<string>;
  /** Names of sessions of which the trust is to demand one; empty for any. */
  declare readonly demandedSessionNames: pulumi.Output<string[]>;
  /** The place in a bucket as it is wanted. */
  declare readonly place: pulumi.Output<BucketPlace>;

  constructor(name: string, args: HandoverArgs, opts?: pulumi.CustomResourceOptions) {
    const { vendorRights, serverRole, previousExternalIds } = args;
    const inputs = {
      ...linkWayInputs(args),
      vendorRights,
      serverRoleArn: serverRole.arn,
      serverRoleId: serverRole.uniqueId,
      previousExternalIds: previousExternalIds && pulumi.secret(previousExternalIds),
    };
    const outputs = {
      stillAllowed: undefined,
      formerExternalIds: undefined,
      formerSessionNames: undefined,
      formerBucketRoles: undefined,
      formerServerRoles: undefined,
      formerPlaces: undefined,
      trustedBefore: undefined,
      demandedSessionNames: undefined,
      place: undefined,
    };
    super("aspera:index:Handover", name, { ...inputs, ...outputs }, opts);
    // A state that was written before there were these two lacks them.
    this.demandedSessionNames = pulumi
      .all([this.demandedSessionNames, args.requireSessionName, args.sessionName])
      .apply(([known, required, given]) => known ?? (required && given !== undefined ? [given] : []));
    this.place = pulumi.all([this.place, placeOf(args)]).apply(([known, given]) => known ?? given);
  }

  /**
   * What trust and rights hold of what is wanted. An `up` with `--target` may leave the Handover out: what the state has is
   * given then, so that nothing is taken away that nobody remembers.
   */
  get wanted() {
    const { serverRoleArn: arn, serverRoleId: uniqueId, externalId, demandedSessionNames, place } = this;
    const rights: WantedRights = {
      bucket: place.bucket,
      prefix: place.prefix,
      access: place.apply(({ access }) => [...access]),
      vendorRights: place.vendorRights,
      fullAccess: place.fullAccess,
      kmsKeyArn: place.apply(({ kmsKeyArn }) => kmsKeyArn) as pulumi.Output<string>,
    };
    return { serverRole: { arn, uniqueId }, externalId, sessionNames: demandedSessionNames, rights };
  }

  /** What trust and rights hold besides what is wanted. */
  get former() {
    return {
      externalIds: this.formerExternalIds,
      sessionNames: this.formerSessionNames,
      bucketRoles: this.formerBucketRoles,
      serverRoles: this.formerServerRoles,
      places: this.formerPlaces,
    } satisfies FormerAllowances;
  }
}

function placeOf(args: HandoverArgs): pulumi.Output<BucketPlace> {
  const { bucket, prefix = "", access, vendorRights = false, fullAccess = false, kmsKeyArn } = args;
  return pulumi.output({
    bucket,
    prefix,
    access,
    vendorRights,
    fullAccess,
    kmsKeyArn,
  }) as pulumi.Output<BucketPlace>;
}
