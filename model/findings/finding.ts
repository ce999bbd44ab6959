/** Whose it is to put right: who runs the server, or who holds one of the two AWS accounts. */
export type Owner = "operator" | "server account" | "bucket account" | "either account";

/**
 * One thing that can be not as it should be. Each has a file of its own, named like its code. Everything that is told of
 * it comes from here, so that tables, commands and tests go by the code and never by a sentence.
 */
export interface Finding<Facts> {
  /** Stable, and searchable: every message ends in it. `<folder>-<file-name>`. */
  readonly code: string;
  readonly owner: Owner | ((facts: Facts) => Owner);
  /** True when it may pass by itself, such as while IAM's changes spread. */
  readonly transient: boolean;
  /** True when nothing was seen to be wrong: what it is about could not be looked at. Default false. */
  readonly unseen?: true;
  /** What is wrong, one sentence without a full stop; never a secret. */
  text(facts: Facts): string;
  /** The next step; a further line for each further one. */
  hint(facts: Facts): string;
  /** What it means for transfers and why it matters, for docs/findings.md: one or two sentences. */
  readonly meaning: string;
  /** Facts as they may be: for docs/findings.md and the tests. */
  readonly example: Facts;
}

/** A finding that was made, in plain text. */
export interface Found {
  readonly code: string;
  readonly owner: Owner;
  readonly transient: boolean;
  readonly unseen: boolean;
  readonly text: string;
  readonly hint: string;
}

/** Keeps a finding's types. */
export function finding<Facts>(description: Finding<Facts>): Finding<Facts> {
  return description;
}

/** A finding with the facts of one case. */
export function found<Facts>(kind: Finding<Facts>, facts: Facts): Found {
  const { code, owner, transient, unseen = false } = kind;
  return {
    code,
    owner: typeof owner === "function" ? owner(facts) : owner,
    transient,
    unseen,
    text: kind.text(facts),
    hint: kind.hint(facts),
  };
}

/** The finding as people read it: the sentence, the next step, the code. */
export function messageOf({ text, hint, code }: Found): string {
  return `${text}\nhint: ${hint} [${code}]`;
}

/** The same, where the finding is why something else did not go ahead. @param expected what it should have been. */
export function refusalOf(expected: string, { text, hint, code }: Found): string {
  return `expected ${expected}, got: ${text}\nhint: ${hint} [${code}]`;
}

/** The code at the end of a message; undefined for a message of somebody else. */
export function codeIn(message: string): string | undefined {
  return /\[([a-z0-9]+(?:-[a-z0-9]+)+)\]\s*$/.exec(message)?.[1];
}

/** A finding that ends what was under way. */
export class FindingError extends Error {
  override readonly name = "FindingError";
  constructor(readonly found: Found) {
    super(messageOf(found));
  }
}
