import { typeOf } from "../commands/drift/digest";
import { COMMAND, DOCROOT, LINK, SOFTWARE } from "../commands/drift/resources";
import type { PulumiRun } from "../commands/pulumi/runPulumi";

/** What differs from recording to recording, and what stands for it in a fixture. */
export interface Volatile {
  /** Folder of the sandbox. */
  readonly home: string;
  /** Ports of the sandbox, and the ports that stand for them. */
  readonly ports: readonly (readonly [number, number])[];
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One run as a fixture keeps it; `stdout` is text only where the engine printed no JSON. */
export interface RecordedRun {
  readonly code: number | null;
  readonly stdout: Json;
  readonly stderr: string;
}

/** Types whose properties are looked at even where nothing differs. */
const OBSERVED = [DOCROOT, LINK, SOFTWARE, COMMAND];

/** A duration is in every digest; which one, nobody looks at. */
const DURATION = 4_200_000_000;

/**
 * One run of the engine as a fixture: cut down to what a check reads, without what is another value in every recording, in
 * an order of its own. Recorded twice, it is the same text.
 */
export function recordedRun({ code, stdout, stderr }: PulumiRun, volatile: Volatile): RecordedRun {
  const plain = (value: Json) => normalised(value, volatile);
  let digest: Json;
  try {
    digest = JSON.parse(stdout);
  } catch {
    return { code, stdout: plain(stdout), stderr: plain(stderr) as string };
  }
  return { code, stdout: plain(cut(digest as unknown as Digest)), stderr: plain(stderr) as string };
}

interface Digest {
  readonly steps?: readonly Step[] | null;
  readonly diagnostics?: readonly { readonly [key: string]: Json }[];
}

interface Step {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: State | null;
  readonly newState?: State | null;
  readonly detailedDiff?: Json;
}

type State = { readonly [key: string]: Json };

function cut({ steps, diagnostics }: Digest): Json {
  const first = ({ op, urn }: Step) => `${op === "refresh" ? 0 : 1} ${urn}`;
  const sorted = [...(steps ?? [])].sort((one, other) => (first(one) < first(other) ? -1 : 1));
  const own = ({ urn }: Step) => sorted.filter((step) => step.urn === urn);
  return {
    duration: DURATION,
    ...(diagnostics && {
      diagnostics: diagnostics
        .filter(({ severity }) => severity === "warning" || severity === "error")
        .map(({ urn, message, severity }) => ({ ...(urn && { urn }), message, severity }) as Json),
    }),
    steps: sorted.map((step) => cutStep(step, own(step))),
  };
}

/** @param own all steps of the resource: where nothing differs in any, its properties are not looked at. */
function cutStep({ op, urn, oldState, newState, detailedDiff }: Step, own: readonly Step[]): Json {
  const quiet = own.every((step) => ["refresh", "same"].includes(step.op)) && !OBSERVED.includes(typeOf(urn));
  // What the program wants stands in the second step as well.
  const again = op === "refresh" && own.length > 1;
  const cutState = stateCutter(own[0]);
  return {
    op,
    urn,
    ...(!quiet && oldState && { oldState: cutState(oldState) }),
    ...(!quiet && !again && newState && { newState: cutState(newState) }),
    ...(detailedDiff && { detailedDiff }),
  };
}

/** Stands for the time at which a resource was seen to change: another one than the state's, or that. */
const [THEN, SINCE] = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"];

function stateCutter(first: Step | undefined): (state: State) => Json {
  const before = first?.oldState?.modified;
  return ({ type, id, inputs, outputs, modified }) => {
    const { operations } = (outputs ?? {}) as { readonly operations?: Json };
    return {
      type: type as Json,
      ...(id && { id }),
      ...(inputs && { inputs }),
      ...(operations && { outputs: { operations } }),
      ...(modified && { modified: modified === before || modified === THEN ? THEN : SINCE }),
    };
  };
}

/** Texts that are other ones in every recording. */
const RANDOM: readonly (readonly [RegExp, string])[] = [
  [
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  ],
  [/AAAA[A-Za-z0-9+/]{20,}={0,2}/g, "AAAA"],
  [/\bcommand[0-9a-f]{8}\b/g, "command00000000"],
  [/\bAROA[A-Z0-9]{17}\b/g, "AROAEXAMPLEEXAMPLE001"],
  [/\bi-[0-9a-f]{17}\b/g, "i-0123456789abcdef0"],
];

function normalised(value: Json, volatile: Volatile): Json {
  const { home, ports } = volatile;
  if (typeof value === "number") return ports.find(([is]) => is === value)?.[1] ?? value;
  if (typeof value === "string") {
    const here = ports.reduce(
      (text, [is, stands]) => text.replaceAll(`127.0.0.1:${is}`, `127.0.0.1:${stands}`),
      value.replaceAll(home, "/sandbox"),
    );
    return RANDOM.reduce((text, [pattern, stands]) => text.replace(pattern, stands), here);
  }
  if (Array.isArray(value)) return value.map((one) => normalised(one, volatile));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, normalised(inner as Json, volatile)]));
}
