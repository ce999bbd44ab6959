import type { Clients } from "../accounts";

/** What is broken, and as whom. All of it is about customer acme of the committed stack `dev`. */
export interface World {
  /** Folder of the sandbox. */
  readonly home: string;
  /** Address of the emulated accounts. */
  readonly endpoint: string;
  /** The server account, as its administrator. */
  readonly operator: Clients;
  /** The customer's account, as its administrator. */
  readonly customer: Clients;
}

/** What `heal` needs to know later; kept as JSON in the sandbox's folder. */
export type Memory = Readonly<Record<string, unknown>>;

/** One way in which things go wrong. */
export interface Breakage<M extends Memory = Memory> {
  /** What it plays, in one line. */
  readonly plays: string;
  /** Breaks it. @throws when there is nothing to break. */
  break(world: World): Promise<M> | M;
  /** Undoes exactly what `break` did. Answers false when somebody, such as `pulumi up`, has put it right already. */
  heal(world: World, memory: M): Promise<boolean> | boolean;
}

/** The names of the committed dev stack. */
export const DEV = {
  transferUser: "acme",
  bucketRole: "aspera-acme",
  bucket: "acme-media",
  serverRole: "aspera-server",
  /** Inline policy on the server role. */
  right: "aspera-dev",
} as const;
