import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { driftSchema } from "../commands/drift/schema";
import { fleetSchema } from "../commands/fleet/schema";
import { policySchema } from "../commands/policy/schema";
import { preflightSchema } from "../commands/preflight/schema";
import { type JsonSchema, jsonPage } from "./jsonPage";

/** The schema of each document that a command prints with `--json`, by the command's name. */
const DOCUMENTS: Readonly<Record<string, GenericSchema>> = {
  drift: driftSchema,
  preflight: preflightSchema,
  fleet: fleetSchema,
  policy: policySchema,
};

const ROOT = join(__dirname, "..");

/** What is made from them: path and text of each file. */
export function schemaFiles(): Readonly<Record<string, string>> {
  const published = Object.entries(DOCUMENTS).map(
    ([name, schema]) => [name, publishedSchema(name, schema)] as const,
  );
  return {
    ...Object.fromEntries(
      published.map(([name, schema]) => [
        `docs/schemas/${name}.schema.json`,
        `${JSON.stringify(schema, null, 2)}\n`,
      ]),
    ),
    "docs/json.md": jsonPage(Object.fromEntries(published)),
  };
}

/** A schema as it is published: JSON Schema 2020-12. */
export function publishedSchema(name: string, schema: GenericSchema): JsonSchema {
  const { $schema, ...made } = toJsonSchema(schema, { target: "draft-2020-12" }) as JsonSchema;
  return {
    $schema,
    $id: `urn:aspera-on-aws:${name}:1`,
    title: `The document of npm run ${name} -- --json`,
    ...made,
  };
}

if (require.main === module)
  for (const [path, text] of Object.entries(schemaFiles())) {
    writeFileSync(join(ROOT, path), text);
    console.log(`written: ${path}`);
  }
