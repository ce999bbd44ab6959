import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { connectionArgs, plainConnection } from "../../../program/arguments/connectionArgs";
import { ed25519KeyPair } from "../../../sandbox/server";
import { recordResources } from "../../mocks/resources";
import { ECDSA, ED25519 } from "../../model/ssh/hostKeys";
import { customerWith, files, inner, PRIVATE_KEY } from "../settings/stack";
import { known } from "./known";

const PASSPHRASE = "correct horse";
const LOCKED = ed25519KeyPair({ passphrase: PASSPHRASE }).private;

/** What a server without wishes comes to, reached by the SSH agent. */
const DEFAULTS = {
  host: "aspera.example.com",
  port: 33001,
  user: "ec2-user",
  hostKey: ED25519,
  sudo: true,
  asperaRoot: "/opt/aspera",
};

/** The one customer's connection in both forms; fails where they differ in anything but secrecy. */
async function told(changes: Record<string, unknown>, tree: Record<string, string> = {}) {
  const customer = customerWith(changes, { files: files(tree) });
  const plain = plainConnection(customer);
  const { values, secrets } = await known(connectionArgs(customer));
  assert.deepEqual(values, { ...plain });
  return { plain, secrets };
}

describe("arguments: the connection", () => {
  beforeEach(() => recordResources());

  it("is the settings' server, with no empty ends; the SSH agent is asked where no key is named", async () => {
    const { plain, secrets } = await told({});
    assert.deepEqual(plain, DEFAULTS);
    assert.deepEqual(secrets, []);
  });

  it("is what the settings say in every part", async () => {
    const proxy = { host: "jump.example.com", hostKey: ECDSA, port: 2222, user: "hop" };
    const observer = { user: "watcher", sshPrivateKeyFile: "~/.ssh/watch" };
    const server = { port: 22, user: "root", asperaRoot: "aspera", proxy, observer };
    const { plain } = await told(inner("server", server), { "/home/operator/.ssh/watch": PRIVATE_KEY });
    assert.deepEqual(plain, {
      ...DEFAULTS,
      port: 22,
      user: "root",
      sudo: false,
      asperaRoot: "aspera",
      proxy,
      observer: { user: "watcher", privateKeyFile: "~/.ssh/watch" },
    });
  });

  it("names a key's file as the stack has it: the same for everyone who runs it; the key stays in it", async () => {
    const tree = { "/home/operator/.ssh/aspera": PRIVATE_KEY };
    const { plain, secrets } = await told({ sshPrivateKeyFile: "~/.ssh/aspera" }, tree);
    assert.deepEqual(plain, { ...DEFAULTS, privateKeyFile: "~/.ssh/aspera" });
    assert.deepEqual(secrets, []);
  });

  it("keeps a key by value and its passphrase secret", async () => {
    const { plain, secrets } = await told({ sshPrivateKey: LOCKED, sshPrivateKeyPassphrase: PASSPHRASE });
    assert.deepEqual(plain, { ...DEFAULTS, privateKey: LOCKED, privateKeyPassphrase: PASSPHRASE });
    assert.deepEqual(secrets, ["privateKey", "privateKeyPassphrase"]);
  });

  it("keeps the passphrase of a key in a file secret as well", async () => {
    const settings = { sshPrivateKeyFile: "~/locked", sshPrivateKeyPassphrase: PASSPHRASE };
    const { plain, secrets } = await told(settings, { "/home/operator/locked": LOCKED });
    assert.deepEqual(plain, { ...DEFAULTS, privateKeyFile: "~/locked", privateKeyPassphrase: PASSPHRASE });
    assert.deepEqual(secrets, ["privateKeyPassphrase"]);
  });

  it("leads to a launched server's address, unless the settings name a host; to nowhere before the launch", async () => {
    const instance = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
    const at = async (server: object, address?: pulumi.Input<string>) => {
      const customer = customerWith({ server: { instance, hostKey: ED25519, ...server } });
      const { host } = (await known(connectionArgs(customer, address))).values as { host: string };
      return [host, plainConnection(customer).host];
    };
    assert.deepEqual(await at({}, pulumi.output("198.51.100.7")), ["198.51.100.7", ""]);
    assert.deepEqual(await at({}), ["", ""]);
    assert.deepEqual(await at({ host: "a.example.com" }, "198.51.100.7"), ["a.example.com", "a.example.com"]);
  });
});
