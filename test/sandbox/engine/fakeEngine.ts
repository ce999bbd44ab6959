import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveName, type ReleaseSite } from "../../../sandbox/engine/download";
import { ENGINE_VERSION, PROGRAMS } from "../../../sandbox/engine/release";

/** A folder that is taken away after the test. */
export function temporaryFolder(undo: (() => void)[]): string {
  const folder = mkdtempSync(join(tmpdir(), "engine-test-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Programs that look like an engine of a version; `without` leaves some out. */
export function fakeEngine(folder: string, version: string, without: string[] = []): string {
  mkdirSync(folder, { recursive: true });
  for (const name of PROGRAMS.filter((program) => !without.includes(program))) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho v${version}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** A release site on this machine, whose archive holds a fake engine. */
export async function fakeSite(
  undo: (() => void)[],
  change: (sum: string) => string = (sum) => sum,
): Promise<{ site: ReleaseSite; requests: string[] }> {
  const folder = temporaryFolder(undo);
  const name = archiveName() as string;
  fakeEngine(join(folder, "pulumi"), ENGINE_VERSION);
  execFileSync("tar", ["-czf", join(folder, name), "-C", folder, "pulumi"]);
  const archive = readFileSync(join(folder, name));
  const sum = change(createHash("sha256").update(archive).digest("hex"));
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request.url ?? "");
    if (request.url === `/sums/pulumi-${ENGINE_VERSION}-checksums.txt`) {
      response.end(`${"0".repeat(64)}  pulumi-other.tar.gz\n${sum}  ${name}\n`);
    } else if (request.url === `/sdk/${name}`) response.end(archive);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  undo.push(() => server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { site: { archives: `${base}/sdk`, checksums: `${base}/sums` }, requests };
}
