import * as pulumi from "@pulumi/pulumi";
import type { Operation } from "../model/access/s3Permissions";
import { proofEndpoints } from "../model/docroot/storageHost";
import { type ConnectionArgs, connectionInputs } from "./connection";
import { type DocrootPlaceArgs, placeInputs } from "./docrootPlace";
import { checkedKmsKey } from "./kmsKey";

/** The way from a server to a bucket: what Link proves, and what Handover keeps open while it changes. */
export interface LinkWayArgs extends DocrootPlaceArgs {
  /** How the server is reached. */
  readonly connection: ConnectionArgs;
  /** System user in aspera.conf whose docroot leads over this link. */
  readonly transferUser: pulumi.Input<string>;
  /** What a transfer user may do in the bucket: `upload`, `download`, `browse`, `delete`. */
  readonly access: pulumi.Input<pulumi.Input<Operation>[]>;
  /** True where each operation has all that IBM's table asks for it; default false. */
  readonly vendorRights?: pulumi.Input<boolean>;
  /** Whether everything in the bucket is allowed, whatever the prefix; default false. */
  readonly fullAccess?: pulumi.Input<boolean>;
  /** ARN of the KMS key that the bucket is encrypted with; default: none is known. Refuses an alias, and another region's key. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** True where the bucket role's trust lets in sessions of `sessionName` only: the proof's then bear it; default false. */
  readonly requireSessionName?: pulumi.Input<boolean>;
  /** Region of the server and of the bucket. */
  readonly region: pulumi.Input<string>;
  /**
   * Id of the account whose owner may not have made the bucket role yet: an `up` goes through without it until the link has
   * stood once. Default: nobody is waited for, and an `up` fails.
   */
  readonly awaits?: pulumi.Input<string>;
}

/** The same as our plugin takes it: where the link leads, who uses it, and where the server asks AWS. */
export function linkWayInputs(args: LinkWayArgs) {
  const { transferUser, access, fullAccess, region, awaits } = args;
  const place = placeInputs(args);
  return {
    connection: connectionInputs(args.connection),
    transferUser,
    ...place,
    sessionNameRequired: args.requireSessionName,
    kmsKeyArn: checkedKmsKey(args),
    access,
    fullAccess,
    region,
    // The SDKs' own variables lead the proof elsewhere, as they lead the providers: this machine's, never the server's.
    endpoints: pulumi
      .all([region, place.storageHost])
      .apply(([name, host]) => proofEndpoints(name, host, process.env)),
    ...(awaits !== undefined && { awaits }),
  };
}
