import { windowWarning } from "../access/trustWindow";
import { hostOf, leadsToS3Of } from "../docroot/storageHost";
import { docrootUri, ONE_ACCOUNT_TEMPLATE } from "../docroot/uri";
import { whyGuessable } from "./externalId";
import type { Values } from "./keys";
import type { Settings } from "./types";

/** What is allowed and yet unwise, one sentence each. They go to a log: no secret in them. */
export function warningsOf(
  values: Values,
  settings: Omit<Settings, "warnings">,
  { sshAgent, now }: { readonly sshAgent?: boolean; readonly now?: Date } = {},
): string[] {
  const { customer, server, stack, launch } = settings;
  const warnings: string[] = [];
  if (customer) {
    const names = Object.values({
      stack,
      bucket: customer.bucket.name,
      transferUser: customer.transferUser,
      role: customer.bucketRole?.name ?? "",
      server: settings.serverAccount.id,
      account: customer.bucketAccount.id,
    });
    const why = customer.externalId && whyGuessable(customer.externalId.reveal(), names);
    if (why) {
      warnings.push(
        `aspera:externalId can be guessed: ${why}; mint another and give it to both sides, as docs/settings.md says`,
      );
    }
    if (customer.bucket.name.includes(".")) {
      warnings.push("aspera:bucket has a dot in its name: S3's certificate does not cover it over HTTPS");
    }
    const region = settings.serverAccount.region;
    const { template = ONE_ACCOUNT_TEMPLATE, host } = customer.docroot;
    const place = docrootUri(template, {
      host,
      bucket: customer.bucket.name,
      prefix: customer.bucket.prefix,
    });
    if (!leadsToS3Of(region, place)) {
      warnings.push(
        `the docroot leads to ${hostOf(place)}, which is not S3 of ${region}: the proof asks that one, and cannot show what this host is`,
      );
    }
    if (customer.bucket.fullAccess) {
      warnings.push(
        `aspera:bucket asks for full access: s3:* on all of ${customer.bucket.name}, whatever the prefix; that deletes the bucket and rewrites its policy, too`,
      );
    }
    if (customer.transferUser === customer.server.user) {
      warnings.push(
        "aspera:transferUser is the administrator's login as well; give transfers a user of their own",
      );
    }
  }
  const logsIn = customer !== undefined || server?.upgrade !== undefined;
  if (logsIn && settings.ssh?.from === "agent" && sshAgent === false) {
    warnings.push(
      "no private key is set and no SSH agent runs here (SSH_AUTH_SOCK is empty): the login will fail",
    );
  }
  const window = settings.serverRole.trustWindow;
  const soon = window && now && windowWarning(window, now);
  if (soon) warnings.push(soon);
  if (launch?.awaitsHostKey) {
    warnings.push(
      `aspera:server has no host key yet: this stack launches the server and stops there; then npm run host-key -- --stack ${stack}`,
    );
  }
  if (launch?.instance.metadataOptions.httpTokens === "optional") {
    warnings.push(
      "aspera:server.instance lets version 1 of the instance metadata be read: any program on the server that can be made to fetch an address gets the server role's credentials",
    );
  }
  if (launch?.securityGroup?.public) {
    warnings.push(
      "aspera:server.securityGroup is open to the whole world: TCP 33001 is SSH, and everybody may try to log in",
    );
  }
  if (server?.hostKey.type === "ssh-rsa") {
    warnings.push(
      "aspera:server pins an RSA host key: it is asked for with SHA-1, which OpenSSH 8.8 and later refuse",
    );
  }
  if (values.takeOver !== undefined) {
    warnings.push(
      "aspera:takeOver lets this stack replace a foreign docroot; remove it after this `pulumi up`",
    );
  }
  return warnings;
}
