import type { CheckFailure } from "../../../provider/protocol/handler";
import { type AwsContext, clients } from "./context";
import { credentialsOf, type RoleToAssume, whoAmI } from "./credentials";
import { oneError } from "./errors";
import { instancesFolder, keptInstances } from "./keptInstances";

/** Arguments that have an effect here. */
const USED = [
  "region",
  "profile",
  "accessKey",
  "secretKey",
  "token",
  "assumeRoles",
  "allowedAccountIds",
  "forbiddenAccountIds",
  "defaultTags",
  "endpoints",
  "skipRequestingAccountId",
];

/** Arguments that have no effect here, so any value will do. */
const IDLE = [
  "version",
  "pluginDownloadURL",
  "skipCredentialsValidation",
  "skipRegionValidation",
  "skipMetadataApiCheck",
  "s3UsePathStyle",
];

/**
 * The context of one provider: region, credentials, the account they belong to. Arguments that are not strings arrive as
 * JSON.
 * @throws with the genuine plugin's words when the account is not an allowed one (hashicorp/aws-sdk-go-base,
 * `VerifyAccountIDAllowed`); with the argument's name when it is not known here
 */
export async function configure(variables: Readonly<Record<string, string>>): Promise<AwsContext> {
  const given = Object.entries(variables).filter(([, value]) => value !== "");
  for (const [name] of given)
    if (!USED.includes(name) && !IDLE.includes(name))
      throw new Error(
        `the sandbox's stand-in does not know provider argument ${name}; it knows ${USED.join(", ")}`,
      );

  const text = Object.fromEntries(given);
  const region = regionOf(text);
  if (!region)
    throw new Error("expected a region for the aws provider, got none\nhint: set `region` on the provider");

  const endpoints = endpointsOf(json(text, "endpoints", []));
  const { credentials, identity } = await caller(text, region).catch((error: Error) => {
    throw oneError(error.message);
  });
  if (text.skipRequestingAccountId !== "true")
    verifyAccount(
      identity.accountId,
      json(text, "allowedAccountIds", []),
      json(text, "forbiddenAccountIds", []),
    );

  return {
    region,
    partition: identity.arn.split(":")[1] ?? "aws",
    identity,
    defaultTags: json<{ tags?: Record<string, string> }>(text, "defaultTags", {}).tags ?? {},
    ...clients({ region, credentials, endpoints }),
    kept: keptInstances(instancesFolder(pulumiHome())),
  };
}

/**
 * What is wrong with a provider's credentials, before it is configured (pulumi-aws provider/resources.go,
 * preConfigureCallback; pulumi-terraform-bridge calls it from CheckConfig, and not for what is in the state). The allowed
 * accounts are not looked at here.
 */
export async function checkConfig(variables: Readonly<Record<string, string>>): Promise<CheckFailure[]> {
  const text = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const region = regionOf(text);
  if (!region || text.skipCredentialsValidation === "true") return [];
  try {
    await caller(text, region);
    return [];
  } catch (error) {
    const details = error instanceof Error ? error.message : String(error);
    return [{ property: "", reason: `unable to validate AWS credentials.\nDetails: ${details}\n` }];
  }
}

/** The Pulumi home that this stand-in was installed into; install.ts's script says which. */
function pulumiHome(): string {
  const home = process.env.SANDBOX_PLUGIN_HOME;
  if (home) return home;
  throw new Error(
    "expected the stand-in's Pulumi home in SANDBOX_PLUGIN_HOME, got none\nhint: npm run sandbox -- start",
  );
}

function regionOf(text: Readonly<Record<string, string>>): string | undefined {
  return text.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
}

/** Whose credentials the arguments give, asked of STS. */
async function caller(text: Readonly<Record<string, string>>, region: string) {
  const { sts } = endpointsOf(json(text, "endpoints", []));
  const credentials = await credentialsOf({
    region,
    profile: text.profile,
    keys: keysOf(text),
    roles: json<RoleToAssume[]>(text, "assumeRoles", []),
    stsEndpoint: sts,
  });
  return { credentials, identity: await whoAmI(region, credentials, sts) };
}

function verifyAccount(got: string, allowed: readonly string[], forbidden: readonly string[]): void {
  const refused = forbidden.includes(got) || (allowed.length > 0 && !allowed.includes(got));
  if (refused) throw oneError(`AWS account ID not allowed: ${got}`);
}

function keysOf(text: Readonly<Record<string, string>>) {
  const { accessKey, secretKey, token } = text;
  if (!accessKey || !secretKey) return undefined;
  return { accessKeyId: accessKey, secretAccessKey: secretKey, ...(token ? { sessionToken: token } : {}) };
}

/** The argument is a list of objects, each with a member per service. */
function endpointsOf(given: readonly Record<string, string>[]): Record<string, string> {
  return Object.assign({}, ...given);
}

function json<T>(text: Readonly<Record<string, string>>, name: string, absent: T): T {
  const value = text[name];
  if (value === undefined) return absent;
  try {
    return (JSON.parse(value) as T | null) ?? absent;
  } catch {
    throw new Error(`expected JSON in provider argument ${name}, got other text`);
  }
}
