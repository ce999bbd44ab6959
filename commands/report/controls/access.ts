import { byArrows, byCodes, byRules, type Control, type Judged } from "./control";
import { ISO, MPA } from "./frameworks";

/** Controls about who gets in and what they may do. */
export const ACCESS_CONTROLS: readonly Control[] = [
  {
    control: "The server stores no key for the bucket: AWS gives it credentials for its role, which expire",
    iso27001: [ISO.authentication, ISO.secureAuthentication],
    mpa: [MPA.authentication],
    judged: (facts) => byArrows(["profile"], facts),
  },
  {
    control: "Of the server account, one role may assume the bucket role, and only with the external ID",
    iso27001: [ISO.accessControl, ISO.restriction, ISO.cloud],
    mpa: [MPA.access, MPA.authentication],
    judged(facts) {
      if (!facts.twoAccounts) return undefined;
      const proven = byArrows(["assume", "refusal"], facts);
      const ruled = byRules(["trust-account-root", "trust-external-id", "trust-named-account"], facts);
      return worse(proven, ruled);
    },
  },
  {
    control: "The rights are those of the bought operations, on one bucket and folder",
    iso27001: [ISO.accessRights, ISO.restriction],
    mpa: [MPA.access],
    judged: (facts) =>
      byCodes(
        (code) => /^settings-(full-access|vendor-rights)$|^link-readable-outside-prefix$/.test(code),
        facts,
        {
          ...byRules(["role-wildcard", "role-full-access"], facts),
        },
      ),
  },
  {
    control: "Policies in both accounts are what the stack's code says, and nobody else changed them",
    iso27001: [ISO.accessRights, ISO.privileged, ISO.configuration],
    mpa: [MPA.access, MPA.change],
    judged: ({ parts: { access } }) => {
      if (access === "ok") return { state: "good", evidence: "drift check: access ok" };
      const unseen = access === "?" || access === "-" || /^access-[a-z-]*not-visible[a-z-]*$/.test(access);
      return unseen
        ? { state: "not seen", evidence: access.length > 1 ? access : "the accounts could not be looked at" }
        : { state: "bad", evidence: `drift check: ${access}` };
    },
  },
  {
    control: "A session lasts an hour at most",
    iso27001: [ISO.secureAuthentication],
    mpa: [MPA.authentication],
    judged: (facts) => byRules(["role-session-length"], facts),
  },
  {
    control: "Customers are apart: no two have an external ID, a user, a role or a folder in common",
    iso27001: [ISO.restriction, ISO.cloud],
    mpa: [MPA.tenants],
    judged: (facts) =>
      byCodes((code) => code.startsWith("fleet-same-") || code === "docroot-shared", facts, {
        state: "good",
        evidence: "compared with every other stack of this report",
      }),
  },
  {
    control: "The bucket is open to nobody else by its own settings",
    iso27001: [ISO.restriction],
    mpa: [MPA.access],
    judged(facts) {
      const looked = facts.parts.access !== "?" && facts.parts.access !== "-" && facts.twoAccounts;
      const unseen = [...facts.codes].find((code) => /^access-(bucket-settings-)?not-visible/.test(code));
      const told: Judged = unseen
        ? { state: "not seen", evidence: unseen }
        : { state: "good", evidence: "drift check: public access block and bucket policy looked at" };
      return byCodes(
        (code) => /^access-(bucket-open-to-anybody|public-access-block-off)$/.test(code),
        facts,
        looked ? told : undefined,
      );
    },
  },
];

/** The one that says less well. */
function worse(one: Judged | undefined, other: Judged): Judged {
  const order = ["bad", "not seen", "good"];
  if (!one) return other;
  if (one.state === other.state) return { state: one.state, evidence: `${one.evidence}; ${other.evidence}` };
  return order.indexOf(one.state) < order.indexOf(other.state) ? one : other;
}
