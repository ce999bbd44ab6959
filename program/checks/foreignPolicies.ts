import { saysWhatAStackCan } from "../../model/access/stacksPolicy";
import { type Found, found } from "../../model/findings/finding";
import type { AwsAccount } from "../aws/account";
import { reasonOf } from "../aws/reason";
import { attachedArns, inlineDocument, inlineNames } from "../aws/rolePolicies";
import { foreignServerPolicies } from "../findings/access/foreignServerPolicies";
import { serverPoliciesNotVisible } from "../findings/access/serverPoliciesNotVisible";

/** How many documents are asked for at a time: IAM turns away who asks for sixty at once. */
const AT_A_TIME = 8;

/**
 * The policies on the server role that no stack of this project put there: by their names, or because one that is named
 * like a stack's says more than a stack's can. They are the operator's own or somebody else's: reported, never removed. What
 * cannot be read is reported too: nothing is known of it then.
 */
export async function foreignPolicies(roleName: string, account: AwsAccount): Promise<Found[]> {
  const reasons: string[] = [];
  const orNothing = <T>(look: Promise<T[]>): Promise<T[]> =>
    look.catch((error) => {
      reasons.push(reasonOf(error));
      return [];
    });
  const [inline, attached] = await Promise.all([
    orNothing(foreignInline(roleName, account)),
    orNothing(attachedArns(account, roleName)),
  ]);
  const policies = [...inline, ...attached].sort().join(", ");
  const [reason] = reasons;
  return [
    ...(policies === "" ? [] : [found(foreignServerPolicies, { roleName, policies })]),
    ...(reason === undefined ? [] : [found(serverPoliciesNotVisible, { roleName, reason })]),
  ];
}

async function foreignInline(roleName: string, account: AwsAccount): Promise<string[]> {
  const names = await inlineNames(account, roleName);
  const foreign = names.filter((name) => !isNamedLikeAStacks(name));
  const alike = names.filter(isNamedLikeAStacks);
  while (alike.length > 0) {
    const some = alike.splice(0, AT_A_TIME);
    const documents = await Promise.all(some.map((name) => inlineDocument(account, roleName, name)));
    foreign.push(
      ...some
        .filter((_, at) => documents[at] !== undefined && !saysWhatAStackCan(documents[at] ?? ""))
        .map((name) => `${name} (which says more than a stack's policy)`),
    );
  }
  return foreign;
}

function isNamedLikeAStacks(name: string): boolean {
  return name.startsWith("aspera-");
}
