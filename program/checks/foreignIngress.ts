import { isIpv6 } from "../../model/aws/addressBlock";
import { PORTS, portRules } from "../../model/aws/securityGroupPorts";
import { type Found, found } from "../../model/findings/finding";
import { serverInstanceArgs } from "../arguments/serverInstanceArgs";
import type { AwsAccount } from "../aws/account";
import { type IngressRule, ingressRules } from "../aws/ingressRules";
import { reasonOf } from "../aws/reason";
import { foreignIngress } from "../findings/launch/foreignIngress";
import { ingressNotVisible } from "../findings/launch/ingressNotVisible";
import type { Settings } from "../settings";

/** What the security group of a launched server lets in beside what the settings name. */
export async function foreignIngressRules(
  { launch, stack }: Pick<Settings, "launch" | "stack">,
  account: AwsAccount,
): Promise<Found[]> {
  if (!launch?.securityGroup) return [];
  const groupName = `${serverInstanceArgs(launch, stack).securityGroup?.groupName}`;
  const { transfers, nodeApi = [], httpFallback = [] } = launch.securityGroup;
  const wanted = new Set(
    [
      ...portRules(PORTS.transfers, transfers),
      ...portRules(PORTS.nodeApi, nodeApi),
      ...portRules(PORTS.httpFallback, httpFallback),
    ].map(({ protocol, port, block }) => words({ protocol, fromPort: port, toPort: port, source: block })),
  );
  try {
    const all = await ingressRules(account, groupName);
    const foreign = all.filter((rule) => !wanted.has(words(rule)));
    const [first] = foreign;
    if (!first) return [];
    const { region, profile } = account.settings;
    return [
      found(foreignIngress, {
        groupName,
        groupId: first.groupId,
        rules: foreign.map(words),
        ruleIds: foreign.map(({ id }) => id),
        region,
        profile,
      }),
    ];
  } catch (error) {
    return [found(ingressNotVisible, { groupName, reason: reasonOf(error) })];
  }
}

function words({ protocol, fromPort, toPort, source }: Omit<IngressRule, "id" | "groupId">): string {
  const everything = protocol === "-1";
  const ports = fromPort === toPort ? `${fromPort}` : `${fromPort}-${toPort}`;
  return `${everything ? "everything" : `${protocol} ${ports}`} from ${shortest(source)}`;
}

/** IPv6 has many spellings of one address; AWS gives the shortest. */
function shortest(source: string): string {
  const [address = "", bits = ""] = source.split("/");
  return isIpv6(source) ? `${new URL(`http://[${address}]`).hostname.slice(1, -1)}/${bits}` : source;
}
