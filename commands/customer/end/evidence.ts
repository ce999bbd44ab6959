import { withoutSecrets } from "../../withoutSecrets";

/** How a step came out. `looked`: it changes nothing. `done already`: nothing was left to do. `not possible`: why is said. */
export type StepOutcome = "looked" | "done" | "done already" | "not possible" | "not wanted" | "failed";

/** One step of an end, in words that hold no secret. */
export interface StepRecord {
  /** What it was to do: `close the docroot`. */
  readonly step: string;
  readonly outcome: StepOutcome;
  /** What was done, what was so already, or why it was not done. */
  readonly said: string;
  /** Who did it: a login on the server, identities in AWS. */
  readonly by: readonly string[];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Something that was removed. */
export interface Removed {
  /** In words: `role aspera-acme`. */
  readonly what: string;
  /** Where: `bucket account 444455556666`, or `stack acme-prod` for what is in the state alone. */
  readonly where: string;
  readonly at: string;
}

/** Something that was looked at, to show how it is. */
export interface Proof {
  readonly what: string;
  /** In one or two words: `stands`, `refused`, `closed`, `gone`, `not proven`. */
  readonly outcome: string;
  /** What was seen. */
  readonly said: string;
  readonly at: string;
}

/** Whose credentials were used in an account: what GetCallerIdentity said. */
export interface Identity {
  /** `server account` or `bucket account`. */
  readonly account: string;
  readonly id: string;
  readonly arn: string;
}

/** What was ended. */
export interface EndedCustomer {
  readonly transferUser: string;
  /** Host and port. */
  readonly server: string;
  /** The server's pinned host key, which is public. */
  readonly hostKey: string;
  readonly bucket: string;
  /** Empty for the whole bucket. */
  readonly prefix: string;
  readonly serverRole: string;
  /** Left out in one account. */
  readonly bucketRole?: string;
}

/** What one run of `end` came to, as it goes on. */
export interface Run {
  readonly stack: string;
  readonly began: string;
  readonly customer: EndedCustomer;
  readonly identities: readonly Identity[];
  readonly steps: readonly StepRecord[];
  readonly removed: readonly Removed[];
  readonly proofs: readonly Proof[];
  /** What was to be shown or done and was not, a sentence each. */
  readonly open: readonly string[];
  /** What ending a customer leaves as it is, a sentence each. */
  readonly untouched: readonly string[];
  /** Why it ended before its end; undefined when it did not. */
  readonly stopped?: string;
}

/** The document that is kept; docs/ending.md describes it. Fields are added, never renamed or taken away, within `version`. */
export interface Evidence extends Run {
  readonly version: 1;
  /** `ended`: everything is done and shown. `ended, see open`: done, but for what `open` says. `stopped`: not to the end. */
  readonly outcome: "ended" | "ended, see open" | "stopped";
  readonly finished: string;
}

/** The document of a run. @param finished ISO 8601. @param secrets texts that must not be in it, whoever said them. */
export function evidenceOf(run: Run, finished: string, secrets: readonly string[]): Evidence {
  const whole = run.open.length === 0 ? "ended" : "ended, see open";
  const outcome = run.stopped === undefined ? whole : "stopped";
  const { stack, began, customer, identities, steps, removed, ...rest } = run;
  const document: Evidence = {
    version: 1,
    stack,
    outcome,
    began,
    finished,
    customer,
    identities,
    steps,
    removed: firstOfEach(removed, ({ what, where }) => `${what}, ${where}`),
    ...rest,
  };
  return withoutSecrets(document, secrets) as Evidence;
}

/** A policy that was taken away leaves the state with the rest of the stack: removed once, at the earlier time. */
function firstOfEach<T>(all: readonly T[], key: (one: T) => string): T[] {
  return all.filter((one, at) => all.findIndex((other) => key(other) === key(one)) === at);
}
