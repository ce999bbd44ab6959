import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { commandConnection, connectionInputs } from "../../../components/connection";
import { privateKeyByValue } from "../../../components/privateKey";
import { connectionArgs, plainConnection } from "../../../program/arguments/connectionArgs";
import { settledValue } from "../../mocks/resources";
import { ECDSA, ED25519 } from "../../model/ssh/hostKeys";
import { CONNECTION } from "../../provider/connection";
import { customerWith, files, inner, PRIVATE_KEY } from "../settings/stack";

const known = <T>(value: pulumi.Input<T>) => settledValue(pulumi.output(value));

/** What the settings of a customer make of the connection, for resources and for a Command. */
async function told(changes: object, tree: Record<string, string> = {}) {
  const customer = customerWith({ ...changes }, { files: files(tree) });
  const args = connectionArgs(customer);
  const inputs = connectionInputs(args);
  return {
    args,
    inputs,
    plain: plainConnection(customer),
    properties: await known(inputs),
    connection: await known(commandConnection(inputs, privateKeyByValue(args), false)),
  };
}

describe("what a resource and a Command are told of the server", () => {
  it("is exactly as ever for a plain server, with no empty ends", async () => {
    const { properties, plain, connection } = await told({});
    assert.deepEqual(properties, CONNECTION);
    assert.deepEqual({ ...plain }, CONNECTION);
    assert.deepEqual(connection, {
      host: "aspera.example.com",
      port: 33001,
      user: "ec2-user",
      hostKey: ED25519,
      // The SDK leaves it out, and the plugin asks the agent.
      privateKey: undefined,
      dialErrorLimit: 3,
      perDialTimeout: 15,
    });
  });

  it("gives the jump host the key as well, since the plugin lets it inherit nothing", async () => {
    const proxy = { host: "jump.example.com", hostKey: ECDSA };
    const { properties, connection } = await told({
      ...inner("server", { proxy }),
      sshPrivateKey: PRIVATE_KEY,
    });
    const hop = { host: "jump.example.com", port: 22, user: "ec2-user", hostKey: ECDSA };
    assert.deepEqual(properties.proxy, hop);
    assert.deepEqual(connection.proxy, {
      ...hop,
      privateKey: PRIVATE_KEY,
      dialErrorLimit: 3,
      perDialTimeout: 15,
    });
    assert.equal(connection.privateKey, PRIVATE_KEY);
  });

  it("names the observer to resources only: a Command changes the server", async () => {
    const observer = { user: "watcher", sshPrivateKeyFile: "~/.ssh/watch" };
    const { properties, connection } = await told(inner("server", { observer }), {
      "/home/operator/.ssh/watch": PRIVATE_KEY,
    });
    assert.deepEqual(properties.observer, { user: "watcher", privateKeyFile: "~/.ssh/watch" });
    assert.equal(connection.user, "ec2-user");
    assert.ok(!JSON.stringify(connection).includes("watch"));
  });

  it("keeps keys and passphrases secret", async () => {
    const locked = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({
      ...{ type: "pkcs1", format: "pem", cipher: "aes-128-cbc", passphrase: "correct horse" },
    } as never) as string;
    const settings = { sshPrivateKey: locked, sshPrivateKeyPassphrase: "correct horse" };
    const { args, inputs, connection, properties } = await told(settings);
    assert.deepEqual(
      [properties.privateKey, properties.privateKeyPassphrase, connection.privateKeyPassword],
      [locked, "correct horse", "correct horse"],
    );
    const { privateKey, privateKeyPassphrase } = args;
    for (const value of [
      ...[privateKey, privateKeyPassphrase, privateKeyByValue(args)],
      ...[inputs.privateKey, inputs.privateKeyPassphrase],
    ])
      assert.equal(await pulumi.isSecret(pulumi.output(value)), true);
  });
});
