import { spawnSync } from "node:child_process";
import { chmodSync, closeSync, linkSync, openSync, readSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HOST = "pulumi-language-nodejs";

/** The script that takes an older host's place: `runtime.options` of Pulumi.yaml, in the folder it is started in, as flags. */
const SCRIPT = `#!/bin/sh
# Part of the sandbox, never of a deployment. The CLI gives the options of Pulumi.yaml over the protocol; this host is older
# than that and takes flags. So they are read here, as this project writes them.
if [ -r Pulumi.yaml ]; then
  while IFS= read -r line; do
    case "$line" in
      '    typescript: '*) set -- "-typescript=\${line#*: }" "$@" ;;
      '    nodeargs: '*) set -- "-nodeargs=\${line#*: }" "$@" ;;
    esac
  done < Pulumi.yaml
fi
exec "$0-itself" "$@"
`;

/**
 * Sees to it that the language host heeds `typescript` and `nodeargs` of Pulumi.yaml, as every current one does. The newest
 * that can be built from the Go proxy's modules is older than the way in which the CLI gives them. The script takes its place
 * in one step, since other sandboxes may be starting it.
 * @param binFolder folder of an engine that the sandbox installed, never of somebody's own.
 */
export function passHostOptions(binFolder: string): void {
  const host = join(binFolder, HOST);
  if (isScript(host) || !takesFlags(host)) return;
  try {
    linkSync(host, `${host}-itself`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // Another start was first.
  }
  const made = `${host}.${process.pid}`;
  writeFileSync(made, SCRIPT);
  chmodSync(made, 0o755);
  renameSync(made, host);
}

function isScript(file: string): boolean {
  const begin = Buffer.alloc(2);
  const handle = openSync(file, "r");
  try {
    readSync(handle, begin);
  } finally {
    closeSync(handle);
  }
  return begin.toString() === "#!";
}

function takesFlags(host: string): boolean {
  const { stdout, stderr } = spawnSync(host, ["-help"], { encoding: "utf8", timeout: 15_000 });
  return /^ *-nodeargs\b/m.test(`${stdout}${stderr}`);
}
