import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { type Fingerprint, fingerprinting } from "../fleet/findings";
import { writeWhole } from "../writeWhole";

/** What external IDs are named with in reports. */
export interface KeyedFingerprint {
  /** The same ID has the same name in every report that was made with this key. */
  readonly of: Fingerprint;
  /** Tells reports of one key from those of another: 8 hex digits that give nothing of the key away. */
  readonly keyName: string;
}

/** 256 bits, as hex. */
const FORM = /^[0-9a-f]{64}\s*$/;

/** Where the operator's key is kept where nothing else is said. */
export function defaultKeyFile(environment: NodeJS.ProcessEnv = process.env, home = homedir()): string {
  return join(environment.XDG_CONFIG_HOME || join(home, ".config"), "aspera-on-aws", "fingerprint-key");
}

/**
 * The operator's key: 256 random bits in a file for its owner's eyes only, made where there is none. Whoever has it can try
 * guessed IDs against a report; whoever has not cannot.
 * @throws when the file holds something else, or others may read it.
 */
export function fingerprintKey(file: string): KeyedFingerprint {
  const key = Buffer.from(readOrMake(file).trim(), "hex");
  const keyName = createHmac("sha256", key).update("name of this key").digest("hex").slice(0, 8);
  return { of: fingerprinting(key), keyName };
}

function readOrMake(file: string): string {
  try {
    return checked(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeWhole(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, replace: false });
  } catch (error) {
    // Another report made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return checked(file);
}

function checked(file: string): string {
  const mode = statSync(file).mode & 0o777;
  if ((mode & 0o077) !== 0)
    throw new Error(
      `expected a key that its owner alone may read, got mode ${mode.toString(8).padStart(4, "0")}: ${file}\nhint: chmod 600 ${file}`,
    );
  const text = readFileSync(file, "utf8");
  if (!FORM.test(text))
    throw new Error(
      `expected 64 hex digits, got something else: ${file}\n` +
        "hint: name another file with --fingerprint-key; one that is not there is made",
    );
  return text;
}
