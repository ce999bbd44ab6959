import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Layout } from "../layout";

/** JavaScript of a TypeScript file, kept from one start to the next. */
const {
  javascriptFrom,
}: { javascriptFrom(): (path: string) => string } = require("../../../provider/loadTypescript.js");

const SOURCES = join(__dirname, "..");

/** Text in single quotes, safe in a shell. */
const quoted = (text: string) => `'${text.replace(/'/g, "'\\''")}'`;

function typescriptFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? typescriptFiles(path) : path.endsWith(".ts") ? [path] : [];
  });
}

/** Compiles host/ and process/ to JavaScript: plain node starts in 40 ms, ts-node in half a second. */
function translate(into: string): void {
  rmSync(into, { recursive: true, force: true });
  const javascript = javascriptFrom();
  for (const file of ["host", "process"].flatMap((name) => typescriptFiles(join(SOURCES, name)))) {
    const target = join(into, relative(SOURCES, file).replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, javascript(file));
  }
}

/** A shell script that runs one of the compiled programs, whatever environment it is called with. */
function wrapper(place: Layout, script: string, args: string): string {
  const modules = dirname(dirname(require.resolve("ssh2/package.json")));
  return [
    "#!/bin/sh",
    "# Part of the sandbox's stand-in server; the source in sandbox/server/host says what it does not do.",
    `NODE_NO_WARNINGS=1 NODE_PATH=${quoted(modules)} ASPERA_SANDBOX_HOST=${quoted(place.root)} \\`,
    `  exec ${quoted(process.execPath)} ${quoted(join(place.root, "lib/host", script))} ${args}`,
    "",
  ].join("\n");
}

/** Environment in which the compiled programs find npm's packages and this folder. */
export function programEnvironment(place: Layout): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: place.root,
    LANG: "C.UTF-8",
    // Notices of Node and the AWS SDK about old versions do not belong in error output.
    NODE_NO_WARNINGS: "1",
    NODE_PATH: dirname(dirname(require.resolve("ssh2/package.json"))),
    ASPERA_SANDBOX_HOST: place.root,
  };
}

/** Rewrites the programs of the private folder: the vendor's stand-ins, sudo, systemctl and getent. */
export function writePrograms(place: Layout): void {
  translate(join(place.root, "lib"));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  };
  write(join(place.aspera, "bin/ascp"), wrapper(place, "ascp.js", '"$@"'));
  write(join(place.aspera, "bin/asuserdata"), wrapper(place, "asuserdata.js", '"$@"'));
  // The daemon's process goes by the vendor's name, as whoever looks for it expects.
  const noded = join(place.aspera, "bin/asperanoded");
  rmSync(noded, { force: true });
  symlinkSync(process.execPath, noded);
  write(join(place.root, "bin/sandbox-service"), wrapper(place, "service.js", '"$@"'));
  for (const [name, target] of [
    ["asnodeadmin", join(place.aspera, "bin/asnodeadmin")],
    ["sudo", join(place.root, "bin/sudo")],
    ["systemctl", join(place.root, "bin/systemctl")],
    ["getent", join(place.root, "bin/getent")],
  ] as const) {
    const text = readFileSync(join(__dirname, "scripts", `${name}.sh`), "utf8");
    write(target, text.replaceAll("@ROOT@", quoted(place.root)));
  }
}
