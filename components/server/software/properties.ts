import type { ServerProperties } from "../loginTarget";

/** What the ServerSoftware resource is told. */
export interface SoftwareInputs extends ServerProperties {
  /** The package for people's eyes: the path as the settings write it, or the address without its query. */
  readonly package: string;
  /** Path or address in full; a secret, as an address may be signed. */
  readonly source: string;
  readonly sha256: string;
  /** Login at the address; empty for none. */
  readonly username: string;
  /** A secret; empty for none. */
  readonly password: string;
  /** The snapshot that was made before, or `none, acknowledged`. Written down; AWS is not asked. */
  readonly snapshot: string;
  /** Longest wait for running transfers to end, in seconds. */
  readonly idleWait: number;
}

/** What the resource remembers: its inputs, and what the server said. */
export interface SoftwareState extends SoftwareInputs {
  /** Package and version that are installed: `ibm-aspera-hsts 4.4.7.2224-1`. */
  readonly installed: string;
  /** Folder on the server with the etc of before the last upgrade; empty for none. */
  readonly backup: string;
}
