import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePython } from "../accounts/python";

const REQUIREMENTS = join(__dirname, "requirements.txt");

/**
 * The folder of `cfn-lint`, `shellcheck` and `aws`, from PyPI alone and with pinned hashes; installed once, into the user's
 * cache, and again when requirements.txt changes.
 */
export function kitTools(onProgress: (line: string) => void): Promise<string> {
  const digest = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex");
  return ensurePython(
    {
      what: "the kit's tools",
      packages: "cfn-lint, shellcheck and the AWS CLI",
      name: `kit-tools-${digest.slice(0, 12)}`,
      requirements: REQUIREMENTS,
      size: "200 MB, about 20 s",
    },
    { onProgress },
  );
}
