import { join } from "node:path";
import {
  confirmPythonFor,
  ensurePython,
  type PythonEnvironment,
  type PythonOptions,
  pythonFolder,
} from "./python";

/** Version of the emulator; we know the quirks of this one. */
export const EMULATOR_VERSION = "1.5.33";

const EMULATOR: PythonEnvironment = {
  what: "the AWS emulator",
  packages: `ministack ${EMULATOR_VERSION}`,
  name: `ministack-${EMULATOR_VERSION}`,
  requirements: join(__dirname, "requirements.txt"),
  size: "90 MB, about 10 s",
};

/** Folder of the emulator: ${XDG_CACHE_HOME:-~/.cache}/aspera-on-aws/ministack-VERSION, shared by all checkouts. */
export function emulatorFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return pythonFolder(EMULATOR.name, environment);
}

/**
 * The emulator's executable; installed with pip into its own virtual environment if it is missing.
 * @throws when there is no suitable Python, or pip cannot install it
 */
export async function ensureEmulator(options: PythonOptions): Promise<string> {
  return join(await ensurePython(EMULATOR, options), "ministack");
}

/** Looks for a Python that the emulator can be installed with, unless it is installed. @throws when there is none. */
export async function confirmPython(environment: NodeJS.ProcessEnv): Promise<void> {
  await confirmPythonFor(EMULATOR, environment);
}
