/** A resource as the engine's state or plan has it. */
export interface Resource {
  /** `aws:iam/role:Role`. */
  readonly type: string;
  /** Its inputs, plain: secrets in clear, or as `[secret]` where whoever reads them may not know them. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Twelve-digit ids of the accounts that it can be in; empty where nobody says. */
  readonly accounts: readonly string[];
  /** Names of inputs that are marked as secret, as a whole or in a part; empty where the marks cannot be seen. */
  readonly secrets: readonly string[];
}

/** One rule of the pack. A pure function of one resource, so that it runs over a plan and over a state alike. */
export interface Rule {
  /** For ever: files with exceptions name it. The file's name with dashes. */
  readonly name: string;
  /** What must hold, one sentence. */
  readonly description: string;
  /** What happens where it does not hold. */
  readonly why: string;
  /** What to change. */
  readonly mend: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  /** Types of the resources that it is about. */
  readonly types: readonly string[];
  /** What is wrong, one sentence each, without any secret; nothing where the rule is kept. */
  violations(resource: Resource): string[];
}

/** What the engine shows in place of a secret that it cannot decrypt. */
export const REDACTED = "[secret]";

export const ROLE = "aws:iam/role:Role";
