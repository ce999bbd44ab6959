import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { ARCHIVE_SUMS, ENGINE_VERSION, elapsed, type OnProgress, PROGRAMS } from "./release";

const run = promisify(execFile);

/** Where the official release comes from. Two hosts on purpose: a compromised one cannot vouch for itself. */
export interface ReleaseSite {
  /** URL of the folder that holds the archives. */
  archives: string;
  /** URL of the folder that holds the checksums file. */
  checksums: string;
  /** SHA-256 by name of archive that must be those of the checksums file, too; default ARCHIVE_SUMS. */
  pinned?: Readonly<Record<string, string>>;
}

/** Pulumi's own hosts: archives from get.pulumi.com, SHA-256 sums from the release page on GitHub. */
export const OFFICIAL: ReleaseSite = {
  archives: "https://get.pulumi.com/releases/sdk",
  checksums: `https://github.com/pulumi/pulumi/releases/download/v${ENGINE_VERSION}`,
};

/** The release cannot be downloaded here, so another source is worth trying. Never a wrong checksum. */
export class Unreachable extends Error {}

/** Name of the official archive for a platform; undefined if there is none that tar can unpack. */
export function archiveName(
  platform: string = process.platform,
  arch: string = process.arch,
): string | undefined {
  const known = (platform === "linux" || platform === "darwin") && (arch === "x64" || arch === "arm64");
  return known ? `pulumi-v${ENGINE_VERSION}-${platform}-${arch}.tar.gz` : undefined;
}

/** The checksum of a name in a `sha256sum` file; undefined if it is not listed. */
export function checksumFor(text: string, name: string): string | undefined {
  for (const line of text.split("\n")) {
    const [sum, file] = line.trim().split(/\s+\*?/);
    if (file === name && sum && /^[0-9a-f]{64}$/i.test(sum)) return sum.toLowerCase();
  }
  return undefined;
}

/** No other protocol, not behind a redirect either: https, or that of a test's own site. */
export function protocolOnly(url: string): string[] {
  const protocol = `=${new URL(url).protocol.replace(":", "")}`;
  return ["--proto", protocol, "--proto-redir", protocol];
}

/** curl, not fetch: it uses the machine's proxy. It gives up after 4 s without a connection, 15 s without data. */
async function fetchTo(url: string, file: string): Promise<void> {
  const limits = [
    ...protocolOnly(url),
    "--connect-timeout",
    "4",
    "--speed-limit",
    "1024",
    "--speed-time",
    "15",
  ];
  try {
    await run("curl", ["--fail", "--silent", "--show-error", "--location", ...limits, "--output", file, url]);
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error)
      .trim()
      .split("\n")[0];
    throw new Unreachable(`${new URL(url).host} does not give it (${said || "curl failed"})`);
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/**
 * Downloads the pinned official release and unpacks the three programs.
 * @param into existing empty folder; the programs go to its `bin`
 * @param site other hosts, for tests
 * @throws Unreachable when it cannot be downloaded; an Error when its SHA-256 is not the published one, or that is not the
 * pinned one
 */
export async function downloadEngine(into: string, onProgress: OnProgress, site = OFFICIAL): Promise<void> {
  const name = archiveName();
  if (!name) throw new Unreachable(`there is no official release for ${process.platform} ${process.arch}`);
  const start = Date.now();
  onProgress(`downloading ${name}`);
  const sums = join(into, "checksums.txt");
  await fetchTo(`${site.checksums}/pulumi-${ENGINE_VERSION}-checksums.txt`, sums);
  const wanted = checksumFor(await readFile(sums, "utf8"), name);
  if (!wanted) throw new Unreachable(`the published checksums do not name ${name}`);

  const pinned = (site.pinned ?? ARCHIVE_SUMS)[name];
  if (pinned !== undefined && pinned !== wanted) {
    throw new Error(
      `expected the published SHA-256 of ${name} to be the pinned one, ${pinned}, got ${wanted}\n` +
        "hint: the release or its checksums file was exchanged; put a pulumi that you trust on PATH",
    );
  }

  const archive = join(into, name);
  const ticker = setInterval(() => {
    const size = statSync(archive, { throwIfNoEntry: false })?.size ?? 0;
    onProgress(`downloading ${name}: ${Math.round(size / 1e6)} MB (${elapsed(start)})`);
  }, 5000);
  await fetchTo(`${site.archives}/${name}`, archive).finally(() => clearInterval(ticker));

  const got = await sha256(archive);
  if (got !== wanted) {
    throw new Error(
      `expected SHA-256 ${wanted} for ${name}, got ${got}\n` +
        "hint: the download was modified in transit; try another network, or put your own pulumi on PATH",
    );
  }
  await run("tar", ["-xzf", archive, "-C", into, ...PROGRAMS.map((program) => `pulumi/${program}`)]);
  await run("mv", [join(into, "pulumi"), join(into, "bin")]);
  await run("rm", [archive, sums]);
  onProgress(`downloaded ${name}, SHA-256 as published (${elapsed(start)})`);
}
