import { type AwsContext, clients } from "./context";
import { credentialsOf, type RoleToAssume, whoAmI } from "./credentials";

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
  const region = text.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  if (!region)
    throw new Error("expected a region for the aws provider, got none\nhint: set `region` on the provider");

  const endpoints = endpointsOf(json(text, "endpoints", []));
  const credentials = await credentialsOf({
    region,
    profile: text.profile,
    keys: keysOf(text),
    roles: json<RoleToAssume[]>(text, "assumeRoles", []),
    stsEndpoint: endpoints.sts,
  });
  const identity = await whoAmI(region, credentials, endpoints.sts);
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
  };
}

function verifyAccount(got: string, allowed: readonly string[], forbidden: readonly string[]): void {
  if (forbidden.includes(got)) throw new Error(`AWS account ID not allowed: ${got}`);
  if (allowed.length > 0 && !allowed.includes(got)) throw new Error(`AWS account ID not allowed: ${got}`);
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
