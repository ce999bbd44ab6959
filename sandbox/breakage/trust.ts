import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { type Breakage, DEV, type World } from "./breakage";

/** A trust policy, as far as it is changed here. */
interface Trust {
  Statement: { Principal?: unknown; Condition?: unknown }[];
}

/** The trust of the bucket role, as text, before and after. */
type Changed = { was: string; is: string };

/** The customer's administrator takes the condition away: the server role gets in without the external ID. */
export const trustOpen: Breakage<Changed> = {
  plays: "the bucket role's trust no longer asks for the external ID",
  ...changedTrust((statement) => {
    delete statement.Condition;
  }),
};

/**
 * The server role was deleted and made again: AWS keeps the dead one's unique id in the trust and trusts nobody. The
 * emulator keeps the ARN, so the dead id is written here, as AWS shows it.
 */
export const recreatedRole: Breakage<Changed> = {
  plays: "the server role was deleted and made again; its dead id stands in the trust",
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
