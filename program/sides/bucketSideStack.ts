import * as pulumi from "@pulumi/pulumi";
import { asperaLinkChildren } from "../../components/AsperaLink";
import { BucketRole } from "../../components/BucketRole";
import { kmsKeyStatement } from "../../model/access/kmsKeyStatement";
import { found } from "../../model/findings/finding";
import { accountProvider } from "../accounts/accountProvider";
import { CUSTOMER_LINK } from "../arguments/asperaLinkArgs";
import { bucketRoleArgs } from "../arguments/bucketRoleArgs";
import { bucketRoleArnOf } from "../arguments/bucketRoleArn";
import { s3Access } from "../arguments/s3Access";
import { awsAccount } from "../aws/account";
import { bucketGuards } from "../checks/bucketGuards";
import { confirmPlaces } from "../checks/confirmPlaces";
import { looksAtTrust } from "../checks/looks";
import { sayAll, sayBefore } from "../checks/sayAll";
import { notVisibleFromHere } from "../findings/access/notVisibleFromHere";
import { keyStatementStep } from "../server/nextSteps";
import type { BucketSide, Settings } from "../settings";

/**
 * Everything that a stack of `side: bucket` makes: the role in the bucket account, its trust and its rights. It reaches no
 * server and holds no credentials but the bucket account's.
 */
export async function bucketSideStack(settings: Settings, part: BucketSide) {
  const { serverAccount, serverRole, tags } = settings;
  const { bucketAccount } = part;
  const provider = accountProvider("bucket-account", bucketAccount, tags);
  const owner = awsAccount("bucketAccount", bucketAccount);
  const takenOff = await confirmPlaces(settings, { owner });
  const args = bucketRoleArgs(settings, part);
  const role = new BucketRole(asperaLinkChildren(CUSTOMER_LINK).bucketRole, args, { provider });
  const what = `role ${serverRole.name}, and the server with its docroot,`;
  const unseen = found(notVisibleFromHere, { side: "bucket" as const, account: serverAccount.id, what });
  const guards = bucketGuards(part, bucketRoleArnOf(part), owner);
  const trust = looksAtTrust(part, args.serverRole.arn, owner, pulumi.output(""));
  await sayAll([takenOff, [unseen], guards]);
  return {
    bucketRoleArn: sayBefore(role.arn, trust),
    trustedServerRole: args.serverRole.arn,
    nextSteps: nextSteps(serverAccount.id, part),
  };
}

/** What a person does after `up`. */
function nextSteps(serverAccountId: string, part: BucketSide): string[] {
  const { bucket } = part;
  const statement = kmsKeyStatement(s3Access(part), bucketRoleArnOf(part));
  return [
    ...(bucket.kmsKeyArn !== undefined && statement ? [keyStatementStep(bucket.kmsKeyArn, statement)] : []),
    `nothing has to be sent back, unless you took another place than the invitation's: the operator of account ` +
      `${serverAccountId} must name ${bucket.name}/${bucket.prefix}, too`,
  ];
}
