import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { type Breakage, DEV, type World } from "./breakage";

/** The parts of a trust policy that are changed here. */
interface Trust {
  Statement: { Principal?: unknown; Condition?: unknown }[];
}

/** The bucket role's trust policy as text, before and after. */
type Changed = { was: string; is: string };

/** The customer's administrator removes the condition: the server role gets in without the external ID. */
export const trustOpen: Breakage<Changed> = {
  plays: "the bucket role's trust no longer asks for the external ID",
  ...changedTrust((statement) => {
    delete statement.Condition;
  }),
};

/**
 * The server role was deleted and created again: on AWS the trust then shows the old role's unique id and trusts nobody.
 * The emulator keeps the ARN, so the old id is written here.
 */
export const recreatedRole: Breakage<Changed> = {
  plays: "the server role was deleted and created again; the trust has its old id",
  ...changedTrust((statement) => {
    statement.Principal = { AWS: "AROADEADDEADDEADDEAD1" };
  }),
};

function changedTrust(
  change: (statement: Trust["Statement"][number]) => void,
): Pick<Breakage<Changed>, "break" | "heal"> {
  return {
    async break(world) {
      const was = await trustOf(world);
      const trust = JSON.parse(was) as Trust;
      for (const statement of trust.Statement) change(statement);
      await setTrust(world, JSON.stringify(trust));
      return { was, is: await trustOf(world) };
    },
    async heal(world, { was, is }) {
      if ((await trustOf(world)) !== is) return false;
      await setTrust(world, was);
      return true;
    },
  };
}

async function trustOf({ customer }: World): Promise<string> {
  const { Role } = await customer.iam.send(new GetRoleCommand({ RoleName: DEV.bucketRole }));
  return decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "{}");
}

async function setTrust({ customer }: World, PolicyDocument: string): Promise<void> {
  await customer.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: DEV.bucketRole, PolicyDocument }));
}
