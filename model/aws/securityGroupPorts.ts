/** What a port of an Aspera server is for. */
export type Service = "transfers" | "nodeApi" | "httpFallback";

/** A port, as a security group names it. */
export interface Port {
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  /** Shown beside the rule in the console. */
  readonly description: string;
}

/**
 * The ports that clients use (IBM, "Configuring the firewall", HSTS 4.4). TCP 33001 is SSH and every transfer's session
 * start, so clients need it; the administrator's login uses it too. Port 22 is needed by nobody, and so is in no list.
 */
export const PORTS: Readonly<Record<Service, readonly Port[]>> = {
  transfers: [
    { protocol: "tcp", port: 33001, description: "session start of every transfer (SSH)" },
    { protocol: "udp", port: 33001, description: "transfers (FASP)" },
  ],
  nodeApi: [
    { protocol: "tcp", port: 443, description: "Node API behind a proxy" },
    { protocol: "tcp", port: 9092, description: "Node API" },
  ],
  httpFallback: [
    { protocol: "tcp", port: 8080, description: "HTTP fallback" },
    { protocol: "tcp", port: 8443, description: "HTTPS fallback" },
  ],
};

/** What the server itself asks for: S3, STS and IBM's licensing. Name service and metadata pass every security group. */
export const EGRESS: Port = { protocol: "tcp", port: 443, description: "S3, STS and licensing" };

/** One rule of a security group: one port, one source or destination. */
export interface PortRule extends Port {
  /** Distinct among all rules: `tcp-33001-203.0.113.0/24`. */
  readonly name: string;
  readonly block: string;
}

/** A rule for each port of a service and each block, in a fixed order. */
export function portRules(ports: readonly Port[], blocks: readonly string[]): PortRule[] {
  return ports.flatMap((port) =>
    [...new Set(blocks)].map((block) => ({
      ...port,
      block,
      // `::` divides the parts of an URN.
      name: `${port.protocol}-${port.port}-${block.replaceAll(":", "-")}`,
    })),
  );
}
