import type { ServerInstanceArgs } from "../../components/ServerInstance";
import type { LaunchSettings } from "../settings";

/** Tag by which a stack finds the instance that it launched; its value is the stack's name. */
export const STACK_TAG = "aspera-stack";

/** What a stack's settings say of the server that it launches; the profile is the role's. */
export function serverInstanceArgs(
  { instance, securityGroup }: LaunchSettings,
  stack: string,
): Omit<ServerInstanceArgs, "instanceProfile"> {
  const { metadataOptions, tags, ...rest } = instance;
  const name = `aspera-${stack}`;
  return {
    ...rest,
    httpTokens: metadataOptions.httpTokens,
    hopLimit: metadataOptions.hopLimit,
    ...(securityGroup && { securityGroup: { ...securityGroup, groupName: name } }),
    tags: { Name: name, ...tags, [STACK_TAG]: stack },
  };
}
