import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { withLock } from "../engine/lock";

const run = promisify(execFile);

/** Version of the emulator; we know the quirks of this one. */
export const EMULATOR_VERSION = "1.5.33";

/** What it is made of, each file by its SHA-256. */
const REQUIREMENTS = join(__dirname, "requirements.txt");

/** Oldest Python that it runs on. */
const OLDEST_PYTHON = [3, 10] as const;

/** Names to look for on PATH, in this order. */
const PYTHONS = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];

/** Where and how to get the emulator. */
export interface EmulatorOptions {
  /** Receives one line per step. */
  readonly onProgress: (line: string) => void;
  /** Has PATH and XDG_CACHE_HOME; default process.env. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Folder of the emulator: ${XDG_CACHE_HOME:-~/.cache}/aspera-on-aws/ministack-VERSION, shared by all checkouts. */
export function emulatorFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const cache = environment.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "aspera-on-aws", `ministack-${EMULATOR_VERSION}`);
}

/**
 * The emulator's executable; installed with pip into its own virtual environment if it is missing.
 * @throws when there is no suitable Python, or pip cannot install it
 */
export async function ensureEmulator({
  onProgress,
  environment = process.env,
}: EmulatorOptions): Promise<string> {
  const folder = emulatorFolder(environment);
  const executable = join(folder, "bin", "ministack");
  const complete = join(folder, "complete");
  if (existsSync(complete)) return executable;
  return withLock(`${folder}.lock`, onProgress, async () => {
    if (existsSync(complete)) return executable;
    const python = await findPython(environment);
    onProgress(
      `AWS emulator: installing ministack ${EMULATOR_VERSION} from PyPI into ${folder} (90 MB, about 10 s)`,
    );
    const start = Date.now();
    // Its scripts contain the folder's path, so it is built in place; a half-built one has no `complete` file.
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    await step(environment, {
      what: "a virtual environment",
      hint: "install your system's python3-venv",
      command: [python, "-m", "venv", folder],
    });
    await step(environment, {
      what: "ministack from PyPI",
      hint: "pip needs pypi.org or a mirror (PIP_INDEX_URL)",
      command: [
        ...([
          join(folder, "bin", "pip"),
          "install",
          "--quiet",
          "--disable-pip-version-check",
          "--no-input",
          "--require-hashes",
          "--requirement",
        ] as const),
        REQUIREMENTS,
      ],
    });
    writeFileSync(complete, "");
    onProgress(`AWS emulator: installed in ${Math.round((Date.now() - start) / 1000)} s`);
    return executable;
  });
}

/** Looks for a Python that the emulator can be installed with, unless it is installed. @throws when there is none. */
export async function confirmPython(environment: NodeJS.ProcessEnv): Promise<void> {
  if (!existsSync(join(emulatorFolder(environment), "complete"))) await findPython(environment);
}

/** The first Python on PATH that is new enough. */
async function findPython(environment: NodeJS.ProcessEnv): Promise<string> {
  const seen: string[] = [];
  for (const name of PYTHONS) {
    const version = await pythonVersion(name, environment);
    if (!version) continue;
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]) return name;
    seen.push(`${name} ${version}`);
  }
  throw new Error(
    `expected Python ${OLDEST_PYTHON.join(".")} or later for the AWS emulator, got ${seen.join(", ") || "none on PATH"}\n` +
      "hint: install python3 and python3-venv, or put a newer python3 first on PATH",
  );
}

async function pythonVersion(name: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { stdout } = await run(name, ["-c", "import platform; print(platform.python_version())"], {
      env: environment,
    });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

async function step(
  environment: NodeJS.ProcessEnv,
  { what, hint, command: [program, ...args] }: { what: string; hint: string; command: [string, ...string[]] },
): Promise<void> {
  try {
    await run(program, args, { env: environment });
  } catch (error) {
    const {
      stderr = "",
      stdout = "",
      message,
    } = error as { stderr?: string; stdout?: string; message: string };
    const reason = `${stdout}\n${stderr}`.trim().split("\n").pop() || message;
    throw new Error(`expected to make ${what} for the AWS emulator, got: ${reason}\nhint: ${hint}`);
  }
}
