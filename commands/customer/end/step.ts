import type { Proof, Removed } from "./evidence";

/** What a step is before it is made. */
export type Look =
  /** What it would do, as one reads it before one agrees. */
  | { readonly will: string }
  /** Nothing to do but to look: what was seen is in the proofs. */
  | ({ readonly looked: string } & Shown)
  /** Nothing to do: what is so already. */
  | ({ readonly already: string } & Shown)
  /** Nothing that can be done, and what that means. */
  | ({ readonly cannot: string } & Shown);

/** What a step shows, beside its sentence. */
export interface Shown {
  readonly removed?: readonly Omit<Removed, "at">[];
  readonly proofs?: readonly Omit<Proof, "at">[];
  /** What is left to be done or shown, a sentence each. */
  readonly open?: readonly string[];
}

/** One step of an end. Each can be made again: it looks first, and does what is not done yet. */
export interface Step {
  /** `close the docroot`. */
  readonly name: string;
  /** Who does it. */
  readonly by: readonly string[];
  /** Whether it heeds an interrupt itself, as the engine does, which gives its locks back first. Default false: it is left. */
  readonly heedsInterrupt?: true;
  /** Looks at the world and changes nothing. */
  look(): Promise<Look>;
  /** Does what `will` said. @throws when it could not be done: the run ends there. */
  act(): Promise<{ readonly did: string } & Shown>;
}
