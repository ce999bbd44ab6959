import { wrapped } from "../model/text/wrapped";
import type { Command, Option } from "./command";

const WIDTH = 120;

/** What every command's exit codes mean, beside its own. */
const EXITS = { 2: "wrong arguments", 130: "interrupted" };

const OPTION_OF_ALL: Readonly<Record<string, Option>> = { help: { short: "h", help: "this text" } };

/** How a command is called: `npm run customer -- end`. */
export function callOf(name: string): string {
  const [script, ...verb] = name.split(" ");
  return ["npm run", script, "--", ...verb].join(" ");
}

/** What `--help` prints: usage, what it does, operands and options, examples, exit codes. */
export function helpOf({
  name,
  summary,
  about,
  usage,
  operands = {},
  options,
  examples,
  exits,
}: Command): string {
  const forms = usage.map((form) => [callOf(name), form].join(" "));
  const operandRows = Object.entries(operands).map(([word, help]) => ({ label: word, help }));
  const optionRows = Object.entries({ ...options, ...OPTION_OF_ALL }).map(rowOf);
  const codes = Object.entries({ ...exits, ...EXITS }).map(([code, meaning]) => `${code} ${meaning}`);
  return [
    `usage: ${forms.join("\n       ")}`,
    wrapped(`${sentence(summary)}${about ? ` ${about}` : ""}`, WIDTH),
    ...rowGroups([operandRows, ...grouped(optionRows)]),
    [`example${examples.length === 1 ? "" : "s"}:`, ...examples.map(exampleLine)].join("\n"),
    wrapped(`exit code: ${codes.join(", ")}.`, WIDTH),
  ].join("\n\n");
}

/** What the help of a command with verbs prints: each verb, with its first example. */
export function verbsHelp(name: string, verbs: Readonly<Record<string, Command>>): string {
  const all = Object.entries(verbs);
  return [
    `usage: ${callOf(name)} VERB ...`,
    ...rowGroups([all.map(([verb, { summary }]) => ({ label: verb, help: summary }))]),
    ["examples:", ...all.map(([, { examples }]) => `  ${examples[0]}`)].join("\n"),
    `${callOf(name)} VERB --help has what a verb takes, and its exit codes.`,
  ].join("\n\n");
}

interface Row {
  readonly label: string;
  readonly help: string;
  readonly group?: string;
}

function rowOf([name, { word, short, help, group }]: [string, Option]): Row {
  const label = [`--${name}${short ? `, -${short}` : ""}`, word].filter(Boolean).join(" ");
  return { label, help, group };
}

/** A new group begins at each row with a heading. */
function grouped(all: readonly Row[]): Row[][] {
  const groups: Row[][] = [[]];
  for (const row of all) {
    if (row.group !== undefined) groups.push([]);
    groups.at(-1)?.push(row);
  }
  return groups;
}

/** Two columns, as wide in every group. */
function rowGroups(groups: readonly (readonly Row[])[]): string[] {
  const widest = Math.max(...groups.flat().map(({ label }) => label.length));
  const told = ({ label, help }: Row) =>
    wrapped(help, WIDTH - widest - 4)
      .split("\n")
      .map((line, at) => `  ${(at === 0 ? label : "").padEnd(widest)}  ${line}`);
  return groups
    .filter((rows) => rows.length > 0)
    .map(([first, ...rows]) =>
      [
        ...(first?.group ? [`${first.group}:`] : []),
        ...[first, ...rows].flatMap((row) => (row ? told(row) : [])),
      ].join("\n"),
    );
}

/** A long one goes on, as a shell has it. */
function exampleLine(line: string): string {
  return `  ${wrapped(line, WIDTH - 6).replaceAll("\n", " \\\n    ")}`;
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
