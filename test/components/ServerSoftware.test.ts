import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ServerSoftware, type ServerSoftwareArgs } from "../../components/ServerSoftware";
import { only, type Registered, recordResources, secret, settled, settledValue } from "../mocks/resources";
import { CONNECTION, CONNECTION_INPUTS, KEY } from "./fixtures";

const TYPE = "aspera:index:ServerSoftware";
const SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const ARGS: ServerSoftwareArgs = {
  connection: CONNECTION,
  package: "~/hsts.rpm",
  sha256: SHA256,
  snapshot: "none, acknowledged",
};

describe("components: ServerSoftware", () => {
  let registered: Registered[];
  beforeEach(async () => {
    registered = await recordResources({ [TYPE]: { installed: "ibm-aspera-hsts 4.4.7.2224-1" } });
  });
  const made = async (args: Partial<ServerSoftwareArgs> = {}) => {
    const software = new ServerSoftware("software", { ...ARGS, ...args });
    await settled(software);
    return software;
  };

  it("names server, package and snapshot, and nothing that was left out; the package is secret", async () => {
    await made();
    assert.deepEqual(only(registered, TYPE).wire, {
      connection: CONNECTION_INPUTS,
      source: secret("~/hsts.rpm"),
      sha256: SHA256,
      snapshot: "none, acknowledged",
    });
    assert.equal(registered.length, 1, "one resource, and no Command");
  });

  it("keeps an address, a login's password and the key secret, one by one; outputs serve as well", async () => {
    const expected = {
      connection: { ...CONNECTION_INPUTS, privateKey: secret(KEY), privateKeyPassphrase: secret("PASS") },
      source: secret("https://example.com/aspera.rpm?signature=x"),
      sha256: SHA256,
      username: "operator",
      password: secret("PASSWORD"),
      snapshot: "snap-0123456789abcdef0",
      idleWait: 60,
    };
    const args = {
      connection: { ...CONNECTION, privateKey: KEY, privateKeyPassphrase: "PASS" },
      package: "https://example.com/aspera.rpm?signature=x",
      username: "operator",
      password: "PASSWORD",
      snapshot: "snap-0123456789abcdef0",
      longestWait: 60,
    };
    await made(args);
    assert.deepEqual(only(registered, TYPE).wire, expected);
    registered.length = 0;
    await made({
      connection: { ...args.connection, host: pulumi.output(CONNECTION.host) },
      package: pulumi.output(args.package),
      sha256: pulumi.output(SHA256),
      username: pulumi.output("operator"),
      password: pulumi.secret("PASSWORD"),
      snapshot: pulumi.output(args.snapshot),
      longestWait: pulumi.output(60),
    });
    assert.deepEqual(only(registered, TYPE).wire, expected);
  });

  it("says what is installed", async () => {
    assert.equal(await settledValue((await made()).installed), "ibm-aspera-hsts 4.4.7.2224-1");
  });
});
