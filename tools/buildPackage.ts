// `npm run build`: what a program of somebody else's installs, in dist/: components, plugin and model as JavaScript with
// types, the Perl that is sent to servers, and the executable that Pulumi starts.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { version } from "../package.json";

const ROOT = resolve(__dirname, "..");
const DIST = join(ROOT, "dist");
const EXECUTABLE = "provider/pulumi-resource-aspera";

// What was deleted from the sources must not be published from an earlier build.
rmSync(DIST, { recursive: true, force: true });
compile();
for (const file of [...perlPieces(), EXECUTABLE]) copy(file);
chmodSync(join(DIST, EXECUTABLE), 0o755);
// The plugin tells the engine its version; tsc puts the whole of our package.json there.
writeFileSync(join(DIST, "package.json"), `${JSON.stringify({ version }, null, 2)}\n`);

/** Into dist/ alone: Node and Pulumi prefer an index.js to the index.ts beside it. */
function compile(): void {
  const tsc = join(dirname(require.resolve("typescript7/package.json")), "bin/tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", join(ROOT, "tsconfig.build.json")], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

function perlPieces(): string[] {
  const files = readdirSync(join(ROOT, "provider"), { recursive: true, encoding: "utf8" });
  return files.filter((file) => /(^|\/)perl\/[^/]+\.pl$/.test(file)).map((file) => join("provider", file));
}

function copy(file: string): void {
  mkdirSync(dirname(join(DIST, file)), { recursive: true });
  copyFileSync(join(ROOT, file), join(DIST, file));
}
