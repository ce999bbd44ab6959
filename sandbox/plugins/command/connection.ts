import type { CheckFailure } from "../../../provider/protocol/handler";
import { isRecord, type Properties, UNKNOWN } from "../../../provider/protocol/wire";

/** How to log in to one host, with the genuine plugin's names and defaults. */
export interface Hop {
  host: string;
  /** Default root. */
  user: string;
  /** Default 22. */
  port: number;
  /** Private key in PEM form, not a path. */
  privateKey?: string;
  /** Passphrase of the private key; an error if the key has none. */
  privateKeyPassword?: string;
  password?: string;
  /** Socket of an SSH agent; default SSH_AUTH_SOCK. */
  agentSocketPath?: string;
  /** The only accepted key, as `TYPE BASE64`; without it, any key is accepted. */
  hostKey?: string;
  /** Failed attempts allowed: 10 by default; 0 means one attempt, -1 any number. */
  dialErrorLimit: number;
  /** Seconds for one attempt, including the handshake; default 15, 0 means no limit. */
  perDialTimeout: number;
}

/** How a Command reaches its host: directly, or through a jump host, which inherits none of the host's credentials. */
export interface Connection extends Hop {
  proxy?: Hop;
}

const DEFAULTS = { user: "root", port: 22, dialErrorLimit: 10, perDialTimeout: 15 };
const OTHERS = ["host", "privateKey", "privateKeyPassword", "password", "agentSocketPath", "hostKey"];
const KNOWN = [...OTHERS, ...Object.keys(DEFAULTS)];

/**
 * A connection with its defaults, as Check stores it, or what is wrong with it. Messages name keys, never values. Unknown
 * values are left as they are.
 */
export function checkConnection(given: unknown): unknown | CheckFailure[] {
  if (given === UNKNOWN) return given;
  const proxy = isRecord(given) ? given.proxy : undefined;
  const reason = complaint("connection", given, ["proxy"]) ?? complaint("connection.proxy", proxy);
  if (reason !== undefined) return [{ property: "connection", reason }];
  return withDefaults(given as Properties);
}

/** A connection from the state. */
export function asConnection(properties: Properties): Connection {
  return withDefaults(properties.connection as Properties) as unknown as Connection;
}

function complaint(name: string, given: unknown, more: string[] = []): string | undefined {
  if (given === UNKNOWN || (given === undefined && more.length === 0)) return undefined;
  if (!isRecord(given)) return `${name} must be an object`;
  const strange = Object.keys(given).filter((key) => ![...KNOWN, ...more].includes(key));
  if (strange.length > 0) return `${name} has unknown keys: ${strange.join(", ")}`;
  return given.host === undefined ? `${name} needs host` : undefined;
}

function withDefaults(given: Properties): Properties {
  const { proxy } = given;
  return { ...DEFAULTS, ...given, ...(isRecord(proxy) && { proxy: { ...DEFAULTS, ...proxy } }) };
}
