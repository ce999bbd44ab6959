import { byArrows, byCodes, byRules, type Control, type Judged } from "./control";
import { ISO, MPA } from "./frameworks";

/** Controls about how the server is reached, run and watched. */
export const OPERATION_CONTROLS: readonly Control[] = [
  {
    control: "The server is known by a pinned host key before anything is sent to it",
    iso27001: [ISO.networks, ISO.secureAuthentication],
    mpa: [MPA.connections],
    judged: (facts) => (facts.way.length === 0 ? undefined : byRules(["ssh-host-key"], facts)),
  },
  {
    control: "No secret stands in a command line or an environment",
    iso27001: [ISO.authentication],
    mpa: [MPA.cryptography],
    judged: (facts) => (facts.way.length === 0 ? undefined : byRules(["command-secret"], facts)),
  },
  {
    control: "Aspera talks to S3 over HTTPS",
    iso27001: [ISO.cryptography, ISO.transfer],
    mpa: [MPA.cryptography, MPA.transfer],
    judged: (facts) =>
      byCodes(
        (code) => code === "server-plain-http",
        facts,
        seenUnless(
          "server-storage-traffic-not-visible",
          facts.codes,
          facts.parts.services,
          "drift check: s3Traffic https",
        ),
      ),
  },
  {
    control: "Files are encrypted at rest with the key that was agreed on",
    iso27001: [ISO.cryptography],
    mpa: [MPA.cryptography],
    judged(facts) {
      if (facts.kmsKey === undefined)
        return {
          state: "not seen",
          evidence: "the settings name no KMS key; S3's own encryption is not looked at",
        };
      const proven = byArrows(["bucket"], facts);
      return byCodes(
        (code) => /^(link|access)-key-/.test(code),
        facts,
        proven?.state === "good" ? proven : undefined,
      );
    },
  },
  {
    control: "The docroot leads to the customer's folder, and nobody else on the server has one like it",
    iso27001: [ISO.configuration, ISO.transfer],
    mpa: [MPA.transfer, MPA.tenants],
    judged: ({ parts: { docroot } }) =>
      docroot === "ok"
        ? { state: "good", evidence: "drift check: docroot ok" }
        : docroot === "?" || docroot === "-"
          ? { state: "not seen", evidence: "the server's configuration could not be read" }
          : { state: "bad", evidence: `drift check: ${docroot}` },
  },
  {
    control: "Configuration is compared with code, on the server and in AWS",
    iso27001: [ISO.configuration, ISO.monitoring, ISO.change],
    mpa: [MPA.change, MPA.logging],
    judged: ({ verdict }) => {
      if (verdict === "clean") return { state: "good", evidence: "drift check: clean" };
      return verdict === "drift"
        ? { state: "bad", evidence: "drift check: drift; the findings and differences say what" }
        : { state: "not seen", evidence: `drift check: ${verdict}` };
    },
  },
  {
    control: "The server's software is not older than what its vendor asks for",
    iso27001: [ISO.vulnerabilities],
    mpa: [MPA.patches],
    judged: (facts) =>
      byCodes(
        (code) => code === "server-software-too-old",
        facts,
        seenUnless(
          "server-software-version-unknown",
          facts.codes,
          facts.parts.services,
          "drift check: software looked at",
        ),
      ),
  },
  {
    control: "The external ID is replaced from time to time",
    iso27001: [ISO.authentication],
    mpa: [MPA.authentication],
    judged: ({ externalIdDays: days, twoAccounts }) => {
      if (!twoAccounts) return undefined;
      const known =
        days === undefined
          ? "since when it is in use is not known"
          : `in use for ${days} day${days === 1 ? "" : "s"}`;
      // How long is long enough is for the operator's own policy to say.
      return { state: "not seen", evidence: `${known}; no limit is set here` };
    },
  },
  {
    control: "Use of the role that reaches the bucket is logged",
    iso27001: [ISO.logging],
    mpa: [MPA.logging],
    judged: () => ({ state: "not seen", evidence: "AWS CloudTrail of both accounts is not looked at" }),
  },
];

function seenUnless(
  unseen: string,
  codes: ReadonlySet<string>,
  part: string,
  evidence: string,
): Judged | undefined {
  if (codes.has(unseen)) return { state: "not seen", evidence: unseen };
  return part === "?" || part === "-" ? undefined : { state: "good", evidence };
}
