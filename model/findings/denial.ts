import { accountOfArn } from "../aws/arn";
import type { Owner } from "./finding";

/** AWS's reason for a refusal, taken apart. */
interface Denial {
  /** Kind of policy: `identity-based`, `service control`, `permissions boundary`. */
  readonly kind: string;
  /** True for a Deny that is written down, false where an Allow is missing. */
  readonly explicit: boolean;
  /** Action that no policy allows; it can be another than the one that was asked for. */
  readonly action?: string;
  /** ARN of the policy, where AWS tells it. */
  readonly arn?: string;
}

/** A call that AWS refused: who asked for what. */
export interface RefusedCall {
  /** What AWS says of the reason, as in `proveAnswer`; empty for nothing. */
  readonly because: string;
  /** `sts:AssumeRole`. */
  readonly action: string;
  /** ARN of the role that asked, or whose session did. */
  readonly role: string;
  /** Who owns that role. */
  readonly roleOwner: Owner;
  /** What it was asked of: a role's ARN, a bucket with keys. */
  readonly resource: string;
  /** Who owns that. */
  readonly resourceOwner: Owner;
  /** The policy of the resource itself: `bucket policy of acme-media`. */
  readonly resourcePolicy: string;
}

/** Whose a refusal is to put right, and how. */
export interface Remedy {
  readonly owner: Owner;
  readonly hint: string;
}

function denialIn(because: string): Denial | undefined {
  const [, missing, action, denying, arn] =
    /^(?:because no (.+?)(?: policy)? allows the (\S+) action|with an explicit deny in an? (.+?)(?: policy)?)(?:: (arn:\S+))?$/.exec(
      because,
    ) ?? [];
  const kind = missing ?? denying;
  return kind === undefined ? undefined : { kind, explicit: missing === undefined, action, arn };
}

/** Policies of each kind, by whose they are: IAM User Guide, "Policy evaluation logic". */
function placeOf({ kind }: Denial, call: RefusedCall): { owner: Owner; policy: string } | undefined {
  const { role, roleOwner, resource, resourceOwner, resourcePolicy } = call;
  switch (kind) {
    case "identity-based":
      return { owner: roleOwner, policy: `policies of ${role}` };
    case "permissions boundary":
      return { owner: roleOwner, policy: `permissions boundary of ${role}` };
    case "service control":
      return {
        owner: roleOwner,
        policy: `service control policies (SCP) of the organization of ${accountOf(role)}`,
      };
    case "resource control":
      return {
        owner: resourceOwner,
        policy: `resource control policies (RCP) of the organization that holds ${resource}`,
      };
    case "resource-based":
    case "role trust":
    case "trust":
      return { owner: resourceOwner, policy: resourcePolicy };
    case "VPC endpoint":
      return { owner: "server account", policy: "VPC endpoint policy in the server's VPC" };
    default:
      return undefined;
  }
}

/** What AWS's reason comes to; undefined where it gives none, or one that says nothing about whose it is. */
export function remedyOf(call: RefusedCall): Remedy | undefined {
  const denial = denialIn(call.because);
  const place = denial && placeOf(denial, call);
  if (!denial || !place) return undefined;
  const { role, resource } = call;
  const action = denial.action ?? call.action;
  const on = action === call.action ? ` on ${resource}` : "";
  const where = `the ${place.policy}${denial.arn ? `, ${denial.arn}` : ""}`;
  const hint = denial.explicit
    ? `in ${where}, exempt ${role} from the Deny on ${action}${on}`
    : `allow ${role} ${action}${on} in ${where}`;
  return { owner: place.owner, hint: `in the ${place.owner}: ${hint}` };
}

/** The reason as it goes on behind `... was denied`. */
export function reasonText(because: string): string {
  return because === "" ? "" : ` ${because}`;
}

function accountOf(roleArn: string): string {
  return `account ${accountOfArn(roleArn)}`;
}
