import { getInstance } from "@pulumi/aws/ec2/getInstance";
import { getInstances } from "@pulumi/aws/ec2/getInstances";
import type { Provider } from "@pulumi/aws/provider";
import { type InstanceFacts, replacing } from "../../model/aws/instanceReplacement";
import { found, refusalOf } from "../../model/findings/finding";
import { STACK_TAG } from "../arguments/serverInstanceArgs";
import { hostKeyMissing } from "../findings/launch/hostKeyMissing";
import { instanceWouldBeReplaced } from "../findings/launch/instanceWouldBeReplaced";
import { refusal, type Settings } from "../settings";

/**
 * Looks at the instance that this stack launched, before anything is made: a change that would replace it is refused, since
 * a new server knows nothing of the old one's users, licence and docroots. Also refused is a customer's stack whose server
 * runs and has no pinned host key yet.
 * @throws RunError that names the property, or the next step.
 */
export async function confirmInstance({ launch, stack }: Settings, provider: Provider): Promise<void> {
  if (!launch) return;
  const instances = await launchedInstances(stack, provider);
  const [first] = instances;
  if (first && launch.awaitsHostKey)
    throw refusal(refusalOf("a pinned host key", found(hostKeyMissing, { instanceId: first.id, stack })));
  if (launch.allowReplace) return;
  for (const instance of instances) {
    const [change] = replacing(launch.instance, instance);
    if (!change) continue;
    const one = found(instanceWouldBeReplaced, { instanceId: instance.id, ...change });
    throw refusal(refusalOf("the server that runs to stay", one));
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
