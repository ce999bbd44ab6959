import type { Found } from "../../../model/findings/finding";
import type { Connection } from "../checks/connection";
import type { SshLogin } from "../checks/sshLogin";
import type { Account } from "../schema/accounts";
import type { CheckedValues, Values } from "../schema/keys";
import type { ServerRoleSettings } from "../schema/roles";
import type { Side } from "../schema/side";
import { type BucketSide, bucketSideOf } from "./bucketSide";
import { type Customer, customerOf } from "./customer";
import { type LaunchSettings, launchOf, type ServerSettings, serverOf } from "./server";

/** Everything that a stack's configuration says, checked. docs/settings.md describes each key. */
export interface Settings {
  /** Pulumi stack, such as `acme-prod`. */
  readonly stack: string;
  readonly serverAccount: Account;
  readonly serverRole: ServerRoleSettings;
  /** How the server is reached; absent in a stack that does not name it, or has no host key for it yet. */
  readonly server?: ServerSettings;
  /** How Pulumi logs in to it; present wherever `server` is. */
  readonly ssh?: SshLogin;
  /** The server that this stack launches; absent when it is already running. */
  readonly launch?: LaunchSettings;
  /** The accounts that this stack holds credentials for. */
  readonly side: Side;
  /** What belongs to one customer; absent in a stack that makes only the server's part, or only the bucket's. */
  readonly customer?: Customer;
  /** What a stack of `side: bucket` makes; absent in every other. */
  readonly bucketSide?: BucketSide;
  /** AWS tags on everything that can carry them. */
  readonly tags: Values["tags"];
  /** What is allowed yet unwise. */
  readonly warnings: readonly Found[];
}

/** Settings from values that passed every check. */
export function assemble(
  values: CheckedValues,
  connection: Connection,
  rest: Pick<Settings, "stack" | "warnings">,
): Settings {
  const { side, serverAccount, serverRole, tags } = values;
  const server = serverOf(values, connection);
  const ssh = server && connection.ssh;
  const launch = launchOf(values, connection);
  const customer = server && ssh && customerOf(values, server, ssh);
  const bucketSide = bucketSideOf(values);
  return { ...rest, side, serverAccount, serverRole, server, ssh, launch, customer, bucketSide, tags };
}
