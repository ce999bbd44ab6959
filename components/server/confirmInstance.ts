import { getInstance } from "@pulumi/aws/ec2/getInstance";
import { getInstances } from "@pulumi/aws/ec2/getInstances";
import type { Provider } from "@pulumi/aws/provider";
import { refusal } from "../refusal";
import type { Settings } from "../settings/types";
import { type InstanceFacts, replacing } from "./replacement";

/** Tag by which a stack finds the instance that it launched; its value is the stack's name. */
export const STACK_TAG = "aspera-stack";

/**
 * Looks at the instance that this stack launched, before anything is made: a change that would replace it is refused, since
 * a new server knows nothing of the old one's users, licence and docroots. Also refused is a customer's stack whose server
 * runs and has no pinned host key yet.
 * @throws RunError that names the property, or the next step.
 */
export async function confirmInstance({ launch, stack }: Settings, provider: Provider): Promise<void> {
  if (!launch) return;
  const [found, ...others] = await launchedInstances(stack, provider);
  if (found && launch.awaitsHostKey) {
    throw refusal(
      `aspera:server: expected the host key of the launched server ${found.id}, got none\n` +
        `hint: npm run host-key -- --stack ${stack}`,
    );
  }
  if (launch.allowReplace) return;
  for (const instance of found ? [found, ...others] : []) {
    const [first] = replacing(launch.instance, instance);
    if (!first) continue;
    throw refusal(
      `aspera:server.instance.${first.property}: expected ${first.from} of the running server ${instance.id}, got ${first.to}, ` +
        "which would replace the server and everything on it\n" +
        "hint: put the earlier value back; or, when every customer is off it, set `allowReplace: true` in aspera:server",
    );
  }
}

async function launchedInstances(stack: string, provider: Provider): Promise<InstanceFacts[]> {
  const { ids } = await getInstances(
    {
      filters: [{ name: `tag:${STACK_TAG}`, values: [stack] }],
      instanceStateNames: ["pending", "running", "stopping", "stopped"],
    },
    { provider },
  );
  return Promise.all(
    ids.map(async (instanceId) => {
      const { ami, subnetId, keyName, rootBlockDevices } = await getInstance({ instanceId }, { provider });
      const rootEncrypted = rootBlockDevices?.[0]?.encrypted;
      return { id: instanceId, amiId: ami, subnetId, keyName, rootEncrypted };
    }),
  );
}
