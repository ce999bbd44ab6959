import * as v from "valibot";

/**
 * What `pulumi preview --json` and `pulumi refresh --json` print: only what is looked at here. Secrets are `[secret]` in
 * it already (pulumi/pulumi pkg/display/json.go, `previewDigest`).
 */
const properties = v.optional(v.nullable(v.record(v.string(), v.unknown())));

const state = v.object({
  type: v.string(),
  id: v.optional(v.string()),
  inputs: properties,
  outputs: properties,
  /** When it was last seen to differ from what was known. */
  modified: v.optional(v.string()),
});

const step = v.object({
  op: v.string(),
  urn: v.string(),
  oldState: v.optional(v.nullable(state)),
  newState: v.optional(v.nullable(state)),
  detailedDiff: v.optional(v.nullable(v.record(v.string(), v.unknown()))),
});

const digest = v.object({
  /** In every digest, even of a stack without resources; so that no other JSON passes for one. */
  duration: v.number(),
  steps: v.optional(v.nullable(v.array(step)), []),
  diagnostics: v.optional(
    v.array(v.object({ urn: v.optional(v.string()), message: v.string(), severity: v.string() })),
    [],
  ),
});

/** A resource as the engine holds it. */
export type EngineState = v.InferOutput<typeof state>;
/** What the engine would do with one resource. */
export type EngineStep = v.InferOutput<typeof step>;
/** One run of the engine. */
export interface EngineDigest {
  readonly steps: readonly EngineStep[];
  readonly diagnostics: v.InferOutput<typeof digest>["diagnostics"];
}

/** Reads the engine's JSON; undefined for anything else, so that it can never pass for a clean run. */
export function parseDigest(text: string): EngineDigest | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(digest, json);
  return parsed.success
    ? { steps: parsed.output.steps ?? [], diagnostics: parsed.output.diagnostics }
    : undefined;
}

/** Last part of a resource's URN: its name in the program. */
export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** Type of a resource, without its parents'. */
export function typeOf(urn: string): string {
  return typesOf(urn).at(-1) ?? "";
}

const COMPONENT = "aspera:components:";

/** The component of ours that a resource is a direct part of, such as `BucketRole`; undefined outside of one. */
export function componentOf(urn: string): string | undefined {
  const parent = typesOf(urn).at(-2);
  return parent?.startsWith(COMPONENT) ? parent.slice(COMPONENT.length) : undefined;
}

/** The types of a resource and of its parents, outermost first. */
function typesOf(urn: string): string[] {
  return urn.split("::").at(-2)?.split("$") ?? [];
}
