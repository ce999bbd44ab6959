import { REVOKED_SESSIONS, revokedBefore, revokeSessions } from "../../../model/access/revokeSessions";
import { putInline } from "../../../program/aws/changeRolePolicies";
import { roleNamed } from "../../../program/aws/role";
import { inlineDocument } from "../../../program/aws/rolePolicies";
import { accountNamed, actorsIn, type Ending } from "./ending";
import type { Look, Step } from "./step";

/** Sessions that begin while IAM still spreads that the right is gone are revoked too. Seconds. */
const SPREADING = 60;

/** Denies everything to the sessions of the customer's roles: they may be live for an hour otherwise, wherever they are. */
export function revokeRoleSessions(ending: Ending, now: () => Date): Step {
  const { part, accounts, customer, settings } = ending;
  const roles = [
    ...new Map(part.iam.filter(({ kind }) => kind === "role").map((one) => [one.role, one])).values(),
  ];
  const words = roles.map(({ role, account }) => `role ${role}, ${accountNamed(ending, account)}`).join("; ");
  return {
    name: "revoke live sessions",
    by: actorsIn(ending, "bucketAccount"),
    async look() {
      if (!customer.bucketRole)
        return {
          already:
            "the customer has no role: the server role's sessions are other customers' too, and AWS asks for their rights " +
            "at each request, so this customer's went with the policy",
        };
      if (settings.side === "server") return ofItsOwner(ending, customer.bucketRole.name);
      if (roles.length === 0) return { already: "the stack holds no role of the customer" };
      const seen = await Promise.all(
        roles.map(async ({ role, account: key }) => {
          const account = accounts[key]?.account;
          if (!account) return "no way in" as const;
          if (!(await roleNamed(account, role))) return "gone" as const;
          const before = revokedBefore((await inlineDocument(account, role, REVOKED_SESSIONS)) ?? "");
          return before === undefined ? ("live" as const) : before;
        }),
      );
      if (seen.includes("no way in"))
        return {
          cannot: `no credentials for it: ${words}`,
          open: [`live sessions were not revoked: ${words}`],
        };
      if (seen.includes("live"))
        return {
          will: `put inline policy ${REVOKED_SESSIONS} on ${words}: it denies everything to sessions that began until a minute from now`,
        };
      if (seen.every((one) => one === "gone")) return { already: `gone, and its sessions with it: ${words}` };
      return {
        already: `revoked: ${words}, sessions that began before ${seen.filter((one) => one !== "gone").join(", ")}`,
      };
    },
    async act() {
      const document = revokeSessions(new Date(now().getTime() + SPREADING * 1000));
      for (const { role, account: key } of roles) {
        const account = accounts[key]?.account;
        if (account) await putInline(account, role, { name: REVOKED_SESSIONS, document });
      }
      const time = document.Statement[0].Condition.DateLessThan["aws:TokenIssueTime"];
      return { did: `revoked: ${words}, sessions that began before ${time}` };
    },
  };
}

/** From the server's side nobody gets into the account in which the role is, and whether it is there is not seen. */
function ofItsOwner(ending: Ending, roleName: string): Look {
  const role = `role ${roleName}, ${accountNamed(ending, "bucketAccount")}`;
  return {
    cannot: `its owner makes it, and this stack holds no credentials for it: ${role}`,
    open: [
      `live sessions were not revoked: ${role}; they last until they expire, or its owner deletes the role`,
    ],
  };
}
