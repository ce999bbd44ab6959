import { isDeepStrictEqual } from "node:util";
import { componentOf, type EngineState, type EngineStep, nameOf, typeOf } from "./digest";
import type { Looked } from "./looked";

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
  /** What it differs from: the `world` from the state, the `program` from the world. */
  readonly found: readonly ("world" | "program")[];
}

/** What the engine puts in place of a value that is not known before `up`. */
const UNKNOWN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The stack itself, and components: they hold others and are nothing outside of the state. */
const MERE_FRAME = /^(pulumi:pulumi:Stack$|aspera:components:)/;

/** Everything that differs, each thing once: what both differ in has the program's words for what is wanted. */
export function differences(looked: readonly Looked[]): Difference[] {
  const outside = looked.filter(({ urn }) => !MERE_FRAME.test(typeOf(urn)));
  const byProgram = outside.flatMap(fromProgram);
  const known = new Set(byProgram.map(({ resource, type, property }) => `${type} ${resource} ${property}`));
  const byWorld = outside.flatMap(fromWorld);
  return [
    ...byProgram,
    ...byWorld.filter(({ resource, type, property }) => !known.has(`${type} ${resource} ${property}`)),
  ];
}

function fromProgram(one: Looked): Difference[] {
  const { step, saved, read } = one;
  const found = (world: boolean) => (world ? (["world", "program"] as const) : (["program"] as const));
  const whole = (change: Difference["change"], world = false): Difference[] => [
    { ...whose(one), change, found: found(world) },
  ];
  switch (step?.op) {
    case "create":
    case "import":
      return whole("missing", saved !== undefined);
    case "delete":
    case "discard":
      return whole("left over");
    case "replace":
    case "create-replacement":
    case "delete-replaced":
      return whole("to be replaced");
    case "update": {
      const names = changedProperties(step, read, step.newState);
      if (names.length === 0) return whole("changed");
      return names.map((property) => ({
        ...changed(one, property, step.newState),
        found: found(moved(one, property)),
      }));
    }
    default:
      return [];
  }
}

function fromWorld(one: Looked): Difference[] {
  const { saved, read, step, refreshed } = one;
  const found = ["world"] as const;
  if (saved && !read) return [{ ...whose(one), change: "missing", found }];
  if (refreshed?.op === "update") {
    const names = changedProperties(refreshed, read, saved);
    if (names.length === 0) return [{ ...whose(one), change: "changed", found }];
    return names.map((property) => ({ ...changed(one, property, saved), found }));
  }
  if (step?.op !== "same" && step?.op !== "update") return [];
  // The program agrees with what was read. Where it agrees with the state too, nobody changed anything: a provider may word what
  // it reads in other ways than a program does.
  return Object.keys({ ...saved?.inputs, ...read?.inputs })
    .filter((name) => !name.startsWith("__") && moved(one, name))
    .filter((name) => !alike(saved?.inputs?.[name], step.newState?.inputs?.[name]))
    .map((property) => ({ ...changed(one, property, saved), found }));
}

/** Whether the world moved away from the state in a property; of a secret only that something of the resource did is known. */
function moved({ saved, read }: Looked, property: string): boolean {
  if (!saved || !read) return false;
  const [before, now] = [saved.inputs?.[property], read.inputs?.[property]];
  return before === SECRET && now === SECRET ? saved.modified !== read.modified : !alike(before, now);
}

const SECRET = "[secret]";

/** The same value, or the same document in another wording. */
function alike(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(document(one), document(other));
}

function document(value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function changed(
  one: Looked,
  property: string,
  wanted: EngineState | null | undefined,
): Omit<Difference, "found"> {
  const value = (state: EngineState | null | undefined) =>
    shown(state?.inputs?.[property] ?? state?.outputs?.[property]);
  return { ...whose(one), change: "changed", property, seen: value(one.read), wanted: value(wanted) };
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

function whose({ urn }: Looked): Pick<Difference, "resource" | "type" | "component"> {
  const component = componentOf(urn);
  return { resource: nameOf(urn), type: typeOf(urn), ...(component && { component }) };
}
