import * as pulumi from "@pulumi/pulumi";
import type { AsperaLinkArgs, BucketRoleOptions } from "../../components/AsperaLink";
import type { RestartArgs } from "../../components/Docroot";
import type { BucketRoleSettings, Customer, Settings } from "../settings";
import { connectionArgs } from "./connectionArgs";
import { docrootPlace } from "./docrootPlace";
import { s3Access } from "./s3Access";

/** Name of the AsperaLink in the program. */
export const CUSTOMER_LINK = "customer";

/** What a customer's settings say of the link; providers, role and instance are the program's. */
export function asperaLinkArgs(
  { side, serverAccount, stack }: Pick<Settings, "side" | "serverAccount" | "stack">,
  customer: Customer,
  address?: pulumi.Input<string>,
): Omit<AsperaLinkArgs, "serverProvider" | "bucketProvider" | "serverRole" | "instance"> {
  const { bucketRole, externalId, previousExternalIds, transferUser, docroot, nodeApi, proof, restart } =
    customer;
  const { sessionName, template, storageHost } = docrootPlace(customer);
  const { bucketAccount: bucketAccountId, access, ...rights } = s3Access(customer);
  return {
    customer: stack,
    ...rights,
    access: [...access],
    bucketAccountId,
    ...(bucketRole && { bucketRole: bucketRoleOptions(bucketRole, side) }),
    ...(externalId && { externalId: pulumi.secret(externalId.reveal()) }),
    ...(previousExternalIds && { previousExternalIds: pulumi.secret(previousExternalIds.reveal()) }),
    region: serverAccount.region,
    connection: connectionArgs(customer, address),
    transferUser,
    ...(sessionName !== undefined && { sessionName, requireSessionName: customer.sessionName?.required }),
    template,
    storageHost,
    takeOver: docroot.takeOver,
    createTransferUserEntry: customer.createTransferUserEntry,
    ...(customer.transferTokens && { transferTokens: true }),
    restart: restartArgs(restart),
    ...(nodeApi && { nodeApi: { user: nodeApi.user, password: pulumi.secret(nodeApi.password.reveal()) } }),
    required: proof.required,
    wait: proof.wait,
    fullProof: proof.fullRefresh,
  };
}

/** How a role is made is only said where it is made here. */
function bucketRoleOptions(role: BucketRoleSettings, side: Settings["side"]): BucketRoleOptions {
  const { name: roleName, path } = role;
  return side === "server" ? { roleName, path } : { ...role, roleName };
}

/** How asperanoded takes up a change of this customer's docroot. */
export function restartArgs(restart: Customer["restart"]): RestartArgs {
  return restart.mode === "whenIdle"
    ? { restart: restart.mode, idleWait: restart.longestWait, idleThen: restart.ifBusy }
    : { restart: restart.mode };
}
