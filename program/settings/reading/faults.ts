import { KEYS, NAMESPACE } from "../schema/keys";

/** One thing that is wrong with a stack's configuration. Contains no secret's value. */
export interface Fault {
  /** Full key, with the path inside it: `aspera:server.port`. */
  readonly key: string;
  /** What would be accepted. */
  readonly expected: string;
  /** What was found, in words or quoted; `[secret]` for a secret. */
  readonly got: string;
  /** The next step. */
  readonly hint: string;
}

/** Every fault as a bullet under one sentence: what a person reads after `pulumi up`. */
export function formatFaults(stack: string, faults: readonly Fault[]): string {
  return faultList(`the configuration of stack "${stack}"`, faults);
}

/** The same of anything else that has faults, before anything is made of it. @param subject begins the sentence. */
export function faultList(subject: string, faults: readonly Fault[]): string {
  const count = faults.length === 1 ? "one fault" : `${faults.length} faults`;
  return [`${subject} has ${count}; nothing was made`, ...faults.map(formatFault)].join("\n");
}

/** One fault as a bullet. */
export function formatFault({ key, expected, got, hint }: Fault): string {
  return `  - ${key}: expected ${expected}, got ${got}\n    hint: ${hint}`;
}

/** Faults in the order of KEYS and docs/settings.md, unknown keys last. */
export function inOrder(faults: readonly Fault[]): Fault[] {
  const names = Object.keys(KEYS);
  const rank = ({ key }: Fault): number => {
    const place = names.indexOf(key.slice(NAMESPACE.length + 1).split(".")[0] ?? "");
    return place < 0 ? names.length : place;
  };
  return [...faults].sort((one, other) => rank(one) - rank(other));
}
