import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { commandConnection } from "../../components/server/commandConnection";
import { loginTarget, observerTarget, type ServerProperties } from "../../components/server/loginTarget";
import { privateKeyText, serverArgs } from "../../components/server/serverArgs";
import { customerWith, files, inner, PRIVATE_KEY } from "../settings/stack";
import { ECDSA, ED25519 } from "./hostKeys";

const PLAIN: ServerProperties = {
  host: "aspera.example.com",
  port: 33001,
  login: "ec2-user",
  hostKey: ED25519,
  privateKeyFile: "",
  privateKey: "",
  sudo: true,
  asperaRoot: "/opt/aspera",
};
const PROXY = { host: "jump.example.com", port: 22, user: "jumper", hostKey: ECDSA };

describe("whom Pulumi logs in as", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "login-"));
    writeFileSync(join(folder, "main"), "MAIN KEY");
    writeFileSync(join(folder, "watch"), "WATCH KEY");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is the main login, for changes and for looking, where there is no observer", () => {
    const target = { host: "aspera.example.com", port: 33001, user: "ec2-user", hostKey: ED25519 };
    const agent = { ...target, privateKey: undefined, passphrase: undefined, proxy: undefined };
    assert.deepEqual(loginTarget(PLAIN), agent);
    assert.deepEqual(observerTarget(PLAIN), agent);
    const locked = {
      ...PLAIN,
      privateKeyFile: join(folder, "main"),
      privateKeyPassphrase: "p",
      proxy: PROXY,
    };
    const withKey = { ...target, privateKey: "MAIN KEY", passphrase: "p", proxy: PROXY };
    assert.deepEqual(loginTarget(locked), withKey);
    assert.deepEqual(observerTarget(locked), withKey);
  });

  it("is the observer for looking, with its own key, else the main login's, by the same jump host", () => {
    const main = { ...PLAIN, privateKey: "BY VALUE", privateKeyPassphrase: "p", proxy: PROXY };
    const own = observerTarget({
      ...main,
      observer: { login: "watcher", privateKeyFile: join(folder, "watch") },
    });
    assert.deepEqual(
      [own.user, own.privateKey, own.passphrase, own.proxy],
      ["watcher", "WATCH KEY", undefined, PROXY],
    );
    const shared = { ...main, observer: { login: "watcher", privateKeyFile: "" } };
    assert.deepEqual(
      [observerTarget(shared).user, observerTarget(shared).privateKey, observerTarget(shared).passphrase],
      ["watcher", "BY VALUE", "p"],
    );
    assert.equal(loginTarget(shared).user, "ec2-user");
  });

  it("reads key files when it is asked, so that a changed one counts at once", () => {
    const server = { ...PLAIN, privateKeyFile: join(folder, "main") };
    writeFileSync(join(folder, "main"), "ROTATED");
    assert.equal(loginTarget(server).privateKey, "ROTATED");
  });
});

describe("what a resource and a Command are told of the server", () => {
  const known = <T>(value: pulumi.Input<T>) =>
    new Promise<pulumi.Unwrap<T>>((resolve) => pulumi.output(value).apply(resolve));
  const told = async (changes: object, tree: Record<string, string> = {}) => {
    const customer = customerWith({ ...changes }, { files: files(tree) });
    const args = serverArgs(customer);
    return {
      args,
      properties: await known(args),
      connection: await known(commandConnection(args, privateKeyText(customer))),
    };
  };

  it("is exactly as ever for a plain server, with no empty ends", async () => {
    const { properties, connection } = await told({});
    assert.deepEqual(properties, PLAIN);
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
    assert.deepEqual(properties.proxy, {
      host: "jump.example.com",
      port: 22,
      user: "ec2-user",
      hostKey: ECDSA,
    });
    assert.deepEqual(connection.proxy, {
      host: "jump.example.com",
      port: 22,
      user: "ec2-user",
      hostKey: ECDSA,
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
    assert.deepEqual(properties.observer, { login: "watcher", privateKeyFile: "~/.ssh/watch" });
    assert.equal(connection.user, "ec2-user");
    assert.ok(!JSON.stringify(connection).includes("watch"));
  });

  it("keeps keys and passphrases secret", async () => {
    const locked = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({
      ...{ type: "pkcs1", format: "pem", cipher: "aes-128-cbc", passphrase: "correct horse" },
    } as never) as string;
    const settings = { sshPrivateKey: locked, sshPrivateKeyPassphrase: "correct horse" };
    const { args, connection, properties } = await told(settings);
    assert.deepEqual(
      [properties.privateKey, properties.privateKeyPassphrase, connection.privateKeyPassword],
      [locked, "correct horse", "correct horse"],
    );
    const text = privateKeyText(customerWith(settings));
    for (const value of [args.privateKey, args.privateKeyPassphrase, text]) {
      assert.equal(await pulumi.isSecret(pulumi.output(value)), true);
    }
  });
});
