import { all, byAccess, byArrows, byCodes, byRules, type Control, type Judged } from "./control";
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
    control:
      "The bucket role lets the server in with the external ID, and refuses it without one or with a wrong one",
    iso27001: [ISO.accessControl, ISO.restriction],
    mpa: [MPA.authentication],
    judged: (facts) => (facts.twoAccounts ? byArrows(["assume", "refusal"], facts) : undefined),
  },
  {
    control: "The bucket role's trust names the server's role and nobody else, with the external ID",
    iso27001: [ISO.accessControl, ISO.cloud],
    mpa: [MPA.access],
    judged(facts) {
      if (!facts.twoAccounts) return undefined;
      const trust = ["trust-account-root", "trust-external-id", "trust-named-account"];
      return all(byRules(trust, facts), byAccess(facts));
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
        all(byRules(["role-wildcard", "role-full-access"], facts), byAccess(facts)),
      ),
  },
  {
    control: "Roles, trusts and policies in AWS are what the stack's code says",
    iso27001: [ISO.accessRights, ISO.privileged, ISO.configuration],
    mpa: [MPA.access, MPA.change],
    judged: byAccess,
  },
  {
    control: "A session lasts an hour at most",
    iso27001: [ISO.secureAuthentication],
    mpa: [MPA.authentication],
    judged: (facts) => all(byRules(["role-session-length"], facts), byAccess(facts)),
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
      const looked = facts.parts.access !== "?" && facts.parts.access !== "-";
      // The bucket's side does see its bucket: to it the server is what is not visible.
      const hidden = facts.side === "bucket" ? [] : ["access-not-visible-from-here"];
      const unseen = [...hidden, "access-bucket-settings-not-visible"].find((code) => facts.codes.has(code));
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
