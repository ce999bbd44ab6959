import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import * as pulumi from "@pulumi/pulumi";
import type { ConnectionArgs } from "./connection";

/**
 * The private key by value, for a Command, which takes no path; undefined means the SSH agent. Always a secret: the engine
 * encrypts it in the state.
 */
export function privateKeyByValue({
  privateKey,
  privateKeyFile,
}: Pick<ConnectionArgs, "privateKey" | "privateKeyFile">): pulumi.Input<string | undefined> {
  if (privateKey !== undefined) return pulumi.secret(privateKey);
  if (privateKeyFile === undefined) return undefined;
  return pulumi.secret(
    pulumi.output(privateKeyFile).apply((file) => readFileSync(file.replace(/^~(?=\/)/, homedir()), "utf8")),
  );
}
