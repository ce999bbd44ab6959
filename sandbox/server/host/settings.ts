import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Settings of the programs in the private folder; etc/sandbox.json, rewritten at each start. */
export interface HostSettings {
  /** URL of the emulated AWS accounts, such as http://127.0.0.1:4566, which stands in for every amazonaws.com host. */
  accountsEndpoint: string;
  /** The emulated instance's account, 12 digits. */
  serverAccount: string;
  /** Id of the emulated instance; also the password of the node users, as on Aspera on Demand. */
  instanceId: string;
  region: string;
  /** Whether the metadata endpoint also answers without a token (IMDSv1). */
  httpTokens: "optional" | "required";
  /** Ports on 127.0.0.1. */
  ports: HostPorts;
}

/** Ports of the server, all on 127.0.0.1. */
export interface HostPorts {
  ssh: number;
  /** asperanoded's HTTP port; it reads it from aspera.conf. */
  noded: number;
  metadata: number;
}

/** The private folder: these programs are in its lib/. */
export const HOST_ROOT = process.env.ASPERA_SANDBOX_HOST ?? join(__dirname, "..", "..");

/** Path of aspera.conf in the private folder. */
export const ASPERA_CONF = join(HOST_ROOT, "opt/aspera/etc/aspera.conf");

/** The program that plays asperanoded. */
export const ASPERANODED = join(HOST_ROOT, "opt/aspera/bin/asperanoded");

/** Reads the settings of this host. */
export function hostSettings(): HostSettings {
  return JSON.parse(readFileSync(join(HOST_ROOT, "etc/sandbox.json"), "utf8"));
}
