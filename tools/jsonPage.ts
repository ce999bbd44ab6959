/** As much of JSON Schema as ours use. */
export interface JsonSchema {
  readonly [key: string]: unknown;
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
}

const OPENING = `# What programs read

\`\`\`
npm run drift -- --all --json | jq -r '.stacks[] | select(.verdict != "clean") | .stack'
\`\`\`

Four commands print one JSON document on standard output in place of their tables; progress and errors go to standard error, and
the exit code is the same. Each has a JSON Schema (2020-12) in [schemas/](schemas). This page is made from the schemas by
\`npm run docs:schemas\`; a test compares, and the tests of the commands check what they print against them. The same is promised
of the report's \`report.json\` ([report.md](report.md), [schemas/report.schema.json](schemas/report.schema.json)).

What is promised: \`version\` is 1. Within a version fields are added, and none is renamed, taken away or given another meaning; one
that is not marked as optional is always there. So read what you know and ignore the rest. The schemas refuse other fields than
theirs: check a document with the schema of the same checkout. Texts for people (\`text\`, \`hint\`, \`found\`, \`failure\`, the columns)
may change with any release; go by \`code\`, \`verdict\` and \`state\`. No document holds a secret.
`;

/** The page: what is promised, and the fields of each document. */
export function jsonPage(schemas: Readonly<Record<string, JsonSchema>>): string {
  const sections = Object.entries(schemas).flatMap(([name, schema]) => [
    "",
    `## ${name}`,
    "",
    `\`npm run ${name}\`; [schemas/${name}.schema.json](schemas/${name}.schema.json)`,
    "",
    "| field | form | what it is |",
    "|---|---|---|",
    ...fieldsOf(schema, "", new Map()).map((cells) => `| ${cells.join(" | ")} |`),
  ]);
  return [OPENING.trimEnd(), ...sections, ""].join("\n");
}

/** A row a field, with those inside of it below; a list of what was listed before names that. @param known where by what */
function fieldsOf(
  { properties = {}, required = [] }: JsonSchema,
  above: string,
  known: Map<string, string>,
): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const list = schema.items?.properties !== undefined;
    const path = `${above}${name}${list ? "[]" : ""}`;
    const form = required.includes(name) ? formOf(schema) : `${formOf(schema)}, optional`;
    const row = [`\`${path}\``, form, schema.description ?? ""];
    const inner = JSON.stringify(schema.items ?? schema);
    const before = list ? known.get(inner) : undefined;
    if (before !== undefined) return [[...row.slice(0, 2), `${row[2]}; each as \`${before}\``]];
    known.set(inner, path);
    return [row, ...fieldsOf(schema.items ?? schema, `${path}.`, known)];
  });
}

function formOf({ type, items, anyOf, enum: words, const: only, additionalProperties }: JsonSchema): string {
  if (only !== undefined) return `\`${String(only)}\``;
  if (words) return words.map((word) => `\`${String(word)}\``).join(", ");
  if (anyOf) return anyOf.map(formOf).join(" or ");
  if (type === "array") return items?.properties ? "list" : `list of ${formOf(items ?? {})}`;
  if (type === "object" && typeof additionalProperties === "object")
    return `names with ${formOf(additionalProperties)}`;
  return (
    { string: "text", number: "number", boolean: "true or false", object: "object" }[type ?? ""] ??
    "any value"
  );
}
