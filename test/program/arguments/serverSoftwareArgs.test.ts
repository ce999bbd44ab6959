import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { serverSoftwareArgs } from "../../../program/arguments/serverSoftwareArgs";
import { ED25519 } from "../../model/ssh/hostKeys";
import { inner, ONE_ACCOUNT, settingsWith } from "../settings/stack";
import { known } from "./known";

const SHA256 = createHash("sha256").update("").digest("hex");
const SECRET_KEYS = { secretKeys: new Set(["aspera:externalId", "aspera:server"]) };
const FILE = { package: "~/hsts.rpm", sha256: SHA256, acknowledgeNoSnapshot: true };
const CONNECTION = {
  host: "aspera.example.com",
  port: 33001,
  user: "ec2-user",
  hostKey: ED25519,
  sudo: true,
  asperaRoot: "/opt/aspera",
};

const told = async (server: Record<string, unknown>, address?: pulumi.Input<string>) => {
  const args = serverSoftwareArgs(settingsWith(inner("server", server), SECRET_KEYS), address);
  assert.ok(args);
  return known(args);
};

describe("arguments: the upgrade of the server's software", () => {
  it("is nothing where none is asked for, or no server is named", () => {
    assert.equal(serverSoftwareArgs(settingsWith()), undefined);
    const none = { ...ONE_ACCOUNT, bucket: undefined, transferUser: undefined, server: undefined };
    assert.equal(serverSoftwareArgs(settingsWith(none)), undefined);
  });

  it("is a package of this machine, whose lack of a snapshot is written down", async () => {
    const { values, secrets } = await told({ upgrade: FILE });
    assert.deepEqual(values, {
      connection: CONNECTION,
      package: "~/hsts.rpm",
      sha256: SHA256,
      username: undefined,
      password: undefined,
      snapshot: "none, acknowledged",
      longestWait: 600,
    });
    assert.deepEqual(secrets, ["package"]);
  });

  it("keeps an address, which may be signed, and the login's password secret", async () => {
    const upgrade = {
      package: "https://example.com/aspera.rpm?signature=x#y",
      sha256: SHA256,
      username: "operator",
      password: "s3cret-0123456789",
      snapshotId: "snap-0123456789abcdef0",
      longestWait: 60,
    };
    const { snapshotId: snapshot, ...rest } = upgrade;
    const { values, secrets } = await told({ upgrade });
    assert.deepEqual(values, { connection: CONNECTION, ...rest, snapshot });
    assert.deepEqual(secrets, ["package", "password"]);
  });

  it("is made in a launched server, at its address", async () => {
    const instance = { amiId: "ami-0123456789abcdef0", type: "m5.xlarge" };
    const server = { host: undefined, instance, hostKey: ED25519, upgrade: FILE };
    const { values } = await told(server, pulumi.output("198.51.100.7"));
    assert.deepEqual(values, {
      ...(values as object),
      connection: { ...CONNECTION, host: "198.51.100.7" },
    });
  });
});
