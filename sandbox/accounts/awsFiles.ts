import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CAST, REGION } from "./cast";
import type { Keys } from "./clients";

/** Paths for AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE. */
export interface AwsFiles {
  readonly config: string;
  readonly credentials: string;
}

/** The sandbox's own AWS configuration files; ~/.aws is neither read nor written. */
export function awsFiles(home: string): AwsFiles {
  return { config: join(home, "aws", "config"), credentials: join(home, "aws", "credentials") };
}

/** Writes both files. The endpoint is left to AWS_ENDPOINT_URL, since not every SDK honours a profile's own. */
export function writeAwsFiles(home: string, keys: Readonly<Record<string, Keys>>): AwsFiles {
  const files = awsFiles(home);
  mkdirSync(join(home, "aws"), { recursive: true, mode: 0o700 });
  const profiles = CAST.map(
    ({ profile, id }) => `# account ${id}\n[profile ${profile}]\nregion = ${REGION}\n`,
  );
  writeFileSync(files.config, profiles.join("\n"));
  const secrets = Object.entries(keys).map(
    ([profile, { accessKeyId, secretAccessKey }]) =>
      `[${profile}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
  );
  writeFileSync(files.credentials, secrets.join("\n"), { mode: 0o600 });
  chmodSync(files.credentials, 0o600);
  return files;
}

/** The credentials file of whoever holds one profile's keys and no other. @returns its text. */
export function credentialsOf(home: string, profile: string): string {
  const sections = readFileSync(awsFiles(home).credentials, "utf8").split(/^(?=\[)/m);
  const own = sections.find((section) => section.startsWith(`[${profile}]`));
  if (own === undefined) throw new Error(`expected keys of profile ${profile}, found none`);
  return own;
}

/** Keys by profile, from the credentials file; none if there is no file. */
export function readKeys(home: string): Record<string, Keys> {
  let text: string;
  try {
    text = readFileSync(awsFiles(home).credentials, "utf8");
  } catch {
    return {};
  }
  const found: Record<string, Keys> = {};
  for (const section of text.split(/^\[/m).slice(1)) {
    const profile = section.slice(0, section.indexOf("]"));
    const value = (key: string) => new RegExp(`^${key} = (.+)$`, "m").exec(section)?.[1];
    const [accessKeyId, secretAccessKey] = [value("aws_access_key_id"), value("aws_secret_access_key")];
    if (accessKeyId && secretAccessKey) found[profile] = { accessKeyId, secretAccessKey };
  }
  return found;
}
