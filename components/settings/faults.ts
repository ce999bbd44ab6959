/** One thing that is wrong with a stack's configuration. Holds no secret's value. */
export interface Fault {
  /** Full key with the path inside it: `aspera:server.port`. */
  readonly key: string;
  /** What would be accepted. */
  readonly expected: string;
  /** What is there, in words or quoted; `[secret]` where it is one. */
  readonly got: string;
  /** The next step. */
  readonly hint: string;
}

/** Every fault as a bullet, under one sentence: the text a person reads after `pulumi up`. */
export function formatFaults(stack: string, faults: readonly Fault[]): string {
  const count = faults.length === 1 ? "one fault" : `${faults.length} faults`;
  const bullets = faults.map(
    ({ key, expected, got, hint }) => `  - ${key}: expected ${expected}, got ${got}\n    hint: ${hint}`,
  );
  return [`the configuration of stack "${stack}" has ${count}; nothing was made`, ...bullets].join("\n");
}
