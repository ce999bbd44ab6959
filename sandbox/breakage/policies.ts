import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  type IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { type Breakage, DEV } from "./breakage";

/** Someone removes this stack's policy from the server role. */
export const rightRemoved: Breakage<{ was: string }> = {
  plays: "the server role may no longer assume acme's role",
  async break({ operator }) {
    const was = await inlinePolicy(operator.iam, DEV.serverRole, DEV.right);
    if (was === undefined) throw new Error(`expected policy ${DEV.right} on ${DEV.serverRole}, found none`);
    await remove(operator.iam, DEV.serverRole, DEV.right);
    return { was };
  },
  async heal({ operator }, { was }) {
    if ((await inlinePolicy(operator.iam, DEV.serverRole, DEV.right)) !== undefined) return false;
    await put(operator.iam, DEV.serverRole, DEV.right, was);
    return true;
  },
};

const FOREIGN = "added-by-hand";

/** Someone adds rights to the bucket role by hand. */
export const foreignPolicy: Breakage = {
  plays: "a policy that no stack made is on acme's bucket role",
  async break({ customer }) {
    await put(
      customer.iam,
      DEV.bucketRole,
      FOREIGN,
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
      }),
    );
    return {};
  },
  async heal({ customer }) {
    if ((await inlinePolicy(customer.iam, DEV.bucketRole, FOREIGN)) === undefined) return false;
    await remove(customer.iam, DEV.bucketRole, FOREIGN);
    return true;
  },
};

async function inlinePolicy(
  iam: IAMClient,
  RoleName: string,
  PolicyName: string,
): Promise<string | undefined> {
  try {
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return decodeURIComponent(PolicyDocument ?? "");
  } catch (error) {
    if (/^NoSuchEntity/.test((error as Error).name)) return undefined;
    throw error;
  }
}

async function put(iam: IAMClient, RoleName: string, PolicyName: string, PolicyDocument: string) {
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
}

async function remove(iam: IAMClient, RoleName: string, PolicyName: string) {
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
}
