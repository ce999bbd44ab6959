import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { withLock } from "../engine/lock";

const run = promisify(execFile);

/** Oldest Python that everything here runs on. */
const OLDEST_PYTHON = [3, 10] as const;

/** Names to look for on PATH, in this order. */
const PYTHONS = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];

/** Programs from PyPI that are kept in the user's cache, shared by all checkouts. */
export interface PythonEnvironment {
  /** What it is for, in messages: `the AWS emulator`. */
  readonly what: string;
  /** What is installed, in messages: `ministack 1.5.33`. */
  readonly packages: string;
  /** Name of its folder in the cache, versions included. */
  readonly name: string;
  /** What it is made of, each file by its SHA-256: path of a requirements file. */
  readonly requirements: string;
  /** How much and how long that is: `90 MB, about 10 s`. */
  readonly size: string;
}

/** How to get one. */
export interface PythonOptions {
  /** Receives one line per step. */
  readonly onProgress: (line: string) => void;
  /** Has PATH and XDG_CACHE_HOME; default process.env. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Folder of such programs: ${XDG_CACHE_HOME:-~/.cache}/aspera-on-aws/NAME. */
export function pythonFolder(name: string, environment: NodeJS.ProcessEnv = process.env): string {
  const cache = environment.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "aspera-on-aws", name);
}

/**
 * The folder of the programs; installed with pip into a virtual environment of their own if they are missing.
 * @throws when there is no suitable Python, or pip cannot install them
 */
export async function ensurePython(
  { what, packages, name, requirements, size }: PythonEnvironment,
  { onProgress, environment = process.env }: PythonOptions,
): Promise<string> {
  const folder = pythonFolder(name, environment);
  const bin = join(folder, "bin");
  const complete = join(folder, "complete");
  if (existsSync(complete)) return bin;
  return withLock(`${folder}.lock`, onProgress, async () => {
    if (existsSync(complete)) return bin;
    const said = what.replace(/^the /, "");
    const python = await findPython(what, environment);
    onProgress(`${said}: installing ${packages} from PyPI into ${folder} (${size})`);
    const start = Date.now();
    // Its scripts contain the folder's path, so it is built in place; a half-built one has no `complete` file.
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    await step(what, environment, {
      made: "a virtual environment",
      hint: "install your system's python3-venv",
      command: [python, "-m", "venv", folder],
    });
    await step(what, environment, {
      made: `${packages.split(/[ ,]/)[0]} from PyPI`,
      hint: "pip needs pypi.org or a mirror (PIP_INDEX_URL)",
      command: [
        join(bin, "pip"),
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
        "--requirement",
        requirements,
      ],
    });
    writeFileSync(complete, "");
    onProgress(`${said}: installed in ${Math.round((Date.now() - start) / 1000)} s`);
    return bin;
  });
}

/** Looks for a Python that such programs can be installed with, unless these are installed. @throws when there is none. */
export async function confirmPythonFor(
  { what, name }: Pick<PythonEnvironment, "what" | "name">,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  if (!existsSync(join(pythonFolder(name, environment), "complete"))) await findPython(what, environment);
}

/** The first Python on PATH that is new enough. */
async function findPython(what: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const seen: string[] = [];
  for (const name of PYTHONS) {
    const version = await pythonVersion(name, environment);
    if (!version) continue;
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]) return name;
    seen.push(`${name} ${version}`);
  }
  throw new Error(
    `expected Python ${OLDEST_PYTHON.join(".")} or later for ${what}, got ${seen.join(", ") || "none on PATH"}\n` +
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
  what: string,
  environment: NodeJS.ProcessEnv,
  { made, hint, command: [program, ...args] }: { made: string; hint: string; command: [string, ...string[]] },
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
    throw new Error(`expected to make ${made} for ${what}, got: ${reason}\nhint: ${hint}`);
  }
}
