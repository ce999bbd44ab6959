import * as v from "valibot";

/** How much a broken policy matters; Pulumi's words. */
export type Level = "advisory" | "mandatory" | "disabled";

/** Levels and exceptions, as Pulumi's own file has them. */
export interface PackConfig {
  /** By policy; `mandatory` for those that are not here. */
  readonly levels: Readonly<Record<string, Level>>;
  readonly exceptions: readonly Exception[];
}

/** A consent to a violation, with its reason. */
export interface Exception {
  readonly id: string;
  readonly reason: string;
  /** Which policies may be broken by which resources, by URN. */
  readonly match: readonly { readonly policies: readonly string[]; readonly targets: readonly string[] }[];
}

const name = v.pipe(v.string(), v.nonEmpty());
// The pack remedies nothing by itself, so `remediate` is the engine's word for mandatory here.
const level = v.picklist(["advisory", "mandatory", "remediate", "disabled"]);
const levels = v.record(v.string(), v.union([level, v.looseObject({ enforcementLevel: v.optional(level) })]));
const exception = v.object({
  reason: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  match: v.pipe(
    v.array(
      v.object({
        policies: v.pipe(v.array(name), v.nonEmpty()),
        targets: v.pipe(v.array(v.pipe(v.string(), v.startsWith("urn:pulumi:"))), v.nonEmpty()),
      }),
    ),
    v.nonEmpty(),
  ),
});
/** Version 2 of the file; before it there were levels alone (PUL pkg/resource/analyzer/config.go, exceptions.go). */
const file = v.object({
  version: v.literal(2),
  policies: v.optional(levels, {}),
  exceptions: v.optional(v.record(v.pipe(v.string(), v.regex(/^[\w.-]+$/)), exception), {}),
});

/** Stands for every policy, among levels only. */
const ALL = "all";

/** Nothing said: every policy is mandatory, and none is excepted. */
export const NO_CONFIG: PackConfig = { levels: {}, exceptions: [] };

/**
 * Reads the text of such a file.
 * @param policies names of the pack's policies.
 * @throws with every fault at once: an exception without a reason, of a policy that is not there.
 */
export function packConfig(text: string, policies: readonly string[]): PackConfig {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error("expected JSON with levels and exceptions, got something else");
  }
  const parsed = v.safeParse(file, isVersioned(json) ? json : { version: 2, policies: levelsAlone(json) });
  if (!parsed.success) throw new Error(parsed.issues.map(fault).join("\n"));
  const { policies: given, exceptions } = parsed.output;
  const excepted = Object.values(exceptions).flatMap(({ match }) => match.flatMap((one) => one.policies));
  const named = [...Object.keys(given).filter((one) => one !== ALL), ...excepted];
  const unknown = [...new Set(named)].filter((one) => !policies.includes(one));
  if (unknown.length > 0)
    throw new Error(
      `expected policies of the pack, got ${unknown.join(", ")}\nhint: they are ${policies.join(", ")}`,
    );
  return {
    levels: Object.fromEntries(policies.map((policy) => [policy, levelOf(given[policy] ?? given[ALL])])),
    exceptions: Object.entries(exceptions).map(([id, one]) => ({ id, ...one })),
  };
}

function isVersioned(json: unknown): boolean {
  return typeof (json as { version?: unknown } | null)?.version === "number";
}

/** A file without a version: beside the levels it may name environments of Pulumi ESC, which no rule asks for. */
function levelsAlone(json: unknown): unknown {
  const { environments: _, ...given } = (json ?? {}) as Record<string, unknown>;
  return given;
}

function fault(issue: v.BaseIssue<unknown>): string {
  return `expected ${issue.expected ?? "another value"}, got ${issue.received} at ${v.getDotPath(issue) ?? "the top"}`;
}

function levelOf(given: v.InferOutput<typeof levels>[string] = {}): Level {
  const { enforcementLevel = "mandatory" } = typeof given === "string" ? { enforcementLevel: given } : given;
  return enforcementLevel === "remediate" ? "mandatory" : enforcementLevel;
}
