import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, relative } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type ConnectionArgs, commandConnection, connectionInputs } from "../../components/connection";
import { privateKeyByValue } from "../../components/privateKey";
import { recordResources, settledValue } from "../mocks/resources";
import { CONNECTION, CONNECTION_INPUTS, KEY } from "./fixtures";

const known = <T>(value: pulumi.Input<T>) => settledValue(pulumi.output(value));
const isSecret = (value: unknown) => pulumi.isSecret(pulumi.output(value));
const JUMP = { host: "jump.example.com", hostKey: "ssh-ed25519 BBBB" };

describe("components: the connection as our plugin's resources take it", () => {
  beforeEach(() => recordResources());

  it("has Aspera's port, login and folder by default, sudo, and no empty ends", async () => {
    assert.deepEqual(await known(connectionInputs(CONNECTION)), CONNECTION_INPUTS);
    assert.deepEqual(Object.keys(connectionInputs(CONNECTION)).sort(), Object.keys(CONNECTION_INPUTS).sort());
  });

  it("is what is asked for in every part, outputs among them", async () => {
    const all = {
      ...CONNECTION,
      port: 22,
      user: "ops",
      sudo: false,
      asperaRoot: "aspera",
      privateKeyFile: "~/k",
    };
    assert.deepEqual(await known(connectionInputs(all)), all);
    const outputs = {
      host: pulumi.output(all.host),
      hostKey: pulumi.output(all.hostKey),
      port: pulumi.output(22),
      user: pulumi.output("ops"),
      sudo: pulumi.output(false),
      asperaRoot: pulumi.output("aspera"),
      privateKeyFile: pulumi.output("~/k"),
    };
    assert.deepEqual(await known(connectionInputs(outputs)), all);
  });

  for (const [user, sudo, expected] of [
    ["root", undefined, false],
    [pulumi.output("root"), undefined, false],
    [pulumi.output("ops"), undefined, true],
    ["root", true, true],
    ["ops", false, false],
  ] as const) {
    const name = typeof user === "string" ? user : "a user known later";
    it(`${name} with sudo ${sudo ?? "unsaid"}: ${expected ? "" : "no "}sudo`, async () => {
      assert.equal(await known(connectionInputs({ ...CONNECTION, user, sudo }).sudo), expected);
    });
  }

  it("keeps key and passphrase secret, however they are given", async () => {
    const inputs = connectionInputs({ ...CONNECTION, privateKey: KEY, privateKeyPassphrase: "PASS" });
    assert.deepEqual(await known(inputs), {
      ...CONNECTION_INPUTS,
      privateKey: KEY,
      privateKeyPassphrase: "PASS",
    });
    const secrets = await Promise.all(
      Object.entries(inputs).map(async ([name, value]) => ((await isSecret(value)) ? [name] : [])),
    );
    assert.deepEqual(secrets.flat(), ["privateKey", "privateKeyPassphrase"]);
  });

  it("gives a jump host SSH's own port, and names the observer as it is", async () => {
    const observer = { user: "watcher", privateKeyFile: "~/.ssh/watch" };
    const inputs = await known(connectionInputs({ ...CONNECTION, proxy: JUMP, observer }));
    assert.deepEqual(inputs.proxy, { ...JUMP, port: 22, user: "ec2-user" });
    assert.deepEqual(inputs.observer, observer);
    const other = { ...JUMP, port: 2222, user: "hop" };
    assert.deepEqual((await known(connectionInputs({ ...CONNECTION, proxy: other }))).proxy, other);
    const lesser = { ...CONNECTION, observer: { user: pulumi.output("watcher") } };
    assert.deepEqual((await known(connectionInputs(lesser))).observer, { user: "watcher" });
  });
});

describe("components: the connection as a Command takes it", () => {
  beforeEach(() => recordResources());
  const forCommand = (args: ConnectionArgs, justLaunched = false) =>
    commandConnection(connectionInputs(args), privateKeyByValue(args), justLaunched);
  const { sudo: _, asperaRoot: __, ...MAIN } = CONNECTION_INPUTS;

  it("is host, port, login, pinned key and patience, and no field more; without a key, the agent is asked", async () => {
    assert.deepEqual(await known(forCommand(CONNECTION)), {
      ...MAIN,
      privateKey: undefined,
      dialErrorLimit: 3,
      perDialTimeout: 15,
    });
    const all = { ...CONNECTION, sudo: false, asperaRoot: "aspera", observer: { user: "watcher" } };
    assert.deepEqual(Object.keys(forCommand(all)), Object.keys(forCommand(CONNECTION)));
  });

  it("waits some four minutes for a server that was launched a moment ago, and no longer for its jump host", async () => {
    const { dialErrorLimit, perDialTimeout, proxy } = await known(
      forCommand({ ...CONNECTION, proxy: JUMP }, true),
    );
    assert.deepEqual([dialErrorLimit, perDialTimeout], [60, 15]);
    assert.deepEqual([proxy?.dialErrorLimit, proxy?.perDialTimeout], [3, 15]);
  });

  it("gives the jump host the same key, since the plugin lets it inherit nothing", async () => {
    const args = { ...CONNECTION, proxy: JUMP, privateKey: KEY, privateKeyPassphrase: "PASS" };
    const login = { privateKey: KEY, privateKeyPassword: "PASS", dialErrorLimit: 3, perDialTimeout: 15 };
    assert.deepEqual(await known(forCommand(args)), {
      ...MAIN,
      ...login,
      proxy: { ...JUMP, port: 22, user: "ec2-user", ...login },
    });
  });

  it("has no passphrase and no jump host where there is none", async () => {
    const keys = Object.keys(await known(forCommand({ ...CONNECTION, privateKey: KEY })));
    assert.ok(!keys.includes("privateKeyPassword") && !keys.includes("proxy"), keys.join());
  });
});

describe("components: the private key by value", () => {
  beforeEach(() => recordResources());

  it("is a secret whether it is given or read from a file, and nothing where an agent is asked", async () => {
    assert.equal(privateKeyByValue({}), undefined);
    assert.equal(await known(privateKeyByValue({ privateKey: KEY })), KEY);
    assert.equal(await isSecret(privateKeyByValue({ privateKey: KEY })), true);
    const folder = mkdtempSync(join(tmpdir(), "key-"));
    try {
      const file = join(folder, "key");
      writeFileSync(file, KEY);
      for (const privateKeyFile of [file, pulumi.output(file), `~/${relative(homedir(), file)}`]) {
        assert.equal(await known(privateKeyByValue({ privateKeyFile })), KEY);
        assert.equal(await isSecret(privateKeyByValue({ privateKeyFile })), true);
      }
      assert.equal(
        await known(privateKeyByValue({ privateKey: "BY VALUE", privateKeyFile: file })),
        "BY VALUE",
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
