import { type InstanceFacts, replacing } from "../../model/aws/instanceReplacement";
import { FindingError, type Found, found, refusalOf } from "../../model/findings/finding";
import { STACK_TAG } from "../arguments/serverInstanceArgs";
import type { AwsAccount } from "../aws/account";
import { isProtected, taggedInstances } from "../aws/instances";
import { reasonOf } from "../aws/reason";
import { hostKeyMissing } from "../findings/launch/hostKeyMissing";
import { instanceNotVisible } from "../findings/launch/instanceNotVisible";
import { instanceProtected } from "../findings/launch/instanceProtected";
import { instanceWouldBeReplaced } from "../findings/launch/instanceWouldBeReplaced";
import { refusal, type Settings } from "../settings";

/**
 * Looks at the instance that this stack launched, before anything is made. A change that would replace it is refused, since
 * a new server knows nothing of the old one's users, licence and docroots; where the settings allow that, it is still
 * refused while AWS would not terminate the old one. Also refused is a customer's stack whose server runs and has no pinned
 * host key yet.
 * @returns what could not be looked at.
 * @throws RunError that names the property, or the next step.
 */
export async function confirmInstance({ launch, stack }: Settings, account: AwsAccount): Promise<Found[]> {
  if (!launch) return [];
  const { instance: wanted, allowReplace, awaitsHostKey } = launch;
  const unseen: Found[] = [];
  /** What AWS says; undefined when it may not be asked. Wrong credentials end the run. */
  const seen = async <T>(look: Promise<T>): Promise<T | undefined> => {
    try {
      return await look;
    } catch (error) {
      if (error instanceof FindingError) throw refusal(refusalOf("a look at the server", error.found));
      unseen.push(found(instanceNotVisible, { reason: reasonOf(error) }));
      return undefined;
    }
  };

  const tag = { key: STACK_TAG, value: stack };
  const instances = (await seen(taggedInstances(account, tag, wanted.rootVolume !== undefined))) ?? [];
  const [first] = instances;
  if (first && awaitsHostKey) {
    const missing = found(hostKeyMissing, { instanceId: first.id, stack });
    throw refusal(refusalOf("a pinned host key", missing));
  }
  for (const { instance, change } of instances.flatMap((one) => changesOf(wanted, one))) {
    const facts = { instanceId: instance.id, ...change };
    if (!allowReplace)
      throw refusal(refusalOf("the server that runs to stay", found(instanceWouldBeReplaced, facts)));
    if (await seen(isProtected(account, instance.id)))
      throw refusal(refusalOf("a server that may be terminated", found(instanceProtected, facts)));
  }
  return unseen;
}

/** The first change that replaces an instance, if there is one. */
function changesOf(wanted: Parameters<typeof replacing>[0], instance: InstanceFacts) {
  return replacing(wanted, instance)
    .slice(0, 1)
    .map((change) => ({ instance, change }));
}
