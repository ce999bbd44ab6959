import { Instance } from "@pulumi/aws/ec2/instance";
import type { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type { StacksServerRole } from "../access/serverRoleOf";
import { isDevelopment } from "../settings/development";
import type { Settings } from "../settings/types";
import { STACK_TAG } from "./confirmInstance";
import { SecurityGroup } from "./SecurityGroup";

/** A server that this stack launched. */
export interface LaunchedServer {
  readonly instance: Instance;
  /** Address for SSH; the other one when the instance lacks the wanted kind. */
  readonly address: pulumi.Output<string>;
}

/**
 * The EC2 instance of the server, with the role's instance profile, and its security group where the settings have one.
 * Undefined when the server is one that runs already: then its address and host key are in the settings.
 */
export function launchServer(
  { launch, stack }: Settings,
  serverRole: StacksServerRole,
  provider: Provider,
): LaunchedServer | undefined {
  if (!launch) return undefined;
  const { metadataOptions, rootVolume, terminationProtection, ...wanted } = launch.instance;
  const group =
    launch.securityGroup &&
    new SecurityGroup("server-clients", { ...launch.securityGroup, provider, groupName: `aspera-${stack}` });

  const instance = new Instance(
    "server-instance",
    {
      ami: wanted.amiId,
      instanceType: wanted.type,
      subnetId: wanted.subnetId,
      keyName: wanted.keyName,
      iamInstanceProfile: serverRole.instanceProfile,
      ...(group || wanted.securityGroupIds.length > 0
        ? { vpcSecurityGroupIds: [...wanted.securityGroupIds, ...(group ? [group.groupId] : [])] }
        : {}),
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: metadataOptions.httpTokens,
        httpPutResponseHopLimit: metadataOptions.hopLimit,
      },
      ...(rootVolume && {
        rootBlockDevice: {
          volumeSize: rootVolume.sizeGib,
          volumeType: rootVolume.type,
          encrypted: rootVolume.encrypted,
        },
      }),
      disableApiTermination: terminationProtection,
      tags: { Name: `aspera-${stack}`, ...wanted.tags, [STACK_TAG]: stack },
    },
    { provider, protect: !launch.allowReplace && !isDevelopment(stack) },
  );
  const address = pulumi
    .all([instance.publicIp, instance.privateIp])
    .apply(([outer, inner]) => (wanted.address === "public" && outer ? outer : inner));
  return { instance, address };
}
