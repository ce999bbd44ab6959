import { join, resolve } from "node:path";

/** Ports of a sandbox, all on 127.0.0.1. */
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

/** SSH as in the committed Pulumi.dev.yaml; asperanoded as Aspera has it. */
export const DEFAULT_PORTS: SandboxPorts = { accounts: 4566, ssh: 33001, noded: 9092, metadata: 9169 };

/** The checkout that this sandbox belongs to. */
export const CHECKOUT = resolve(__dirname, "../..");

/** Where a sandbox keeps everything it makes. Git ignores it. */
export function sandboxHome(): string {
  return resolve(process.env.SANDBOX_HOME ?? join(CHECKOUT, ".sandbox"));
}
