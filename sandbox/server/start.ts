import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeFiles } from "./folder/files";
import { makeKeys } from "./folder/keys";
import { programEnvironment, writePrograms } from "./folder/programs";
import type { HostPorts, HostSettings } from "./host/settings";
import { type Layout, layout } from "./layout";
import { type Daemon, daemonProcess, startDaemon } from "./process/daemon";
import { mustBeFree } from "./process/listen";
import { stopServer } from "./stop";

/** How to start the sandbox's server. */
export interface ServerOptions {
  /** The sandbox's folder. */
  home: string;
  /** Ports on 127.0.0.1. */
  ports: HostPorts;
  /** URL of the emulated AWS accounts, such as http://127.0.0.1:4566. */
  accountsEndpoint: string;
  /** Id of the emulated instance that this server plays. */
  instanceId: string;
  /** Account of the emulated instance; default 111122223333. */
  serverAccount?: string;
  /** Region of the emulated instance; default us-east-1. */
  region?: string;
  /** Whether the metadata endpoint insists on tokens (IMDSv2); default optional. */
  httpTokens?: "optional" | "required";
  /** Receives one line per step. */
  onProgress?: (line: string) => void;
}

const WHAT = { ssh: "the server's SSH", metadata: "the server's metadata", noded: "asperanoded" } as const;

/** A running server must have the wanted settings: it cannot change its ports. */
function refuseOtherSettings(place: Layout, wanted: HostSettings): void {
  const before: HostSettings = JSON.parse(readFileSync(place.settings, "utf8"));
  if (JSON.stringify(before) === JSON.stringify(wanted)) return;
  throw new Error(
    `expected the running server to have the settings now asked for, got others in ${place.settings}\n` +
      "hint: stop the sandbox first, then start it again",
  );
}

/**
 * Starts the sandbox's server on 127.0.0.1: SSH, metadata endpoint, asperanoded, each in the background. What already runs
 * is not touched.
 * @throws when a port is taken, with the port; what this call has started keeps running until stopServer
 */
export async function startServer(options: ServerOptions): Promise<void> {
  const place = layout(options.home);
  const settings: HostSettings = {
    accountsEndpoint: options.accountsEndpoint,
    serverAccount: options.serverAccount ?? "111122223333",
    instanceId: options.instanceId,
    region: options.region ?? "us-east-1",
    httpTokens: options.httpTokens ?? "optional",
    ports: { ssh: options.ports.ssh, noded: options.ports.noded, metadata: options.ports.metadata },
  };
  const running = (name: "ssh" | "metadata" | "asperanoded") =>
    daemonProcess(place.pidFile(name)) !== undefined;
  const anyRuns = () => running("ssh") || running("metadata") || running("asperanoded");
  // Processes without their folder are left over from a folder that was deleted.
  if (anyRuns() && !existsSync(place.settings)) await stopServer(options);
  const nothingRuns = !anyRuns();
  if (!nothingRuns) refuseOtherSettings(place, settings);
  if (!running("ssh")) await mustBeFree(settings.ports.ssh, WHAT.ssh);
  if (!running("metadata")) await mustBeFree(settings.ports.metadata, WHAT.metadata);
  if (!running("asperanoded")) await mustBeFree(settings.ports.noded, WHAT.noded);
  if (nothingRuns) {
    mkdirSync(place.root, { recursive: true, mode: 0o700 });
    makeKeys(place, settings.ports.ssh);
    writeFiles(place, settings);
    writePrograms(place);
  }
  const environment = programEnvironment(place);
  const daemon = (name: "ssh" | "metadata"): Daemon => ({
    name: WHAT[name],
    script: join(place.root, "lib/host", name, "main.js"),
    pidFile: place.pidFile(name),
    logFile: place.logFile(name),
    environment,
    folder: place.root,
  });
  const started = {
    ssh: await startDaemon(daemon("ssh")),
    metadata: await startDaemon(daemon("metadata")),
    noded: await startDaemon({
      name: WHAT.noded,
      script: join(place.root, "lib/host/noded/main.js"),
      calledAs: join(place.aspera, "bin/asperanoded"),
      pidFile: place.pidFile("asperanoded"),
      logFile: join(place.root, "log/asperanoded.log"),
      environment,
      folder: place.root,
    }),
  };
  for (const name of ["ssh", "metadata", "noded"] as const) {
    const words = started[name] ? "listens" : "runs already";
    options.onProgress?.(`${WHAT[name]} ${words} on 127.0.0.1:${settings.ports[name]}`);
  }
}
