import type { ProveAnswer } from "../agent/proveAnswer";
import { type Found, found } from "../findings/finding";
import { awsUnreachable } from "../findings/link/awsUnreachable";
import { unexpectedAnswer } from "../findings/link/unexpectedAnswer";
import type { LinkFacts } from "./facts";

/** One look at one thing: a finding when that thing is wrong. */
export type Rule = (seen: ProveAnswer, facts: LinkFacts) => Found | undefined;

/** The service that a probe asks. */
type Service = "STS" | "S3";

const UNREACHABLE = /^unreachable: /;

/** Whether a probe got no answer at all. */
export function isUnreachable(outcome: string): boolean {
  return UNREACHABLE.test(outcome);
}

/** AWS could not be reached from the server. */
export function unreachableAt(service: Service, { endpoints }: LinkFacts, outcome: string): Found {
  const address = service === "STS" ? endpoints.sts : endpoints.s3;
  return found(awsUnreachable, { service, address, reason: reasonOf(outcome) });
}

/** AWS answered neither yes nor no. @param request AWS's name of the call, and what is special about it. */
export function unexpected(service: Service, request: string, outcome: string): Found {
  return found(unexpectedAnswer, { service, request, answer: answerOf(outcome) });
}

/** The same, but for a way that was cut, which is told as such. */
export function unreachableOrUnexpected(
  service: Service,
  request: string,
  facts: LinkFacts,
  outcome: string,
): Found {
  return isUnreachable(outcome)
    ? unreachableAt(service, facts, outcome)
    : unexpected(service, request, outcome);
}

/** An outcome without the agent's word before it: `HTTP 401`, `connection refused`. */
export function reasonOf(outcome: string): string {
  return outcome.replace(/^(other|unreachable): /, "").replace(/^refused$/, "HTTP 403 AccessDenied");
}

/** An outcome as what was answered: `HTTP 500`, `nothing (no answer in time)`, `nothing (not asked)`. */
export function answerOf(outcome: string): string {
  return isUnreachable(outcome) || outcome === "not asked"
    ? `nothing (${reasonOf(outcome)})`
    : reasonOf(outcome);
}
