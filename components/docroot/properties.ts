import type { ServerProperties } from "../server/loginTarget";

/**
 * What the Docroot resource is told, what it sees, and what it remembers. The wanted value of everything that is
 * observed is a constant (`reachable`, `answers`), so that the engine shows a difference as an ordinary property diff.
 */

/** What is observed on the server, in the words that people read in a diff. */
export interface ObservedProperties {
  /** `reachable`, or why not. */
  readonly server: string;
  /** The docroot with its secrets masked; `(none)` when the user has none of its own. */
  readonly docroot: string;
  /** `present`, or `missing in aspera.conf`. */
  readonly transferUserEntry: string;
  /** `present`, or `missing on the server`. */
  readonly systemUser: string;
  /** `answers`, or what else asperanoded does. */
  readonly asperanoded: string;
  /** `running`, or what else the object storage daemon does. */
  readonly asperatrapd: string;
  /** `https`, `http` or `unknown`: how the object storage daemon talks to S3. */
  readonly s3Traffic: string;
}

/** Everything the program says. */
export interface DocrootInputs extends ServerProperties, ObservedProperties {
  readonly transferUser: string;
  /** The docroot URI, raw; a secret. */
  readonly wanted: string;
  /** The wanted docroot for people's eyes: what `docroot` shows when the server holds exactly `wanted`. */
  readonly maskedWanted: string;
  /** Our external ID, so that it can be masked; a secret; empty in the one-account procedure. */
  readonly externalId: string;
  /** Text by which a docroot is this stack's. */
  readonly mark: string;
  /** Fingerprint of the foreign docroot that may be taken over, or empty. */
  readonly takeOver: string;
}

/** What the resource remembers beside its inputs. */
export interface DocrootState extends DocrootInputs {
  /** Fingerprint of the docroot that was seen last. */
  readonly fingerprint: string;
  /** Fingerprint that the server's docroot must have when it is next changed. */
  readonly expect: string;
  /** Another text whenever the server has something to repair: what makes the apply Command run. */
  readonly nonce: string;
}

/** What must be so, whatever the stack: the constants of a clean preview. */
export const ALL_WELL = {
  server: "reachable",
  transferUserEntry: "present",
  systemUser: "present",
  asperanoded: "answers",
  asperatrapd: "running",
  s3Traffic: "https",
} as const;
