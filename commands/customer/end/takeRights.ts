import { removeInline } from "../../../program/aws/changeRolePolicies";
import { inlineDocument } from "../../../program/aws/rolePolicies";
import type { HeldIam } from "./customerPart";
import { accountNamed, actorsIn, type Ending } from "./ending";
import type { Step } from "./step";

/**
 * Takes the customer's inline policies away, the server's right to assume the role first: no session begins after that.
 * Only those that the stack holds: a policy that is named alike is somebody else's.
 */
export function takeRights(ending: Ending): Step {
  const { part, accounts } = ending;
  const policies = part.iam
    .filter(({ kind }) => kind === "policy")
    .sort((one, other) => order(one) - order(other));
  const words = ({ policy, role, account }: HeldIam) =>
    `inline policy ${policy} of role ${role}, ${accountNamed(ending, account)}`;
  const there = async () => {
    const found: HeldIam[] = [];
    for (const one of policies) {
      const account = accounts[one.account]?.account;
      if (account && (await inlineDocument(account, one.role, one.policy)) !== undefined) found.push(one);
    }
    return found;
  };
  return {
    name: "take the rights away",
    by: actorsIn(ending, "serverAccount", "bucketAccount"),
    async look() {
      if (policies.length === 0) return { already: "the stack holds no right of the customer" };
      const left = await there();
      if (left.length > 0) return { will: `remove ${left.map(words).join("; ")}` };
      return { already: `gone: ${policies.map(words).join("; ")}` };
    },
    async act() {
      const left = await there();
      for (const one of left) {
        const account = accounts[one.account]?.account;
        if (account) await removeInline(account, one.role, one.policy);
      }
      return {
        did: `removed ${left.map(words).join("; ")}`,
        removed: left.map((one) => ({
          what: `inline policy ${one.policy} of role ${one.role}`,
          where: accountNamed(ending, one.account),
        })),
      };
    },
  };
}

function order({ account }: HeldIam): number {
  return account === "serverAccount" ? 0 : 1;
}
