import { accountOfArn, pathOfRole, roleNameOf } from "../../../model/aws/arn";
import type { Invitation } from "../../../model/invitation/invitation";
import type { Draft } from "../draft";

/** What the owner of the bucket says beside the invitation. */
export interface Acceptance {
  /** Name of their stack. */
  readonly stack: string;
  /** Another bucket than the invitation's; default: that one. */
  readonly bucket?: string;
  /** Another folder; default: the invitation's. */
  readonly prefix?: string;
  /** Profile of their account; default: the environment's credentials. */
  readonly profile?: string;
  /** Role in their account for Pulumi, in place of a profile. */
  readonly assumeRole?: string;
}

/** The settings of the bucket's side that an invitation comes to. */
export function bucketSideDraft(invitation: Invitation, said: Omit<Acceptance, "stack">): Draft {
  const { region, serverAccount, serverRole, bucketAccount, bucketRole, bucket, sessionName } = invitation;
  const { profile, assumeRole } = said;
  const path = pathOfRole(serverRole.arn);
  const keyAccount = bucket.kmsKeyArn === undefined ? bucketAccount : accountOfArn(bucket.kmsKeyArn);
  return {
    side: "bucket",
    bucketAccount: {
      id: bucketAccount,
      region,
      ...(profile !== undefined && { profile }),
      ...(assumeRole !== undefined && { assumeRole: { roleArn: assumeRole } }),
    },
    serverAccount: { id: serverAccount },
    serverRole: { name: roleNameOf(serverRole.arn), ...ownPath(path), uniqueId: serverRole.uniqueId },
    bucketRole: { name: bucketRole.name, ...ownPath(bucketRole.path) },
    bucket: {
      ...bucket,
      name: said.bucket ?? bucket.name,
      prefix: said.prefix ?? bucket.prefix,
      ...(keyAccount !== "" && keyAccount !== bucketAccount && { kmsKeyAccount: keyAccount }),
    },
    ...(sessionName !== undefined && { sessionName: { name: sessionName, required: true } }),
  };
}

function ownPath(path: string): { path?: string } {
  return path === "/" ? {} : { path };
}

/** A stack's name for a role: the role's own, as far as the engine takes it. */
export function stackFor({ bucketRole }: Invitation): string {
  return bucketRole.name.replace(/[^A-Za-z0-9_.-]/g, "-");
}
