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

/** Names of the ports, as in `SANDBOX_PORTS`. */
const NAMES = ["accounts", "ssh", "noded", "metadata"] as const;

/**
 * The ports of this checkout's sandbox: those of `SANDBOX_PORTS`, a JSON object such as `{"accounts": 5566}`, in place of
 * the default ones. Another `ssh` also goes into aspera:server.port of the dev stacks.
 * @throws when it is not such an object.
 */
export function sandboxPorts(environment: NodeJS.ProcessEnv = process.env): SandboxPorts {
  const text = environment.SANDBOX_PORTS;
  if (!text) return DEFAULT_PORTS;
  const wrong = (got: string) =>
    new Error(
      `expected SANDBOX_PORTS to be a JSON object of ports by ${NAMES.join(", ")}, got ${got}\n` +
        `hint: export SANDBOX_PORTS='{"accounts": 5566}'`,
    );
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw wrong(text);
  }
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw wrong(text);
  for (const [name, port] of Object.entries(given)) {
    if (!(NAMES as readonly string[]).includes(name)) throw wrong(`the name ${name}`);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw wrong(`${name}: ${JSON.stringify(port)}`);
  }
  const ports = { ...DEFAULT_PORTS, ...given };
  if (new Set(Object.values(ports)).size < NAMES.length) throw wrong("one port twice");
  return ports;
}

/** SSH as in the committed Pulumi.dev.yaml; asperanoded as Aspera has it. */
export const DEFAULT_PORTS: SandboxPorts = { accounts: 4566, ssh: 33001, noded: 9092, metadata: 9169 };

/** The checkout that this sandbox belongs to. */
export const CHECKOUT = resolve(__dirname, "../..");

/** Where a sandbox keeps everything it makes. Git ignores it. */
export function sandboxHome(): string {
  return resolve(process.env.SANDBOX_HOME ?? join(CHECKOUT, ".sandbox"));
}
