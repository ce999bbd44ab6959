import type { CheckFailure } from "../handler";
import { isRecord, type Properties, UNKNOWN } from "../wire";

/** How a Command reaches its host; the genuine plugin's words and defaults. */
export interface Connection {
  host: string;
  /** Default root. */
  user: string;
  /** Default 22. */
  port: number;
  /** Private key in PEM form, not a path. */
  privateKey?: string;
  privateKeyPassword?: string;
  password?: string;
  /** Socket of an SSH agent; default SSH_AUTH_SOCK. */
  agentSocketPath?: string;
  /** The only key that is accepted, as `TYPE BASE64`; without one, any key is. */
  hostKey?: string;
  /** Failed attempts that are allowed: 10 by default, 0 means one attempt, -1 any number. */
  dialErrorLimit: number;
  /** Seconds for one attempt, handshake included; default 15, 0 means no limit. */
  perDialTimeout: number;
}

const DEFAULTS = { user: "root", port: 22, dialErrorLimit: 10, perDialTimeout: 15 };
const OTHERS = ["host", "privateKey", "privateKeyPassword", "password", "agentSocketPath", "hostKey"];
const KNOWN = [...OTHERS, ...Object.keys(DEFAULTS)];

/**
 * A connection with its defaults, as Check stores it; or what is wrong with it. Messages name keys, never values.
 * A connection that is not known yet is left as it is.
 */
export function checkConnection(given: unknown): unknown | CheckFailure[] {
  if (given === UNKNOWN) return given;
  const failure = (reason: string): CheckFailure[] => [{ property: "connection", reason }];
  if (!isRecord(given)) return failure("connection must be an object");
  if (given.proxy !== undefined)
    return failure("the sandbox's stand-in knows no jump host (connection.proxy)");
  const strange = Object.keys(given).filter((key) => !KNOWN.includes(key));
  if (strange.length > 0) return failure(`connection has unknown keys: ${strange.join(", ")}`);
  if (given.host === undefined) return failure("connection needs host");
  return { ...DEFAULTS, ...given };
}

/** A connection out of the state. */
export function asConnection(properties: Properties): Connection {
  return { ...DEFAULTS, ...(properties.connection as Connection) };
}
