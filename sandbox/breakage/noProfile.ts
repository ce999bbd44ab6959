import {
  AssociateIamInstanceProfileCommand,
  DescribeIamInstanceProfileAssociationsCommand,
  DisassociateIamInstanceProfileCommand,
} from "@aws-sdk/client-ec2";
import type { Breakage, World } from "./breakage";

/** The instance profile is detached from the server: no role, no credentials. `up` does not attach it. */
export const noProfile: Breakage<{ instance: string; profile: string }> = {
  plays: "the server's instance carries no instance profile",
  async break(world) {
    const [found] = await associations(world);
    const profile = found?.IamInstanceProfile?.Arn;
    if (!found?.AssociationId || !found.InstanceId || !profile)
      throw new Error("expected an instance with an instance profile, found none");
    await world.operator.ec2.send(
      new DisassociateIamInstanceProfileCommand({ AssociationId: found.AssociationId }),
    );
    return { instance: found.InstanceId, profile };
  },
  async heal(world, { instance, profile }) {
    if ((await associations(world)).some(({ InstanceId }) => InstanceId === instance)) return false;
    await world.operator.ec2.send(
      new AssociateIamInstanceProfileCommand({ InstanceId: instance, IamInstanceProfile: { Arn: profile } }),
    );
    return true;
  },
};

async function associations({ operator }: World) {
  const answer = await operator.ec2.send(new DescribeIamInstanceProfileAssociationsCommand({}));
  return (answer.IamInstanceProfileAssociations ?? []).filter(({ State }) => /^associat/.test(State ?? ""));
}
