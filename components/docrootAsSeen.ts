import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import { ALL_WELL } from "../provider/docroot/properties";
import type { ObservedDocroot } from "./ObservedDocroot";

type Seen = Pick<ObservedDocroot, "docroot" | "server" | "lastSeen">;

/** What may be said of a docroot: of one that cannot be looked at, the words of the last look, and when that was. */
export function docrootAsSeen(seen: Seen): pulumi.Output<string> {
  return pulumi
    .all([seen.docroot, seen.server, seen.lastSeen])
    .apply(([docroot, server, lastSeen = "an unknown time"]) =>
      server === ALL_WELL.server ? docroot : `${docroot}, as last seen at ${lastSeen}`,
    );
}

/** When the server last answered. Not known in a preview: each look has another time, and that is no difference to show. */
export function timeOfLook({ lastSeen }: Seen): pulumi.Output<string | undefined> {
  return pulumi.runtime.isDryRun() ? (pulumi.output(unknown) as unknown as typeof lastSeen) : lastSeen;
}
