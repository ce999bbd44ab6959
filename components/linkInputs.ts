import * as pulumi from "@pulumi/pulumi";
import { proofEndpoints } from "../model/docroot/storageHost";
import { connectionInputs } from "./connection";
import { placeInputs } from "./docrootPlace";
import { checkedKmsKey } from "./kmsKey";
import type { LinkArgs } from "./Link";

/** What Link and Handover are given alike. */
type Shared = Omit<LinkArgs, "serverRoleArn" | "nodeApi" | "required" | "wait" | "fullProof">;

/** The same as our plugin takes it: where the link leads, who uses it, and where the server asks AWS. */
export function linkInputs(args: Shared) {
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
