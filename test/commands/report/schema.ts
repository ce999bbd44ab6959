import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";

const SCHEMA = JSON.parse(
  readFileSync(join(__dirname, "../../../docs/schemas/report.schema.json"), "utf8"),
) as object;

/** What of a report is not as the published schema has it; nothing where all is. */
export function schemaFaults(report: unknown): string[] {
  const validate = new Ajv({ allErrors: true, strict: true, strictRequired: true }).compile(SCHEMA);
  validate(JSON.parse(JSON.stringify(report)));
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(" "),
  );
}
