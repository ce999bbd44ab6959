import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Options } from "../../commandLine/command";
import { scripts } from "../../package.json";
import { commandOf } from "../commandLine/lines";

const ROOT = join(__dirname, "../..");

/** Finds what is wrong with a command line of each program; undefined when it can be typed as it stands. */
export type Judge = (words: readonly string[], quoted: boolean) => string | undefined;

const flagsOf = (words: readonly string[]) =>
  words.flatMap((word) => /^\[?(--?[a-z][\w-]*)/.exec(word)?.[1] ?? []);

/** A script of ours: it is there, and takes each verb and option; of one that is no command, its sources know them. */
export const npm: Judge = ([, verb, ...words]) => {
  const [script = "", ...rest] = words.filter((word, at) => at > 0 || word !== "--silent");
  // Pages name the verb alone, too.
  if (verb === "ci" || script === "" || script === "--") return undefined;
  const line = (scripts as Record<string, string>)[script];
  if (line === undefined) return `there is no script ${script}`;
  const [, ...given] = rest[0] === "--" ? rest : ["--", ...rest];
  const end = given.findIndex((word) => /^(&&|\|{1,2}|;|>|#)$/.test(word));
  const args = end < 0 ? given : given.slice(0, end);
  const ours = commandOf(script, args);
  if (ours) return npmFault(script, ours);
  const main = /(\S+\.[jt]s)$/.exec(line)?.[1];
  const folder = dirname(join(ROOT, main ?? "package.json"));
  // A script of another program has no sources of ours.
  const sources = main === undefined ? [] : readdirSync(folder, { recursive: true, encoding: "utf8" });
  const usage = sources
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
  const first = rest[0] === "--" && /^[a-z]+$/.test(rest[1] ?? "") ? [rest[1] ?? ""] : [];
  const unknown = [...flagsOf(rest), ...first]
    .filter((word) => word !== "--")
    .find((word) => !new RegExp(`(^|[\\s"\`[])${word}\\b`, "m").test(usage));
  return unknown && `npm run ${script} does not know ${unknown}`;
};

/** Of a command of ours: its verb is one, and it takes each option. */
function npmFault(script: string, { command, args }: NonNullable<ReturnType<typeof commandOf>>) {
  const [verb = ""] = args;
  if (command === "verbs" && /^[a-z]+$/.test(verb)) return `npm run ${script} does not know ${verb}`;
  const options: Options = command === "verbs" ? {} : command.options;
  const taken = [
    "--help",
    "-h",
    ...Object.entries(options).flatMap(([name, { short }]) => [`--${name}`, `-${short}`]),
  ];
  const unknown = flagsOf(args).find((flag) => !taken.includes(flag));
  return unknown && `npm run ${script} does not know ${unknown}`;
}

/** Sentences that begin like a command. */
const PROSE = / (failed|said nothing)$/;

/** `pulumi ...`: the real engine's help has the command and each option. @param engine its executable. */
export function pulumi(engine: string): Judge {
  const helps = new Map<string, string>();
  const helpOf = (command: readonly string[]): string => {
    const key = command.join(" ");
    const help = helps.get(key) ?? execFileSync(engine, [...command, "--help"], { encoding: "utf8" });
    helps.set(key, help);
    return help;
  };
  // An alias shows the usage of what it stands for; a word that is no command, that of the command before it.
  const isCommand = (command: readonly string[]): boolean => {
    const [, usage = ""] = /^Usage:\n {2}pulumi((?: [a-z][\w-]*)*)/m.exec(helpOf(command)) ?? [];
    return usage.split(" ").length - 1 === command.length;
  };
  return ([, ...words], quoted) => {
    if (PROSE.test(words.join(" "))) return undefined;
    const command: string[] = [];
    while (/^[a-z][a-z-]*$/.test(words[0] ?? "") && isCommand([...command, words[0] ?? ""]))
      command.push(words.shift() ?? "");
    // Without backticks it may be a sentence about pulumi.
    if (command.length === 0) return quoted && words.length > 0 ? `no command ${words[0]}` : undefined;
    const help = helpOf(command);
    if (/^Available Commands:/m.test(help) && /^[a-z]/.test(words[0] ?? ""))
      return `pulumi ${command.join(" ")} has no command ${words[0]}`;
    const unknown = flagsOf(words).find((flag) => !new RegExp(`(^|\\s)${flag}\\b`, "m").test(help));
    return unknown && `pulumi ${command.join(" ")} does not know ${unknown}`;
  };
}

/** Options of every operation (AWS CLI, "Global options"), and its commands that are no operation of an API. */
const AWS_GLOBAL = ["--region", "--profile", "--query", "--output"];
const AWS_OWN = [/^s3 (mb|rm)( |$)/, /^configure( (list-profiles|sso))?$/];

/** `aws SERVICE OPERATION ...`: the service's model, which the SDK carries, has the operation and each option. */
export const aws: Judge = ([, service = "", operation = "", ...rest]) => {
  if (AWS_OWN.some((form) => form.test(`${service} ${operation}`))) return undefined;
  if (/X$/.test(operation)) return undefined; // Filled in at run time; a finding's example has it whole.
  let model: Record<string, unknown>;
  try {
    model = require(`@aws-sdk/client-${service === "s3api" ? "s3" : service}`);
  } catch {
    return `no service ${service}`;
  }
  // The CLI has `open-id-connect`, the API `OpenIDConnect`.
  const wanted = `${operation.replaceAll("-", "")}command`;
  const command = Object.keys(model).find((key) => key.toLowerCase() === wanted) ?? "";
  const name = command.replace(/Command$/, "");
  const request = (model[`${name}Request$`] ?? model[`${name}Result$`]) as unknown[] | undefined;
  if (!request) return `aws ${service} has no ${operation}`;
  const members = (request[4] as string[]).map((member) => member.toLowerCase());
  const unknown = flagsOf(rest)
    .filter((flag) => !AWS_GLOBAL.includes(flag))
    .find((flag) => !members.includes(flag.slice(2).replaceAll("-", "")));
  return unknown && `aws ${service} ${operation} does not know ${unknown}`;
};

/** `ssh-keyscan ...`: without a host it prints its usage. */
export const sshKeyscan: Judge = ([, ...words]) => {
  const hosts = words.filter((word, at) => !word.startsWith("-") && !(words[at - 1] ?? "").startsWith("-"));
  return words.length > 0 && hosts.length === 0 ? "ssh-keyscan asks for a host" : undefined;
};

/** What a shell makes of it, without running it. */
export function shellFault(line: string): string | undefined {
  const { status, stderr } = spawnSync("sh", ["-n", "-c", line], { encoding: "utf8" });
  return status === 0 ? undefined : stderr.trim();
}
