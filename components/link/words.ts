import type { ProveAnswer } from "../agent/proveAnswer";
import type { LinkFacts, LinkWords } from "./properties";

/** The words of a proof, and whether they may change by waiting: IAM takes some seconds to spread. */
export interface Verdict extends LinkWords {
  /** True when a link that was just built may look like this for a while. */
  readonly passing: boolean;
}

/** One look at one thing: a verdict when that thing is wrong. */
export type Rule = (seen: ProveAnswer, facts: LinkFacts) => Verdict | undefined;

/** A proof that could not be held. */
export function notProven(sentence: string, nextStep: string, atFault = "not visible from here"): Verdict {
  return { link: `not proven: ${sentence}`, atFault, nextStep, passing: false };
}

/** AWS could not be reached from the server. */
export function unreachable(service: "STS" | "S3", address: string, outcome: string): Verdict {
  return {
    link: `${service} unreachable at ${address}: ${outcome.replace(/^unreachable: /, "")}`,
    atFault: "server's network",
    nextStep: `let the server reach that address on its port: route, security group, or a VPC endpoint for ${service}`,
    passing: true,
  };
}

/** Who holds the rights on the bucket, and whose it is to give them: in one account the server role itself. */
export function rightsHolder({ bucketRole }: Pick<LinkFacts, "bucketRole">) {
  return bucketRole === ""
    ? { role: "the server role", atFault: "server account" }
    : { role: "the bucket role", atFault: "bucket account" };
}

/** What AWS answered, in a sentence. */
export function plain(outcome: string): string {
  return outcome.replace(/^other: /, "").replace(/^refused$/, "HTTP 403 AccessDenied");
}
