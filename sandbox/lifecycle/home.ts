import { join, resolve } from "node:path";

/** Ports of one sandbox; all on 127.0.0.1. */
export interface SandboxPorts {
  /** The two AWS accounts. */
  readonly accounts: number;
  /** SSH of the Aspera server. */
  readonly ssh: number;
  /** asperanoded. */
  readonly noded: number;
  /** The server's instance metadata. */
  readonly metadata: number;
}

/** The ports that the committed Pulumi.dev.yaml and the stand-in Aspera's own documentation name. */
export const DEFAULT_PORTS: SandboxPorts = { accounts: 4566, ssh: 33001, noded: 9092, metadata: 9169 };

/** The checkout that this sandbox plays for. */
export const CHECKOUT = resolve(__dirname, "../..");

/** Where one sandbox keeps everything it makes. Git ignores it. */
export function sandboxHome(): string {
  return resolve(process.env.SANDBOX_HOME ?? join(CHECKOUT, ".sandbox"));
}
