import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withoutProxy } from "../../model/proxy/withoutProxy";

/** What a shell needs to use a sandbox by hand. */
export interface SandboxEnvironment {
  /** Folder of the sandbox. */
  readonly home: string;
  /** Folder of `pulumi` and its language host. */
  readonly engineBin: string;
  /** Address of the two accounts. */
  readonly accountsEndpoint: string;
  /** Address of the server's metadata service, as the server itself reaches it. */
  readonly metadataEndpoint: string;
  /** The folder that plays /opt/aspera. */
  readonly asperaRoot: string;
}

/** Passphrase of the committed dev stacks' secrets. It protects nothing real. */
export const DEV_PASSPHRASE = "sandbox";

/** Variables of the user's shell that would lead a program out of the sandbox. */
const LEFT_BEHIND = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "SSH_AUTH_SOCK",
  "PULUMI_ACCESS_TOKEN",
  "PULUMI_CONFIG_PASSPHRASE_FILE",
];

/** The variables to set, except PATH. */
export function sandboxVariables(sandbox: SandboxEnvironment): Record<string, string> {
  return {
    PULUMI_HOME: join(sandbox.home, "pulumi-home"),
    PULUMI_BACKEND_URL: pathToFileURL(join(sandbox.home, "state")).href,
    PULUMI_CONFIG_PASSPHRASE: DEV_PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The world is read in the program's pass, so that each plugin starts once.
    PULUMI_RUN_PROGRAM: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    AWS_CONFIG_FILE: join(sandbox.home, "aws", "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(sandbox.home, "aws", "credentials"),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    AWS_ENDPOINT_URL: sandbox.accountsEndpoint,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: sandbox.metadataEndpoint,
    ASPERA_ROOT: sandbox.asperaRoot,
    SANDBOX_HOME: sandbox.home,
    ...withoutProxy(process.env),
  };
}

/** The same as shell lines, for `. .sandbox/env`. */
export function environmentFile(sandbox: SandboxEnvironment): string {
  const exports = Object.entries(sandboxVariables(sandbox)).map(
    ([key, value]) => `export ${key}=${quoted(value)}`,
  );
  return [
    "# The sandbox's environment, written by `npm run sandbox -- start`. Load it with `. .sandbox/env`.",
    `export PATH=${quoted(sandbox.engineBin)}:"$PATH"`,
    ...exports,
    `unset ${LEFT_BEHIND.join(" ")}`,
    "",
  ].join("\n");
}

/** The same for a child process. */
export function processEnvironment(sandbox: SandboxEnvironment): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, ...sandboxVariables(sandbox) };
  environment.PATH = `${sandbox.engineBin}:${process.env.PATH ?? ""}`;
  for (const name of LEFT_BEHIND) delete environment[name];
  return environment;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
