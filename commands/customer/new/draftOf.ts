import type { Draft } from "../draft";
import { OPTIONS, type Option } from "./options";

/** What was given for a new customer. */
export interface Given {
  readonly stack: string;
  readonly side: string;
  /** Text by the option's name, without dashes. */
  readonly options: Readonly<Record<string, string>>;
  /** The server as another stack has it; default: nothing of it is known. */
  readonly like?: Draft;
}

/** The keys of the file in their order, each object that every customer has already there: what it lacks is told by name. */
const FRAME: Draft = {
  side: undefined,
  serverAccount: {},
  bucketAccount: {},
  serverRole: {},
  bucketRole: {},
  bucket: {},
  sessionName: undefined,
  transferUser: undefined,
  createTransferUserEntry: undefined,
  server: {},
  sshPrivateKeyFile: undefined,
  restart: undefined,
};

/** What another stack says that no longer holds once an option was given: the other of two ways, or another server's own. */
const DISPLACED: Readonly<Record<string, readonly string[]>> = {
  profile: ["serverAccount.assumeRole"],
  "assume-role": ["serverAccount.profile"],
  "known-hosts": ["server.hostKey"],
  "host-key": ["server.knownHostsFile"],
  host: ["server.hostKey", "server.instanceId"],
};

/** The settings that were given, valid or not. What was given goes before what another stack has. */
export function draftOf({ stack, side, options, like = {} }: Given): Draft {
  const draft: Record<string, unknown> = { ...structuredClone({ ...FRAME, ...like }), side };
  for (const name of Object.keys(options))
    for (const setting of DISPLACED[name] ?? []) put(draft, setting.split("."), undefined);
  for (const [name, option] of Object.entries(OPTIONS)) {
    const text = options[name] ?? option.standard?.(stack);
    if (text !== undefined) put(draft, option.setting.split("."), asValue(text, option));
  }
  // Server and bucket are in one region; only a stack with credentials of the bucket's account has to say it of that one.
  const { region } = draft.serverAccount as { region?: unknown };
  if (side === "both") put(draft, ["bucketAccount", "region"], region);
  return draft;
}

function asValue(text: string, { form }: Option): unknown {
  if (form === "flag") return true;
  if (form === "number") return /^\d+$/.test(text) ? Number(text) : text;
  if (form === "list") return text.split(",").map((word) => word.trim());
  return text;
}

/** The value at a place of the settings; undefined where there is none. */
export function valueAt(draft: Draft, setting: string): unknown {
  return setting.split(".").reduce<unknown>((outer, key) => Reflect.get(Object(outer), key), draft);
}

/** The draft with another value at a place of the settings. */
export function withValue(draft: Draft, setting: string, value: unknown): Draft {
  const changed = { ...draft };
  put(changed, setting.split("."), value);
  return changed;
}

function put(draft: Record<string, unknown>, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) draft[key] = value;
  else {
    const inner = { ...(draft[key] as Record<string, unknown> | undefined) };
    put(inner, rest, value);
    draft[key] = inner;
  }
}
