import { serverRightName } from "../../../model/access/serverRight";
import { reasonOf } from "../../../program/aws/reason";
import { roleNamed } from "../../../program/aws/role";
import { inlineDocument } from "../../../program/aws/rolePolicies";
import { spansTwoAccounts } from "../../../program/settings";
import type { HeldIam } from "./customerPart";
import { accountNamed, actorsIn, type Ending } from "./ending";
import type { Proof } from "./evidence";
import type { Death } from "./linkDead";
import { nothing, type ServerAsked } from "./proofs";
import type { Step } from "./step";

type Name = Pick<HeldIam, "kind" | "role" | "policy" | "account">;

/**
 * Shows at the end that roles and rights are gone, by name, and asks the server again where it still reached the bucket.
 * @param before how the link came out when its rights were gone.
 */
export function lookOnceMore(ending: Ending, asked: ServerAsked, before: () => Death | undefined): Step {
  return {
    name: "look once more",
    by: actorsIn(ending, "serverAccount", "bucketAccount"),
    async look() {
      const names = await Promise.all(namesOf(ending).map((name) => look(ending, name)));
      const earlier = before();
      const again = earlier?.outcome === "stands" ? await asked.once() : undefined;
      const last = again ?? earlier;
      const link = "the link, tried from the server when everything was removed";
      const open = names
        .filter(({ outcome }) => outcome !== "gone")
        .map(({ what, outcome, said }) => `${what}: ${outcome}, ${said}`);
      if (last && last.outcome !== "refused")
        open.push(
          last.outcome === "stands"
            ? "the server still reaches the bucket, by other rights of its role than this customer's"
            : `that the link is dead was not shown from the server: ${last.said}`,
        );
      if (ending.part.formerOpen !== "")
        open.push(
          `docroots of earlier moves were not closed and lead where they led: ${ending.part.formerOpen}`,
        );
      return {
        looked: "nothing was changed",
        proofs: [...names, ...(again ? [{ what: link, outcome: again.outcome, said: again.said }] : [])],
        open,
      };
    },
    act: nothing,
  };
}

/** What the stack held, and what the settings call it: the second is all there is in a run after the first. */
function namesOf({ part, settings, customer }: Ending): Name[] {
  const own: Name[] = [
    {
      kind: "policy",
      role: settings.serverRole.name,
      policy: serverRightName(settings.stack),
      account: "serverAccount",
    },
    ...(spansTwoAccounts(customer)
      ? [{ kind: "role", role: customer.bucketRole.name, policy: "", account: "bucketAccount" } as const]
      : []),
  ];
  const roles = new Set(part.iam.filter(({ kind }) => kind === "role").map(({ role }) => role));
  // A role's own policies went with it.
  const held = part.iam.filter(({ kind, role }) => kind === "role" || !roles.has(role));
  const key = ({ kind, role, policy, account }: Name) => `${account} ${kind} ${role} ${policy}`;
  return [...new Map([...held, ...own].map((one) => [key(one), one])).values()];
}

async function look(ending: Ending, { kind, role, policy, account: key }: Name): Promise<Omit<Proof, "at">> {
  const thing = kind === "role" ? `role ${role}` : `inline policy ${policy} of role ${role}`;
  const what = `${thing}, ${accountNamed(ending, key)}`;
  const account = ending.accounts[key]?.account;
  if (!account) return { what, outcome: "not proven", said: "no credentials for that account" };
  try {
    const there =
      kind === "role" ? await roleNamed(account, role) : await inlineDocument(account, role, policy);
    return there === undefined
      ? { what, outcome: "gone", said: "AWS knows none" }
      : { what, outcome: "there", said: "this stack does not hold it, so it was left as it is" };
  } catch (error) {
    return { what, outcome: "not proven", said: reasonOf(error) };
  }
}
