import { componentOf, type EngineDigest, type EngineState, type EngineStep, nameOf, typeOf } from "./digest";

/** One thing that is not as the stack wants it. */
export interface Difference {
  /** Name of the resource in the program, such as `customer-docroot-observed`. */
  readonly resource: string;
  /** Its type, such as `aws:iam/role:Role`. */
  readonly type: string;
  /** The component that it is a direct part of, such as `BucketRole`; absent outside of one. */
  readonly component?: string;
  /** `changed`; `missing` where the program wants it; `left over` where it does not; `to be replaced`. */
  readonly change: "changed" | "missing" | "left over" | "to be replaced";
  /** The property; absent when it is about the resource as a whole. */
  readonly property?: string;
  /** What there is, as far as it may be shown; secrets are `[secret]`. */
  readonly seen?: unknown;
  /** What the program wants. */
  readonly wanted?: unknown;
  /** Who saw it: `world` against state, or `program` against state. */
  readonly found: readonly ("world" | "program")[];
}

/** What the engine puts in place of a value that is not known before `up`. */
const UNKNOWN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The stack itself, and components: they hold others and are nothing outside of the state. */
const MERE_FRAME = /^(pulumi:pulumi:Stack$|aspera:components:)/;

/** Everything that two runs found, each thing once: what both saw has the program's words for what is wanted. */
export function differences(world: EngineDigest, program: EngineDigest): Difference[] {
  const found = new Map<string, Difference>();
  for (const difference of [...program.steps.flatMap(fromProgram), ...world.steps.flatMap(fromWorld)]) {
    if (MERE_FRAME.test(difference.type)) continue;
    const key = `${difference.type} ${difference.resource} ${difference.property ?? ""}`;
    const known = found.get(key);
    if (!known) found.set(key, difference);
    else if (known.found[0] !== difference.found[0])
      found.set(key, { ...known, found: ["world", "program"] });
  }
  return [...found.values()];
}

function fromProgram(step: EngineStep): Difference[] {
  const found = ["program"] as const;
  const { oldState: seen, newState: wanted } = step;
  switch (step.op) {
    case "create":
    case "import":
      return [{ ...whose(step), change: "missing", found }];
    case "delete":
    case "discard":
      return [{ ...whose(step), change: "left over", found }];
    case "replace":
    case "create-replacement":
    case "delete-replaced":
      return [{ ...whose(step), change: "to be replaced", found }];
    case "update":
      return changed(step, seen, wanted, found);
    default:
      return [];
  }
}

function fromWorld(step: EngineStep): Difference[] {
  const found = ["world"] as const;
  if (step.op === "delete") return [{ ...whose(step), change: "missing", found }];
  return step.op === "update" ? changed(step, step.newState, step.oldState, found) : [];
}

function changed(
  step: EngineStep,
  seen: EngineState | null | undefined,
  wanted: EngineState | null | undefined,
  found: Difference["found"],
): Difference[] {
  const names = changedProperties(step, seen, wanted);
  const value = (state: EngineState | null | undefined, name: string) =>
    shown(state?.inputs?.[name] ?? state?.outputs?.[name]);
  if (names.length === 0) return [{ ...whose(step), change: "changed", found }];
  return names.map((property) => ({
    ...whose(step),
    change: "changed",
    property,
    seen: value(seen, property),
    wanted: value(wanted, property),
    found,
  }));
}

/** As the engine names them, without the way inside (`policyNames[1]`); else what differs in the inputs. */
function changedProperties(
  { detailedDiff }: EngineStep,
  one: EngineState | null | undefined,
  other: EngineState | null | undefined,
): string[] {
  const named = Object.keys(detailedDiff ?? {}).map((path) => path.replace(/[.[].*$/, ""));
  if (named.length > 0) return [...new Set(named)].filter((name) => !name.startsWith("__"));
  const names = Object.keys({ ...one?.inputs, ...other?.inputs }).filter((name) => !name.startsWith("__"));
  return names.filter(
    (name) => JSON.stringify(one?.inputs?.[name]) !== JSON.stringify(other?.inputs?.[name]),
  );
}

function shown(value: unknown): unknown {
  return typeof value === "string" && UNKNOWN.test(value) ? "(known after up)" : value;
}

function whose({ urn }: EngineStep): Pick<Difference, "resource" | "type" | "component"> {
  const component = componentOf(urn);
  return { resource: nameOf(urn), type: typeOf(urn), ...(component && { component }) };
}
