import type { Found } from "../../model/findings/finding";
import type { LINK_OPERATIONS } from "../../model/link/results";
import type { Columns } from "../drift/columns";
import type { Difference } from "../drift/differences";
import type { Verdict } from "../drift/interpret";

import type { Arrow, Claim, Seen } from "./claim";

/**
 * The document of report.json; docs/schemas/report.schema.json and docs/report.md describe it. Fields are added, never renamed
 * or taken away, within `version`. It holds no secret: an external ID is in it as a keyed fingerprint. The page and
 * report.md are made from it alone.
 */
export interface ReportDocument {
  readonly version: 1;
  /** When it was made: ISO 8601, UTC. */
  readonly made: string;
  /** Over all stacks, as the drift check has it. */
  readonly verdict: Verdict;
  /** Names the key of the fingerprints: those of two reports can be compared where this is the same. */
  readonly fingerprintKey: string;
  readonly stacks: readonly ReportedStack[];
  /** What stacks of this report have in common and must not, and what their servers are short of. */
  readonly acrossStacks: readonly AcrossStacks[];
}

/** A finding about several stacks. */
export interface AcrossStacks extends ReportedFinding {
  readonly stacks: readonly string[];
}

/** A finding, as tables have it. */
export type ReportedFinding = Pick<Found, "code" | "owner" | "unseen" | "text" | "hint">;

/** One stack. What is not known is left out. */
export interface ReportedStack {
  readonly stack: string;
  readonly side: "both" | "server" | "bucket";
  /** Whether it has a customer's link, or one end of one; else it is a server's own stack. */
  readonly hasLink: boolean;
  readonly transferUser?: string;
  /** Host and port. */
  readonly server?: string;
  readonly serverAccount?: string;
  readonly serverRole?: string;
  readonly bucketAccount?: string;
  /** Left out where the server's role holds the rights itself. */
  readonly bucketRole?: string;
  readonly bucket?: string;
  readonly prefix?: string;
  readonly verdict: Verdict;
  /** Why the check could not be made. */
  readonly failure?: string;
  /** When it was checked. */
  readonly checked: string;
  /** When the server had last answered an `up`. */
  readonly lastUp?: string;
  /** The parts as the drift check shows them. */
  readonly parts: Columns;
  readonly proof: Claim;
  readonly docroot: Claim;
  /** Whether AWS has roles, trusts and policies as the code has them; without it `who` and `may` are the code's word alone. */
  readonly access: Claim;
  readonly externalId?: ReportedExternalId;
  readonly licence?: { readonly until: string; readonly asOf?: string };
  readonly exceptions: readonly ReportedException[];
  /** The arrows of the picture. */
  readonly way: readonly Arrow[];
  readonly operations: readonly ReportedOperation[];
  /** Who may do what where, in words. */
  readonly who: readonly string[];
  readonly may: readonly string[];
  readonly mayNot: readonly string[];
  /** The same as AWS has it. */
  readonly policies: readonly ReportedPolicy[];
  readonly rules: readonly ReportedRule[];
  readonly findings: readonly ReportedFinding[];
  /** What is not as the code has it, without values: some are secret. */
  readonly differences: readonly Pick<Difference, "resource" | "type" | "change" | "property">[];
  readonly controls: readonly ReportedControl[];
}

export interface ReportedExternalId {
  /** 8 hex digits, keyed. */
  readonly fingerprint: string;
  /** When the first `up` with it began, as far back as the backend remembers. */
  readonly inUseSince?: string;
  /** Whole days since then. */
  readonly days?: number;
}

/** Something that is not as the policies or the defaults have it, and somebody wants it so, or nobody said so yet. */
export interface ReportedException {
  /** `policy`: of the policy pack; `setting`: a setting that is allowed yet unwise. */
  readonly kind: "policy" | "setting";
  /** Name of the policy, or code of the finding. */
  readonly name: string;
  readonly text: string;
  /** Who consented and why; left out where nobody did. */
  readonly consent?: string;
}

export interface ReportedOperation {
  readonly operation: (typeof LINK_OPERATIONS)[number];
  readonly result: string;
  readonly state: Seen;
  /** What was tried, in words. */
  readonly tried: string;
}

export interface ReportedPolicy {
  /** What it is: `trust of aspera-acme`. */
  readonly name: string;
  readonly account?: string;
  /** Whether AWS has it as it stands here. */
  readonly state: Seen;
  /** External IDs in it are replaced by their fingerprints. */
  readonly document: unknown;
}

/** What a policy of the policy pack says of the stack. */
export interface ReportedRule {
  readonly policy: string;
  readonly severity: string;
  readonly result:
    | "kept"
    | "broken"
    | "excepted"
    | "advisory"
    | "disabled"
    | "nothing to look at"
    | "not seen";
}

/** What must hold, and which requirement asks for it. */
export interface ReportedControl {
  readonly control: string;
  readonly state: Seen;
  /** What it was concluded from. */
  readonly evidence: string;
  /** ISO/IEC 27001:2022, Annex A. */
  readonly iso27001: readonly string[];
  /** MPA Content Security Best Practices, which TPN assesses: topics of its domain Technical Security. */
  readonly mpa: readonly string[];
}
