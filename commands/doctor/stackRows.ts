import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Files, readLocalFile } from "../../program/settings/checks/files";
import { type DoctorRow, here, missing } from "./row";
import type { StackFile } from "./stackFiles";

/** What rows about stacks are made with. */
export interface Machine {
  readonly environment: NodeJS.ProcessEnv;
  readonly files: Files;
}

const of = (stacks: readonly StackFile[]) => stacks.map(({ stack }) => stack).join(", ");

/** Whether the passphrase of the stacks' secrets can be had. */
export function passphraseRow(stacks: readonly StackFile[], { environment, files }: Machine): DoctorRow {
  const check = "passphrase";
  const needing = stacks.filter(({ passphrase }) => passphrase);
  if (needing.length === 0) return here(check, "no stack here needs one");
  const { PULUMI_CONFIG_PASSPHRASE: text, PULUMI_CONFIG_PASSPHRASE_FILE: file } = environment;
  if (text !== undefined) return here(check, "in PULUMI_CONFIG_PASSPHRASE");
  if (file && "text" in readLocalFile(file, files))
    return here(check, "in the file that PULUMI_CONFIG_PASSPHRASE_FILE names");
  return missing(
    check,
    `${file ? "PULUMI_CONFIG_PASSPHRASE_FILE names a file that cannot be read" : "in no variable"}; needed by ${of(needing)}`,
    "write it to a file that only you can read, and name that in PULUMI_CONFIG_PASSPHRASE_FILE",
  );
}

/** Whether each AWS profile that a stack names is in AWS's own files. */
export function profilesRow(stacks: readonly StackFile[], { environment, files }: Machine): DoctorRow {
  const check = "AWS profiles";
  const named = [...new Set(stacks.flatMap(({ profiles }) => profiles))].sort();
  if (named.length === 0) return here(check, "no stack here names one");
  const known = new Set([
    ...profilesIn(environment.AWS_CONFIG_FILE ?? "~/.aws/config", files),
    ...profilesIn(environment.AWS_SHARED_CREDENTIALS_FILE ?? "~/.aws/credentials", files),
  ]);
  const lacking = named.filter((name) => !known.has(name));
  if (lacking.length === 0) return here(check, named.join(", "));
  const users = stacks.filter(({ profiles }) => profiles.some((name) => lacking.includes(name)));
  return missing(
    check,
    `not in AWS's files: ${lacking.join(", ")}, of ${of(users)}`,
    "make each with `aws configure sso --profile NAME`; `aws configure list-profiles` lists what there is",
  );
}

/** `[profile acme]` in config, `[acme]` in credentials, `[default]` in both. */
function profilesIn(name: string, files: Files): string[] {
  const file = readLocalFile(name, files);
  const text = "text" in file ? file.text : "";
  return [...text.matchAll(/^\s*\[\s*(?:profile\s+)?(["']?)([^\]"']+?)\1\s*\]/gm)].map(
    ([, , profile = ""]) => profile,
  );
}

/** Whether the SSH key of each stack that reaches a server is there: its file, the stack's own secret, or an agent. */
export function sshRow(stacks: readonly StackFile[], { environment, files }: Machine): DoctorRow {
  const check = "SSH key";
  const reaching = stacks.filter(({ reachesServer, holdsKey }) => reachesServer && !holdsKey);
  if (reaching.length === 0) return here(check, "no stack here needs one of this machine");
  const troubles = reaching.flatMap(({ stack, keyFile }) => {
    if (keyFile === undefined)
      return environment.SSH_AUTH_SOCK ? [] : [`${stack} needs an SSH agent, and none runs`];
    const file = readLocalFile(keyFile, files);
    return "text" in file ? [] : [`${keyFile} of ${stack}: ${file.trouble}`];
  });
  if (troubles.length > 0)
    return missing(
      check,
      troubles.join("; "),
      "correct aspera:sshPrivateKeyFile or put the key there; for an agent, start one and add the key",
    );
  const used = [...new Set(reaching.map(({ keyFile = "the SSH agent" }) => keyFile))];
  return here(check, used.join(", "));
}

/** Whether the plugin that Pulumi.yaml names is where it says. @param folder of the project. */
export function ownPluginRow(folder: string, plugins: readonly { name: string; path?: string }[]): DoctorRow {
  const check = "plugin aspera";
  const path = plugins.find(({ name }) => name === "aspera")?.path;
  const hint = "`git checkout Pulumi.yaml provider` puts both back";
  if (path === undefined) return missing(check, "Pulumi.yaml does not name it", hint);
  try {
    readFileSync(join(folder, path, "pulumi-resource-aspera"));
    return here(check, path);
  } catch {
    return missing(check, `no pulumi-resource-aspera in ${path}, where Pulumi.yaml says it is`, hint);
  }
}
