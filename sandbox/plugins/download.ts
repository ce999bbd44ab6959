import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { elapsed, type OnProgress } from "../engine/release";

/** What to download, and where to. */
export interface PluginDownload {
  readonly plugin: { readonly name: string; readonly version: string };
  /** Existing empty folder; the plugin goes to its `plugins`. */
  readonly into: string;
  /** The `pulumi` that downloads. */
  readonly pulumi: string;
  readonly onProgress: OnProgress;
  /** Of the person who runs this: proxies, certificates. */
  readonly environment: NodeJS.ProcessEnv;
  /** URL of a folder with the archives; undefined for Pulumi's own hosts. */
  readonly server: string | undefined;
  /** SHA-256 by name of the archive. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Milliseconds between two lines of progress; default 5000. */
  readonly every: number | undefined;
}

/** A download that brings nothing for this long, in milliseconds, has ended. */
const STALLED = 60_000;

/** Name of the archive that the engine asks for. */
export function pluginArchive(
  { name, version }: PluginDownload["plugin"],
  platform: string = process.platform,
  arch: string = process.arch,
): string {
  const system = platform === "win32" ? "windows" : platform;
  return `pulumi-resource-${name}-v${version}-${system}-${arch === "x64" ? "amd64" : arch}.tar.gz`;
}

/** Bytes in a folder, all levels; what goes away meanwhile does not count. */
function bytesIn(folder: string): number {
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const entry = statSync(join(folder, name), { throwIfNoEntry: false });
    if (entry?.isFile()) bytes += entry.size;
  }
  return bytes;
}

/** The engine's own reason in what it printed: the first warning of a download that it tried again, else the error. */
function reasonIn(output: string): string {
  const tried = /^warning: Error downloading plugin: (.*)$/m.exec(output)?.[1];
  const error = /^error: (?:\[.*?\] )?(.*)$/m.exec(output)?.[1];
  return tried ?? error ?? (output.trim().split("\n").at(-1) || "pulumi plugin install said nothing");
}

/**
 * Has the engine download a plugin, as it does by itself before an `up`: from Pulumi's own hosts, over TLS, and against the
 * SHA-256 where there is one.
 * @throws with the engine's reason
 */
export async function download(what: PluginDownload): Promise<void> {
  const { plugin, into, pulumi, onProgress, environment, server, checksums, every = 5000 } = what;
  const { name, version } = plugin;
  const archive = pluginArchive(plugin);
  const checksum = checksums[archive];
  // The engine keeps the archive in the temporary folder while it loads it: there its size can be seen.
  const temporary = join(into, "tmp");
  mkdirSync(temporary);
  const args = ["plugin", "install", "resource", name, version, "--non-interactive", "--color", "never"];
  if (server) args.push("--server", server);
  if (checksum) args.push("--checksum", checksum);

  const start = Date.now();
  onProgress(`downloading ${archive}${checksum ? "" : ", with no checksum to compare"}`);
  const child = spawn(pulumi, args, {
    cwd: into,
    env: { ...environment, PULUMI_HOME: into, TMPDIR: temporary, PULUMI_SKIP_UPDATE_CHECK: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  let [seen, since, stalled] = [0, start, false];
  const ticker = setInterval(() => {
    const bytes = bytesIn(into);
    if (bytes !== seen) [seen, since] = [bytes, Date.now()];
    stalled = Date.now() - since > STALLED;
    if (stalled) child.kill();
    onProgress(`downloading ${archive}: ${(bytes / 1e6).toFixed(1)} MB (${elapsed(start)})`);
  }, every);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    if (stalled) throw new Error(`nothing came for ${STALLED / 1000} s`);
    if (code !== 0) throw new Error(reasonIn(output));
  } finally {
    clearInterval(ticker);
  }
  onProgress(`downloaded ${archive}${checksum ? ", SHA-256 as pinned" : ""} (${elapsed(start)})`);
}
