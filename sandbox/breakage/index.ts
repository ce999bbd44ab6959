import { anotherExternalId } from "./anotherExternalId";
import type { Breakage } from "./breakage";
import { clock } from "./clock";
import { docroot } from "./docroot";
import { noProfile } from "./noProfile";
import { foreignPolicy, rightRemoved } from "./policies";
import { servedDocroot } from "./servedDocroot";
import { service, trapd } from "./services";
import { recreatedRole, trustOpen } from "./trust";
import { unreachable } from "./unreachable";
import { user } from "./user";
import { wrongRegion } from "./wrongRegion";

export type { Breakage, World } from "./breakage";
export { breakOne, type Healed, healAll } from "./keeper";

/** Everything that can be broken, by its name on the command line. */
export const BREAKAGES: Readonly<Record<string, Breakage>> = {
  docroot: docroot,
  "another-external-id": anotherExternalId,
  "served-docroot": servedDocroot,
  user: user,
  service,
  trapd,
  unreachable,
  "recreated-role": recreatedRole,
  "trust-open": trustOpen,
  "right-removed": rightRemoved,
  "foreign-policy": foreignPolicy,
  "no-profile": noProfile,
  "wrong-region": wrongRegion,
  clock,
};
