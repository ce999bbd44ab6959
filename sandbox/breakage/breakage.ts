import type { Clients } from "../accounts";

/** Where things are broken, and with whose rights. All of it concerns customer acme of the committed stack `dev`. */
export interface World {
  /** Folder of the sandbox. */
  readonly home: string;
  /** Address of the emulated accounts. */
  readonly endpoint: string;
  /** The server account's administrator. */
  readonly operator: Clients;
  /** The customer account's administrator. */
  readonly customer: Clients;
}

/** What `heal` needs later; kept as JSON in the sandbox's folder. */
export type Memory = Readonly<Record<string, unknown>>;

/** One thing that can be broken. */
export interface Breakage<M extends Memory = Memory> {
  /** What is wrong then, in one line. */
  readonly plays: string;
  /** Breaks it. @throws when there is nothing to break. */
  break(world: World): Promise<M> | M;
  /** Undoes exactly what `break` did. Returns false when it is already fixed, for instance by `pulumi up`. */
  heal(world: World, memory: M): Promise<boolean> | boolean;
}

/** Names in the committed stack `dev`. */
export const DEV = {
  transferUser: "acme",
  bucketRole: "aspera-acme",
  bucket: "acme-media",
  serverRole: "aspera-server",
  /** Inline policy on the server role. */
  right: "aspera-dev",
} as const;
