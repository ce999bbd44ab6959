import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "ssh2";
import { type HostPorts, startServer, stopServer } from "../../../sandbox/server";
import { freePorts } from "../../freePorts";

/** Ports for the services of one stand-in server. */
export async function freeHostPorts(): Promise<HostPorts> {
  const [ssh = 0, noded = 0, metadata = 0] = await freePorts(3);
  return { ssh, noded, metadata };
}

/** A stand-in server of a test's own. */
export interface StandIn {
  home: string;
  ports: HostPorts;
  start(): Promise<void>;
  /** Stops it and takes its folder away. */
  remove(): Promise<void>;
}

/** Starts a server of a test's own; the accounts are elsewhere or nowhere. */
export async function standIn(
  accountsEndpoint = "http://127.0.0.1:9",
  httpTokens?: "required",
): Promise<StandIn> {
  const home = mkdtempSync(join(tmpdir(), "server-test-"));
  const ports = await freeHostPorts();
  const start = () =>
    startServer({ home, ports, accountsEndpoint, instanceId: "i-0123456789abcdef0", httpTokens });
  await start();
  const remove = async () => {
    await stopServer({ home });
    rmSync(home, { recursive: true, force: true });
  };
  return { home, ports, start, remove };
}

/** What an SSH command said. */
export interface Said {
  code: number | null;
  out: string;
  err: string;
}

/** An SSH connection as ec2-user, or another login. */
export function connect(
  { home, ports }: StandIn,
  username = "ec2-user",
  privateKey?: string,
): Promise<Client> {
  const client = new Client();
  return new Promise((resolve, reject) => {
    client.on("ready", () => resolve(client)).on("error", reject);
    const key = privateKey ?? readFileSync(join(home, "ssh/id_ed25519"), "utf8");
    client.connect({ host: "127.0.0.1", port: ports.ssh, username, privateKey: key });
  });
}

/** Runs one command over a connection. */
export function exec(client: Client, command: string, stdin = ""): Promise<Said> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(error);
      const said: Said = { code: null, out: "", err: "" };
      channel.on("data", (data: Buffer) => {
        said.out += data;
      });
      channel.stderr.on("data", (data: Buffer) => {
        said.err += data;
      });
      channel.on("close", (code: number | null) => resolve({ ...said, code: code ?? null }));
      channel.end(stdin);
    });
  });
}
