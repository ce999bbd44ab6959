import { instanceProfileArn, partitionOfRegion, pathOfRole } from "../../model/aws/arn";
import { type Found, found } from "../../model/findings/finding";
import { STACK_TAG } from "../arguments/serverInstanceArgs";
import type { AwsAccount } from "../aws/account";
import { profileCarriers as carriersOf, type ProfileCarrier } from "../aws/instances";
import { reasonOf } from "../aws/reason";
import { carriersNotVisible } from "../findings/access/carriersNotVisible";
import { metadataOpen } from "../findings/access/metadataOpen";
import { profileOnOtherInstances } from "../findings/access/profileOnOtherInstances";
import type { Settings } from "../settings";

/** What the settings say of the server and of its role. */
type Server = Pick<Settings, "serverAccount" | "serverRole" | "server" | "customer" | "launch" | "stack">;

/**
 * Which instances have the server role, and how easily their metadata service gives it away. The server is the instance that
 * the settings name or the stack launched; where neither is known, one may carry the profile.
 * @param serverRoleArn ARN of the server role: its instance profile has its path and name.
 * @param account the server account; needs `ec2:DescribeInstances`.
 */
export async function profileCarriers(
  settings: Server,
  serverRoleArn: string,
  account: AwsAccount,
): Promise<Found[]> {
  const { serverAccount, serverRole, stack, launch } = settings;
  const instanceProfile = serverRole.name;
  const profileArn = instanceProfileArn({
    partition: partitionOfRegion(serverAccount.region),
    account: serverAccount.id,
    path: pathOfRole(serverRoleArn),
    name: instanceProfile,
  });
  const { region, profile } = account.settings;
  const where = { region, profile };
  try {
    const all = await carriersOf(account, profileArn);
    const isOurs = ({ tags }: ProfileCarrier) => launch !== undefined && tags[STACK_TAG] === stack;
    const serverId = (settings.customer?.server ?? settings.server)?.instanceId ?? all.find(isOurs)?.id;
    const others = all.filter(({ id }) => id !== serverId).map(({ id }) => id);
    const tooMany = others.length > (serverId === undefined ? 1 : 0);
    return [
      ...(tooMany
        ? [
            found(profileOnOtherInstances, {
              instanceProfile,
              instanceIds: others.sort(),
              serverId,
              ...where,
            }),
          ]
        : []),
      ...all.flatMap((one) => {
        const { id: instanceId, metadata } = one;
        // What the settings ask of a launched server is warned of there, and the engine shows what differs from it.
        if (!metadata || isOurs(one) || (!metadata.withoutToken && metadata.hopLimit <= 1)) return [];
        return [found(metadataOpen, { instanceId, ...metadata, ...where })];
      }),
    ];
  } catch (error) {
    return [found(carriersNotVisible, { instanceProfile, reason: reasonOf(error) })];
  }
}
