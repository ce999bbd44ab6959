import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Docroot, type DocrootArgs } from "../../components/Docroot";
import { ServerInstance } from "../../components/ServerInstance";
import { only, type Registered, recordResources, secret, settled } from "../mocks/resources";
import { BUCKET_ROLE, CONNECTION, EXTERNAL_ID, KEY, LAUNCH, OBSERVED, providers } from "./fixtures";

const ARGS: DocrootArgs = {
  connection: { ...CONNECTION, privateKey: KEY },
  transferUser: "acme",
  bucket: "acme-media",
  prefix: "incoming/",
  bucketRoleArn: BUCKET_ROLE,
  externalId: EXTERNAL_ID,
};
/** ARGS's connection, field by field. */
const LOGIN = {
  host: "aspera.example.com",
  port: 33001,
  user: "ec2-user",
  hostKey: "ssh-ed25519 AAAA",
  privateKey: KEY,
  dialErrorLimit: 3,
  perDialTimeout: 15,
};

describe("components: Docroot, the Command that applies it", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await recordResources(OBSERVED);
  });
  const made = async (args: Partial<DocrootArgs> = {}) => {
    registered.length = 0;
    await settled(new Docroot("docroot", { ...ARGS, ...args }));
    return only(registered, "command:remote:Command");
  };
  it("is one constant command text; program and request come by stdin, a secret; nothing else is there", async () => {
    const { stdin, ...rest } = (await made()).wire;
    assert.deepEqual(rest, {
      connection: secret(LOGIN),
      create: "sudo -n perl -",
      addPreviousOutputInEnv: false,
      logging: "none",
    });
    for (const absent of ["delete", "update", "triggers", "environment"])
      assert.ok(!(absent in rest), absent);
    assert.deepEqual(stdin, secret((stdin as { value: string }).value));
  });

  it("says nothing in clear of what the agent answers, which holds the docroot's fingerprint; the docroot stays shown", async () => {
    const { additionalSecretOutputs } = await made();
    for (const name of ["stdout", "stderr"]) assert.ok(additionalSecretOutputs.includes(name), name);
    const docroot = new Docroot("shown", ARGS).docroot as unknown as { isSecret: Promise<boolean> };
    assert.equal(await docroot.isSecret, false);
  });

  it("has a time limit, which grows with the wait for transfers", async () => {
    assert.deepEqual((await made()).customTimeouts, { create: "60m", update: "60m" });
    const patient = await made({ restart: { restart: "whenIdle", idleWait: 3600 } });
    assert.deepEqual(patient.customTimeouts, { create: "120m", update: "120m" });
  });

  it("goes without sudo where the login needs none", async () => {
    const { wire } = await made({ connection: { ...CONNECTION, user: "root" } });
    assert.equal(wire.create, "perl -");
    const stays = await made({ connection: { ...CONNECTION, user: "root", sudo: true } });
    assert.equal(stays.wire.create, "sudo -n perl -");
  });

  it("takes key, passphrase and jump host along, and outputs; without a key there is no field for it", async () => {
    const jump = { host: "jump.example.com", hostKey: "ssh-ed25519 BBBB" };
    const login = {
      host: pulumi.output(CONNECTION.host),
      port: pulumi.output(22),
      user: pulumi.output("ops"),
      hostKey: pulumi.output(CONNECTION.hostKey),
      privateKey: pulumi.output(KEY),
      privateKeyPassphrase: pulumi.output("PASS"),
    };
    // The SDK makes the connection a secret as a whole.
    const key = { privateKey: KEY, privateKeyPassword: "PASS" };
    const { wire } = await made({ connection: { ...login, proxy: jump } });
    const patience = { dialErrorLimit: 3, perDialTimeout: 15 };
    const proxy = { ...jump, port: 22, user: "ec2-user", ...key, ...patience };
    assert.deepEqual(wire.connection, secret({ ...LOGIN, port: 22, user: "ops", ...key, proxy }));

    const { privateKey: _, ...keyless } = LOGIN;
    assert.deepEqual((await made({ connection: CONNECTION })).wire.connection, secret(keyless));
  });

  it("waits longer for a server that the same program launched, and goes with it", async () => {
    assert.equal((await made()).deletedWith, undefined);
    const server = new ServerInstance("server", LAUNCH, { provider: providers().server });
    const { wire, deletedWith } = await made({ instance: server.instance });
    assert.equal(deletedWith, "server-instance");
    assert.deepEqual(wire.connection, secret({ ...LOGIN, dialErrorLimit: 60 }));
    assert.equal(
      only(registered, "aspera:index:Docroot").deletedWith,
      undefined,
      "its delete says what is left",
    );
  });
});
