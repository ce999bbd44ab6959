import { RULES } from "../../policy/rules";
import { s3Access } from "../../program/arguments/s3Access";
import { spansTwoAccounts } from "../../program/settings";
import { isOtherEnd } from "../customer/customersOwn";
import type { FleetStack } from "../fleet/fleetStack";
import { placeOfServer } from "../fleet/servers";
import { canDo, cannotDo } from "../kit/readme/grants";
import { judge } from "../policy/judge";
import { arrowsOf } from "./arrows";
import { accessClaim, docrootClaim, proofClaim } from "./claims";
import { reportedControls } from "./controls";
import type { ReportedExternalId, ReportedStack } from "./document";
import { reportedExceptions, reportedRules } from "./exceptions";
import { daysBetween, inUseSince } from "./externalIdAge";
import type { Gathered } from "./gather";
import { reportedOperations } from "./operations";
import { reportedPolicies } from "./policies";
import type { Making } from "./reportOf";
import { whoMayWhat } from "./who";

/** All that a report says of one stack. @param across codes of what was found about it and others. */
export function reportedStack(
  gathered: Gathered,
  across: readonly string[],
  { now, fingerprint, config }: Making,
): ReportedStack {
  const { fleet, settings, resources = [], check, checkedAt } = gathered;
  const { stack, own, outputs, serves } = fleet;
  const { verdict, columns, findings, failure } = check;
  const places = placesOf(fleet);
  const hasLink = serves || isOtherEnd(own);
  const two = own.bucketRole.name !== undefined;
  const judgements = gathered.resources ? judge(RULES, resources, config) : [];
  const rules = gathered.resources ? reportedRules(judgements) : NOTHING_SEEN;
  const way = hasLink ? arrowsOf(check, two) : [];
  const id = externalIdOf(gathered, fingerprint.of, now);
  const customer = settings?.customer ?? settings?.bucketSide;
  const s3 = customer && s3Access(customer);
  const { lastSeen } = outputs;
  const access = accessClaim(gathered);
  return {
    stack,
    ...places,
    hasLink,
    verdict,
    ...(failure !== undefined && { failure }),
    checked: checkedAt,
    ...(typeof lastSeen === "string" && { lastUp: lastSeen }),
    parts: columns,
    proof: proofClaim(gathered, hasLink),
    docroot: docrootClaim(gathered),
    access,
    ...(id && { externalId: id }),
    ...(fleet.licenceUntil !== undefined && {
      licence: { until: fleet.licenceUntil, ...(typeof lastSeen === "string" && { asOf: lastSeen }) },
    }),
    exceptions: reportedExceptions(judgements, findings),
    way,
    operations: reportedOperations(check.operations, two),
    who: whoMayWhat(gathered, fingerprint.of),
    may: s3 ? canDo(s3) : [],
    mayNot: s3 ? cannotDo(s3, { of: "of its owner", account: "that account" }) : [],
    policies: reportedPolicies(resources, check, fingerprint.of),
    rules,
    findings: findings.map(({ code, owner, unseen, text, hint }) => ({ code, owner, unseen, text, hint })),
    differences: check.differences.map(({ resource, type, change, property }) => ({
      ...{ resource, type, change },
      ...(property !== undefined && { property }),
    })),
    controls: !hasLink
      ? []
      : reportedControls({
          ...{ side: places.side, parts: columns, access, verdict, way, rules, twoAccounts: two },
          codes: new Set([...findings.map(({ code }) => code), ...across]),
          ...(s3?.kmsKeyArn !== undefined && { kmsKey: s3.kmsKeyArn }),
          ...(id?.days !== undefined && { externalIdDays: id.days }),
        }),
  };
}

/** Of a state that could not be read. */
const NOTHING_SEEN = RULES.map(
  ({ name: policy, severity }) => ({ policy, severity, result: "not seen" }) as const,
);

type Places = Pick<
  ReportedStack,
  | "side"
  | "transferUser"
  | "server"
  | "serverAccount"
  | "serverRole"
  | "bucketAccount"
  | "bucketRole"
  | "bucket"
  | "prefix"
>;

function placesOf(fleet: FleetStack): Places {
  const { own, shown } = fleet;
  const text = (name: keyof Places, value: unknown) => (typeof value === "string" ? { [name]: value } : {});
  const customer = shown.bucket.name !== undefined;
  return {
    side: (own.side ?? "both") as Places["side"],
    ...text("transferUser", shown.transferUser),
    ...(isOtherEnd(own) ? {} : { server: placeOfServer(fleet) }),
    ...text("serverAccount", shown.serverAccount.id),
    ...text("serverRole", shown.serverRole.name),
    ...text("bucketAccount", shown.bucketAccount.id ?? (customer ? shown.serverAccount.id : undefined)),
    ...text("bucketRole", shown.bucketRole.name),
    ...text("bucket", shown.bucket.name),
    ...text("prefix", shown.bucket.prefix),
  };
}

function externalIdOf(
  { fleet: { own }, settings, history = [] }: Gathered,
  fingerprint: (id: string) => string,
  now: Date,
): ReportedExternalId | undefined {
  const { externalId } = own;
  if (externalId === undefined) return undefined;
  const { customer } = settings ?? {};
  if (customer && !spansTwoAccounts(customer)) return undefined;
  const since = inUseSince(externalId, history);
  return {
    fingerprint: fingerprint(externalId),
    ...(since !== undefined && { inUseSince: since, days: daysBetween(since, now.toISOString()) }),
  };
}
