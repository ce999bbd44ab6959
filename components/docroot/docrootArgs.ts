import * as pulumi from "@pulumi/pulumi";
import type { Customer, Restart, SshLogin } from "../settings/types";
import type { DocrootArgs } from "./Docroot";
import { DEFAULT_TEMPLATE, docrootMark, docrootUri, maskedDocrootUri } from "./uri";

/**
 * What a customer's settings say of the docroot.
 * @param roleArn ARN of the bucket role that the docroot names.
 */
export function docrootArgs(customer: Customer, roleArn: string): DocrootArgs {
  const { server, ssh, bucket, docroot } = customer;
  const template = docroot.template ?? DEFAULT_TEMPLATE;
  const parts = { host: docroot.host, bucket: bucket.name, prefix: bucket.prefix, roleArn };
  const externalId = customer.externalId.reveal();
  const byValue = ssh.from === "setting" ? pulumi.secret(ssh.privateKey.reveal()) : "";
  return {
    server: {
      host: server.host,
      port: server.port,
      login: server.user,
      hostKey: server.hostKey.text,
      privateKeyFile: ssh.from === "file" ? ssh.asWritten : "",
      privateKey: byValue,
      sudo: server.sudo,
      asperaRoot: server.asperaRoot,
    },
    privateKeyText: privateKeyText(ssh),
    transferUser: customer.transferUser,
    uri: pulumi.secret(docrootUri(template, { ...parts, externalId })),
    maskedUri: maskedDocrootUri(template, parts),
    externalId: pulumi.secret(externalId),
    mark: docrootMark(roleArn),
    takeOver: docroot.takeOver ?? "",
    manners: { createEntry: customer.createTransferUserEntry, ...restartManners(customer.restart) },
  };
}

function privateKeyText(ssh: SshLogin): pulumi.Input<string> {
  return ssh.from === "agent" ? "" : pulumi.secret(ssh.privateKey.reveal());
}

function restartManners(restart: Restart): DocrootArgs["manners"] {
  return restart.mode === "whenIdle"
    ? { restart: restart.mode, idleWait: restart.longestWait, idleThen: restart.ifBusy }
    : { restart: restart.mode };
}
