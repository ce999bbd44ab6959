import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ENGINE_VERSION, elapsed, LANGUAGE_HOST_VERSION, type OnProgress } from "./release";

interface Module {
  /** Its name in messages. */
  title: string;
  /** Folder with go.mod and go.sum. */
  folder: string;
  /** Go package of the program; the module's `tool` line. */
  package: string;
  /** Name of the executable. */
  program: string;
  /** Stamped into it: a CLI without a version breaks the Automation API. */
  version: string;
  /** Time of a first build on two cores. */
  takes: string;
}

/** Two modules, because the programs need different versions of the modules they share. */
const MODULES: Module[] = [
  {
    title: "Pulumi CLI",
    folder: join(__dirname, "go", "cli"),
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    program: "pulumi",
    version: ENGINE_VERSION,
    takes: "about 6 minutes",
  },
  {
    title: "Node language host",
    folder: join(__dirname, "go", "nodejs"),
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    program: "pulumi-language-nodejs",
    version: LANGUAGE_HOST_VERSION,
    takes: "less than a minute",
  },
];

function build(module: Module, bin: string, onProgress: OnProgress): Promise<void> {
  const start = Date.now();
  const what = `${module.title} ${module.version}`;
  onProgress(`building ${what} from Go modules; the first time takes ${module.takes}`);
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${module.version}`;
  const child = spawn(
    "go",
    // -v names each package when it is built, which is the only progress that go build shows.
    ["build", "-v", "-mod=readonly", "-buildvcs=false", "-trimpath", "-tags", "osusergo,grpcnotrace"].concat([
      "-ldflags",
      `-s -w ${stamp}`,
      "-o",
      join(bin, module.program),
      module.package,
    ]),
    { cwd: module.folder, env: { ...process.env, GOWORK: "off" }, stdio: ["ignore", "ignore", "pipe"] },
  );
  let packages = 0;
  const said: string[] = [];
  createInterface(child.stderr).on("line", (line) => {
    if (/^[\w./~-]+$/.test(line)) packages++;
    else said.push(line);
  });
  const ticker = setInterval(
    () => onProgress(`building ${what}: ${packages} packages (${elapsed(start)})`),
    10_000,
  );
  return new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve();
      const tail = said.slice(-5).join("\n");
      const hint =
        "hint: it needs Go 1.24 or later, 5 GB of disk and the Go module proxy; or install Pulumi 3.229 or later";
      reject(new Error(`expected go to build the ${what}, got exit code ${code}: ${tail}\n${hint}`));
    });
  })
    .then(() => onProgress(`built ${what} (${elapsed(start)})`))
    .finally(() => clearInterval(ticker));
}

/**
 * Builds CLI and language host from the two pinned Go modules (go.sum has their checksums).
 * @param into existing empty folder; the programs go to its `bin`
 */
export async function buildEngine(into: string, onProgress: OnProgress): Promise<void> {
  const bin = join(into, "bin");
  mkdirSync(bin);
  for (const module of MODULES) await build(module, bin, onProgress);
}
