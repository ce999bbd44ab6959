import { driftDocument } from "../drift/document";
import { type FleetFinding, fleetFindings } from "../fleet/findings";
import { serversOf } from "../fleet/servers";
import type { PackConfig } from "../policy/packConfig";
import { withoutSecrets } from "../withoutSecrets";
import type { ReportDocument } from "./document";
import type { KeyedFingerprint } from "./fingerprintKey";
import type { Gathered } from "./gather";
import { reportedStack } from "./reportedStack";

/** What a report is made with, beside what was gathered. */
export interface Making {
  readonly now: Date;
  readonly fingerprint: KeyedFingerprint;
  /** Levels of the policies, and exceptions from them. */
  readonly config: PackConfig;
}

/** The document of a report. Pure: the same of the same. */
export function reportOf(gathered: readonly Gathered[], making: Making): ReportDocument {
  const { now, fingerprint } = making;
  const fleet = gathered.map((one) => one.fleet);
  const across = fleetFindings(fleet, serversOf(fleet), fingerprint.of, now);
  const document: ReportDocument = {
    version: 1,
    made: now.toISOString(),
    verdict: driftDocument(gathered.map(({ check }) => check)).verdict,
    fingerprintKey: fingerprint.keyName,
    stacks: gathered.map((one) => reportedStack(one, codesAbout(one, across), making)),
    acrossStacks: across.map(({ stacks, found: { code, owner, unseen, text, hint } }) => ({
      stacks,
      code,
      owner,
      unseen,
      text,
      hint,
    })),
  };
  const secrets = gathered.flatMap((one) => one.secrets);
  return withoutSecrets(document, secrets) as ReportDocument;
}

function codesAbout({ fleet: { stack } }: Gathered, across: readonly FleetFinding[]): string[] {
  return across.filter(({ stacks }) => stacks.includes(stack)).map(({ found }) => found.code);
}
