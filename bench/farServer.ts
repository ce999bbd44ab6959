import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server that takes its time, and counts. */
export interface FarServer {
  /** Port of 127.0.0.1 that leads to the server. */
  readonly port: number;
  /** Connections since the last `reset`. */
  connections: number;
  /** How often this side spoke after the other one had, since then, one for each TCP connection included. */
  roundTrips: number;
  /** Begins to count anew. @param latency milliseconds that a round trip takes from now on. */
  reset(latency: number): void;
  close(): void;
}

/** Starts one. @param to port of 127.0.0.1 where the server is. */
export async function farServer(to: number): Promise<FarServer> {
  let oneWay = 0;
  const later = (from: Socket, write: (chunk: Buffer) => void, end: () => void) => {
    from.on("data", (chunk) => setTimeout(() => write(chunk), oneWay));
    from.on("close", () => setTimeout(end, oneWay));
    from.on("error", () => {});
  };
  const server = createServer((client) => {
    far.connections++;
    far.roundTrips++;
    let answered = false;
    const upstream = connect(to, "127.0.0.1");
    later(
      client,
      (chunk) => {
        if (answered) far.roundTrips++;
        answered = false;
        upstream.write(chunk);
      },
      () => upstream.destroy(),
    );
    later(
      upstream,
      (chunk) => {
        answered = true;
        client.write(chunk);
      },
      () => client.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const far: FarServer = {
    port: (server.address() as AddressInfo).port,
    connections: 0,
    roundTrips: 0,
    reset(latency) {
      oneWay = latency / 2;
      far.connections = 0;
      far.roundTrips = 0;
    },
    close: () => server.close(),
  };
  return far;
}
