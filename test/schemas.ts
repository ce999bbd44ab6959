import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";

const known = new Map<string, ValidateFunction>();

/** What the published schema of a command's document says against one, as it reads it in JSON; nothing where it fits. */
export function schemaFaults(command: string, document: unknown): string[] {
  let fits = known.get(command);
  if (!fits) {
    const file = join(__dirname, `../docs/schemas/${command}.schema.json`);
    fits = new Ajv2020({ allErrors: true, strict: true, strictRequired: true }).compile(
      JSON.parse(readFileSync(file, "utf8")),
    );
    known.set(command, fits);
  }
  return fits(JSON.parse(JSON.stringify(document)))
    ? []
    : (fits.errors ?? []).map(({ instancePath, message, params }) =>
        [instancePath, message, JSON.stringify(params)].join(" "),
      );
}

/** @throws where what a command printed is not what its published schema says. */
export function assertFitsSchema(command: string, printed: string): void {
  assert.deepEqual(schemaFaults(command, JSON.parse(printed)), [], printed);
}
